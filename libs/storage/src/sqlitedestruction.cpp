#include <storage/sqlitedestruction.h>

#include "auditlog.h"
#include "database.h"
#include "destroyed.h"
#include "recordseal.h"
#include "signers.h"
#include "times.h"
#include "writelog.h"

#include <domain/geojson.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QVariant>

#include <chrono>
#include <ranges>
#include <thread>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qint64 kDestructionSchema = 7; ///< the first one that knows of it
constexpr qint64 kFactsSchema = 10; ///< the first one that has any
constexpr std::chrono::milliseconds kLeavePatience { 5'000 };
constexpr std::chrono::milliseconds kLeavePause { 20 };

/// The tables whose content is records. All others stay: tests/unit/storage/test_destruction.cpp has them by name.
constexpr std::array kRecordTables { "request"_L1, "current"_L1, "journal"_L1, "data_document"_L1, "fact_block"_L1,
    "fact_source"_L1 }; // each before those that it refers to

Result<bool> knowsDestruction(Database &database)
{
    return database.number(database.engine().schemaNumber()).transform([](qint64 schema) {
        return schema >= kDestructionSchema;
    });
}

/// Of the bordereau that was prepared last; empty without one.
Result<QByteArray> preparedHash(Database &database)
{
    auto row = database.run(u"SELECT content FROM destruction WHERE step = 'prepared' ORDER BY number DESC LIMIT 1"_s);
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return row->ended().transform([] { return QByteArray(); });
    return QCryptographicHash::hash(row->value(0).toByteArray(), QCryptographicHash::Sha256);
}

/// Columns: number, step, at, content, act, signature, signer, certificate, person, bound_at, unbound_at, revoked_at.
Result<RecordedStep> recordedStepFrom(const Rows &row)
{
    const auto step = destructionStepFromName(row.value(1).toString());
    if (!step)
        return fail(Failure::Corrupt, u"step %1 of the destruction cannot be read"_s.arg(row.value(0).toLongLong()));
    RecordedStep recorded { .number = row.value(0).toLongLong(),
        .step = *step,
        .at = timeFrom(row.value(2)),
        .content = row.value(3).toByteArray() };
    if (row.value(5).isNull())
        return recorded;
    const auto signer = PersonId::parse(row.value(8).toString());
    if (!signer)
        return fail(Failure::Corrupt, u"step %1 of the destruction has no author"_s.arg(recorded.number));
    recorded.act = RecordedAct { recorded.number,
        { row.value(4).toByteArray(), row.value(5).toByteArray(), row.value(6).toByteArray(),
            row.value(7).toByteArray() },
        *signer, timeFrom(row.value(9)), maybeTimeFrom(row.value(10)) };
    if (const auto revoked = maybeTimeFrom(row.value(11));
        revoked && (!recorded.act->boundUntil || *revoked < *recorded.act->boundUntil))
        recorded.act->boundUntil = revoked;
    return recorded;
}

std::optional<EventKind> kindOf(const PayloadCipher &cipher, const JournalRow &row)
{
    const auto text = cipher.open(row.feature, bindingOf(row.event, row.revision));
    const auto feature = text ? JsonDocument::read(*text) : std::nullopt;
    const auto record = keptRecordFromFeature(feature ? feature->root() : JsonValue());
    return record ? std::optional(record->kind()) : std::nullopt;
}

Result<FactTally> tallyOfFacts(Database &database)
{
    const auto schema = database.number(database.engine().schemaNumber());
    if (!schema || *schema < kFactsSchema)
        return schema.transform([](qint64) { return FactTally(); });
    auto row = database.run(u"SELECT (SELECT count(*) FROM fact_source WHERE withdrawn_at IS NULL), "
                            "(SELECT coalesce(sum(facts), 0) FROM fact_block), last_block, changes FROM fact_state"_s);
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return fail(Failure::Corrupt, u"the state of the facts is missing"_s);
    return FactTally { row->value(0).toLongLong(), row->value(1).toLongLong(),
        { row->value(2).toLongLong(), row->value(3).toLongLong() } };
}

/// A backend is there for a moment after its client has gone.
Result<> waitForOthersToLeave(Database &database)
{
    static const QString kOthers = u"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                                   "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"_s;
    for (auto left = kLeavePatience;; left -= kLeavePause) {
        const auto others = database.number(kOthers);
        if (!others)
            return std::unexpected(others.error());
        if (*others == 0)
            return {};
        if (left <= kLeavePause)
            return fail(Failure::Unavailable,
                u"%1: %2 other connections; stop the servers first"_s.arg(database.engine().place()).arg(*others));
        std::this_thread::sleep_for(kLeavePause);
    }
}

Result<> reclaimFile(Database &database)
{
    // First the zeros of secure_delete go over the rows where they lay; VACUUM alone would cut those pages off.
    return emptyLog(database).and_then([&] { return database.execute(u"VACUUM"_s); }).and_then([&] {
        return emptyLog(database);
    });
}

Result<> reclaimCluster(Database &database)
{
    // ANALYZE has put samples of the column into pg_statistic; who may vacuum it is the database's owner.
    QStringList statements;
    for (const QLatin1StringView table : kRecordTables)
        statements << u"VACUUM FULL "_s + table;
    statements << u"VACUUM FULL pg_statistic"_s;
    const auto may = database.number(u"SELECT rolsuper::int FROM pg_roles WHERE rolname = current_user"_s);
    if (!may)
        return std::unexpected(may.error());
    if (*may != 0)
        statements << u"CHECKPOINT"_s;
    for (const QString &statement : std::as_const(statements)) {
        if (auto done = database.execute(statement); !done)
            return done;
    }
    return {};
}

} // namespace

