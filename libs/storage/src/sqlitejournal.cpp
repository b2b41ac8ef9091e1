#include <storage/sqlitejournal.h>

#include "auditlog.h"
#include "certificateacts.h"
#include "database.h"
#include "destroyed.h"
#include "erasedrow.h"
#include "factwriter.h"
#include "recordseal.h"
#include "times.h"
#include "writelog.h"

#include <domain/geojson.h>

#include <QtCore/QVariant>

#include <array>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

/// The tables, and what their records are sealed with.
struct Store {
    Database &database;
    const PayloadCipher &cipher;
};

Result<EventVersion> versionFrom(const Rows &row, const PayloadCipher &cipher)
{
    const auto event = EventId::parse(row.value(1).toString());
    const auto author = PersonId::parse(row.value(4).toString());
    if (event && author && isErased(row.value(7).toByteArray()))
        return EventVersion { *event, row.value(2).toInt(), row.value(0).toLongLong(), EventState::Erased,
            { *author, {} }, timeFrom(row.value(6)), {} };
    const auto text = cipher.open(row.value(7).toByteArray(), bindingOf(row.value(1).toString(), row.value(2).toInt()));
    const auto feature = text ? JsonDocument::read(*text) : std::nullopt;
    auto record = keptRecordFromFeature(feature ? feature->root() : JsonValue());
    if (!event || !author || !record)
        return fail(Failure::Corrupt, u"journal row %1 cannot be read"_s.arg(row.value(0).toLongLong()));
    return EventVersion { *event, row.value(2).toInt(), row.value(0).toLongLong(),
        row.value(3).toInt() == 0 ? EventState::Active : EventState::Cancelled, { *author, row.value(5).toString() },
        timeFrom(row.value(6)), std::move(*record) };
}

Result<std::vector<EventVersion>> versions(Store store, const QString &tail, const QVariantList &values)
{
    auto rows = store.database.run(u"SELECT "_s + kJournalColumns + u" FROM journal "_s + tail, values);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<EventVersion> all;
    const auto read = rows->forEach([&](const Rows &row) {
        return versionFrom(row, store.cipher).transform([&all](EventVersion &&version) {
            all.push_back(std::move(version));
        });
    });
    return read.transform([&all] { return std::move(all); });
}

