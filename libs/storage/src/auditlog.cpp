#include "auditlog.h"

#include "database.h"
#include "erasedrow.h"
#include "times.h"

#include <QtCore/QCborStreamWriter>
#include <QtCore/QCryptographicHash>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

QByteArray sha256(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

/// The hash before the first entry: it stands for the rows that have none.
QByteArray firstHash(Sequence sequence, const QByteArray &rowsHash)
{
    QByteArray bytes;
    QCborStreamWriter writer(&bytes);
    writer.startArray(2);
    writer.append(qint64 { sequence });
    writer.append(rowsHash);
    writer.endArray();
    return sha256(bytes);
}

} // namespace

JournalRow JournalRow::from(const Rows &row, int at)
{
    return { row.value(at).toLongLong(), row.value(at + 1).toString(), row.value(at + 2).toInt(),
        row.value(at + 3).toInt(), row.value(at + 4).toString(), row.value(at + 5).toString(),
        row.value(at + 6).toLongLong(), row.value(at + 7).toByteArray() };
}

QVariantList JournalRow::values() const
{
    return { sequence, event, revision, cancelled, author, authorName, recordedAt, feature };
}

QByteArray hashOf(const JournalRow &row)
{
    QByteArray bytes;
    bytes.reserve(row.feature.size() + 256);
    QCborStreamWriter writer(&bytes);
    writer.startArray(8);
    writer.append(row.sequence);
    writer.append(QStringView(row.event));
    writer.append(qint64 { row.revision });
    writer.append(qint64 { row.cancelled });
    writer.append(QStringView(row.author));
    writer.append(QStringView(row.authorName));
    writer.append(row.recordedAt);
    writer.append(row.feature);
    writer.endArray();
    return sha256(bytes);
}

Result<> insertRow(Database &database, const JournalRow &row)
{
    static const QString kJournal
        = u"INSERT INTO journal ("_s + kJournalColumns + u") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s;
    static const QString kCurrent = u"INSERT INTO current (event, sequence) VALUES (?, ?) "
                                    "ON CONFLICT (event) DO UPDATE SET sequence = excluded.sequence"_s;
    if (const auto done = database.run(kJournal, row.values()); !done)
        return std::unexpected(done.error());
    return database.run(kCurrent, { row.event, row.sequence }).transform([](const Rows &) { });
}

Result<Sequence> lastSequenceOf(Database &database)
{
    return database.number(u"SELECT coalesce(max(sequence), 0) FROM journal"_s);
}

Result<QByteArray> hashOfRowsUpTo(Database &database, Sequence last)
{
    auto rows = database.run(
        u"SELECT "_s + kJournalColumns + u" FROM journal WHERE sequence <= ? ORDER BY sequence"_s, { last });
    if (!rows)
        return std::unexpected(rows.error());
    QByteArray hash(kAuditHashBytes, '\0');
    const auto read
        = rows->forEach([&hash](const Rows &row) { hash = sha256(hash + committedHashOf(JournalRow::from(row))); });
    return read.transform([&hash] { return hash; });
}

QByteArray bindingOfEntry(qint64 number) { return "cortege audit " + QByteArray::number(number); }

Result<AuditBase> readBase(Database &database)
{
    auto row = database.run(u"SELECT n, at, hash, sequence, rows_hash FROM audit_base ORDER BY n DESC LIMIT 1"_s);
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return fail(Failure::NotFound, u"the database has no audit: no server has opened it yet"_s);
    return AuditBase { { row->value(0).toLongLong(), row->value(2).toByteArray(), timeFrom(row->value(1)) },
        row->value(3).toLongLong(), row->value(4).toByteArray() };
}

Result<> beginAudit(Database &database)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto base = readBase(database);
    if (base)
        return {};
    if (base.error().kind != Failure::NotFound)
        return std::unexpected(base.error());
    const auto last = lastSequenceOf(database);
    if (!last)
        return std::unexpected(last.error());
    const auto hash = hashOfRowsUpTo(database, *last);
    if (!hash)
        return std::unexpected(hash.error());
    if (const auto done
        = database.run(u"INSERT INTO audit_base (n, at, hash, sequence, rows_hash) VALUES (0, 0, ?, ?, ?)"_s,
            { firstHash(*last, *hash), *last, *hash });
        !done)
        return std::unexpected(done.error());
    return (*transaction)->commit();
}

bool isTrueBeginning(const AuditBase &base)
{
    return base.head.entry != 0 || base.head.hash == firstHash(base.sequence, base.rowsHash);
}

Result<> moveBase(Database &database, const AuditBase &base)
{
    if (const auto done = database.run(u"DELETE FROM audit WHERE n <= ?"_s, { base.head.entry }); !done)
        return std::unexpected(done.error());
    if (const auto done = database.run(u"DELETE FROM audit_base"_s); !done)
        return std::unexpected(done.error());
    const auto done
        = database.run(u"INSERT INTO audit_base (n, at, hash, sequence, rows_hash) VALUES (?, ?, ?, ?, ?)"_s,
            { base.head.entry, milliseconds(base.head.at), base.head.hash, base.sequence, base.rowsHash });
    return done.transform([](const Rows &) { });
}

Result<AuditHead> readHead(Database &database)
{
    {
        auto row = database.run(u"SELECT n, hash, at FROM audit ORDER BY n DESC LIMIT 1"_s);
        if (!row)
            return std::unexpected(row.error());
        if (row->next())
            return AuditHead { row->value(0).toLongLong(), row->value(1).toByteArray(), timeFrom(row->value(2)) };
        if (const auto ended = row->ended(); !ended)
            return std::unexpected(ended.error());
    }
    return readBase(database).transform([](const AuditBase &base) { return base.head; });
}

Result<> append(Database &database, const PayloadCipher &cipher, AuditHead &head, const AuditNote &note,
    std::optional<Sequence> sequence, const QByteArray &rowHash)
{
    AuditEntry entry { .number = head.entry + 1, .at = note.at, .sequence = sequence, .rowHash = rowHash };
    auto body = cipher.seal(auditBody(note), bindingOfEntry(entry.number));
    if (!body)
        return std::unexpected(body.error());
    entry.body = std::move(*body);
    entry.hash = auditHash(head.hash, entry);
    const QVariant none;
    if (const auto done
        = database.run(u"INSERT INTO audit (n, at, body, sequence, row_hash, hash) VALUES (?, ?, ?, ?, ?, ?)"_s,
            { entry.number, milliseconds(entry.at), entry.body, sequence ? QVariant(*sequence) : none,
                rowHash.isEmpty() ? none : QVariant(rowHash), entry.hash });
        !done)
        return std::unexpected(done.error());
    head = entry.head();
    return {};
}

} // namespace cortege::storage
