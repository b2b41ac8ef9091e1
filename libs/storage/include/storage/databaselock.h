#pragma once

#include <domain/result.h>

#include <QtCore/QString>

#include <memory>

namespace cortege::storage
{

/// Says that somebody is in charge of a database, its server or a restore, for as long as it lives: an flock(2) on
/// DATABASE.lock, which the kernel gives back however the process ends. On a file of its own, because SQLite loses its
/// locks on the database when anybody in the process closes another descriptor of it. The file stays for the next.
/// PostgreSQL orders its writers itself, and several servers may be in charge of one database there: nobody is kept
/// out.
class DatabaseLock
{
public:
    /// Unavailable while another has it. The database need not be there yet, its folder must.
    static Result<std::unique_ptr<DatabaseLock>> take(const QString &database);
    ~DatabaseLock();
    Q_DISABLE_COPY_MOVE(DatabaseLock)

    /// Writes a block into its file, or into PostgreSQL's log, and waits for the disk: does it take writes now?
    Result<> probe();

private:
    static constexpr int kNone = -1; ///< PostgreSQL
    DatabaseLock(QString path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) { }
    const QString m_path; ///< of the lock's file; what the database is called where it is none
    const int m_descriptor;
};

} // namespace cortege::storage
