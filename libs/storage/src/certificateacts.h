#pragma once

#include <domain/audit.h>

/// What is done about certificates, on its way into the audit: docs/decisions/0196-certificates-in-the-audit.md.
namespace cortege::storage
{

class Database;

/// Inside the transaction of the act itself. `person` is whose certificate it is.
Result<> addCertificateAct(
    Database &database, AuditAction action, const PersonId &person, UtcTime at, const QString &detail);
Result<bool> certificateActsWait(Database &database);
/// All of them in their order, which are not there any more. Inside a transaction.
Result<std::vector<AuditNote>> takeCertificateActs(Database &database);

} // namespace cortege::storage
