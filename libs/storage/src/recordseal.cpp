#include "recordseal.h"

#include "database.h"

#include <QtCore/QVariant>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

/// "Cort", the file's application_id: every record is sealed, none is taken in clear any more.
constexpr int kSealedFile = 0x436f7274;
constexpr int kSealAtOnce = 256;

struct ClearRecord {
    qint64 sequence;
    QString event;
    int revision;
    QByteArray text;
};

/// A GeoJSON text begins with a brace, a sealed record never does.
Result<std::vector<ClearRecord>> clearRecords(Database &database, qint64 after)
{
    auto rows = database.run(u"SELECT sequence, event, revision, feature FROM journal "
                             "WHERE sequence > ? AND substr(feature, 1, 1) = x'7b' ORDER BY sequence LIMIT ?"_s,
        { after, kSealAtOnce });
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<ClearRecord> found;
    const auto read = rows->forEach([&found](const Rows &row) {
        found.push_back(
            { row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toInt(), row.value(3).toByteArray() });
    });
    return read.transform([&found] { return std::move(found); });
}

/// The sequence it came to; nothing when there was nothing to do.
Result<std::optional<qint64>> sealSome(Database &database, const PayloadCipher &cipher, qint64 after)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto found = clearRecords(database, after);
    if (!found)
        return std::unexpected(found.error());
    if (found->empty())
        return std::nullopt;
    for (const ClearRecord &record : *found) {
        const auto sealed = cipher.seal(record.text, bindingOf(record.event, record.revision));
        if (!sealed)
            return std::unexpected(sealed.error());
        if (const auto done
            = database.run(u"UPDATE journal SET feature = ? WHERE sequence = ?"_s, { *sealed, record.sequence });
            !done)
            return std::unexpected(done.error());
    }
    return (*transaction)->commit().transform([&] { return std::optional(found->back().sequence); });
}

Result<> sayThatItIsSealed(Database &database)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return std::unexpected(transaction.error());
    if (const auto done = database.run(u"PRAGMA application_id=%1"_s.arg(kSealedFile)); !done)
        return std::unexpected(done.error());
    return (*transaction)->commit();
}

} // namespace

QByteArray bindingOf(const QString &event, int revision)
{
    return "cortege journal " + event.toLatin1() + ' ' + QByteArray::number(revision);
}

Result<> sealClearRecords(Database &database, const PayloadCipher &cipher)
{
    if (!database.engine().isFile()) // no schema of PostgreSQL is older than sealed records
        return {};
    const auto sealed = database.number(u"PRAGMA application_id"_s);
    if (!sealed)
        return std::unexpected(sealed.error());
    if (*sealed == kSealedFile)
        return {};
    const auto rows = database.number(u"SELECT count(*) FROM (SELECT 1 FROM journal LIMIT 1)"_s);
    if (!rows)
        return std::unexpected(rows.error());
    if (*rows > 0) {
        std::optional<qint64> reached = 0;
        while (reached) {
            auto done = sealSome(database, cipher, *reached);
            if (!done)
                return std::unexpected(done.error());
            reached = *done;
        }
        // The log still has the pages as they were.
        if (auto done = database.emptyLog(); !done)
            return done;
    }
    return sayThatItIsSealed(database);
}

Result<> expectKeys(Database &database, const PayloadCipher &cipher)
{
    auto row = database.run(u"SELECT event, revision, feature FROM journal ORDER BY sequence DESC LIMIT 1"_s);
    if (!row || !row->next())
        return {}; // whoever reads will hear of it
    const auto opened
        = cipher.open(row->value(2).toByteArray(), bindingOf(row->value(0).toString(), row->value(1).toInt()));
    if (!opened && opened.error().kind == Failure::Forbidden) // a damaged record is the trouble of who asks for it
        return fail(Failure::Forbidden, u"sealed under other keys: "_s + opened.error().detail);
    return {};
}

} // namespace cortege::storage
