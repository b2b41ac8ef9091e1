#pragma once

#include <domain/audit.h>

#include <QtCore/QFile>

#include <memory>

namespace cortege::storage
{
class SqliteAuditReader;
}

namespace cortege::server
{

/// The audit's head in a file outside the database: whoever changes the database alone is found out. `write` after each
/// commit, `sync` now and then: a kill loses nothing of it, a power cut the last second.
class AuditAnchor
{
public:
    /// Compares what the file says with the database. Corrupt when the database's chain does not hold that entry:
    /// entries were taken away or made anew, or another database was put there. Conflict when it was pruned since. A
    /// file that is not there is made.
    static Result<std::unique_ptr<AuditAnchor>> open(const QString &path, storage::SqliteAuditReader &audit);

    bool isNew() const { return m_isNew; } ///< the file was not there
    /// One thread.
    Result<> write(const AuditHead &head);
    /// Any thread, also while another writes.
    Result<> sync();

private:
    AuditAnchor(const QString &path, bool isNew) : m_file(path), m_isNew(isNew) { }
    QFile m_file;
    int m_descriptor = -1; ///< of the file, for both threads
    bool m_isNew;
};

} // namespace cortege::server
