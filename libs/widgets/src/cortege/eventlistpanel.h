#pragma once

#include <domain/time.h>
#include <presentation/announcer.h>
#include <presentation/draft.h>
#include <presentation/eventlistmodel.h>

#include <QtWidgets/QWidget>

#include <map>

class QComboBox;
class QLabel;
class QListView;
class QMenu;
class QStackedWidget;
class QTimer;
class QToolButton;
class QLineEdit;

namespace cortege::widgets
{

/// All events, with search, kinds and period. The event in the form stays selected whatever the list does.
class EventListPanel final : public QWidget
{
    Q_OBJECT
public:
    EventListPanel(presentation::EventListModel &events, const Clock &clock, QWidget *parent = nullptr);

    /// Which event is in the form; it is selected and seen where the filter shows it.
    void select(const std::optional<EventId> &event);
    void focusSearch();
    /// What can be done with the event that is chosen, by the right button or the menu key.
    void setContextActions(const QList<QAction *> &actions);
    /// To the next day, or with −1 to the one before; by seven days where several are shown.
    void step(int times);
    /// The period of the choice, for the map; nothing: all.
    std::optional<UtcInterval> period() const;
    /// What the list is reduced to, without a name. Nothing while it shows a date that was gone to: a filter is for any
    /// day.
    std::optional<presentation::SavedFilter> filter() const;
    void apply(const presentation::SavedFilter &filter);
    void setFilterMenu(QMenu *menu);
    /// What is meant by today may have changed: by itself every minute, else whoever hears that the clock was put
    /// right.
    void followClock();
    /// Those that the filter shows, in their order.
    std::vector<EventId> shown() const;
    /// Of which the kind and the texts are looked for, at whatever time; nothing: all.
    std::optional<QSet<EventId>> matching() const;

Q_SIGNALS:
    void chosen(const cortege::EventId &event);
    void periodChanged();
    void matchingChanged(); ///< a moment after the last key

private:
    void build();
    QWidget *kindButtons();
    void applyKinds();
    void choosePeriod();
    void applyPeriod();
    QWidget *dayBar();
    void orderTabs();
    QString daysText() const;
    void refreshCount();
    void reselect();
    QString emptyText() const;

    presentation::EventListModel &m_events;
    const Clock &m_clock;
    presentation::EventFilter m_filter;
    QLineEdit *m_search;
    std::map<EventKind, QToolButton *> m_kinds;
    QComboBox *m_period;
    QToolButton *m_filters;
    QWidget *m_dayBar = nullptr;
    QLabel *m_dayText = nullptr;
    int m_days = 0; ///< shown as an agenda from m_day on; 0: no agenda
    QDate m_day;
    QToolButton *m_cancelled;
    QStackedWidget *m_pages;
    QListView *m_view;
    QLabel *m_empty;
    QLabel *m_count;
    QTimer *m_countTimer;
    presentation::Announcer *m_announcer;
    QTimer *m_matchTimer;
    std::optional<EventId> m_selected;
    bool m_selecting = false;
};

} // namespace cortege::widgets
