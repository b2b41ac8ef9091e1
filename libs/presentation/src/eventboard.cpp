#include <presentation/eventboard.h>

#include <utility>

namespace cortege::presentation
{
namespace
{

constexpr std::chrono::milliseconds kMapPause { 100 };
constexpr std::chrono::milliseconds kListPause { 50 };
/// While the platform tells what happened before, nobody reads along.
constexpr std::chrono::milliseconds kReplayPause { 400 };
/// Above it, one reset costs less than so many insertions into a sorted view.
constexpr qsizetype kResetFrom = 200;

MapEvent mapEventOf(const EventRow &row)
{
    EventVersion version { row.id, row.revision, 0, row.state, { PersonId::make(), {} }, {}, row.record };
    return presentation::mapEventOf(version);
}

} // namespace

EventBoard::EventBoard(client::Platform &platform, QObject *parent)
    : QObject(parent), m_platform(platform), m_list(platform.clock())
{
    m_listTimer.setSingleShot(true);
    m_mapTimer.setSingleShot(true);
    m_mapTimer.setInterval(kMapPause);
    connect(&m_listTimer, &QTimer::timeout, this, &EventBoard::update);
    connect(&m_mapTimer, &QTimer::timeout, this, [this] { Q_EMIT mapEventsChanged(mapEvents()); });
    connect(&platform, &client::Platform::versionsArrived, this, &EventBoard::takeVersions);
    connect(&platform, &client::Platform::eventsErased, this, &EventBoard::takeErased);
    connect(&platform, &client::Platform::pendingChanged, this, &EventBoard::takePending);
    connect(&platform, &client::Platform::replicaReset, this, &EventBoard::rebuild);
    const auto touched = [this] {
        if (!m_mapTimer.isActive())
            m_mapTimer.start();
    };
    connect(&m_list, &QAbstractItemModel::modelReset, this, touched);
    connect(&m_list, &QAbstractItemModel::rowsInserted, this, touched);
    connect(&m_list, &QAbstractItemModel::rowsRemoved, this, touched);
    connect(&m_list, &QAbstractItemModel::dataChanged, this, touched);
    m_waiting = platform.pendingCount();
    rebuild();
}

void EventBoard::setDraft(const EventId &event, const EventRecord &record)
{
    m_drafts.insert(event, record);
    put(event);
}

void EventBoard::removeDraft(const EventId &event)
{
    m_drafts.remove(event);
    put(event);
}

void EventBoard::removeDrafts()
{
    m_drafts.clear();
    rebuild();
}

void EventBoard::setExtra(std::optional<MapEvent> event)
{
    m_extra = std::move(event);
    if (!m_mapTimer.isActive())
        m_mapTimer.start();
}

MapEvents EventBoard::mapEvents() const
{
    auto events = std::make_shared<std::vector<MapEvent>>();
    events->reserve(m_list.rows().size() + 1);
    for (const EventRow &row : m_list.rows())
        events->push_back(mapEventOf(row));
    if (m_extra)
        events->push_back(*m_extra);
    return events;
}

void EventBoard::takeVersions(const std::vector<EventVersion> &versions, bool live)
{
    for (const EventVersion &version : versions)
        m_stale.insert(version.id);
    if (!m_listTimer.isActive())
        m_listTimer.start(live ? kListPause : kReplayPause);
}

void EventBoard::takeErased(const std::vector<EventId> &events)
{
    for (const EventId &event : events)
        put(event);
}

void EventBoard::takePending(const EventId &event)
{
    put(event);
    m_waiting = m_platform.pendingCount();
    Q_EMIT waitingChanged();
}

void EventBoard::update()
{
    if (m_stale.size() >= kResetFrom)
        return rebuild();
    for (const EventId &event : std::exchange(m_stale, {}))
        put(event);
}

std::optional<EventRow> EventBoard::rowOfEvent(const EventId &event) const
{
    const EventVersion *known = m_platform.replica().find(event);
    const auto pending = m_platform.pending(event);
    const auto draft = m_drafts.constFind(event);
    std::optional<EventRow> row;
    if (pending)
        row = rowOf(*pending, known);
    else if (known)
        row = rowOf(*known);
    else if (draft != m_drafts.constEnd())
        row = EventRow { .id = event, .record = {}, .author = {}, .receivedAt = {} };
    if (!row || draft == m_drafts.constEnd())
        return row;
    row->record = *draft;
    // What needs the person comes first.
    if (row->transfer != Transfer::Conflict && row->transfer != Transfer::Refused)
        row->transfer = Transfer::Draft;
    return row;
}

void EventBoard::put(const EventId &event)
{
    if (const auto row = rowOfEvent(event))
        m_list.put(*row);
    else
        m_list.remove(event);
}

void EventBoard::rebuild()
{
    m_stale.clear();
    QSet<EventId> events;
    for (const auto &[id, version] : m_platform.replica().events().asKeyValueRange())
        events.insert(id);
    for (const auto &pending : m_platform.allPending())
        events.insert(pending.event);
    for (const auto &[id, draft] : m_drafts.asKeyValueRange())
        events.insert(id);
    std::vector<EventRow> rows;
    rows.reserve(static_cast<size_t>(events.size()));
    for (const EventId &event : std::as_const(events)) {
        if (auto row = rowOfEvent(event))
            rows.push_back(std::move(*row));
    }
    m_list.reset(rows);
}

} // namespace cortege::presentation