Result<std::optional<EventVersion>> one(Store store, const QString &tail, const QVariantList &values)
{
    return versions(store, tail, values).transform([](std::vector<EventVersion> found) {
        return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
    });
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

Result<> prepareLog(Database &database, const QString &path)
{
    // Only where SqliteCheckpoint does not keep up.
    return database.run(u"PRAGMA wal_autocheckpoint=%1"_s.arg(kLogPages)).and_then([&](const Rows &) {
        return lengthenLog(database, path);
    });
}

/// Gives the hash of the row that it makes.
Result<QByteArray> insert(Store store, const Write &write, const EventVersion &version)
{
    static const QString kRequest = u"INSERT INTO request (request, author, sequence) VALUES (?, ?, ?)"_s;
    const QString event = version.id.toString();
    const QString author = version.author.id.toString();
    const auto feature = store.cipher.seal(write.recordText.isEmpty() ? featureText(version.record) : write.recordText,
        bindingOf(event, version.revision));
    if (!feature)
        return std::unexpected(feature.error());
    const JournalRow row { version.sequence, event, version.revision, version.state == EventState::Cancelled ? 1 : 0,
        author, version.author.name, milliseconds(version.recordedAt), *feature };
    if (auto done = insertRow(store.database, row); !done)
        return std::unexpected(done.error());
    if (auto done = store.database.run(kRequest, { write.request.toString(), author, version.sequence }); !done)
        return std::unexpected(done.error());
    return hashOf(row);
}

struct Standing {
    int revision = 0; ///< 0 when there is no such event
    bool erased = false;
};
Result<Standing> standingOf(Database &database, const EventId &event)
{
    auto row = database.run(u"SELECT revision, length(feature) FROM journal "
                            "WHERE sequence = (SELECT sequence FROM current WHERE event = ?)"_s,
        { event.toString() });
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return Standing {};
    return Standing { row->value(0).toInt(), row->value(1).toLongLong() == kTombstoneBytes };
}

/// A row that cannot be read is the trouble of those who need it, not of everybody in the batch.
Result<WriteResult> unreadable(const Error &error)
{
    return error.kind == Failure::Corrupt ? Result<WriteResult>(refuse(error.kind, error.detail))
                                          : std::unexpected(error);
}

AuditNote noteOf(const Write &write, const WriteResult &result, bool isNew)
{
    const bool saves = std::holds_alternative<EventRecord>(write.change);
    AuditNote note { .action = saves ? AuditAction::Saved : AuditAction::Cancelled,
        .at = write.at,
        .person = write.author,
        .event = write.event };
    if (result)
        note.detail = (isNew ? u"revision %1"_s : u"revision %1 again"_s).arg(result->revision);
    else // with what stands there in the answer
        note.detail = result.error().error.kind == Failure::Conflict ? u"conflict"_s : u"refused"_s;
    return note;
}

/// One write inside the transaction; the outer error is the disk's, the inner one the author's. `rowHash` is of the row
/// that it made, if it made one.
Result<WriteResult> applyOne(Store store, const Write &write, Sequence &sequence, QByteArray &rowHash)
{
    auto earlier = one(
        store, u"WHERE sequence = (SELECT sequence FROM request WHERE request = ?)"_s, { write.request.toString() });
    if (!earlier)
        return unreadable(earlier.error());
    if (*earlier && (*earlier)->state != EventState::Erased)
        return madeBy(**earlier, write)
            ? WriteResult(std::move(**earlier))
            : refuse(Failure::InvalidInput, u"the request id was used for something else"_s);

    const auto stands = standingOf(store.database, write.event);
    if (!stands)
        return std::unexpected(stands.error());
    if (stands->erased || *earlier) // the request too: a retry after the end of the event's time
        return refuse(Failure::NotFound, u"event %1 was erased"_s.arg(write.event.toString()));
    const int standing = stands->revision;
    const auto *saved = std::get_if<EventRecord>(&write.change);
    if (standing == 0 && (!saved || write.baseRevision != 0))
        return refuse(Failure::NotFound, u"no event %1"_s.arg(write.event.toString()));
    // The record that stands is read for those who need it only: most changes do not.
    std::optional<EventVersion> current;
    if (!saved || standing != write.baseRevision) {
        auto read = one(
            store, u"WHERE sequence = (SELECT sequence FROM current WHERE event = ?)"_s, { write.event.toString() });
        if (!read)
            return unreadable(read.error());
        current = std::move(*read);
    }
    if (standing != write.baseRevision)
        return refuse(Failure::Conflict, u"revision %1 stands"_s.arg(standing), std::move(current));

    EventVersion version { write.event, standing + 1, sequence + 1, saved ? EventState::Active : EventState::Cancelled,
        write.author, write.at, saved ? *saved : current->record };
    auto done = insert(store, write, version);
    if (!done)
        return std::unexpected(done.error());
    rowHash = std::move(*done);
    ++sequence;
    return version;
}

} // namespace

SqliteJournalWriter::SqliteJournalWriter(std::unique_ptr<Database> database, const PayloadCipher &cipher)
    : m_database(std::move(database)), m_cipher(cipher), m_facts(factWriter(*m_database, cipher, m_head))
{
}
SqliteJournalWriter::~SqliteJournalWriter() = default;

