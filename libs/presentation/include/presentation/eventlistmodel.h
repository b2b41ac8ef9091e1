#pragma once

#include <client/outbox.h>
#include <domain/event.h>
#include <presentation/clockfilter.h>

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QSortFilterProxyModel>

#include <optional>

namespace cortege::presentation
{

/// Where an event's newest content is.
enum class Transfer {
    Received, ///< on the platform
    Waiting, ///< kept here until there is a connection
    Sending,
    Conflict,
    Refused,
    Draft, ///< typed, not saved yet
};

/// An event as lists show it: what the platform has, with our own unsent change on top.
struct EventRow {
    EventId id;
    EventState state = EventState::Active;
    EventRecord record;
    int revision = 0; ///< the platform's; 0 when it has none
    QString author; ///< of that revision
    std::optional<UtcTime> receivedAt; ///< the platform's clock
    Transfer transfer = Transfer::Received;

    friend bool operator==(const EventRow &, const EventRow &) = default;
};
QString describe(Transfer transfer); ///< "Reçue", "En attente d’envoi" …
EventRow rowOf(const EventVersion &version);
EventRow rowOf(const client::PendingChange &pending, const EventVersion *known);

/// Rows by event, in no order; `EventFilter` sorts. Texts for the screen; colours and icons are the view's.
class EventListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Kind, Subject, When, People, Status, ColumnCount };
    enum Roles {
        SortRole = Qt::UserRole + 1,
        EventIdRole, ///< QString
        KindRole, ///< int, EventKind
        StateRole, ///< int, EventState
        TransferRole, ///< int, Transfer
        SearchRole, ///< QString, every text of the record, `folded`
    };

    /// `clock` says which year needs not be said; it outlives the model.
    explicit EventListModel(const Clock &clock, QObject *parent = nullptr);

    /// Replaces everything.
    void reset(const std::vector<EventRow> &rows);
    /// Adds the row or replaces the one with its id.
    void put(const EventRow &row);
    void remove(const EventId &event);
    const EventRow *find(const EventId &event) const;
    const std::vector<EventRow> &rows() const { return m_rows; }
    int rowNumberOf(const EventId &event) const; ///< −1 when it is not there
    /// Of which event is there in which revision; equal wherever the same is there. 16 hexadecimal digits.
    QByteArray digest() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void append(const EventRow &row);

    QDate today() const;

    const Clock &m_clock;
    std::vector<EventRow> m_rows;
    std::vector<QString> m_searchable; ///< beside each row: folding 10,000 records at each typed character is too slow
    QHash<EventId, int> m_numbers;
};

/// Sorting by time, and what the person wants to see. Search ignores case and accents and looks at every text of the
/// record: subject, description, addresses, kind, theme, organiser's status; all the words must be found. A word of
/// eight characters or more may be the beginning of the event's identifier instead.
class EventFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit EventFilter(QObject *parent = nullptr);

    void setText(const QString &text);
    void setKinds(const QSet<int> &kinds); ///< of EventKind; empty: all
    /// Events that overlap what the filter leaves of it; events without dates stay.
    void setPeriod(std::optional<UtcInterval> period, const ClockFilter &clock = {});
    /// The same as an agenda: only what takes place then, with its times of day, and whatever waits for a decision of
    /// the person. What has changed here and only has to be sent stays out as well.
    void setAgenda(const UtcInterval &days);
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    void setShowCancelled(bool show);
    /// Whether kind and text of a row of the source are among those wanted, whatever its time and state.
    bool matches(int sourceRow) const;
    bool matchesAll() const { return m_kinds.isEmpty() && m_words.empty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    struct Word {
        QString folded;
        QString typed; ///< in small letters: identifiers have hyphens
    };
    std::vector<Word> m_words;
    QSet<int> m_kinds;
    std::optional<UtcInterval> m_period;
    std::vector<UtcInterval> m_parts; ///< of the period
    bool m_agenda = false;
    bool m_showCancelled = false;
};

} // namespace cortege::presentation
