#include "credentials.h"

#include "figures.h"

#include <pki/clientcheck.h>
#include <pki/files.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

template <class T>
T wanted(Result<T> result)
{
    demand(result.has_value(), result ? QString() : result.error().detail);
    return std::move(*result);
}

QString written(const QString &path, const QByteArray &content)
{
    demand(pki::writePrivateFile(path, content).has_value(), u"cannot write "_s + path);
    return path;
}

Credentials::Identity identity(const pki::Credential &clients, const QString &folder, const QString &name, Role role)
{
    const Person person { PersonId::make(), name, u"bench"_s, role, std::nullopt };
    const auto made = wanted(pki::makeRequest(name));
    const auto chain
        = wanted(pki::issueClientCertificate(clients, made.requestPem, person.id, name, SystemClock().now()));
    return { person, pki::fingerprintOf(QSslCertificate(chain)),
        { written(folder + u'/' + name + u".pem"_s, chain), written(folder + u'/' + name + u".key"_s, made.keyPem),
            folder + u"/authority/server-authority.pem"_s } };
}

pki::ServerTlsFiles serverFiles(const pki::Authority &authority, const QString &folder)
{
    const auto made = wanted(pki::makeRequest(u"server"_s));
    const auto chain = wanted(pki::issueServerCertificate(
        authority.servers, made.requestPem, { u"localhost"_s, u"127.0.0.1"_s }, SystemClock().now()));
    return { written(folder + u"/server.pem"_s, chain), written(folder + u"/server.key"_s, made.keyPem),
        folder + u"/authority/client-authorities.pem"_s };
}

pki::Authority savedAuthority(const QString &folder)
{
    auto authority = wanted(pki::createAuthority(u"Bench"_s, SystemClock().now()));
    demand(pki::saveAuthority(authority, folder + u"/authority"_s).has_value(), u"cannot write the authority"_s);
    return authority;
}

} // namespace

Credentials::Credentials(const QString &folder) : Credentials(folder, savedAuthority(folder)) { }

Credentials::Credentials(const QString &folder, const pki::Authority &authority)
    : m_folder(folder), m_clients(authority.clients), m_server(serverFiles(authority, folder)),
      m_writer(issue(u"writer"_s, Role::Entry)), m_reader(issue(u"reader"_s, Role::Analyst))
{
}

Credentials::Identity Credentials::issue(const QString &name, Role role) const
{
    return identity(m_clients, m_folder, name, role);
}

} // namespace cortege::bench
