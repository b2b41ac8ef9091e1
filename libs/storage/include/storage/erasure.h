#pragma once

#include <domain/audit.h>
#include <domain/event.h>
#include <domain/payloadcipher.h>
#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QString>

#include <span>

/// Takes events out of the journal for good, beside a server that goes on writing. Sequences, revisions and the audit
/// stay whole: each row of the event keeps its place and the hash that its entry in the audit has, and loses its
/// record; one more version behind them, `EventState::Erased`, tells everybody who follows the journal, and stands for
/// what is left of them. docs/decisions/0184-retention.md says how a check knows this from damage.
namespace cortege::storage
{

struct Erasure {
    EventId event;
    int revision = 0; ///< the one that stands; an event that was changed meanwhile is left as it is
    QString reason; ///< for the audit: fixed words
};
/// `by` answers for it, and is the author of the last versions. Gives how many events were erased; those that were
/// erased before, or are not there, are passed over. In transactions of bounded size: after an error some may be done.
/// What the database's log still has of them is `sweep`'s.
Result<qint64> eraseEvents(const QString &where, const PayloadCipher &cipher, std::span<const Erasure> erasures,
    const Author &by, UtcTime now);

/// Makes sure that nothing of what was erased is left where the database keeps its past. A file of SQLite: the log is
/// brought into it and emptied; Unavailable while somebody else reads an older moment, a backup for one. PostgreSQL:
/// the dead rows are made free (VACUUM); docs/operations.md says what else there is.
Result<> sweep(const QString &where);

} // namespace cortege::storage
