#include "signedactrows.h"

#include "database.h"
#include "signers.h"
#include "times.h"

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

/// Columns: number, act, signature, signer, certificate, person, bound_at, unbound_at, revoked_at.
Result<RecordedAct> recordedActFrom(const Rows &row)
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

} // namespace

Result<std::vector<RecordedAct>> recordedActs(Database &database, QLatin1StringView table, qint64 after)
{
    // Left joins: an act whose certificate is lost has to be an error, not a gap at the end that nobody sees.
    auto rows
        = database.run(u"SELECT a.number, a.act, a.signature, a.signer, s.certificate, c.person, c.bound_at, "
                       "c.unbound_at, p.revoked_at FROM %1 a "
                       "LEFT JOIN act_signer s ON s.fingerprint = a.signer "
                       "LEFT JOIN certificate c ON c.fingerprint = a.signer "
                       "LEFT JOIN person p ON p.person = c.person WHERE a.number > ? ORDER BY a.number"_s.arg(table),
            { after });
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<RecordedAct> acts;
    const auto read = rows->forEach([&acts](const Rows &row) {
        return recordedActFrom(row).transform([&acts](RecordedAct &&act) { acts.push_back(std::move(act)); });
    });
    return read.transform([&acts] { return std::move(acts); });
}

Result<> insertAct(Database &database, QLatin1StringView table, const SignedAct &act, const PersonId &by, UtcTime at)
{
    if (auto kept = keepSigner(database, act, by, at); !kept)
        return kept;
    return database
        .run(u"INSERT INTO %1 (number, act, signature, signer, at) "
             "VALUES ((SELECT coalesce(max(number), 0) + 1 FROM %1), ?, ?, ?, ?)"_s.arg(table),
            { act.act, act.signature, act.signer, milliseconds(at) })
        .transform([](const Rows &) { });
}

} // namespace cortege::storage
