#include "register.h"

#include "files.h"

#include <pki/authority.h>

#include <QtCore/QLocale>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;

QString wallTime(UtcTime time) { return QLocale().toString(toParis(time), u"dd/MM/yyyy HH:mm"_s); }

Result<Person> findPerson(PersonRegister &persons, const PersonId &id)
{
    const auto all = persons.list();
    if (!all)
        return std::unexpected(all.error());
    const auto found = std::ranges::find(*all, id, &Person::id);
    if (found == all->end())
        return fail(Failure::NotFound, id.toString());
    return *found;
}

Result<IssuedCertificate> issueAndBind(PersonRegister &persons, const PersonId &id, const QString &authorityFolder,
    const QByteArray &requestPem, UtcTime now, PersonRegister::Noted noted)
{
    const auto person = findPerson(persons, id);
    if (!person)
        return std::unexpected(person.error());
    if (person->revokedAt)
        return fail(Failure::Forbidden, u"%1 was revoked"_s.arg(person->name));
    const auto authority = pki::loadAuthority(authorityFolder);
    if (!authority)
        return std::unexpected(authority.error());
    auto chain = pki::issueClientCertificate(authority->clients, requestPem, id, person->name, now);
    if (!chain)
        return std::unexpected(chain.error());
    const auto fingerprint = fingerprintOfPem(*chain);
    if (!fingerprint)
        return std::unexpected(fingerprint.error());
    if (auto bound = persons.bind(*fingerprint, id, now, noted); !bound)
        return std::unexpected(bound.error());
    return IssuedCertificate { std::move(*chain), *fingerprint };
}

} // namespace cortege::admincli
