#pragma once

#include <domain/result.h>

#include <QtCore/QString>

/// What SQLite leaves to its users about the files around it.
namespace cortege::storage
{

/// Unavailable, with the path and what the system says now (errno).
std::unexpected<Error> systemError(const QString &path);
/// The file that is meant, past symbolic links; it need not be there yet.
QString realPath(const QString &path);
/// What root makes in the folder of the server's account is to be that account's. Nothing for anybody else.
void giveToOwnerOfFolder(int descriptor, const QString &path);
/// What was written to the file, or the names in the folder, are on the disk.
Result<> syncPath(const QString &path);
/// Conflict when there is a file of the new name.
Result<> renameToFree(const QString &from, const QString &to);

} // namespace cortege::storage
