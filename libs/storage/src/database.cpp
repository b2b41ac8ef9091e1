#include "database.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QUuid>
#include <QtCore/QVariant>
#include <QtSql/QSqlError>

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

std::unexpected<Error> sqlError(const QSqlError &error, const QString &sql)
{
    return fail(Failure::Unavailable, u"%1 in: %2"_s.arg(error.text(), sql.left(200)));
}

/// Somebody else holds a lock; the upper bytes of SQLite's code say which.
bool isBusy(const QSqlError &error) { return error.nativeErrorCode().toInt() % 256 == SQLITE_BUSY; }
} // namespace

Result<> Rows::ended() const
{
    const QSqlError error = m_query->lastError();
    return error.isValid() ? Result<>(sqlError(error, m_query->lastQuery())) : Result<>();
}

Database::Database(const QString &path)
    : m_name(QUuid::createUuid().toString()), m_sql(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name))
{
    m_sql.setDatabaseName(path);
}

Database::~Database()
{
    m_statements.clear();
    m_sql.close();
    m_sql = {}; // removeDatabase complains while a copy is alive
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, Access access)
{
    std::unique_ptr<Database> database(new Database(path));
    database->m_sql.setConnectOptions(
        (access == Access::Read ? u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=%1"_s : u"QSQLITE_BUSY_TIMEOUT=%1"_s)
            .arg(kBusyTimeout.count()));
    if (!database->m_sql.open())
        return sqlError(database->m_sql.lastError(), u"open "_s + path);
    QStringList pragmas { u"PRAGMA foreign_keys=ON"_s };
    if (access == Access::Write) {
        if (auto done = database->useLog(); !done)
            return std::unexpected(done.error());
        pragmas << u"PRAGMA synchronous=FULL"_s << u"PRAGMA secure_delete=ON"_s;
    }
    for (const QString &pragma : std::as_const(pragmas)) {
        if (auto done = database->run(pragma); !done)
            return std::unexpected(done.error());
    }
    return database;
}

Result<> Database::useLog()
{
    // The one change that SQLite refuses at once, without its busy handler, while another program makes it.
    const QString sql = u"PRAGMA journal_mode=WAL"_s;
    for (auto left = kBusyTimeout;; left -= kBusyPause) {
        QSqlQuery query(m_sql);
        if (query.exec(sql))
            return {};
        if (!isBusy(query.lastError()) || left <= kBusyPause)
            return sqlError(query.lastError(), sql);
        std::this_thread::sleep_for(kBusyPause);
    }
}

Result<> Database::endLog()
{
    const QString sql = u"PRAGMA journal_mode=DELETE"_s;
    QSqlQuery query(m_sql);
    if (query.exec(sql))
        return {};
    if (isBusy(query.lastError()))
        return fail(Failure::Conflict, query.lastError().text());
    return sqlError(query.lastError(), sql);
}

Result<Rows> Database::run(const QString &sql, const QVariantList &values)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery query(m_sql);
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            return sqlError(query.lastError(), sql);
        found = m_statements.emplace(sql, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    Q_ASSERT(!query.isActive());
    for (qsizetype i = 0; i < values.size(); ++i) {
        // Qt would write a QString() as NULL; only a QVariant() means that here.
        const auto *text = get_if<QString>(&values[i]);
        query.bindValue(static_cast<int>(i), text && text->isNull() ? QVariant(u""_s) : values[i]);
    }
    if (!query.exec())
        return sqlError(query.lastError(), sql);
    return Rows(query);
}

Result<int> Database::schema()
{
    auto version = run(u"PRAGMA user_version"_s);
    if (!version)
        return std::unexpected(version.error());
    return version->next() ? version->value(0).toInt() : 0;
}

Result<> Database::migrate(const QString &folder)
{
    const QStringList files = QDir(folder).entryList({ u"*.sql"_s }, QDir::Files, QDir::Name);
    for (;;) {
        const auto reached = schema();
        if (!reached)
            return std::unexpected(reached.error());
        if (*reached > files.size())
            return fail(Failure::InvalidInput,
                u"the database has schema %1, this program knows %2"_s.arg(*reached).arg(files.size()));
        if (*reached == files.size())
            return {};
        if (auto done = migrateOnce(folder, files); !done)
            return done;
    }
}

Result<> Database::migrateOnce(const QString &folder, const QStringList &files)
{
    auto transaction = Transaction::begin(*this);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto reached = schema(); // another program may have done it while this one waited
    if (!reached || *reached >= files.size())
        return reached.transform([](int) { });
    QFile file(folder + u'/' + files[*reached]);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    // Qt runs one statement at a time. Comments may hold semicolons, so they go first.
    QString script;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines)
        script += line.section(u"--"_s, 0, 0) + u'\n';
    QStringList statements = script.split(u';', Qt::SkipEmptyParts);
    statements << u"PRAGMA user_version=%1"_s.arg(*reached + 1);
    for (const QString &statement : std::as_const(statements)) {
        if (statement.trimmed().isEmpty())
            continue;
        if (auto done = run(statement); !done)
            return std::unexpected(done.error());
    }
    return (*transaction)->commit();
}

Result<std::unique_ptr<Transaction>> Transaction::begin(Database &database)
{
    // IMMEDIATE takes the write lock now, so that the transaction cannot fail half-way for want of it.
    if (auto done = database.run(u"BEGIN IMMEDIATE"_s); !done)
        return std::unexpected(done.error());
    return std::make_unique<Transaction>(database);
}

Transaction::~Transaction()
{
    if (m_open)
        (void)m_database.run(u"ROLLBACK"_s);
}

Result<> Transaction::commit()
{
    auto done = m_database.run(u"COMMIT"_s);
    if (!done)
        return std::unexpected(done.error());
    m_open = false;
    return {};
}

} // namespace cortege::storage
