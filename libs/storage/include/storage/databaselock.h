#pragma once

#include <domain/result.h>

#include <QtCore/QString>

#include <memory>

namespace cortege::storage
{

/// Says that somebody is in charge of a database, its server or a restore, for as long as it lives: an flock(2) on
/// DATABASE.lock, which the kernel gives back however the process ends. On a file of its own, because SQLite loses its
/// locks on the database when anybody in the process closes another descriptor of it. The file stays for the next.
class DatabaseLock
{
public:
    /// Unavailable while another has it. The database need not be there yet, its folder must.
    static Result<std::unique_ptr<DatabaseLock>> take(const QString &database);
    ~DatabaseLock();
    Q_DISABLE_COPY_MOVE(DatabaseLock)

    /// Writes a block into its file and waits for the disk: does the disk beside the database take writes now?
    Result<> probe();

private:
    DatabaseLock(QString path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) { }
    const QString m_path;
    const int m_descriptor;
};

} // namespace cortege::storage
