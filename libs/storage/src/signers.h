#pragma once

#include <domain/habilitation.h>

namespace cortege::storage
{

class Database;

/// Keeps the certificate with which somebody signs something that is kept. Forbidden unless the register has it for
/// that person, who is not revoked. Inside a transaction.
Result<> keepSigner(Database &database, const SignedAct &made, const PersonId &by, UtcTime at);

} // namespace cortege::storage
