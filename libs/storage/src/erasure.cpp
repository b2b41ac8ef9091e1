#include <storage/erasure.h>

#include "database.h"
#include "erasedrow.h"
#include "times.h"
#include "writelog.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr char kErasedMark = '\0';
constexpr char kEmptiedMark = 'E';
constexpr char kTombstoneMark = 'T';
/// A server's own changes wait no longer than for so many.
constexpr size_t kErasedAtOnce = 64;

QByteArray marked(char mark, const QByteArray &hash)
{
    QByteArray bytes(1, kErasedMark);
    bytes.append(mark).append(hash);
    return bytes;
}
bool isMarked(QByteArrayView feature, char mark)
{
    return feature.size() >= kTombstoneBytes && feature[0] == kErasedMark && feature[1] == mark;
}

Result<std::vector<JournalRow>> rowsOf(Database &database, const EventId &event)
{
    auto rows = database.run(
        u"SELECT "_s + kJournalColumns + u" FROM journal WHERE event = ? ORDER BY revision"_s, { event.toString() });
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<JournalRow> all;
    const auto read = rows->forEach([&all](const Rows &row) { all.push_back(JournalRow::from(row)); });
    return read.transform([&all] { return std::move(all); });
}

/// One transaction's.
struct Pass {
    Database &database;
    const PayloadCipher &cipher;
    const Author &by;
    UtcTime now;
    Sequence sequence = 0;
    AuditHead head {};
    qint64 erased = 0;
};

Result<> empty(Database &database, JournalRow &row)
{
    row.feature = emptied(row);
    return database.run(u"UPDATE journal SET feature = ? WHERE sequence = ?"_s, { row.feature, row.sequence })
        .transform([](const Rows &) { });
}

Result<> eraseOne(Pass &pass, const Erasure &erasure)
{
    auto rows = rowsOf(pass.database, erasure.event);
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty() || rows->back().revision != erasure.revision || isErased(rows->back().feature))
        return {};
    Remains remains;
    for (JournalRow &row : *rows) {
        if (auto done = isErased(row.feature) ? Result<>() : empty(pass.database, row); !done)
            return done;
        remains.add(row);
    }
    const JournalRow last { ++pass.sequence, rows->back().event, erasure.revision + 1, 0, pass.by.id.toString(),
        pass.by.name, milliseconds(pass.now), remains.tombstone() };
    const AuditNote note { .action = AuditAction::Erased,
        .at = pass.now,
        .person = pass.by,
        .event = erasure.event,
        .detail = u"revision %1, %2"_s.arg(last.revision).arg(erasure.reason) };
    return insertRow(pass.database, last)
        .and_then([&] { return append(pass.database, pass.cipher, pass.head, note, last.sequence, hashOf(last)); })
        .transform([&pass] { ++pass.erased; });
}

Result<qint64> eraseSome(
    Database &database, const PayloadCipher &cipher, std::span<const Erasure> erasures, const Author &by, UtcTime now)
{
    const auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto last = lastSequenceOf(database);
    if (!last)
        return std::unexpected(last.error());
    auto head = readHead(database);
    if (!head)
        return std::unexpected(head.error());
    Pass pass { database, cipher, by, now, *last, std::move(*head) };
    for (const Erasure &erasure : erasures) {
        if (auto done = eraseOne(pass, erasure); !done)
            return std::unexpected(done.error());
    }
    if (const QString announce = database.engine().announceJournal(); !announce.isEmpty()) {
        if (auto done = database.execute(announce); !done)
            return std::unexpected(done.error());
    }
    return (*transaction)->commit().transform([&pass] { return pass.erased; });
}

} // namespace

bool isErased(QByteArrayView feature) { return isMarked(feature, kEmptiedMark) || isTombstone(feature); }
bool isTombstone(QByteArrayView feature) { return isMarked(feature, kTombstoneMark); }
QByteArray erasedMark() { return { 1, kErasedMark }; }

QByteArray emptied(const JournalRow &row)
{
    QByteArray bytes = marked(kEmptiedMark, hashOf(row));
    bytes.resize(std::max(row.feature.size(), kTombstoneBytes), '\0');
    return bytes;
}

QByteArray committedHashOf(const JournalRow &row)
{
    return isMarked(row.feature, kEmptiedMark) ? row.feature.sliced(2, kAuditHashBytes) : hashOf(row);
}

void Remains::add(const JournalRow &row)
{
    m_digest = QCryptographicHash::hash(m_digest + hashOf(row), QCryptographicHash::Sha256);
}

QByteArray Remains::tombstone() const { return marked(kTombstoneMark, m_digest); }

Result<qint64> eraseEvents(
    const QString &where, const PayloadCipher &cipher, std::span<const Erasure> erasures, const Author &by, UtcTime now)
{
    const auto database = Database::openNewest(where, Access::ReadWrite);
    if (!database)
        return std::unexpected(database.error());
    qint64 erased = 0;
    while (!erasures.empty()) {
        const auto portion = erasures.first(std::min(erasures.size(), kErasedAtOnce));
        const auto done = eraseSome(**database, cipher, portion, by, now);
        if (!done)
            return std::unexpected(done.error());
        erased += *done;
        erasures = erasures.subspan(portion.size());
    }
    return erased;
}

Result<> sweep(const QString &where)
{
    const auto database = Database::openNewest(where, Access::ReadWrite);
    if (!database)
        return std::unexpected(database.error());
    if (!(*database)->engine().isFile())
        return (*database)->execute(u"VACUUM journal"_s);
    return emptyLog(**database).and_then([&] { return lengthenLog(**database, where); });
}

} // namespace cortege::storage
