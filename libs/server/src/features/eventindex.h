#pragma once

#include "featuresrequest.h"

#include <domain/journal.h>

#include <unordered_map>
#include <vector>

namespace cortege::server
{

/// Which events there are, of which kind, where and when: some hundred bytes each. What they say is read from the
/// journal when it is asked for, so that nothing of it stays in memory.
class EventIndex
{
public:
    struct Entry {
        EventId id;
        Sequence first = 0; ///< its place in pages: an event that changes between two of them is in one of them
        Sequence last = 0; ///< the row to read
        EventKind kind {};
        bool isThere = true; ///< not erased
        std::optional<GeoBox> box {};
        std::optional<UtcTime> begins {};
        std::optional<UtcTime> ends {};
    };

    /// Reads what the journal has got since; all of it where it is another journal than before (a restore).
    Result<> follow(JournalReader &reader);

    /// Those of the kind that meet the filters, on whatever page, in the order in which they came into the journal.
    /// What has no place meets every box, what has no time every interval (§7.15.3, §7.15.4).
    std::vector<Entry> matching(const ItemsPage &items, EventKind kind) const;
    /// Nothing where there is none, or it was erased.
    std::optional<Entry> find(const EventId &id) const;
    /// Around all of that kind.
    std::optional<GeoBox> extent(EventKind kind) const;

private:
    void take(const EventVersion &version);

    qint64 m_lineage = 0;
    Sequence m_last = 0;
    std::vector<Entry> m_entries; ///< by `first`
    std::unordered_map<EventId, size_t> m_places;
};

} // namespace cortege::server
