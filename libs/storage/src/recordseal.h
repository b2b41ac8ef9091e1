#pragma once

#include <domain/payloadcipher.h>

#include <QtCore/QString>

/// Records are sealed in the journal. Those that an earlier schema left in clear are sealed once, when it is opened.
namespace cortege::storage
{

class Database;

/// What a record is sealed to: in another row it cannot be opened.
QByteArray bindingOf(const QString &event, int revision);

/// In transactions of bounded size; a run that was killed is made up for by the next. Nothing is left in clear when it
/// returns, neither in the tables nor in the log. Only the newest schema, and in the journal's writer.
Result<> sealClearRecords(Database &database, const PayloadCipher &cipher);

/// Forbidden when the newest record was sealed under a key that the cipher does not have.
Result<> expectKeys(Database &database, const PayloadCipher &cipher);

} // namespace cortege::storage