Result<std::optional<Destroyed>> readDestroyed(Database &database)
{
    const auto knows = knowsDestruction(database);
    if (!knows || !*knows)
        return knows.transform([](bool) { return std::optional<Destroyed>(); });
    Destroyed destroyed;
    {
        auto row = database.run(u"SELECT at, audit_entry FROM destruction WHERE step = 'keys'"_s);
        if (!row)
            return std::unexpected(row.error());
        if (!row->next())
            return row->ended().transform([] { return std::optional<Destroyed>(); });
        destroyed.since = timeFrom(row->value(0));
        destroyed.entry = row->value(1).toLongLong();
    }
    return preparedHash(database).transform([&](const QByteArray &hash) {
        destroyed.bordereau = hash;
        return std::optional(destroyed);
    });
}

Result<> expectData(Database &database)
{
    const auto destroyed = readDestroyed(database);
    if (!destroyed)
        return std::unexpected(destroyed.error());
    if (*destroyed)
        return fail(Failure::Forbidden,
            u"the data was destroyed at the convention's end, from %1 on (Art. 9)"_s.arg(toIso((*destroyed)->since)));
    return {};
}

SqliteDestruction::SqliteDestruction(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqliteDestruction::~SqliteDestruction() = default;

Result<std::unique_ptr<SqliteDestruction>> SqliteDestruction::open(const QString &where, Access access)
{
    return Database::openNewest(where, access).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteDestruction>(new SqliteDestruction(std::move(database)));
    });
}

QString SqliteDestruction::place() const { return m_database->engine().place(); }

Result<std::vector<RecordedStep>> SqliteDestruction::steps()
{
    const auto knows = knowsDestruction(*m_database);
    if (!knows || !*knows)
        return knows.transform([](bool) { return std::vector<RecordedStep>(); });
    // Left joins: a signature whose certificate is lost has to be an error.
    auto rows = m_database->run(u"SELECT d.number, d.step, d.at, d.content, d.act, d.signature, d.signer, "
                                "s.certificate, c.person, c.bound_at, c.unbound_at, p.revoked_at FROM destruction d "
                                "LEFT JOIN act_signer s ON s.fingerprint = d.signer "
                                "LEFT JOIN certificate c ON c.fingerprint = d.signer "
                                "LEFT JOIN person p ON p.person = c.person ORDER BY d.number"_s);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<RecordedStep> steps;
    const auto read = rows->forEach([&steps](const Rows &row) {
        return recordedStepFrom(row).transform([&steps](RecordedStep &&step) { steps.push_back(std::move(step)); });
    });
    return read.transform([&steps] { return std::move(steps); });
}

Result<std::optional<UtcTime>> SqliteDestruction::begunAt()
{
    return readDestroyed(*m_database).transform([](const std::optional<Destroyed> &destroyed) {
        return destroyed ? std::optional(destroyed->since) : std::nullopt;
    });
}

Result<> SqliteDestruction::append(const std::function<Result<NewStep>()> &make)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    return make().and_then([&](const NewStep &made) { return insert(made, std::nullopt); }).and_then([&] {
        return (*transaction)->commit();
    });
}

Result<> SqliteDestruction::begin(
    const std::function<Result<NewStep>()> &make, const Author &author, const PayloadCipher &cipher)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto made = make();
    if (!made)
        return std::unexpected(made.error());
    const auto bordereau = preparedHash(*m_database);
    if (!bordereau)
        return std::unexpected(bordereau.error());
    if (bordereau->isEmpty())
        return fail(Failure::Conflict, u"no bordereau was prepared"_s);
    auto head = readHead(*m_database);
    if (!head)
        return std::unexpected(head.error());
    const auto last = lastSequenceOf(*m_database);
    if (!last)
        return std::unexpected(last.error());
    const AuditNote note { .action = AuditAction::Destroyed, .at = made->at, .person = author, .detail = u"Art. 9"_s };
    return cortege::storage::append(*m_database, cipher, *head, note, *last, *bordereau)
        .and_then([&] { return insert(*made, head->entry); })
        .and_then([&] { return (*transaction)->commit(); });
}

