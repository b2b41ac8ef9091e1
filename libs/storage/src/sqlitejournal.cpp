#include <storage/sqlitejournal.h>

#include "database.h"

#include <domain/geojson.h>

#include <QtCore/QFile>
#include <QtCore/QVariant>

#include <array>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qint64 kPage = 4096;
constexpr qint64 kLogPages = 8192; ///< the log starts anew when it has so many, and nobody reads it

const QString kColumns = u"sequence, event, revision, cancelled, author, author_name, recorded_at, feature"_s;

Result<EventVersion> versionFrom(const Rows &row)
{
    const auto event = EventId::parse(row.value(1).toString());
    const auto author = PersonId::parse(row.value(4).toString());
    const auto feature = JsonDocument::read(row.value(7).toByteArray());
    auto record = keptRecordFromFeature(feature ? feature->root() : JsonValue());
    if (!event || !author || !record)
        return fail(Failure::Corrupt, u"journal row %1 cannot be read"_s.arg(row.value(0).toLongLong()));
    return EventVersion { *event, row.value(2).toInt(), row.value(0).toLongLong(),
        row.value(3).toInt() == 0 ? EventState::Active : EventState::Cancelled, { *author, row.value(5).toString() },
        UtcTime { std::chrono::milliseconds { row.value(6).toLongLong() } }, std::move(*record) };
}

Result<std::vector<EventVersion>> versions(Database &database, const QString &tail, const QVariantList &values)
{
    auto rows = database.run(u"SELECT "_s + kColumns + u" FROM journal "_s + tail, values);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<EventVersion> all;
    while (rows->next()) {
        auto version = versionFrom(*rows);
        if (!version)
            return std::unexpected(version.error());
        all.push_back(std::move(*version));
    }
    return rows->ended().transform([&all] { return std::move(all); });
}

Result<std::optional<EventVersion>> one(Database &database, const QString &tail, const QVariantList &values)
{
    return versions(database, tail, values).transform([](std::vector<EventVersion> found) {
        return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
    });
}

Result<Sequence> last(Database &database)
{
    auto row = database.run(u"SELECT coalesce(max(sequence), 0) FROM journal"_s);
    if (!row)
        return std::unexpected(row.error());
    row->next();
    return row->value(0).toLongLong();
}

WriteResult refuse(Failure kind, QString detail, std::optional<EventVersion> current = {})
{
    return std::unexpected(Refusal { { kind, std::move(detail) }, std::move(current) });
}

/// Is `version` what this write asks for? Then sending it twice was a retry.
bool madeBy(const EventVersion &version, const Write &write)
{
    if (version.id != write.event || version.author.id != write.author.id)
        return false;
    const auto *saved = std::get_if<EventRecord>(&write.change);
    return saved ? version.state == EventState::Active && version.record == *saved
                 : version.state == EventState::Cancelled;
}

/// Makes the write-ahead log as long as it may become: a commit that overwrites takes half the time of one that makes
/// its file longer, which the file system has to note down as well. SQLite ends the log at the first frame whose salt
/// is not the header's, so that zeros behind it mean nothing.
Result<> lengthenLog(Database &database, const QString &path)
{
    // Nobody else writes the log meanwhile.
    const auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(transaction.error());
    QFile log(path + u"-wal"_s);
    if (!log.open(QIODevice::ReadWrite | QIODevice::Unbuffered) || !log.seek(log.size()))
        return {}; // slower, not wrong
    static const QByteArray kZeros(qsizetype { 1024 } * 1024, '\0');
    while (log.size() < kLogPages * (kPage + 24) && log.write(kZeros) == kZeros.size()) { }
    return {};
}

Result<> insert(Database &database, const Write &write, const EventVersion &version)
{
    static const QString kJournal = u"INSERT INTO journal ("_s + kColumns + u") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s;
    static const QString kCurrent = u"INSERT INTO current (event, sequence) VALUES (?, ?) "
                                    "ON CONFLICT (event) DO UPDATE SET sequence = excluded.sequence"_s;
    static const QString kRequest = u"INSERT INTO request (request, author, sequence) VALUES (?, ?, ?)"_s;
    const QString event = version.id.toString();
    const QString author = version.author.id.toString();
    const QByteArray feature = write.recordText.isEmpty() ? featureText(version.record) : write.recordText;
    if (auto done = database.run(kJournal,
            { version.sequence, event, version.revision, version.state == EventState::Cancelled ? 1 : 0, author,
                version.author.name, qint64 { version.recordedAt.time_since_epoch().count() }, feature });
        !done)
        return std::unexpected(done.error());
    if (auto done = database.run(kCurrent, { event, version.sequence }); !done)
        return std::unexpected(done.error());
    if (auto done = database.run(kRequest, { write.request.toString(), author, version.sequence }); !done)
        return std::unexpected(done.error());
    return {};
}

