#pragma once

#include <domain/habilitation.h>

/// Tables of signed acts: number, act, signature, signer, at.
namespace cortege::storage
{

class Database;

/// In order. An act whose certificate is lost is Corrupt.
Result<std::vector<RecordedAct>> recordedActs(Database &database, QLatin1StringView table, qint64 after);
/// The next one, inside a transaction. Forbidden when its certificate does not speak for that person.
Result<> insertAct(Database &database, QLatin1StringView table, const SignedAct &act, const PersonId &by, UtcTime at);

} // namespace cortege::storage
