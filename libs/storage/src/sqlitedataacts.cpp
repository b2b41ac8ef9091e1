#include <storage/sqlitedataacts.h>

#include "auditlog.h"
#include "database.h"
#include "signedactrows.h"

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr QLatin1StringView kDataActTable { "data_act" };

QByteArray bindingOfDocument(qint64 act) { return "cortege document " + QByteArray::number(act); }

} // namespace

SqliteDataActs::SqliteDataActs(std::unique_ptr<Database> database, const PayloadCipher *cipher)
    : m_database(std::move(database)), m_cipher(cipher)
{
}
SqliteDataActs::~SqliteDataActs() = default;

Result<std::unique_ptr<SqliteDataActs>> SqliteDataActs::open(const QString &path)
{
    return Database::openNewest(path, Access::ReadOnly).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteDataActs>(new SqliteDataActs(std::move(database), nullptr));
    });
}

Result<std::unique_ptr<SqliteDataActs>> SqliteDataActs::open(const QString &path, const PayloadCipher &cipher)
{
    auto database = Database::openNewest(path, Access::ReadWrite);
    if (!database)
        return std::unexpected(database.error());
    return beginAudit(**database).transform([&] { // no server may have opened it yet
        return std::unique_ptr<SqliteDataActs>(new SqliteDataActs(std::move(*database), &cipher));
    });
}

Result<std::vector<RecordedAct>> SqliteDataActs::dataActsAfter(qint64 number)
{
    return recordedActs(*m_database, kDataActTable, number);
}

Result<> SqliteDataActs::append(const std::function<Result<DataEntry>()> &make)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    return make().and_then([this](const DataEntry &made) { return insert(made); }).and_then([&] {
        return (*transaction)->commit();
    });
}

Result<> SqliteDataActs::insert(const DataEntry &made)
{
    Q_ASSERT(m_cipher);
    const auto act = dataActFromCbor(made.act.act);
    if (!act)
        return std::unexpected(act.error());
    if (auto done = insertAct(*m_database, kDataActTable, made.act, act->by, act->at); !done)
        return done;
    if (!made.document.isEmpty()) {
        const auto number = m_database->number(u"SELECT max(number) FROM data_act"_s);
        if (!number)
            return std::unexpected(number.error());
        const auto sealed = m_cipher->seal(made.document, bindingOfDocument(*number));
        if (!sealed)
            return std::unexpected(sealed.error());
        if (auto kept
            = m_database->run(u"INSERT INTO data_document (act, sealed) VALUES (?, ?)"_s, { *number, *sealed });
            !kept)
            return std::unexpected(kept.error());
    }
    return readHead(*m_database).and_then([&](AuditHead head) {
        return storage::append(*m_database, *m_cipher, head, made.note);
    });
}

Result<QByteArray> SqliteDataActs::document(qint64 act)
{
    Q_ASSERT(m_cipher);
    auto row = m_database->run(u"SELECT sealed FROM data_document WHERE act = ?"_s, { act });
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return fail(Failure::NotFound, u"no document with act %1"_s.arg(act));
    return m_cipher->open(row->value(0).toByteArray(), bindingOfDocument(act));
}

Result<std::vector<qint64>> SqliteDataActs::documents()
{
    auto rows = m_database->run(u"SELECT act FROM data_document ORDER BY act"_s);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<qint64> acts;
    const auto read = rows->forEach([&acts](const Rows &row) { acts.push_back(row.value(0).toLongLong()); });
    return read.transform([&acts] { return std::move(acts); });
}

Result<qint64> SqliteDataActs::eraseDocuments(std::span<const qint64> acts, const Author &by, UtcTime now)
{
    Q_ASSERT(m_cipher);
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    auto head = readHead(*m_database);
    if (!head)
        return std::unexpected(head.error());
    qint64 erased = 0;
    for (const qint64 act : acts) {
        const auto gone = m_database->run(u"DELETE FROM data_document WHERE act = ?"_s, { act });
        if (!gone)
            return std::unexpected(gone.error());
        if (gone->changed() == 0)
            continue;
        const AuditNote note {
            .action = AuditAction::Erased, .at = now, .person = by, .detail = u"document of act %1"_s.arg(act)
        };
        if (auto noted = storage::append(*m_database, *m_cipher, *head, note); !noted)
            return std::unexpected(noted.error());
        ++erased;
    }
    return (*transaction)->commit().transform([erased] { return erased; });
}

} // namespace cortege::storage