/// 0 when there is no such event.
Result<int> standingRevision(Database &database, const EventId &event)
{
    auto row = database.run(
        u"SELECT revision FROM journal WHERE sequence = (SELECT sequence FROM current WHERE event = ?)"_s,
        { event.toString() });
    if (!row)
        return std::unexpected(row.error());
    return row->next() ? row->value(0).toInt() : 0;
}

/// A row that cannot be read is the trouble of those who need it, not of everybody in the batch.
Result<WriteResult> unreadable(const Error &error)
{
    return error.kind == Failure::Corrupt ? Result<WriteResult>(refuse(error.kind, error.detail))
                                          : std::unexpected(error);
}

/// One write inside the transaction; the outer error is the disk's, the inner one the author's.
Result<WriteResult> applyOne(Database &database, const Write &write, Sequence &sequence)
{
    auto earlier = one(
        database, u"WHERE sequence = (SELECT sequence FROM request WHERE request = ?)"_s, { write.request.toString() });
    if (!earlier)
        return unreadable(earlier.error());
    if (*earlier)
        return madeBy(**earlier, write)
            ? WriteResult(std::move(**earlier))
            : refuse(Failure::InvalidInput, u"the request id was used for something else"_s);

    const auto standing = standingRevision(database, write.event);
    if (!standing)
        return std::unexpected(standing.error());
    const auto *saved = std::get_if<EventRecord>(&write.change);
    if (*standing == 0 && (!saved || write.baseRevision != 0))
        return refuse(Failure::NotFound, u"no event %1"_s.arg(write.event.toString()));
    // The record that stands is read for those who need it only: most changes do not.
    std::optional<EventVersion> current;
    if (!saved || *standing != write.baseRevision) {
        auto read = one(
            database, u"WHERE sequence = (SELECT sequence FROM current WHERE event = ?)"_s, { write.event.toString() });
        if (!read)
            return unreadable(read.error());
        current = std::move(*read);
    }
    if (*standing != write.baseRevision)
        return refuse(Failure::Conflict, u"revision %1 stands"_s.arg(*standing), std::move(current));

    EventVersion version { write.event, *standing + 1, sequence + 1, saved ? EventState::Active : EventState::Cancelled,
        write.author, write.at, saved ? *saved : current->record };
    if (auto done = insert(database, write, version); !done)
        return std::unexpected(done.error());
    ++sequence;
    return version;
}

} // namespace

SqliteJournalWriter::SqliteJournalWriter(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqliteJournalWriter::~SqliteJournalWriter() = default;

Result<std::unique_ptr<SqliteJournalWriter>> SqliteJournalWriter::open(const QString &path)
{
    auto database = Database::open(path, Database::Access::Write);
    if (!database)
        return std::unexpected(database.error());
    if (auto done = (*database)->migrate(); !done)
        return std::unexpected(done.error());
    // Only where SqliteCheckpoint does not keep up.
    if (auto done = (*database)->run(u"PRAGMA wal_autocheckpoint=%1"_s.arg(kLogPages)); !done)
        return std::unexpected(done.error());
    if (auto done = lengthenLog(**database, path); !done)
        return std::unexpected(done.error());
    return std::unique_ptr<SqliteJournalWriter>(new SqliteJournalWriter(std::move(*database)));
}

Result<std::vector<WriteResult>> SqliteJournalWriter::apply(std::span<const Write> writes)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto sequence = last(*m_database);
    if (!sequence)
        return std::unexpected(sequence.error());
    std::vector<WriteResult> results;
    for (const Write &write : writes) {
        auto result = applyOne(*m_database, write, *sequence);
        if (!result)
            return std::unexpected(result.error());
        results.push_back(std::move(*result));
    }
    if (auto done = (*transaction)->commit(); !done)
        return std::unexpected(done.error());
    return results;
}

SqliteCheckpoint::SqliteCheckpoint(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqliteCheckpoint::~SqliteCheckpoint() = default;

Result<std::unique_ptr<SqliteCheckpoint>> SqliteCheckpoint::open(const QString &path)
{
    return Database::open(path, Database::Access::Write).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteCheckpoint>(new SqliteCheckpoint(std::move(database)));
    });
}

