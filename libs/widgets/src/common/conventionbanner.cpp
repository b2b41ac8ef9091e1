#include "conventionbanner.h"

#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace cortege::widgets
{
using namespace Qt::StringLiterals;

ConventionBanner::ConventionBanner(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_erase(new QPushButton(tr("Effacer maintenant"), this))
{
    setObjectName(u"conventionBanner"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setObjectName(u"conventionText"_s);
    m_text->setWordWrap(true);
    m_erase->setObjectName(u"eraseKept"_s);
    m_erase->hide();
    connect(m_erase, &QPushButton::clicked, this, &ConventionBanner::eraseRequested);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin, kSpacing - 2, kMargin, kSpacing - 2);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_erase);
    refreshIcon();
    hide();
}

void ConventionBanner::setText(const QString &text)
{
    if (text == m_text->text())
        return;
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert); // read out without taking the focus
    QAccessible::updateAccessibility(&alert);
}

void ConventionBanner::offerErasing(bool offered) { m_erase->setVisible(offered); }

void ConventionBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    QFrame::changeEvent(event);
}

void ConventionBanner::refreshIcon()
{
    m_icon->setPixmap(icon(u"error"_s, colourOf(Tone::Warning, palette())).pixmap(QSize(18, 18), devicePixelRatio()));
}

} // namespace cortege::widgets
