#include "fieldbox.h"

#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
constexpr int kLabelGap = 3;

} // namespace

FieldBox::FieldBox(QWidget *content, QWidget *focus, QWidget *parent)
    : QWidget(parent), m_label(new QLabel(this)), m_focus(focus), m_issueLine(new QWidget(this)),
      m_issueIcon(new QLabel(m_issueLine)), m_issueText(new QLabel(m_issueLine))
{
    m_label->setBuddy(focus);
    m_label->setWordWrap(true);
    m_issueText->setWordWrap(true);
    m_issueText->setObjectName(u"issue"_s);

    auto *line = new QHBoxLayout(m_issueLine);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(kSpacing - 2);
    line->addWidget(m_issueIcon, 0, Qt::AlignTop);
    line->addWidget(m_issueText, 1);
    m_issueLine->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kLabelGap);
    layout->addWidget(m_label);
    layout->addWidget(content);
    layout->addWidget(m_issueLine);
    layout->addStretch(1);
}

void FieldBox::setLabel(const QString &label, const QString &mnemonic)
{
    m_name = label;
    m_label->setText(mnemonic);
    if (m_focus->accessibleName().isEmpty() || m_focus->property("namedByBox").toBool()) {
        m_focus->setAccessibleName(label);
        m_focus->setProperty("namedByBox", true);
    }
}

void FieldBox::setIssue(const QString &text, Insistence insistence)
{
    if (text == m_issueText->text() && insistence == m_insistence)
        return;
    m_insistence = insistence;
    m_issueText->setText(text);
    m_focus->setAccessibleDescription(text);
    refreshIssue();
    m_issueLine->setVisible(!text.isEmpty());
}

QString FieldBox::issue() const { return m_issueText->text(); }

bool FieldBox::hasFocusInside() const
{
    const QWidget *focus = QApplication::focusWidget();
    return focus && isAncestorOf(focus);
}

void FieldBox::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        refreshIssue();
    QWidget::changeEvent(event);
}

void FieldBox::refreshIssue()
{
    const bool firm = m_insistence == Insistence::Firm;
    const QColor colour = colourOf(firm ? Tone::Error : Tone::Warning, QApplication::palette());
    m_issueIcon->setPixmap(icon(firm ? u"error"_s : u"info"_s, colour).pixmap(QSize(16, 16), devicePixelRatio()));
    QPalette palette = QApplication::palette();
    palette.setColor(QPalette::WindowText, colour);
    m_issueText->setPalette(palette);
}

} // namespace cortege::widgets