Result<int> SqliteCheckpoint::run()
{
    auto row = m_database->run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    if (!row)
        return std::unexpected(row.error());
    row->next();
    return row->value(1).toInt() - row->value(2).toInt();
}

SqliteJournalReader::SqliteJournalReader(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqliteJournalReader::~SqliteJournalReader() = default;

Result<std::unique_ptr<SqliteJournalReader>> SqliteJournalReader::open(const QString &path)
{
    return Database::open(path, Database::Access::Read).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteJournalReader>(new SqliteJournalReader(std::move(database)));
    });
}

Result<Sequence> SqliteJournalReader::lastSequence() { return last(*m_database); }

Result<qint64> SqliteJournalReader::lineage()
{
    auto row = m_database->run(u"PRAGMA application_id"_s);
    if (!row)
        return std::unexpected(row.error());
    row->next();
    return row->value(0).toLongLong();
}

Result<std::vector<EventVersion>> SqliteJournalReader::since(Sequence after, int count)
{
    return versions(*m_database, u"WHERE sequence > ? ORDER BY sequence LIMIT ?"_s, { after, count });
}

Result<std::vector<EventVersion>> SqliteJournalReader::history(const EventId &event, qint64 mostBytes)
{
    // length() of a BLOB does not read it, so the old and large cost nothing.
    static const QString kTail
        = u"WHERE event = ? AND revision >= coalesce((SELECT min(revision) FROM (SELECT revision, sum(length(feature)) "
          "OVER (ORDER BY revision DESC) AS bytes FROM journal WHERE event = ?) WHERE bytes <= ?), "
          "(SELECT max(revision) FROM journal WHERE event = ?)) ORDER BY revision"_s;
    const QString id = event.toString();
    auto all = versions(*m_database, kTail, { id, id, mostBytes, id });
    if (all && all->empty())
        return fail(Failure::NotFound, u"no event %1"_s.arg(event.toString()));
    return all;
}

Result<std::vector<JournalFault>> SqliteJournalReader::check()
{
    using Kind = JournalFault::Kind;
    struct Question {
        Kind kind;
        QString sql; ///< sequence, event, revision, detail of each fault
    };
    static const std::array kQuestions {
        Question { Kind::File,
            u"SELECT 0, '', 0, integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"_s },
        Question { Kind::Gap,
            u"SELECT sequence, '', 0, '' FROM journal j WHERE sequence > 1 AND NOT EXISTS "
            "(SELECT 1 FROM journal p WHERE p.sequence = j.sequence - 1)"_s },
        Question { Kind::MissingRevision,
            u"SELECT 0, event, revision - 1, '' FROM journal j WHERE revision > 1 AND NOT EXISTS "
            "(SELECT 1 FROM journal p WHERE p.event = j.event AND p.revision = j.revision - 1)"_s },
        Question { Kind::StaleState,
            u"SELECT 0, j.event, 0, '' FROM (SELECT event, max(sequence) AS newest FROM journal GROUP BY event) j "
            "LEFT JOIN current c ON c.event = j.event WHERE c.sequence IS NOT j.newest"_s },
        Question { Kind::LostRow,
            u"SELECT c.sequence, c.event, 0, '' FROM current c WHERE NOT EXISTS "
            "(SELECT 1 FROM journal j WHERE j.sequence = c.sequence)"_s },
    };
    std::vector<JournalFault> faults;
    const auto readToTheEnd = [&faults](const Rows &rows) {
        if (const auto ended = rows.ended(); !ended)
            faults.push_back({ .kind = Kind::File, .detail = ended.error().detail });
    };
    for (const auto &[kind, sql] : kQuestions) {
        auto rows = m_database->run(sql);
        if (!rows)
            return std::unexpected(rows.error());
        while (rows->next())
            faults.push_back({ kind, rows->value(0).toLongLong(), rows->value(1).toString(), rows->value(2).toInt(),
                rows->value(3).toString() });
        readToTheEnd(*rows);
    }
    auto rows = m_database->run(u"SELECT "_s + kColumns + u" FROM journal ORDER BY sequence"_s);
    if (!rows)
        return std::unexpected(rows.error());
    while (rows->next()) {
        if (!versionFrom(*rows))
            faults.push_back({ .kind = Kind::UnreadableRow, .sequence = rows->value(0).toLongLong() });
    }
    readToTheEnd(*rows);
    return faults;
}

} // namespace cortege::storage
