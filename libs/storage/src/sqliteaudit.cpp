#include <storage/sqliteaudit.h>

#include "auditlog.h"
#include "database.h"
#include "destroyed.h"
#include "erasedrow.h"
#include "times.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kPortion = 4096; ///< entries in memory at once

AuditEntry entryFrom(const Rows &row)
{
    AuditEntry entry { .number = row.value(0).toLongLong(),
        .at = timeFrom(row.value(1)),
        .body = row.value(2).toByteArray(),
        .rowHash = row.value(4).toByteArray(),
        .hash = row.value(5).toByteArray() };
    if (const QVariant sequence = row.value(3); !sequence.isNull())
        entry.sequence = sequence.toLongLong();
    return entry;
}

Result<std::vector<AuditEntry>> entriesAfter(Database &database, qint64 after, int count)
{
    auto rows = database.run(
        u"SELECT n, at, body, sequence, row_hash, hash FROM audit WHERE n > ? ORDER BY n LIMIT ?"_s, { after, count });
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<AuditEntry> entries;
    const auto read = rows->forEach([&entries](const Rows &row) { entries.push_back(entryFrom(row)); });
    return read.transform([&entries] { return std::move(entries); });
}

/// The destruction of the rows counts where the audit says so, and about the bordereau that is there.
Result<std::optional<Destroyed>> auditedDestruction(Database &database)
{
    auto destroyed = readDestroyed(database);
    if (!destroyed || !*destroyed)
        return destroyed;
    const auto entry = entriesAfter(database, (*destroyed)->entry - 1, 1);
    if (!entry)
        return std::unexpected(entry.error());
    const bool agrees = !entry->empty() && entry->front().number == (*destroyed)->entry
        && entry->front().rowHash == (*destroyed)->bordereau;
    return agrees ? std::move(*destroyed) : std::nullopt;
}

/// Each row of the journal has one entry, in the same order, from where the base ends.
Result<> verifyRows(Database &database, const AuditBase &base, std::vector<AuditFault> &faults)
{
    using Kind = AuditFault::Kind;
    const auto destroyed = auditedDestruction(database);
    if (!destroyed)
        return std::unexpected(destroyed.error());
    // All of them go in one transaction.
    const auto last = lastSequenceOf(database);
    if (!last)
        return std::unexpected(last.error());
    const bool areGone = *destroyed && *last == 0;
    const auto old = areGone ? Result<QByteArray>(base.rowsHash) : hashOfRowsUpTo(database, base.sequence);
    if (!old)
        return std::unexpected(old.error());
    bool oldRowsAreTrue = *old == base.rowsHash && isTrueBeginning(base);
    Sequence reached = base.sequence;
    const auto skip = [&](Sequence next) {
        for (++reached; reached < next; ++reached)
            faults.push_back({ .kind = Kind::RowUnaudited, .sequence = reached });
    };
    {
        auto rows = database.run(u"SELECT a.n, a.sequence, a.row_hash, j."_s
            + QString(kJournalColumns).replace(u", "_s, u", j."_s)
            + u" FROM audit a LEFT JOIN journal j ON j.sequence = a.sequence WHERE a.sequence IS NOT NULL ORDER BY a.n"_s);
        if (!rows)
            return std::unexpected(rows.error());
        const auto read = rows->forEach([&](const Rows &row) {
            const qint64 entry = row.value(0).toLongLong();
            const Sequence sequence = row.value(1).toLongLong();
            if (*destroyed && entry == (*destroyed)->entry) // about all of them
                return;
            if (sequence <= base.sequence) { // that entries were taken out: it holds the rows that they were about
                oldRowsAreTrue = oldRowsAreTrue && (sequence < base.sequence || row.value(2).toByteArray() == *old);
                return;
            }
            if (sequence > reached)
                skip(sequence);
            if (areGone)
                return;
            if (row.value(3).isNull())
                faults.push_back({ .kind = Kind::RowMissing, .entry = entry, .sequence = sequence });
            else if (committedHashOf(JournalRow::from(row, 3)) != row.value(2).toByteArray())
                faults.push_back({ .kind = Kind::RowAltered, .entry = entry, .sequence = sequence });
        });
        if (!read)
            return read;
    }
    if (!oldRowsAreTrue)
        faults.push_back({ .kind = Kind::OldRowsAltered, .sequence = base.sequence });
    auto rows = database.run(u"SELECT sequence FROM journal WHERE sequence > ? ORDER BY sequence"_s, { reached });
    if (!rows)
        return std::unexpected(rows.error());
    return rows->forEach([&faults](const Rows &row) {
        faults.push_back({ .kind = Kind::RowUnaudited, .sequence = row.value(0).toLongLong() });
    });
}

/// A row may be empty only where the last version of its event stands for what is left. That one has its entry like any
/// other, so whoever empties a row leaves a trace.
Result<> verifyErased(Database &database, std::vector<AuditFault> &faults)
{
    struct Event {
        QString id {};
        Remains remains {};
        std::vector<Sequence> empty {}; ///< that nothing stands for yet
    };
    Event event;
    const auto change = [&](QString next) {
        for (const Sequence sequence : event.empty)
            faults.push_back({ .kind = AuditFault::Kind::RowErased, .sequence = sequence });
        event = { .id = std::move(next) };
    };
    auto rows = database.run(u"SELECT "_s + kJournalColumns
            + u" FROM journal WHERE event IN (SELECT event FROM journal WHERE substr(feature, 1, 1) = ?) "
              "ORDER BY event, revision"_s,
        { erasedMark() });
    if (!rows)
        return std::unexpected(rows.error());
    const auto read = rows->forEach([&](const Rows &each) {
        const JournalRow row = JournalRow::from(each);
        if (row.event != event.id)
            change(row.event);
        if (isTombstone(row.feature) && row.feature == event.remains.tombstone())
            event.empty.clear();
        else if (isErased(row.feature))
            event.empty.push_back(row.sequence);
        event.remains.add(row);
    });
    change({});
    return read;
}

