#include "engine.h"
#include "postgresqlconnection.h"

#include <QtSql/QSqlDriver>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <libpq-fe.h>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

/// Of pg_advisory_xact_lock: the one who holds it is the one writer. "cortege" in ASCII.
constexpr qint64 kWriterLock = 0x636f7274656765;
class PostgresqlEngine final : public Engine
{
public:
    PostgresqlEngine(QString connection, bool writes) : m_connection(std::move(connection)), m_writes(writes) { }

    QString driver() const override { return u"QPSQL"_s; }
    void configure(QSqlDatabase &connection) const override
    {
        connection.setConnectOptions(postgresqlConnection(m_connection));
    }
    Result<> begun(QSqlDatabase &connection) const override
    {
        // A replica that is to be waited for is the database's own setting, and stays.
        static const QString kDurable
            = u"SELECT set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN "
              "('off', 'local', 'remote_write') THEN 'on' ELSE current_setting('synchronous_commit') END, false)"_s;
        QStringList first { u"SET standard_conforming_strings = on"_s, u"SET lock_timeout = '5s'"_s,
            u"SET client_min_messages = warning"_s, kDurable }; // libpq writes notices into the server's journal
        if (!m_writes)
            first << u"SET default_transaction_read_only = on"_s;
        for (const QString &sql : std::as_const(first)) {
            QSqlQuery query(connection);
            if (!query.exec(sql))
                return error(query, sql);
        }
        QSqlQuery query(connection);
        if (!query.exec(u"SELECT current_setting('fsync'), current_setting('full_page_writes')"_s) || !query.next())
            return error(query, u"fsync"_s);
        if (query.value(0).toString() != "on"_L1 || query.value(1).toString() != "on"_L1)
            return fail(Failure::Unavailable,
                u"%1: fsync or full_page_writes is off; what it acknowledges may be lost"_s.arg(place()));
        return {};
    }
    bool isLost(const QSqlDatabase &connection) const override
    {
        const QVariant handle = connection.driver()->handle();
        const auto *const *raw = static_cast<PGconn *const *>(handle.constData());
        return !handle.isValid() || !*raw || PQstatus(*raw) != CONNECTION_OK;
    }
    bool isBusy(const QSqlError &error) const override { return error.nativeErrorCode() == "55P03"_L1; }
    QString place() const override
    {
        QStringList words = m_connection.split(u' ', Qt::SkipEmptyParts);
        words.removeIf([](const QString &word) { return word.startsWith("password"_L1); });
        return u"postgresql: "_s + words.join(u' ');
    }
    // One row at a time would forbid any other statement until the last one is read.
    bool readsAhead() const override { return false; }

    // The lock is given back after the commit can be seen, so that whoever has it next sees everything before.
    QStringList begin() const override
    {
        return { u"BEGIN"_s, u"SELECT pg_advisory_xact_lock(%1)"_s.arg(kWriterLock) };
    }
    QString announceJournal() const override { return u"NOTIFY "_s + QLatin1StringView(kJournalChannel); }
    QString beginReading() const override { return u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s; }
    QString changeCount() const override { return u"SELECT count FROM register_change"_s; }
    QString migrations() const override { return u":/storage/migrations/postgresql"_s; }
    Result<> prepareSchema(QSqlDatabase &connection) const override
    {
        // Two nodes that start at once: the loser of CREATE … IF NOT EXISTS can fail on the catalogue's own index.
        static const QString kSql = u"BEGIN; SELECT pg_advisory_xact_lock(%1); CREATE TABLE IF NOT EXISTS "
                                    "schema_number (number bigint NOT NULL); COMMIT"_s.arg(kWriterLock);
        QSqlQuery query(connection);
        return query.exec(kSql) ? Result<>() : error(query, kSql);
    }
    QString schemaNumber() const override { return u"SELECT coalesce(max(number), 0) FROM schema_number"_s; }
    QString setSchemaNumber(qint64 number) const override
    {
        return u"INSERT INTO schema_number VALUES (%1)"_s.arg(number);
    }
    QStringList statements(const QString &script) const override { return { script }; }
    bool isFile() const override { return false; }

private:
    std::unexpected<Error> error(const QSqlQuery &query, const QString &sql) const
    {
        return fail(Failure::Unavailable, u"%1: %2 in: %3"_s.arg(place(), query.lastError().text(), sql.left(200)));
    }
    QString m_connection;
    bool m_writes;
};

} // namespace

QString postgresqlWords(const QString &where)
{
    static const QString kScheme = u"postgresql:"_s;
    return where.startsWith(kScheme) ? where.sliced(kScheme.size()).trimmed() + u' ' : QString();
}

QString postgresqlConnection(const QString &words)
{
    // A peer that is gone without a word is found out in seconds: another node, or another database, takes over.
    return u"connect_timeout=3 tcp_user_timeout=5000 keepalives_idle=5 keepalives_interval=1 "
           "application_name=cortege-server client_encoding=UTF8 "_s
        + words;
}

std::unique_ptr<const Engine> postgresqlEngine(const QString &connection, bool writes)
{
    return std::make_unique<PostgresqlEngine>(connection, writes);
}

} // namespace cortege::storage
