#include <storage/sqliteregister.h>

#include "certificateacts.h"
#include "database.h"
#include "times.h"

#include <QtCore/QVariant>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kFingerprintBytes = 32;

/// Columns: person, name, service, revoked_at.
Result<Person> personFrom(const Rows &row)
{
    const auto id = PersonId::parse(row.value(0).toString());
    if (!id)
        return fail(Failure::Corrupt, u"person %1 of the register cannot be read"_s.arg(row.value(0).toString()));
    return Person { *id, row.value(1).toString(), row.value(2).toString(), {}, maybeTimeFrom(row.value(3)) };
}

Result<bool> isThere(Database &database, const QString &sql, const QString &key)
{
    auto rows = database.run(sql, { key });
    if (!rows)
        return std::unexpected(rows.error());
    const bool found = rows->next();
    return found ? Result<bool>(true) : rows->ended().transform([] { return false; });
}

Result<> checkLength(const Fingerprint &fingerprint)
{
    if (fingerprint.size() != kFingerprintBytes)
        return fail(Failure::InvalidInput, u"a fingerprint has %1 bytes"_s.arg(kFingerprintBytes));
    return {};
}

QString detailOf(const Fingerprint &fingerprint)
{
    return u"certificate %1"_s.arg(QString::fromLatin1(fingerprint.toHex()));
}

} // namespace

SqlitePersonRegister::SqlitePersonRegister(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqlitePersonRegister::~SqlitePersonRegister() = default;

Result<std::unique_ptr<SqlitePersonRegister>> SqlitePersonRegister::open(const QString &path, Access access)
{
    return Database::openNewest(path, access).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqlitePersonRegister>(new SqlitePersonRegister(std::move(database)));
    });
}

Result<Person> SqlitePersonRegister::byFingerprint(const Fingerprint &fingerprint)
{
    static const QString kSql
        = u"SELECT p.person, p.name, p.service, p.revoked_at FROM certificate c "
          "JOIN person p ON p.person = c.person WHERE c.fingerprint = ? AND c.unbound_at IS NULL"_s;
    auto rows = m_database->run(kSql, { fingerprint });
    if (!rows)
        return std::unexpected(rows.error());
    if (!rows->next())
        return fail(Failure::NotFound, u"no person has this certificate"_s);
    return personFrom(*rows);
}

Result<std::vector<Person>> SqlitePersonRegister::list()
{
    auto rows = m_database->run(u"SELECT person, name, service, revoked_at FROM person ORDER BY name, person"_s);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Person> all;
    const auto read = rows->forEach([&all](const Rows &row) {
        return personFrom(row).transform([&all](Person &&person) { all.push_back(std::move(person)); });
    });
    return read.transform([&all] { return std::move(all); });
}

Result<> SqlitePersonRegister::add(const Person &person)
{
    const QVariant revoked = person.revokedAt ? QVariant(milliseconds(*person.revokedAt)) : QVariant();
    auto added = m_database->run(u"INSERT INTO person (person, name, service, revoked_at) "
                                 "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"_s,
        { person.id.toString(), person.name, person.service, revoked });
    if (!added)
        return std::unexpected(added.error());
    if (added->changed() == 0)
        return fail(Failure::Conflict, u"the register has person %1 already"_s.arg(person.id.toString()));
    return {};
}

Result<> SqlitePersonRegister::revoke(const PersonId &person, UtcTime at)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto standing
        = isThere(*m_database, u"SELECT 1 FROM person WHERE person = ? AND revoked_at IS NULL"_s, person.toString());
    if (!standing)
        return std::unexpected(standing.error());
    // A second revocation keeps the time of the first.
    static const QString kSql
        = u"UPDATE person SET revoked_at = coalesce(revoked_at, "_s + kEndTime + u") WHERE person = ?"_s;
    const auto revoked = m_database->run(kSql, { milliseconds(at), person.toString() }).transform([](const Rows &rows) {
        return rows.changed();
    });
    if (!revoked)
        return std::unexpected(revoked.error());
    if (*revoked == 0)
        return fail(Failure::NotFound, u"no person %1"_s.arg(person.toString()));
    const auto noted = *standing
        ? addCertificateAct(*m_database, AuditAction::RevokedCertificate, person, at, u"person revoked"_s)
        : Result<>();
    return noted.and_then([&] { return (*transaction)->commit(); });
}

Result<> SqlitePersonRegister::bind(const Fingerprint &fingerprint, const PersonId &person, UtcTime at, Noted noted)
{
    if (auto good = checkLength(fingerprint); !good)
        return good;
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    {
        auto who = m_database->run(u"SELECT revoked_at FROM person WHERE person = ?"_s, { person.toString() });
        if (!who)
            return std::unexpected(who.error());
        if (!who->next())
            return fail(Failure::NotFound, u"no person %1"_s.arg(person.toString()));
        if (!who->value(0).isNull())
            return fail(Failure::Forbidden, u"person %1 is revoked"_s.arg(person.toString()));
        auto bound = m_database->run(u"INSERT INTO certificate (fingerprint, person, bound_at) VALUES (?, ?, ?) "
                                     "ON CONFLICT DO NOTHING"_s,
            { fingerprint, person.toString(), milliseconds(at) });
        if (!bound)
            return std::unexpected(bound.error());
        if (bound->changed() == 0) // an unbound one does not come back either
            return fail(Failure::Conflict, u"the register has this certificate already"_s);
    }
    const auto told = noted == Noted::Here
        ? addCertificateAct(*m_database, AuditAction::IssuedCertificate, person, at, detailOf(fingerprint))
        : Result<>();
    return told.and_then([&] { return (*transaction)->commit(); });
}

Result<> SqlitePersonRegister::unbind(const Fingerprint &fingerprint, UtcTime at)
{
    if (auto good = checkLength(fingerprint); !good)
        return good;
    static const QString kSql
        = u"UPDATE certificate SET unbound_at = coalesce(unbound_at, "_s + kEndTime + u") WHERE fingerprint = ?"_s;
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto owner = byFingerprint(fingerprint); // of one that is good so far
    if (!owner && owner.error().kind != Failure::NotFound)
        return std::unexpected(owner.error());
    const auto unbound = m_database->run(kSql, { milliseconds(at), fingerprint }).transform([](const Rows &rows) {
        return rows.changed();
    });
    if (!unbound)
        return std::unexpected(unbound.error());
    if (*unbound == 0)
        return fail(Failure::NotFound, u"the register does not have this certificate"_s);
    const auto noted = owner
        ? addCertificateAct(*m_database, AuditAction::RevokedCertificate, owner->id, at, detailOf(fingerprint))
        : Result<>();
    return noted.and_then([&] { return (*transaction)->commit(); });
}

Result<qint64> SqlitePersonRegister::changeCount() { return m_database->changeCount(); }

} // namespace cortege::storage
