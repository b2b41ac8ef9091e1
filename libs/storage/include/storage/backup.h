#pragma once

#include <domain/event.h>
#include <domain/payloadcipher.h>
#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QString>
#include <QtCore/QStringList>

/// Whole copies of the server's database: the journal, the audit, the register and whatever else its tables hold,
/// sealed as it is; the keys are not in it. Files of SQLite alone: InvalidInput for PostgreSQL, which has tools of its
/// own.
namespace cortege::storage
{

/// One consistent copy of a database whose server goes on writing meanwhile (SQLite's VACUUM INTO: what was deleted is
/// not in it). It is read from end to end, as `SqliteJournalReader::check` does, and on the disk before it gets its
/// name; readable by its owner only. Gives the last sequence that it holds. Conflict when `file` is there already;
/// Corrupt when the check finds faults, Forbidden when it was sealed under other keys, and nothing is kept.
Result<Sequence> backUp(const QString &database, const QString &file, const PayloadCipher &cipher);

struct Restored {
    Sequence last = 0; ///< of the journal as it is now
    QString former {}; ///< where the database lies that was there before; empty when there was none
};
/// Puts a checked copy of `backup`, brought to the newest schema, in the place of `database`, as another journal
/// (`JournalReader::lineage`); the database that was there is kept beside it, under a name with the time. Unavailable
/// while a server or any other program has it open. Whatever fails, one of the two is in its place or can be found
/// beside it.
Result<Restored> restore(const QString &backup, const QString &database, const PayloadCipher &cipher, UtcTime at);

/// What restores have put aside, and copies that were not finished, beside a database: absolute paths, none for
/// PostgreSQL.
QStringList formersOf(const QString &database);

} // namespace cortege::storage
