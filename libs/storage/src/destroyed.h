#pragma once

#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QByteArray>

#include <optional>

/// What others in here must know of the destruction of the data.
namespace cortege::storage
{

class Database;

struct Destroyed {
    UtcTime since;
    qint64 entry = 0; ///< of the audit, which stands for the journal's rows from then on
    QByteArray bordereau; ///< its SHA-256, which that entry holds
};
/// None before the destruction has begun, as in every earlier schema.
Result<std::optional<Destroyed>> readDestroyed(Database &database);
/// Forbidden once it has begun.
Result<> expectData(Database &database);

} // namespace cortege::storage
