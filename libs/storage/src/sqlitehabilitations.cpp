#include <storage/sqlitehabilitations.h>

#include "database.h"
#include "signers.h"
#include "times.h"

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

/// Columns: habilitation, person, service, roles, since, until.
Result<Habilitation> takenOverFrom(const Rows &row)
{
    const auto id = HabilitationId::parse(row.value(0).toString());
    const auto person = PersonId::parse(row.value(1).toString());
    const auto roles = rolesFromNames(row.value(3).toString());
    if (!id || !person || !roles) // a role that this program does not know must not be taken for none of the others
        return fail(Failure::Corrupt, u"habilitation %1 cannot be read"_s.arg(row.value(0).toString()));
    return Habilitation { *id,
        { *person, row.value(2).toString(), std::nullopt, *roles, { timeFrom(row.value(4)), timeFrom(row.value(5)) } },
        {} };
}

/// Columns: person, party, deed, since, until, revoked_at.
Result<Mandate> mandateFrom(const Rows &row)
{
    const auto person = PersonId::parse(row.value(0).toString());
    const auto party = partyFromName(row.value(1).toString());
    if (!person || !party)
        return fail(Failure::Corrupt, u"the mandate of %1 cannot be read"_s.arg(row.value(0).toString()));
    Mandate mandate { *person, *party, row.value(2).toString(), timeFrom(row.value(3)), maybeTimeFrom(row.value(4)) };
    if (const auto revoked = maybeTimeFrom(row.value(5)); revoked && (!mandate.until || *revoked < *mandate.until))
        mandate.until = revoked;
    return mandate;
}

/// Columns: number, act, signature, signer, certificate, person, bound_at, unbound_at, revoked_at.
Result<RecordedAct> actFrom(const Rows &row)
{
    const auto signer = PersonId::parse(row.value(5).toString());
    if (!signer)
        return fail(Failure::Corrupt, u"act %1 has no author"_s.arg(row.value(0).toLongLong()));
    RecordedAct recorded { row.value(0).toLongLong(),
        { row.value(1).toByteArray(), row.value(2).toByteArray(), row.value(3).toByteArray(),
            row.value(4).toByteArray() },
        *signer, timeFrom(row.value(6)), maybeTimeFrom(row.value(7)) };
    if (const auto revoked = maybeTimeFrom(row.value(8));
        revoked && (!recorded.boundUntil || *revoked < *recorded.boundUntil))
        recorded.boundUntil = revoked;
    return recorded;
}

template <class T>
Result<std::vector<T>> all(Result<Rows> rows, Result<T> (*read)(const Rows &))
{
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<T> found;
    const auto done = rows->forEach(
        [&](const Rows &row) { return read(row).transform([&found](T &&one) { found.push_back(std::move(one)); }); });
    return done.transform([&found] { return std::move(found); });
}

} // namespace

SqliteHabilitations::SqliteHabilitations(std::unique_ptr<Database> database) : m_database(std::move(database)) { }
SqliteHabilitations::~SqliteHabilitations() = default;

Result<std::unique_ptr<SqliteHabilitations>> SqliteHabilitations::open(const QString &path, Access access)
{
    return Database::openNewest(path, access).transform([](std::unique_ptr<Database> database) {
        return std::unique_ptr<SqliteHabilitations>(new SqliteHabilitations(std::move(database)));
    });
}

Result<std::vector<Habilitation>> SqliteHabilitations::takenOver()
{
    return all(m_database->run(u"SELECT habilitation, person, service, roles, since, until FROM taken_over "
                               "ORDER BY person, habilitation"_s),
        takenOverFrom);
}

Result<std::vector<Mandate>> SqliteHabilitations::mandates()
{
    return all(m_database->run(u"SELECT m.person, m.party, m.deed, m.since, m.until, p.revoked_at FROM mandate m "
                               "JOIN person p ON p.person = m.person ORDER BY m.since, m.person"_s),
        mandateFrom);
}

Result<std::vector<RecordedAct>> SqliteHabilitations::actsAfter(qint64 number)
{
    // Left joins: an act whose certificate is lost has to be an error, not a gap at the end that nobody sees.
    return all(m_database->run(u"SELECT a.number, a.act, a.signature, a.signer, s.certificate, c.person, c.bound_at, "
                               "c.unbound_at, p.revoked_at FROM habilitation_act a "
                               "LEFT JOIN act_signer s ON s.fingerprint = a.signer "
                               "LEFT JOIN certificate c ON c.fingerprint = a.signer "
                               "LEFT JOIN person p ON p.person = c.person WHERE a.number > ? ORDER BY a.number"_s,
                   { number }),
        actFrom);
}

Result<> SqliteHabilitations::append(const std::function<Result<SignedAct>()> &make)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    const auto made = make();
    if (!made)
        return std::unexpected(made.error());
    if (auto inserted = insert(*made); !inserted)
        return inserted;
    return (*transaction)->commit();
}

Result<> SqliteHabilitations::insert(const SignedAct &made)
{
    const auto act = actFromCbor(made.act);
    if (!act)
        return std::unexpected(act.error());
    if (auto kept = keepSigner(*m_database, made, act->by, act->at); !kept)
        return kept;
    return m_database
        ->run(u"INSERT INTO habilitation_act (number, act, signature, signer, at) "
              "VALUES ((SELECT coalesce(max(number), 0) + 1 FROM habilitation_act), ?, ?, ?, ?)"_s,
            { made.act, made.signature, made.signer, milliseconds(act->at) })
        .transform([](const Rows &) { });
}

Result<> SqliteHabilitations::declare(const Mandate &mandate)
{
    auto transaction = Transaction::begin(*m_database);
    if (!transaction)
        return std::unexpected(transaction.error());
    {
        auto who = m_database->run(u"SELECT revoked_at FROM person WHERE person = ?"_s, { mandate.person.toString() });
        if (!who)
            return std::unexpected(who.error());
        if (!who->next())
            return fail(Failure::NotFound, u"no person %1"_s.arg(mandate.person.toString()));
        if (!who->value(0).isNull())
            return fail(Failure::Forbidden, u"person %1 is revoked"_s.arg(mandate.person.toString()));
        auto held = m_database->run(
            u"SELECT 1 FROM mandate WHERE person = ? AND until IS NULL"_s, { mandate.person.toString() });
        if (!held)
            return std::unexpected(held.error());
        if (held->next())
            return fail(Failure::Conflict, u"person %1 has a mandate already"_s.arg(mandate.person.toString()));
    }
    const QVariant until = mandate.until ? QVariant(milliseconds(*mandate.until)) : QVariant();
    if (auto declared
        = m_database->run(u"INSERT INTO mandate (person, party, deed, since, until) VALUES (?, ?, ?, ?, ?)"_s,
            { mandate.person.toString(), QString(name(mandate.party)), mandate.deed, milliseconds(mandate.since),
                until });
        !declared)
        return std::unexpected(declared.error());
    return (*transaction)->commit();
}

Result<> SqliteHabilitations::endMandate(const PersonId &person, UtcTime at)
{
    static const QString kSql = u"UPDATE mandate SET until = "_s + kEndTime + u" WHERE person = ? AND until IS NULL"_s;
    auto ended = m_database->run(kSql, { milliseconds(at), person.toString() });
    if (!ended)
        return std::unexpected(ended.error());
    if (ended->changed() == 0)
        return fail(Failure::NotFound, u"person %1 has no mandate"_s.arg(person.toString()));
    return {};
}

} // namespace cortege::storage
