#pragma once

#include <QtCore/QProcess>
#include <QtCore/QString>
#include <QtCore/QTemporaryDir>

#include <libpq-fe.h>
#include <memory>

namespace cortege::test
{

/// A PostgreSQL of our own, reached by a socket in its own folder: nothing of the machine's is touched, and it ends
/// with this process. Its data directory can be followed by a standby.
class Postgresql
{
public:
    Postgresql(); ///< a new cluster, running
    ~Postgresql();
    Q_DISABLE_COPY_MOVE(Postgresql)

    /// A new, empty database, as `storage` takes it.
    QString newDatabase();
    /// Always the same one, emptied: many times faster.
    QString emptyDatabase();
    /// SQL on a database of `newDatabase`, past every program of ours.
    static void change(const QString &where, const QByteArray &sql);

    QString folder() const { return m_folder; } ///< of everything that is its own, `data` among it
    void kill(); ///< SIGKILL to all of it
    void start(); ///< after `kill`

private:
    QString m_folder;
    QProcess m_server;
    int m_databases = 0;
    QString m_emptied;
};

} // namespace cortege::test