Result<std::unique_ptr<SqliteJournalWriter>> SqliteJournalWriter::open(const QString &path, const PayloadCipher &cipher)
{
    auto database = Database::open(path, Database::Access::Write);
    if (!database)
        return std::unexpected(database.error());
    if (auto done = (*database)
            ->migrate()
            .and_then([&] { return expectData(**database); })
            .and_then([&] { return sealClearRecords(**database, cipher); })
            .and_then([&] { return expectKeys(**database, cipher); })
            .and_then([&] { return beginAudit(**database); });
        !done)
        return std::unexpected(done.error());
    if ((*database)->engine().isFile()) {
        if (auto done = prepareLog(**database, path); !done)
            return std::unexpected(done.error());
    }
    return std::unique_ptr<SqliteJournalWriter>(new SqliteJournalWriter(std::move(*database), cipher));
}

Result<std::vector<WriteResult>> SqliteJournalWriter::apply(
    std::span<const Write> writes, std::span<const AuditNote> notes)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto sequence = lastSequenceOf(*m_database);
    if (!sequence)
        return std::unexpected(sequence.error());
    auto head = readHead(*m_database);
    if (!head)
        return std::unexpected(head.error());
    const Sequence lastBefore = *sequence;
    std::vector<WriteResult> results;
    for (const Write &write : writes) {
        const Sequence before = *sequence;
        QByteArray rowHash;
        auto result = applyOne({ *m_database, m_cipher }, write, *sequence, rowHash);
        if (!result)
            return std::unexpected(result.error());
        const auto made = *sequence == before ? std::nullopt : std::optional(*sequence);
        if (auto done = append(*m_database, m_cipher, *head, noteOf(write, *result, made.has_value()), made, rowHash);
            !done)
            return std::unexpected(done.error());
        results.push_back(std::move(*result));
    }
    for (const AuditNote &note : notes) {
        if (auto done = append(*m_database, m_cipher, *head, note); !done)
            return std::unexpected(done.error());
    }
    if (const QString announce = m_database->engine().announceJournal(); !announce.isEmpty() && !writes.empty()) {
        if (auto done = m_database->execute(announce); !done)
            return std::unexpected(done.error());
    }
    if (auto done = (*transaction)->commit(); !done)
        return std::unexpected(done.error());
    m_head = std::move(*head);
    m_lastBefore = lastBefore;
    return results;
}

Result<bool> SqliteJournalWriter::noteCertificateActs()
{
    const auto isAny = certificateActsWait(*m_database); // without the writers' lock: mostly there are none
    if (!isAny || !*isAny)
        return isAny;
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto head = readHead(*m_database);
    if (!head)
        return std::unexpected(head.error());
    const auto notes = takeCertificateActs(*m_database);
    if (!notes)
        return std::unexpected(notes.error());
    for (const AuditNote &note : *notes) {
        if (auto done = append(*m_database, m_cipher, *head, note); !done)
            return std::unexpected(done.error());
    }
    if (auto done = (*transaction)->commit(); !done)
        return std::unexpected(done.error());
    m_head = std::move(*head);
    return true;
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
    if (!m_database->engine().isFile()) // PostgreSQL does it by itself
        return 0;
    auto row = m_database->run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    if (!row)
        return std::unexpected(row.error());
    row->next();
    return row->value(1).toInt() - row->value(2).toInt();
}

SqliteJournalReader::SqliteJournalReader(std::unique_ptr<Database> database, const PayloadCipher &cipher)
    : m_database(std::move(database)), m_cipher(cipher)
{
}
SqliteJournalReader::~SqliteJournalReader() = default;

Result<std::unique_ptr<SqliteJournalReader>> SqliteJournalReader::open(const QString &path, const PayloadCipher &cipher)
{
    auto database = Database::open(path, Database::Access::Read);
    if (!database)
        return std::unexpected(database.error());
    if (auto done = expectKeys(**database, cipher); !done)
        return std::unexpected(done.error());
    return std::unique_ptr<SqliteJournalReader>(new SqliteJournalReader(std::move(*database), cipher));
}

Result<Sequence> SqliteJournalReader::lastSequence() { return lastSequenceOf(*m_database); }

