#pragma once

#include <QtCore/QProcess>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <libpq-fe.h>
#include <memory>

namespace cortege::test
{

/// A PostgreSQL of our own, reached by a socket in its own folder: nothing of the machine's is touched, and it ends
/// with this process. Whatever goes wrong is a std::runtime_error that says what.
class Postgresql
{
public:
    /// A new cluster, running, with these lines of postgresql.conf; its folder is made in `place`, or where temporary
    /// files are.
    explicit Postgresql(QStringList settings = {}, const QString &place = {});
    ~Postgresql();
    Q_DISABLE_COPY_MOVE(Postgresql)

    /// A copy of it that follows it from now on, and that it waits for with every commit (docs/operations.md, bascule).
    std::unique_ptr<Postgresql> standby();
    /// Of a standby: follows nobody any more and takes writes.
    void promote();

    /// A new, empty database, as `storage` takes it.
    QString newDatabase();
    /// Always the same one, emptied: many times faster.
    QString emptyDatabase();
    /// SQL on a database of `newDatabase`, past every program of ours.
    static void change(const QString &where, const QByteArray &sql);
    /// The first column of the first row.
    QByteArray ask(const QByteArray &sql) const;

    QString folder() const { return m_folder; } ///< of everything that is its own: its socket (libpq's `host`), `data`
    qint64 pid() const { return m_server.processId(); }
    /// A file of its data directory, its own user's alone; before `restart`.
    void put(const QString &name, const QByteArray &content) const;
    void restart(const QStringList &moreSettings);
    void kill(); ///< SIGKILL to all of it
    void start(); ///< after `kill`

private:
    struct Follow {
        const Postgresql &primary;
    };
    explicit Postgresql(Follow follow);
    void makeFolder(const QString &place);
    QString connection() const;

    QStringList m_settings;
    QString m_folder;
    QProcess m_server;
    int m_databases = 0;
    QString m_emptied;
};

} // namespace cortege::test
