#include "testauthority.h"

#include "wanted.h"

#include <catch2/catch_test_macros.hpp>

#include <pki/clientcheck.h>
#include <pki/files.h>

namespace cortege::test
{
using namespace Qt::StringLiterals;

TestAuthority::TestAuthority(UtcTime now)
    : m_now(now), m_authority(wanted(pki::createAuthority(u"Autorité d’essai"_s, now)))
{
    REQUIRE(pki::saveAuthority(m_authority, path(u"authority"_s)));
}

QString TestAuthority::write(const QString &file, const QByteArray &content) const
{
    REQUIRE(pki::writePrivateFile(path(file), content));
    return path(file);
}

pki::ServerTlsFiles TestAuthority::server()
{
    const auto made = wanted(pki::makeRequest(u"server"_s));
    const auto chain = wanted(pki::issueServerCertificate(
        m_authority.servers, made.requestPem, { u"localhost"_s, u"127.0.0.1"_s, u"::1"_s }, m_now));
    return { write(u"server.pem"_s, chain), write(u"server.key"_s, made.keyPem),
        path(u"authority/client-authorities.pem"_s) };
}

TestPerson TestAuthority::person(const QString &name, Roles roles)
{
    const Person person { PersonId::make(), name, u"essai"_s, roles, std::nullopt };
    const auto made = wanted(pki::makeRequest(name));
    const auto chain
        = wanted(pki::issueClientCertificate(m_authority.clients, made.requestPem, person.id, name, m_now));
    const QString id = person.id.toString();
    return { person,
        { write(id + u".pem"_s, chain), write(id + u".key"_s, made.keyPem), path(u"authority/server-authority.pem"_s) },
        pki::fingerprintOf(QSslCertificate(chain)) };
}

} // namespace cortege::test