Result<> SqliteDestruction::insert(const NewStep &made, std::optional<qint64> auditEntry)
{
    const QVariant none;
    if (made.act) {
        Q_ASSERT(made.by);
        if (auto kept = keepSigner(*m_database, *made.act, *made.by, made.at); !kept)
            return kept;
    }
    return m_database
        ->run(u"INSERT INTO destruction (number, step, at, content, act, signature, signer, audit_entry) "
              "VALUES ((SELECT coalesce(max(number), 0) + 1 FROM destruction), ?, ?, ?, ?, ?, ?, ?)"_s,
            { QString(name(made.step)), milliseconds(made.at), made.content.isEmpty() ? none : QVariant(made.content),
                made.act && !made.act->act.isEmpty() ? QVariant(made.act->act) : none,
                made.act ? QVariant(made.act->signature) : none, made.act ? QVariant(made.act->signer) : none,
                auditEntry ? QVariant(*auditEntry) : none })
        .transform([](const Rows &) { });
}

Result<RecordTally> SqliteDestruction::tally(const PayloadCipher &cipher)
{
    const auto moment = Moment::begin(*m_database);
    if (!moment)
        return std::unexpected(moment.error());
    RecordTally tally;
    const auto last = lastSequenceOf(*m_database);
    const auto hash = last.and_then([&](Sequence sequence) { return hashOfRowsUpTo(*m_database, sequence); });
    if (!hash)
        return std::unexpected(hash.error());
    tally.last = *last;
    tally.rowsHash = *hash;
    const auto requests = m_database->number(u"SELECT count(*) FROM request"_s);
    if (!requests)
        return std::unexpected(requests.error());
    tally.requests = *requests;
    const auto facts = tallyOfFacts(*m_database);
    if (!facts)
        return std::unexpected(facts.error());
    tally.facts = *facts;
    QHash<QString, std::optional<EventKind>> events; // by their last version
    auto rows = m_database->run(u"SELECT "_s + kJournalColumns + u" FROM journal ORDER BY sequence"_s);
    if (!rows)
        return std::unexpected(rows.error());
    const auto read = rows->forEach([&](const Rows &columns) {
        const JournalRow row = JournalRow::from(columns);
        const auto kind = kindOf(cipher, row);
        ++tally.versions;
        ++(kind ? tally.kinds[static_cast<size_t>(*kind)].versions : tally.unreadable);
        events.insert(row.event, kind);
    });
    tally.events = events.size();
    for (const auto &kind : std::as_const(events)) {
        if (kind)
            ++tally.kinds[static_cast<size_t>(*kind)].events;
    }
    return read.transform([&] { return std::move(tally); });
}

Result<qint64> SqliteDestruction::auditEntries() { return m_database->number(u"SELECT count(*) FROM audit"_s); }
Result<AuditHead> SqliteDestruction::auditHead() { return readHead(*m_database); }

Result<QSet<QByteArray>> SqliteDestruction::auditBodies(qsizetype bytes)
{
    auto rows = m_database->run(u"SELECT body FROM audit"_s);
    if (!rows)
        return std::unexpected(rows.error());
    QSet<QByteArray> bodies;
    const auto read = rows->forEach([&](const Rows &row) { bodies.insert(row.value(0).toByteArray().left(bytes)); });
    return read.transform([&] { return std::move(bodies); });
}

Result<> SqliteDestruction::expectAlone()
{
    return m_database->engine().isFile() ? Result<>() : waitForOthersToLeave(*m_database);
}

Result<> SqliteDestruction::purge()
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    QStringList statements;
    if (m_database->engine().isFile()) {
        for (const QLatin1StringView table : kRecordTables)
            statements << u"DELETE FROM "_s + table;
    } else {
        // A column that gets its type anew loses the samples that ANALYZE took of it; an empty table keeps them.
        statements << u"TRUNCATE request, current, journal, data_document, fact_block, fact_source"_s
                   << u"ALTER TABLE journal ALTER COLUMN feature TYPE bytea"_s
                   << u"ALTER TABLE data_document ALTER COLUMN sealed TYPE bytea"_s
                   << u"ALTER TABLE fact_block ALTER COLUMN keys TYPE bytea"_s
                   << u"ALTER TABLE fact_block ALTER COLUMN body TYPE bytea"_s
                   << u"ALTER TABLE fact_source ALTER COLUMN description TYPE bytea"_s;
    }
    for (const QString &statement : std::as_const(statements)) {
        if (auto done = m_database->execute(statement); !done)
            return done;
    }
    return (*transaction)->commit();
}

Result<> SqliteDestruction::reclaim()
{
    return m_database->engine().isFile() ? reclaimFile(*m_database) : reclaimCluster(*m_database);
}

Result<qint64> SqliteDestruction::rowsLeft()
{
    qint64 left = 0;
    for (const QLatin1StringView table : kRecordTables) {
        const auto count = m_database->number(u"SELECT count(*) FROM "_s + table);
        if (!count)
            return count;
        left += *count;
    }
    return left;
}

} // namespace cortege::storage