Result<qint64> SqliteJournalReader::lineage() { return m_database->number(u"SELECT number FROM journal_number"_s); }

Result<std::vector<EventVersion>> SqliteJournalReader::since(Sequence after, int count)
{
    return versions({ *m_database, m_cipher }, u"WHERE sequence > ? ORDER BY sequence LIMIT ?"_s, { after, count });
}

Result<std::vector<EventVersion>> SqliteJournalReader::history(const EventId &event, qint64 mostBytes)
{
    // length() of a BLOB does not read it, so the old and large cost nothing.
    static const QString kTail
        = u"WHERE event = ? AND revision >= coalesce((SELECT min(revision) FROM (SELECT revision, sum(length(feature)) "
          "OVER (ORDER BY revision DESC) AS bytes FROM journal WHERE event = ?) WHERE bytes <= ?), "
          "(SELECT max(revision) FROM journal WHERE event = ?)) ORDER BY revision"_s;
    const QString id = event.toString();
    auto all = versions({ *m_database, m_cipher }, kTail, { id, id, mostBytes, id });
    if (all && (all->empty() || all->back().state == EventState::Erased))
        return fail(Failure::NotFound, u"no event %1"_s.arg(event.toString()));
    return all;
}

Result<> SqliteJournalReader::forEachEvent(const std::function<void(const EventVersion &)> &take)
{
    constexpr int kAtOnce = 1024;
    for (Sequence after = 0;;) {
        const auto portion = versions({ *m_database, m_cipher },
            u"WHERE sequence > ? AND sequence IN (SELECT sequence FROM current) ORDER BY sequence LIMIT ?"_s,
            { after, kAtOnce });
        if (!portion)
            return std::unexpected(portion.error());
        if (portion->empty())
            return {};
        for (const EventVersion &version : *portion) {
            if (version.state != EventState::Erased)
                take(version);
        }
        after = portion->back().sequence;
    }
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
            "LEFT JOIN current c ON c.event = j.event WHERE c.sequence IS DISTINCT FROM j.newest"_s },
        Question { Kind::LostRow,
            u"SELECT c.sequence, c.event, 0, '' FROM current c WHERE NOT EXISTS "
            "(SELECT 1 FROM journal j WHERE j.sequence = c.sequence)"_s },
    };
    std::vector<JournalFault> faults;
    const auto readAll = [&faults](Rows &rows, auto &&row) {
        if (const auto read = rows.forEach(row); !read)
            faults.push_back({ .kind = Kind::File, .detail = read.error().detail });
    };
    for (const auto &[kind, sql] : kQuestions) {
        if (kind == Kind::File && !m_database->engine().isFile())
            continue;
        auto rows = m_database->run(sql);
        if (!rows)
            return std::unexpected(rows.error());
        readAll(*rows, [&](const Rows &row) {
            faults.push_back({ kind, row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toInt(),
                row.value(3).toString() });
        });
    }
    auto rows = m_database->run(u"SELECT "_s + kJournalColumns + u" FROM journal ORDER BY sequence"_s);
    if (!rows)
        return std::unexpected(rows.error());
    readAll(*rows, [&](const Rows &row) {
        if (!versionFrom(row, m_cipher))
            faults.push_back({ .kind = Kind::UnreadableRow, .sequence = row.value(0).toLongLong() });
    });
    auto blocks = m_database->run(u"SELECT number, keys, body FROM fact_block ORDER BY number"_s);
    if (!blocks)
        return std::unexpected(blocks.error());
    readAll(*blocks, [&](const Rows &row) {
        const BlockNumber number = row.value(0).toLongLong();
        if (!isReadableBlock(m_cipher, number, row.value(1).toByteArray(), row.value(2).toByteArray()))
            faults.push_back({ .kind = Kind::UnreadableFacts, .sequence = number });
    });
    return faults;
}

} // namespace cortege::storage
