#include "console/noticebar.h"

#include <widgets/theme.h>

#include <QtCore/QLocale>
#include <QtGui/QAccessible>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace cortege::widgets
{
namespace
{

using namespace Qt::StringLiterals;

constexpr size_t kOneByOne = 5; ///< more than these are summed up
constexpr int kWidestText = 420;

} // namespace

NoticeBar::NoticeBar(std::chrono::milliseconds shownFor, QWidget *parent)
    : Card(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_more(new QLabel(this)),
      m_see(new QToolButton(this)), m_close(new QToolButton(this))
{
    setObjectName(u"noticeBar"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setObjectName(u"noticeText"_s);
    m_see->setObjectName(u"noticeSee"_s);
    m_see->setText(tr("Voir"));
    m_see->setFocusPolicy(Qt::TabFocus); // a click must not take the focus from where the person works
    m_close->setObjectName(u"noticeClose"_s);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setAutoRaise(true);
    m_close->setIcon(icon(u"close"_s));
    m_close->setAccessibleName(tr("Fermer l’avis"));
    m_close->setToolTip(tr("Fermer l’avis"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin, kSpacing - 2, kSpacing, kSpacing - 2);
    layout->setSpacing(kSpacing);
    for (QWidget *part : { static_cast<QWidget *>(m_icon), static_cast<QWidget *>(m_text),
             static_cast<QWidget *>(m_more), static_cast<QWidget *>(m_see), static_cast<QWidget *>(m_close) })
        layout->addWidget(part);
    connect(m_see, &QToolButton::clicked, this, &NoticeBar::openShown);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::next);
    m_timer.setInterval(shownFor);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (!isBeingUsed())
            next();
    });
    m_see->installEventFilter(this);
    m_close->installEventFilter(this);
    hide();
}

void NoticeBar::add(const presentation::Notice &notice)
{
    m_queue.push_back(notice);
    if (m_queue.size() == 1 || m_queue.size() > kOneByOne)
        m_timer.start();
    refresh();
}

void NoticeBar::forget(const std::vector<EventId> &events)
{
    if (std::erase_if(m_queue, [&](const auto &notice) { return std::ranges::contains(events, notice.event); }) > 0)
        refresh();
}

void NoticeBar::clear()
{
    m_queue.clear();
    refresh();
}

/// On a narrow map the text gives way, not the buttons.
int NoticeBar::roomForText() const
{
    const int others = layout()->sizeHint().width() - m_text->sizeHint().width();
    return parentWidget() ? std::clamp(parentWidget()->width() - 2 * kMargin - others, 0, kWidestText) : kWidestText;
}

QString NoticeBar::text() const { return m_text->toolTip(); }

bool NoticeBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && m_timer.isActive())
        m_timer.start(); // as long again from now
    return Card::eventFilter(watched, event);
}

void NoticeBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_queue.empty())
        refresh();
    Card::changeEvent(event);
}

void NoticeBar::next()
{
    if (m_queue.size() > kOneByOne)
        m_queue.clear(); // they were shown as one
    else if (!m_queue.empty())
        m_queue.pop_front();
    refresh();
}

void NoticeBar::refresh()
{
    if (m_queue.empty()) {
        m_timer.stop();
        return hide();
    }
    if (!m_timer.isActive())
        m_timer.start();
    const bool summed = m_queue.size() > kOneByOne;
    const auto &first = m_queue.front();
    const auto text = summed
        ? tr("%1 événements nouveaux ou modifiés").arg(QLocale().toString(static_cast<int>(m_queue.size())))
        : presentation::describe(first);
    const auto image = summed ? icon(u"journal"_s) : iconOf(first.kind);
    m_icon->setPixmap(image.pixmap(QSize(18, 18), devicePixelRatio()));
    m_text->setToolTip(text);
    const auto others = static_cast<int>(m_queue.size()) - 1;
    m_more->setText(others == 1 ? tr("et 1 autre") : tr("et %1 autres").arg(others));
    m_more->setVisible(!summed && others > 0);
    m_see->setText(summed ? tr("Journal") : tr("Voir"));
    m_see->setAccessibleName(summed ? tr("Voir le journal") : tr("Voir : %1").arg(text));
    setAccessibleName(text);
    m_text->setText(m_text->fontMetrics().elidedText(text, Qt::ElideRight, roomForText()));
    show();
    updateGeometry();
    QAccessibleEvent alert(this, QAccessible::Alert); // read out without taking the focus
    QAccessible::updateAccessibility(&alert);
}

void NoticeBar::openShown()
{
    const bool summed = m_queue.size() > kOneByOne;
    const auto event = m_queue.front().event;
    next();
    if (summed)
        Q_EMIT journalWanted();
    else
        Q_EMIT eventWanted(event);
}

bool NoticeBar::isBeingUsed() const { return underMouse() || m_see->hasFocus() || m_close->hasFocus(); }

} // namespace cortege::widgets