QByteArray lineOf(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'; }
QString base64(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); }

/// Nothing of a number's exactness is lost below 2^53.
QByteArray lineOf(const AuditEntry &entry)
{
    QJsonObject object { { u"n"_s, entry.number }, { u"at"_s, toIso(entry.at) }, { u"body"_s, base64(entry.body) },
        { u"hash"_s, base64(entry.hash) } };
    if (entry.sequence) {
        object[u"sequence"_s] = *entry.sequence;
        object[u"rowHash"_s] = base64(entry.rowHash);
    }
    return lineOf(object);
}
QByteArray lineOf(const AuditBase &base)
{
    return lineOf(QJsonObject { { u"n"_s, base.head.entry }, { u"hash"_s, base64(base.head.hash) },
        { u"sequence"_s, base.sequence }, { u"rowsHash"_s, base64(base.rowsHash) } });
}

} // namespace

SqliteAuditReader::SqliteAuditReader(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqliteAuditReader::~SqliteAuditReader() = default;

Result<std::unique_ptr<SqliteAuditReader>> SqliteAuditReader::open(const QString &path)
{
    return Database::open(path, Database::Access::Read).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteAuditReader>(new SqliteAuditReader(std::move(database)));
    });
}

Result<AuditHead> SqliteAuditReader::base()
{
    return readBase(*m_database).transform([](const AuditBase &base) { return base.head; });
}

Result<AuditHead> SqliteAuditReader::head() { return readHead(*m_database); }

Result<AuditHead> SqliteAuditReader::headAt(qint64 entry)
{
    if (const auto begin = base(); !begin || begin->entry == entry)
        return begin;
    const auto found = since(entry - 1, 1);
    if (!found)
        return std::unexpected(found.error());
    if (found->empty() || found->front().number != entry)
        return fail(Failure::NotFound, u"the audit has no entry %1"_s.arg(entry));
    return found->front().head();
}

Result<std::vector<AuditEntry>> SqliteAuditReader::since(qint64 after, int count)
{
    return entriesAfter(*m_database, after, count);
}

Result<SqliteAuditReader::Verdict> SqliteAuditReader::verify(const std::vector<AuditHead> &marks)
{
    const auto moment = Moment::begin(*m_database);
    if (!moment)
        return std::unexpected(moment.error());
    const auto begin = readBase(*m_database);
    if (!begin)
        return std::unexpected(begin.error());
    AuditVerifier verifier(begin->head, marks);
    qint64 after = std::numeric_limits<qint64>::min(); // an entry before the base is a fault as well
    for (;;) {
        const auto portion = since(after, kPortion);
        if (!portion)
            return std::unexpected(portion.error());
        if (portion->empty())
            break;
        for (const AuditEntry &entry : *portion)
            verifier.take(entry);
        after = portion->back().number;
    }
    Verdict verdict { verifier.finish(), begin->head, verifier.head() };
    return verifyRows(*m_database, *begin, verdict.faults)
        .and_then([&] { return verifyErased(*m_database, verdict.faults); })
        .transform([&] { return std::move(verdict); });
}

Result<AuditNote> openNote(const AuditEntry &entry, const PayloadCipher &cipher)
{
    return cipher.open(entry.body, bindingOfEntry(entry.number)).and_then([&](const QByteArray &body) {
        return auditNoteFrom(body, entry.at);
    });
}

Result<qint64> pruneAudit(const QString &path, const PayloadCipher &cipher, UtcTime before, UtcTime now,
    const std::function<Result<>(const QByteArray &)> &keep)
{
    const auto database = Database::open(path, Database::Access::Write);
    if (!database)
        return std::unexpected(database.error());
    auto transaction = Transaction::begin(**database);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto base = readBase(**database);
    if (!base)
        return std::unexpected(base.error());
    auto head = readHead(**database);
    if (!head)
        return std::unexpected(head.error());
    QByteArray kept = lineOf(*base);
    qint64 count = 0;
    // The clock of the server may have been set back: up to the first entry that is not to go.
    for (bool more = true; more;) {
        const auto portion = entriesAfter(**database, base->head.entry, kPortion);
        if (!portion)
            return std::unexpected(portion.error());
        more = std::ssize(*portion) == kPortion;
        for (const AuditEntry &entry : *portion) {
            if (entry.at >= before) {
                more = false;
                break;
            }
            kept += lineOf(entry);
            base->head = entry.head();
            base->sequence = std::max(base->sequence, entry.sequence.value_or(0));
            ++count;
        }
    }
    if (count == 0)
        return 0;
    auto rowsHash = hashOfRowsUpTo(**database, base->sequence);
    if (!rowsHash)
        return std::unexpected(rowsHash.error());
    base->rowsHash = std::move(*rowsHash);
    const AuditNote note { .action = AuditAction::Pruned, .at = now, .detail = u"up to %1"_s.arg(base->head.entry) };
    return keep(kept)
        .and_then([&] { return moveBase(**database, *base); })
        .and_then([&] { return append(**database, cipher, *head, note, base->sequence, base->rowsHash); })
        .and_then([&] { return (*transaction)->commit(); })
        .transform([&] { return count; });
}

} // namespace cortege::storage
