#include "fieldbox.h"

#include <widgets/theme.h>

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;
constexpr int kLabelGap = 3;

} // namespace

FieldBox::FieldBox(QWidget *content, QWidget *focus, QWidget *parent)
    : QWidget(parent), m_label(new QLabel(this)), m_focus(focus), m_issueLine(new QWidget(this)),
      m_issueIcon(new QLabel(m_issueLine)), m_issueText(new QLabel(m_issueLine)), m_offerColumn(new QVBoxLayout),
      m_announcer(new presentation::Announcer(this))
{
    if (!qobject_cast<QAbstractButton *>(focus))
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
    layout->addLayout(m_offerColumn);
    layout->addStretch(1);
    m_offerColumn->setSpacing(kLabelGap);
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

bool FieldBox::takesMnemonic() const { return m_label->buddy(); }

void FieldBox::setIssue(const QString &text, Insistence insistence)
{
    if (text == m_issueText->text() && insistence == m_insistence)
        return;
    m_insistence = insistence;
    m_issueText->setText(text);
    m_focus->setAccessibleDescription(text);
    refreshIssue();
    m_issueLine->setVisible(!text.isEmpty());
    m_announcer->tell(hasFocusInside() ? text : QString());
}

void FieldBox::setOffers(std::vector<Offer> offers)
{
    const bool same = std::ranges::equal(offers, m_offers, {}, &Offer::text, &Offer::text);
    m_offers = std::move(offers);
    if (same)
        return;
    while (QLayoutItem *item = m_offerColumn->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its click may be on the stack
        delete item;
    }
    QWidget *before = m_focus;
    for (size_t i = 0; i < m_offers.size(); ++i) {
        auto *button = new QPushButton(QString(m_offers[i].text).replace(u'&', u"&&"_s), this);
        button->setObjectName(u"offer-%1"_s.arg(i));
        button->setAutoDefault(false);
        m_offerColumn->addWidget(button, 0, Qt::AlignLeft);
        setTabOrder(before, button);
        before = button;
        connect(button, &QPushButton::clicked, this, [this, i] {
            const auto take = m_offers[i].take; // it may make other offers
            take();
        });
    }
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
