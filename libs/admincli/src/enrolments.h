#pragma once

#include "register.h"

#include <storage/sqliteenrolments.h>

/// What the commands of enrolment share.
namespace cortege::admincli
{

/// Both tables of one database.
struct Enrolments {
    std::unique_ptr<storage::SqliteEnrolments> requests;
    std::unique_ptr<storage::SqlitePersonRegister> persons;

    static Result<Enrolments> open(const QString &database, storage::Access access);
    /// The name of a person of the register; its number where it has none.
    Result<QString> nameOf(const PersonId &person);
    /// The certificate that was asked for, bound to its person, for the workstation to fetch. Conflict unless it waits.
    Result<IssuedCertificate> issue(const CertificateRequest &request, const QString &authorityFolder, UtcTime now);
};

/// "Claire Martin, renouvellement, demande du 24/11/2026 20:01, depuis 10.0.0.7"
Result<QString> describe(Enrolments &enrolments, const CertificateRequest &request);

} // namespace cortege::admincli
