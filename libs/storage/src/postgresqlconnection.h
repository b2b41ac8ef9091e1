#pragma once

#include <QtCore/QString>

namespace cortege::storage
{

/// The channel on which a commit is told (NOTIFY), without words: whoever hears it reads the journal.
inline constexpr auto kJournalChannel = "cortege_journal";

/// What stands behind `postgresql:`; nothing for a file of SQLite.
QString postgresqlWords(const QString &where);
/// With our patience in front, as libpq takes it: of two values for one word the last one counts.
QString postgresqlConnection(const QString &words);

} // namespace cortege::storage
