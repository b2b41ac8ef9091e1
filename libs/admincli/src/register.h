#pragma once

#include <storage/sqliteregister.h>

#include <memory>

namespace cortege::admincli
{

/// As a clock on a Marseille wall shows it, "24/11/2026 20:01".
QString wallTime(UtcTime time);
/// NotFound without a person of that id.
Result<Person> findPerson(PersonRegister &persons, const PersonId &id);

struct IssuedCertificate {
    QByteArray chainPem;
    Fingerprint fingerprint;
};
/// The certificate of a person of the register, bound to it. Forbidden for a revoked one.
Result<IssuedCertificate> issueAndBind(PersonRegister &persons, const PersonId &id, const QString &authorityFolder,
    const QByteArray &requestPem, UtcTime now, PersonRegister::Noted noted);

} // namespace cortege::admincli
