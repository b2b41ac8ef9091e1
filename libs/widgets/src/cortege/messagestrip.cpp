#include "messagestrip.h"

#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
constexpr qsizetype kMostLines = 3;

} // namespace

MessageStrip::MessageStrip(QWidget *parent) : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    setObjectName(u"messageStrip"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setWordWrap(true);
    m_text->setObjectName(u"messageText"_s);
    auto *close = new QToolButton(this);
    close->setObjectName(u"closeMessage"_s);
    close->setIcon(icon(u"clear"_s));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);
    close->setToolTip(tr("Fermer ce message"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, &MessageStrip::clear);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin, kSpacing - 2, kSpacing - 2, kSpacing - 2);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(close, 0, Qt::AlignTop);
    refreshIcon();
    hide();
}

void MessageStrip::add(const QString &text)
{
    m_lines.removeAll(text);
    m_lines << text;
    if (m_lines.size() > kMostLines)
        m_lines.removeFirst();
    m_text->setText(m_lines.join(u'\n'));
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageStrip::clear()
{
    m_lines.clear();
    hide();
}

QString MessageStrip::text() const { return m_lines.join(u'\n'); }

void MessageStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
    QFrame::changeEvent(event);
}

void MessageStrip::refreshIcon()
{
    m_icon->setPixmap(icon(u"info"_s, colourOf(Tone::Busy, palette())).pixmap(QSize(18, 18), devicePixelRatio()));
}

} // namespace cortege::widgets
