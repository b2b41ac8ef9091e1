#include "eventindex.h"

#include <protocol/messages.h>

#include <algorithm>

namespace cortege::server
{
namespace
{

bool isIn(const EventIndex::Entry &entry, const std::optional<TimeFilter> &time)
{
    const auto begins = entry.begins ? entry.begins : entry.ends;
    const auto ends = entry.ends ? entry.ends : entry.begins;
    return !time || !begins || time->meets(*begins, *ends);
}
bool isIn(const EventIndex::Entry &entry, const std::optional<BoxFilter> &box)
{
    return !box || !entry.box || box->meets(*entry.box);
}

} // namespace

Result<> EventIndex::follow(JournalReader &reader)
{
    const auto lineage = reader.lineage();
    if (!lineage)
        return std::unexpected(lineage.error());
    if (*lineage != m_lineage)
        *this = EventIndex();
    m_lineage = *lineage;
    for (;;) {
        const auto portion = reader.since(m_last, protocol::limits::kReplayBatch);
        if (!portion)
            return std::unexpected(portion.error());
        if (portion->empty())
            return {};
        for (const EventVersion &version : *portion)
            take(version);
    }
}

void EventIndex::take(const EventVersion &version)
{
    const auto [place, isNew] = m_places.try_emplace(version.id, m_entries.size());
    if (isNew)
        m_entries.push_back({ .id = version.id, .first = version.sequence });
    Entry &entry = m_entries[place->second];
    entry.last = m_last = version.sequence;
    entry.kind = version.record.kind();
    entry.isThere = version.state != EventState::Erased;
    entry.box = boundingBox(pointsOf(version.record));
    entry.begins = version.record.begins;
    entry.ends = version.record.ends;
}

std::vector<EventIndex::Entry> EventIndex::matching(const ItemsPage &items, EventKind kind) const
{
    std::vector<Entry> found;
    std::ranges::copy_if(m_entries, std::back_inserter(found), [&](const Entry &entry) {
        return entry.isThere && entry.kind == kind && isIn(entry, items.box) && isIn(entry, items.time);
    });
    return found;
}

std::optional<EventIndex::Entry> EventIndex::find(const EventId &id) const
{
    const auto place = m_places.find(id);
    if (place == m_places.end() || !m_entries[place->second].isThere)
        return std::nullopt;
    return m_entries[place->second];
}

std::optional<GeoBox> EventIndex::extent(EventKind kind) const
{
    std::vector<GeoPoint> corners;
    for (const Entry &entry : m_entries) {
        if (entry.isThere && entry.kind == kind && entry.box)
            corners.insert(corners.end(), { entry.box->southWest, entry.box->northEast });
    }
    return boundingBox(corners);
}

} // namespace cortege::server
