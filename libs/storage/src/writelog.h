#pragma once

#include <domain/result.h>

#include <QtCore/QString>

/// SQLite's write-ahead log. Files only.
namespace cortege::storage
{

class Database;

inline constexpr qint64 kLogPages = 8192; ///< the log starts anew when it has so many, and nobody reads it

/// Makes the write-ahead log as long as it may become: a commit that overwrites takes half the time of one that makes
/// its file longer, which the file system has to note down as well. SQLite ends the log at the first frame whose salt
/// is not the header's, so that zeros behind it mean nothing.
Result<> lengthenLog(Database &database, const QString &path);

/// Brings the log into the file and makes it empty: it had the pages as they were. Unavailable while somebody else
/// reads an older moment.
Result<> emptyLog(Database &database);

} // namespace cortege::storage
