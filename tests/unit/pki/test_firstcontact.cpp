#include <pki/authority.h>
#include <pki/firstcontact.h>
#include <pki/sealing.h>

#include <catch2/catch_test_macros.hpp>

#include <support/testauthority.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{

struct Servers {
    UtcTime now = SystemClock().now();
    Authority authority = createAuthority(u"Essai"_s, now).value();
    QByteArray pin = pinOfAuthority(authority.servers.certificatePem).value();

    QList<QSslCertificate> chain(const QStringList &hosts) const
    {
        const auto made = makeRequest(u"serveur"_s).value();
        return QSslCertificate::fromData(
            issueServerCertificate(authority.servers, made.requestPem, hosts, now).value(), QSsl::Pem);
    }
};

} // namespace

TEST_CASE("a server is known by the pin of its authority, its name and its dates")
{
    const Servers servers;
    const auto chain = servers.chain({ u"plateforme.exemple"_s, u"10.0.0.7"_s });
    CHECK(checkServerChain(chain, servers.pin, u"plateforme.exemple"_s, servers.now));
    CHECK(checkServerChain(chain, servers.pin, u"10.0.0.7"_s, servers.now));
    const auto refused
        = [&](const QList<QSslCertificate> &presented, const QByteArray &pin, const QString &host, UtcTime at) {
              const auto checked = checkServerChain(presented, pin, host, at);
              return !checked && checked.error().kind == Failure::Unauthenticated;
          };
    CHECK(refused(chain, servers.pin, u"autre.exemple"_s, servers.now));
    CHECK(refused(chain, servers.pin, u"10.0.0.8"_s, servers.now));
    CHECK(refused(chain, servers.pin, u"plateforme.exemple"_s, servers.now + std::chrono::days { 400 }));
    CHECK(refused(chain, servers.pin, u"plateforme.exemple"_s, servers.now - std::chrono::days { 1 }));
    CHECK(refused({}, servers.pin, u"plateforme.exemple"_s, servers.now));
    CHECK(refused(chain.first(1), servers.pin, u"plateforme.exemple"_s, servers.now));

    // The pinned authority beside somebody else's server proves nothing.
    const Servers others;
    QList<QSslCertificate> mixed = others.chain({ u"plateforme.exemple"_s }).first(1);
    mixed << chain.at(1);
    CHECK(refused(mixed, servers.pin, u"plateforme.exemple"_s, servers.now));
    // A person's certificate is no server's, though the pin may be of the authority above it.
    const auto request = makeRequest(u"Claire"_s).value();
    const auto person = QSslCertificate::fromData(issueClientCertificate(
        servers.authority.clients, request.requestPem, PersonId::make(), u"Claire"_s, servers.now)
            .value());
    CHECK(refused(person, pinOf(person.at(1)), u"Claire"_s, servers.now));
}

TEST_CASE("the authority that comes with a certificate is the pinned one, with its root")
{
    const Servers servers;
    const QByteArray whole = servers.authority.servers.certificatePem + servers.authority.root.certificatePem;
    CHECK(checkServerAuthority(whole, servers.pin));
    CHECK_FALSE(checkServerAuthority(servers.authority.servers.certificatePem, servers.pin));
    CHECK_FALSE(checkServerAuthority(servers.authority.root.certificatePem, servers.pin));
    CHECK_FALSE(checkServerAuthority(whole, Servers().pin));
    CHECK_FALSE(checkServerAuthority("", servers.pin));
    CHECK_FALSE(pinOfAuthority(""));
}

TEST_CASE("a request from outside proves its key and is nothing else")
{
    const auto made = makeRequest(u"Claire"_s).value();
    const QByteArray der = derOfRequest(made.requestPem).value();
    CHECK(der.size() < kRequestLimit);
    CHECK(checkedRequest(der) == made.requestPem);
    CHECK(checkedRequest(der + 'x').error().kind == Failure::InvalidInput);
    CHECK(checkedRequest({}).error().kind == Failure::InvalidInput);
    CHECK(checkedRequest(QByteArray(kRequestLimit + 1, 'x')).error().kind == Failure::TooLarge);
    QByteArray forged = der;
    forged[forged.size() - 1] = static_cast<char>(forged.back() ^ 1);
    CHECK_FALSE(checkedRequest(forged));

    const auto key = PrivateKey::fromPem(made.keyPem).value();
    const auto again = makeRequest(u"Claire"_s, key);
    REQUIRE(again);
    CHECK(*again != made.requestPem); // the same key, signed anew
    CHECK(checkedRequest(derOfRequest(*again).value()));
}

TEST_CASE("what was wrapped to a certificate is opened by a renewed one of the same key")
{
    const Servers servers;
    const auto made = makeRequest(u"Claire"_s).value();
    const auto certificate = [&](const QByteArray &requestPem) {
        return issueClientCertificate(servers.authority.clients, requestPem, PersonId::make(), u"Claire"_s, servers.now)
            .value();
    };
    const auto owner = PrivateKey::fromPem(made.keyPem).value();
    const auto key = SecretKey::make().value();
    const QByteArray wrapped = wrapKey(key, certificate(made.requestPem)).value();
    const QByteArray renewed = certificate(makeRequest(u"Claire"_s, owner).value());
    CHECK(unwrapKey(wrapped, renewed, owner).value() == key);
}
