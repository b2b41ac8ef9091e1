#pragma once

#include <domain/audit.h>
#include <domain/event.h>
#include <domain/result.h>

#include <expected>
#include <limits>
#include <span>
#include <variant>
#include <vector>

namespace cortege
{

struct Cancellation {
    friend bool operator==(const Cancellation &, const Cancellation &) = default;
};
/// Saving a cancelled event makes it active again.
using Change = std::variant<EventRecord, Cancellation>;

/// One change to one event, as the journal takes it.
struct Write {
    RequestId request;
    Author author;
    EventId event;
    int baseRevision = 0; ///< the revision it started from; 0 for an event that is not there yet
    Change change;
    UtcTime at {}; ///< the server's clock
    /// `featureText` of the record, by whoever has a thread to spare for it; empty: the journal's writer makes it.
    QByteArray recordText {};
};

struct Refusal {
    Error error; ///< Conflict, NotFound …
    std::optional<EventVersion> current; ///< with Conflict: what stands there now
};
/// A request that was applied before answers with the version it made then.
using WriteResult = std::expected<EventVersion, Refusal>;

/// The append-only journal and the current state beside it. One writer; readers have an object of their own each.
class JournalWriter
{
public:
    virtual ~JournalWriter() = default;
    /// Applies the writes in order in one transaction and returns when they are on disk, each with its entry in the
    /// audit whatever became of it, and behind those an entry for each note. One answer per write, in order. An outer
    /// error means that nothing of the batch was kept and that each write may be tried again.
    virtual Result<std::vector<WriteResult>> apply(std::span<const Write> writes, std::span<const AuditNote> notes = {})
        = 0;
};

class JournalReader
{
public:
    virtual ~JournalReader() = default;
    virtual Result<Sequence> lastSequence() = 0;
    /// Which journal this is: another number once a restore has put another in its place, whose rows may differ from
    /// those that somebody has read.
    virtual Result<qint64> lineage() = 0;
    /// Entries with sequence > after, in order, at most `count`.
    virtual Result<std::vector<EventVersion>> since(Sequence after, int count) = 0;
    /// The versions of one event, oldest first; NotFound when there is none. Of a long history only the newest: those
    /// whose records take `mostBytes` together where they are kept, and always the last one.
    virtual Result<std::vector<EventVersion>> history(
        const EventId &event, qint64 mostBytes = std::numeric_limits<qint64>::max())
        = 0;
};

} // namespace cortege
