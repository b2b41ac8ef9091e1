#include "enrolments.h"

#include "command.h"

#include <pki/authority.h>
#include <pki/files.h>

#include <QtCore/QDir>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;

Result<Enrolments> Enrolments::open(const QString &database, storage::Access access)
{
    auto requests = storage::SqliteEnrolments::open(database, access);
    if (!requests)
        return std::unexpected(requests.error());
    auto persons = storage::SqlitePersonRegister::open(database, access);
    if (!persons)
        return std::unexpected(persons.error());
    return Enrolments { std::move(*requests), std::move(*persons) };
}

Result<QString> Enrolments::nameOf(const PersonId &person)
{
    return findPerson(*persons, person).transform([](const Person &found) { return found.name; });
}

Result<IssuedCertificate> Enrolments::issue(
    const CertificateRequest &request, const QString &authorityFolder, UtcTime now)
{
    if (request.state != RequestState::Pending)
        return fail(Failure::Conflict, u"no such request waits"_s);
    const auto serverAuthority = pki::readPemFile(QDir(authorityFolder).filePath(u"server-authority.pem"_s));
    if (!serverAuthority)
        return std::unexpected(serverAuthority.error());
    const auto requestPem = pki::checkedRequest(request.der);
    if (!requestPem)
        return std::unexpected(requestPem.error());
    auto issued = issueAndBind(*persons, request.person, authorityFolder, *requestPem, now,
        PersonRegister::Noted::Elsewhere); // with the request
    if (!issued)
        return issued;
    if (const auto kept = requests->setIssued(request.id, { issued->chainPem, *serverAuthority }, now); !kept) {
        // Nobody will fetch it: it is not left behind in the register.
        (void)persons->unbind(issued->fingerprint, now);
        return std::unexpected(kept.error());
    }
    return issued;
}

Result<QString> describe(Enrolments &enrolments, const CertificateRequest &request)
{
    return enrolments.nameOf(request.person).transform([&request](const QString &name) {
        const QString when = wallTime(request.askedAt);
        return request.code
            ? Admin::tr("%1, premier certificat, demande du %2, depuis %3").arg(name, when, request.address)
            : Admin::tr("%1, renouvellement, demande du %2").arg(name, when);
    });
}

} // namespace cortege::admincli
