#include "engine.h"
#include "postgresqlconnection.h"

#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <chrono>
#include <sqlite3.h>
#include <thread>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::chrono::milliseconds kBusyTimeout { 5'000 };
constexpr std::chrono::milliseconds kBusyPause { 10 };

std::unexpected<Error> sqliteError(const QSqlError &error, const QString &sql)
{
    return fail(Failure::Unavailable, u"%1 in: %2"_s.arg(error.text(), sql));
}

/// The upper bytes of SQLite's code say which lock.
bool isBusyError(const QSqlError &error) { return error.nativeErrorCode().toInt() % 256 == SQLITE_BUSY; }

class SqliteEngine final : public Engine
{
public:
    SqliteEngine(QString path, bool writes) : m_path(std::move(path)), m_writes(writes) { }

    QString driver() const override { return u"QSQLITE"_s; }
    void configure(QSqlDatabase &connection) const override
    {
        connection.setDatabaseName(m_path);
        connection.setConnectOptions(
            (m_writes ? u"QSQLITE_BUSY_TIMEOUT=%1"_s : u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=%1"_s)
                .arg(kBusyTimeout.count()));
    }
    Result<> begun(QSqlDatabase &connection) const override
    {
        QStringList pragmas { u"PRAGMA foreign_keys=ON"_s };
        if (m_writes) {
            if (auto done = useLog(connection); !done)
                return done;
            pragmas << u"PRAGMA synchronous=FULL"_s << u"PRAGMA secure_delete=ON"_s;
        }
        for (const QString &pragma : std::as_const(pragmas)) {
            QSqlQuery query(connection);
            if (!query.exec(pragma))
                return sqliteError(query.lastError(), pragma);
        }
        return {};
    }
    bool isLost(const QSqlDatabase &) const override { return false; }
    bool isBusy(const QSqlError &error) const override { return isBusyError(error); }
    QString place() const override { return m_path; }
    bool readsAhead() const override { return true; }

    // IMMEDIATE takes the write lock now, so that the transaction cannot fail half-way for want of it.
    QStringList begin() const override { return { u"BEGIN IMMEDIATE"_s }; }
    QString announceJournal() const override { return {}; }
    QString beginReading() const override { return u"BEGIN"_s; }
    QString changeCount() const override { return u"PRAGMA data_version"_s; }
    QString migrations() const override { return u":/storage/migrations"_s; }
    Result<> prepareSchema(QSqlDatabase &) const override { return {}; }
    QString schemaNumber() const override { return u"PRAGMA user_version"_s; }
    QString setSchemaNumber(qint64 number) const override { return u"PRAGMA user_version=%1"_s.arg(number); }
    QStringList statements(const QString &script) const override
    {
        // Qt runs one statement at a time. Comments may hold semicolons, so they go first.
        QString bare;
        const QStringList lines = script.split(u'\n');
        for (const QString &line : lines)
            bare += line.section(u"--"_s, 0, 0) + u'\n';
        QStringList all = bare.split(u';');
        all.removeIf([](const QString &statement) { return statement.trimmed().isEmpty(); });
        return all;
    }
    bool isFile() const override { return true; }

private:
    static Result<> useLog(QSqlDatabase &connection)
    {
        // The one change that SQLite refuses at once, without its busy handler, while another program makes it.
        const QString sql = u"PRAGMA journal_mode=WAL"_s;
        for (auto left = kBusyTimeout;; left -= kBusyPause) {
            QSqlQuery query(connection);
            if (query.exec(sql))
                return {};
            if (!isBusyError(query.lastError()) || left <= kBusyPause)
                return sqliteError(query.lastError(), sql);
            std::this_thread::sleep_for(kBusyPause);
        }
    }

    QString m_path;
    bool m_writes;
};

} // namespace

std::unique_ptr<const Engine> sqliteEngine(const QString &path, bool writes)
{
    return std::make_unique<SqliteEngine>(path, writes);
}

std::unique_ptr<const Engine> Engine::of(const QString &where, bool writes)
{
    const QString words = postgresqlWords(where);
    return words.isNull() ? sqliteEngine(where, writes) : postgresqlEngine(words, writes);
}

} // namespace cortege::storage
