#pragma once

#include "console/card.h"

#include <presentation/noticelist.h>

#include <QtCore/QTimer>

#include <deque>

class QLabel;
class QToolButton;

namespace cortege::widgets
{

/// The newest notices, one at a time, on the map. Goes away by itself, but not while the pointer or the focus is on it;
/// never takes the focus.
class NoticeBar final : public Card
{
    Q_OBJECT
public:
    explicit NoticeBar(std::chrono::milliseconds shownFor, QWidget *parent = nullptr);

    void add(const presentation::Notice &notice);
    /// Nothing is left of what was said about these events.
    void forget(const std::vector<EventId> &events);
    void clear();
    int waiting() const { return static_cast<int>(m_queue.size()); } ///< the shown one and those behind it
    QString text() const;

Q_SIGNALS:
    void eventWanted(const cortege::EventId &event);
    void journalWanted(); ///< there were too many to show one by one

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void next();
    void refresh();
    int roomForText() const;
    void openShown();
    bool isBeingUsed() const;

    std::deque<presentation::Notice> m_queue; ///< the shown one first
    QTimer m_timer;
    QLabel *m_icon;
    QLabel *m_text;
    QLabel *m_more;
    QToolButton *m_see;
    QToolButton *m_close;
};

} // namespace cortege::widgets
