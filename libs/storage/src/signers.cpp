#include "signers.h"

#include "database.h"
#include "times.h"

namespace cortege::storage
{
using namespace Qt::StringLiterals;

Result<> keepSigner(Database &database, const SignedAct &made, const PersonId &by, UtcTime at)
{
    {
        auto speaks = database.run(u"SELECT 1 FROM certificate c JOIN person p ON p.person = c.person "
                                   "WHERE c.fingerprint = ? AND c.person = ? AND c.bound_at <= ? "
                                   "AND c.unbound_at IS NULL AND p.revoked_at IS NULL"_s,
            { made.signer, by.toString(), milliseconds(at) });
        if (!speaks)
            return std::unexpected(speaks.error());
        if (!speaks->next())
            return fail(Failure::Forbidden, u"the register does not have this certificate for that person"_s);
    }
    return database
        .run(u"INSERT INTO act_signer (fingerprint, certificate) VALUES (?, ?) ON CONFLICT DO NOTHING"_s,
            { made.signer, made.certificate })
        .transform([](const Rows &) { });
}

} // namespace cortege::storage
