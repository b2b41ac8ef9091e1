#pragma once

#include <client/platform.h>
#include <presentation/eventlistmodel.h>
#include <presentation/mapport.h>

#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

namespace cortege::presentation
{

/// All events as the entry window shows them: what the platform has, our unsent changes on it, drafts on top. The list
/// follows our own changes at once and everybody else's in batches; the map gets new events ten times a second at most.
class EventBoard final : public QObject
{
    Q_OBJECT
public:
    explicit EventBoard(client::Platform &platform, QObject *parent = nullptr);

    EventListModel &list() { return m_list; }
    /// What was typed and not saved stands in the list in place of the rest.
    void setDraft(const EventId &event, const EventRecord &record);
    void removeDraft(const EventId &event);
    void removeDrafts();
    bool hasDraft(const EventId &event) const { return m_drafts.contains(event); }
    /// An event that is drawn beside the others without being in the list: the other side of a conflict.
    void setExtra(std::optional<MapEvent> event);
    MapEvents mapEvents() const;
    /// The list has everything that the platform has told.
    bool isInStep() const { return m_stale.isEmpty(); }
    /// Unacknowledged changes of ours.
    int waiting() const { return m_waiting; }

Q_SIGNALS:
    void mapEventsChanged(const cortege::presentation::MapEvents &events);
    void waitingChanged();

private:
    void takeVersions(const std::vector<EventVersion> &versions, bool live);
    void takeErased(const std::vector<EventId> &events);
    void takePending(const EventId &event);
    void update();
    std::optional<EventRow> rowOfEvent(const EventId &event) const;
    void put(const EventId &event);
    void rebuild();

    client::Platform &m_platform;
    EventListModel m_list;
    QHash<EventId, EventRecord> m_drafts;
    QSet<EventId> m_stale;
    std::optional<MapEvent> m_extra;
    QTimer m_listTimer;
    QTimer m_mapTimer;
    int m_waiting = 0;
};

} // namespace cortege::presentation
