#include "database.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QUuid>
#include <QtCore/QVariant>

#include <algorithm>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

std::unexpected<Error> sqlError(const QSqlError &error, const QString &sql)
{
    return fail(Failure::Unavailable, u"%1 in: %2"_s.arg(error.text(), sql.left(200)));
}

} // namespace

Result<> Rows::ended() const
{
    const QSqlError error = m_query->lastError();
    return error.isValid() ? Result<>(sqlError(error, m_query->lastQuery())) : Result<>();
}

Database::Database(const QString &where, Access access)
    : m_name(QUuid::createUuid().toString()), m_engine(Engine::of(where, access == Access::Write)),
      m_sql(QSqlDatabase::addDatabase(m_engine->driver(), m_name))
{
    m_engine->configure(m_sql);
}

Database::~Database()
{
    m_statements.clear();
    m_sql.close();
    m_sql = {}; // removeDatabase complains while a copy is alive
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Database>> Database::open(const QString &where, Access access)
{
    std::unique_ptr<Database> database(new Database(where, access));
    return database->connect().transform([&database] { return std::move(database); });
}

Result<std::unique_ptr<Database>> Database::openNewest(const QString &where, storage::Access access)
{
    const bool writes = access == storage::Access::ReadWrite;
    return open(where, writes ? Access::Write : Access::Read).and_then([writes](std::unique_ptr<Database> database) {
        const auto newest = writes ? database->migrate() : Result<>();
        return newest.transform([&database] { return std::move(database); });
    });
}

Result<> Database::connect()
{
    if (!m_sql.open())
        return sqlError(m_sql.lastError(), u"open "_s + m_engine->place());
    if (auto done = m_engine->begun(m_sql); !done)
        return std::unexpected(done.error());
    m_isLost = false;
    return {};
}

Result<> Database::connectAgain()
{
    if (!m_isLost)
        return {};
    if (m_inTransaction)
        return fail(Failure::Unavailable, u"the connection to the database was lost"_s);
    m_statements.clear();
    m_sql.close();
    return connect();
}

/// The statements of a lost connection are of no use, but their rows may still be held.
std::unexpected<Error> Database::failed(const QSqlError &error, const QString &sql)
{
    m_isLost = m_engine->isLost(m_sql);
    return sqlError(error, sql);
}

Result<> Database::endLog()
{
    const QString sql = u"PRAGMA journal_mode=DELETE"_s;
    QSqlQuery query(m_sql);
    if (query.exec(sql))
        return {};
    if (m_engine->isBusy(query.lastError()))
        return fail(Failure::Conflict, query.lastError().text());
    return sqlError(query.lastError(), sql);
}

/// A connection may be older than the database at its other end, which only a statement finds out. What reads, or
/// begins, is then said again over a new one, unless rows of the old one are still held.
template <class Once>
auto Database::said(const QString &sql, Once once)
{
    const bool wasLost = m_isLost;
    auto done = once();
    if (!done && m_isLost && !wasLost && !m_inTransaction && (sql.startsWith("SELECT"_L1) || sql.startsWith("BEGIN"_L1))
        && std::ranges::none_of(m_statements, [](const auto &one) { return one.second.isActive(); }))
        done = once();
    return done;
}

Result<Rows> Database::run(const QString &sql, const QVariantList &values)
{
    return said(sql, [&] { return runOnce(sql, values); });
}

Result<> Database::execute(const QString &sql)
{
    return said(sql, [&] { return executeOnce(sql); });
}

Result<Rows> Database::runOnce(const QString &sql, const QVariantList &values)
{
    if (auto there = connectAgain(); !there)
        return std::unexpected(there.error());
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery query(m_sql);
        query.setForwardOnly(m_engine->readsAhead());
        if (!query.prepare(sql))
            return failed(query.lastError(), sql);
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
        return failed(query.lastError(), sql);
    return Rows(query);
}

Result<> Database::executeOnce(const QString &sql)
{
    if (auto there = connectAgain(); !there)
        return there;
    QSqlQuery query(m_sql);
    if (!query.exec(sql))
        return failed(query.lastError(), sql);
    return {};
}

Result<qint64> Database::number(const QString &sql, const QVariantList &values)
{
    auto row = run(sql, values);
    if (!row)
        return std::unexpected(row.error());
    return row->next() ? row->value(0).toLongLong() : 0;
}

Result<qint64> Database::changeCount() { return number(m_engine->changeCount()); }

Result<> Database::migrate(Schema schema)
{
    const QString folder = schema == Schema::Server ? m_engine->migrations() : u":/storage/migrations/unsent"_s;
    const QStringList files = QDir(folder).entryList({ u"*.sql"_s }, QDir::Files, QDir::Name);
    if (auto done = m_engine->prepareSchema(m_sql); !done)
        return done;
    for (;;) {
        const auto reached = number(m_engine->schemaNumber());
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
    const auto reached = number(m_engine->schemaNumber()); // another program may have done it while this one waited
    if (!reached || *reached >= files.size())
        return reached.transform([](qint64) { });
    QFile file(folder + u'/' + files[*reached]);
    [[maybe_unused]] const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    QStringList statements = m_engine->statements(QString::fromUtf8(file.readAll()));
    statements << m_engine->setSchemaNumber(*reached + 1);
    for (const QString &statement : std::as_const(statements)) {
        if (auto done = execute(statement); !done)
            return done;
    }
    return (*transaction)->commit();
}

Moment::Moment(Database &database) : m_database(database) { m_database.m_inTransaction = true; }

Result<std::unique_ptr<Moment>> Moment::begin(Database &database)
{
    return database.execute(database.engine().beginReading()).transform([&database] {
        return std::make_unique<Moment>(database);
    });
}

Moment::~Moment()
{
    (void)m_database.execute(u"ROLLBACK"_s);
    m_database.m_inTransaction = false;
}

Transaction::Transaction(Database &database) : m_database(database) { m_database.m_inTransaction = true; }

Result<std::unique_ptr<Transaction>> Transaction::begin(Database &database)
{
    const QStringList begin = database.engine().begin();
    if (auto done = database.execute(begin.first()); !done)
        return std::unexpected(done.error());
    auto transaction = std::make_unique<Transaction>(database);
    for (const QString &more : begin.sliced(1)) {
        if (auto done = database.execute(more); !done)
            return std::unexpected(done.error());
    }
    return transaction;
}

Transaction::~Transaction()
{
    if (m_open)
        (void)m_database.execute(u"ROLLBACK"_s);
    m_database.m_inTransaction = false;
}

Result<> Transaction::commit()
{
    auto done = m_database.execute(u"COMMIT"_s);
    if (!done)
        return done;
    m_open = false;
    return {};
}

} // namespace cortege::storage
