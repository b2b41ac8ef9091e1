#pragma once

#include "auditlog.h"

/// What stands in the journal in place of a record that was erased. It is as long as the record was, so that SQLite
/// writes it over the old bytes: no page is laid out anew, which would leave copies of its other rows behind, to be
/// found when those are erased one day.
namespace cortege::storage
{

/// Whether there is no record (any more): an emptied row, or the last version of an erased event. What is sealed never
/// begins so, nor does a record in clear.
bool isErased(QByteArrayView feature);
/// The first byte of all that `isErased`, for statements.
QByteArray erasedMark();

/// Holds the hash of the row as it was committed.
QByteArray emptied(const JournalRow &row);
/// Of an emptied row the one that it keeps, else that of the row itself: what its entry in the audit has.
QByteArray committedHashOf(const JournalRow &row);

/// Stands for all earlier rows of one event as they are now.
class Remains
{
public:
    void add(const JournalRow &row);
    /// What an erased event's last version holds in place of a record.
    QByteArray tombstone() const;

private:
    QByteArray m_digest { kAuditHashBytes, '\0' };
};
bool isTombstone(QByteArrayView feature);
inline constexpr qsizetype kTombstoneBytes = 2 + kAuditHashBytes; ///< no sealed record is as short

} // namespace cortege::storage
