#include <pki/clientcheck.h>
#include <pki/tls.h>

#include <catch2/catch_test_macros.hpp>

#include <support/forger.h>

#include <QtNetwork/QSslServer>
#include <QtNetwork/QSslSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace cortege;
using test::contentOf;
using test::Forger;
using namespace Qt::StringLiterals;

namespace
{

enum class Verdict { RefusedByTls, RefusedByCheck, Accepted };
struct Outcome {
    Verdict verdict;
    QString why;
};

/// One login at a real TLS server, judged on the server's side: under TLS 1.3 a client believes itself connected
/// before the server has looked at its certificate.
Outcome login(test::TestAuthority &authority, const QSslConfiguration &client, bool plain = false)
{
    static const auto kNothing = u"no reason given"_s;
    QSslServer server;
    server.setSslConfiguration(*pki::serverConfiguration(authority.server()));
    QString why = kNothing;
    QObject::connect(&server, &QSslServer::sslErrors, &server, [&](QSslSocket *, const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            why = error.errorString();
    });
    QObject::connect(&server, &QSslServer::errorOccurred, &server, [&](QSslSocket *socket, auto) {
        if (why == kNothing)
            why = socket->errorString();
    });
    QSignalSpy failed(&server, &QSslServer::errorOccurred);
    QSignalSpy arrived(&server, &QSslServer::pendingConnectionAvailable);
    REQUIRE(server.listen(QHostAddress::LocalHost));

    QSslSocket socket;
    // What does not begin like TLS is cut without a signal on the server.
    QSignalSpy cut(&socket, &QSslSocket::disconnected);
    socket.setSslConfiguration(client);
    if (plain) {
        socket.connectToHost(u"127.0.0.1"_s, server.serverPort());
        REQUIRE(socket.waitForConnected());
        socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n");
    } else {
        socket.connectToHostEncrypted(u"127.0.0.1"_s, server.serverPort());
    }
    REQUIRE(
        QTest::qWaitFor([&] { return !failed.isEmpty() || !arrived.isEmpty() || (plain && !cut.isEmpty()); }, 10'000));
    if (arrived.isEmpty())
        return { Verdict::RefusedByTls, why };
    auto *const peer = qobject_cast<QSslSocket *>(server.nextPendingConnection());
    REQUIRE(peer);
    REQUIRE(peer->sessionProtocol() == QSsl::TlsV1_3);
    const auto checked = pki::checkClientCertificate(
        peer->peerCertificate(), QSslCertificate(authority.authority().clients.certificatePem));
    return checked ? Outcome { Verdict::Accepted, {} } : Outcome { Verdict::RefusedByCheck, checked.error().detail };
}

#define CHECK_VERDICT(outcome, expected)                                                                               \
    do {                                                                                                               \
        const Outcome seen = (outcome);                                                                                \
        INFO(seen.why.toStdString());                                                                                  \
        CHECK(seen.verdict == (expected));                                                                             \
    } while (false)

} // namespace

TEST_CASE("a person's certificate is accepted, and the person's files accept the server")
{
    test::TestAuthority authority;
    const auto person = authority.person(u"Claire Martin"_s, Role::Entry);
    const auto client = pki::clientConfiguration(person.files);
    REQUIRE(client);
    CHECK_VERDICT(login(authority, *client), Verdict::Accepted);

    Forger forger(authority);
    forger.make(u"forged"_s, {});
    CHECK_VERDICT(
        login(authority, forger.client(u"forged"_s)), Verdict::Accepted); // so the refusals below mean something
}

TEST_CASE("every bad certificate is refused")
{
    test::TestAuthority authority;
    Forger forger(authority);
    const QString bad = u"bad"_s;
    const auto tryOut = [&](const Forger::Wanted &wanted, const QStringList &chain = { u"authority/clients"_s }) {
        forger.make(bad, wanted);
        return login(authority, forger.client(bad, chain));
    };

    SECTION("none at all")
    {
        QSslConfiguration none;
        none.setCaCertificates({ QSslCertificate(authority.authority().root.certificatePem) });
        CHECK_VERDICT(login(authority, none), Verdict::RefusedByTls);
    }
    SECTION("from another authority of the same names")
    {
        test::TestAuthority other;
        const auto stranger = other.person(u"Claire Martin"_s, Role::Entry);
        auto files = stranger.files;
        files.serverAuthority = authority.path(u"authority/server-authority.pem"_s);
        CHECK_VERDICT(login(authority, *pki::clientConfiguration(files)), Verdict::RefusedByTls);
    }
    SECTION("signed by itself") { CHECK_VERDICT(tryOut({ .signer = {} }, {}), Verdict::RefusedByTls); }
    SECTION("expired")
    {
        CHECK_VERDICT(
            tryOut({ .dates = { u"-not_before"_s, u"20200101000000Z"_s, u"-not_after"_s, u"20210101000000Z"_s } }),
            Verdict::RefusedByTls);
    }
    SECTION("not yet valid")
    {
        CHECK_VERDICT(
            tryOut({ .dates = { u"-not_before"_s, u"20480101000000Z"_s, u"-not_after"_s, u"20490101000000Z"_s } }),
            Verdict::RefusedByTls);
    }
    SECTION("for servers only")
    {
        CHECK_VERDICT(tryOut({ .extensions = "keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n" }),
            Verdict::RefusedByTls);
    }
    SECTION("signed by a person's certificate")
    {
        forger.make(u"person"_s, {});
        CHECK_VERDICT(
            tryOut({ .signer = u"person"_s }, { u"person"_s, u"authority/clients"_s }), Verdict::RefusedByTls);
    }
    SECTION("below an authority that may have none below it")
    {
        forger.make(u"below"_s,
            { .extensions = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n",
                .name = u"/CN=below"_s });
        CHECK_VERDICT(tryOut({ .signer = u"below"_s }, { u"below"_s, u"authority/clients"_s }), Verdict::RefusedByTls);
    }
    SECTION("with a 1024-bit RSA key")
    {
        CHECK_VERDICT(tryOut({ .key = { u"-algorithm"_s, u"RSA"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:1024"_s } }),
            Verdict::RefusedByTls);
    }
    SECTION("signed with SHA-1") { CHECK_VERDICT(tryOut({ .digest = u"-sha1"_s }), Verdict::RefusedByTls); }
    SECTION("with one changed bit in its signature")
    {
        forger.make(bad, {});
        auto client = forger.client(bad);
        QByteArray der = client.localCertificate().toDer();
        der[der.size() - 1] = static_cast<char>(der.back() ^ 1);
        auto chain = client.localCertificateChain();
        chain.first() = QSslCertificate(der, QSsl::Der);
        REQUIRE_FALSE(chain.first().isNull());
        client.setLocalCertificateChain(chain);
        CHECK_VERDICT(login(authority, client), Verdict::RefusedByTls);
    }
    SECTION("over TLS 1.2")
    {
        forger.make(bad, {});
        auto client = forger.client(bad);
        client.setProtocol(QSsl::TlsV1_2);
        CHECK_VERDICT(login(authority, client), Verdict::RefusedByTls);
    }
    SECTION("without any TLS") { CHECK_VERDICT(login(authority, {}, true), Verdict::RefusedByTls); }
    // What Qt and OpenSSL let through:
    SECTION("without an extended key usage")
    {
        CHECK_VERDICT(tryOut({ .extensions = "keyUsage=critical,digitalSignature\n" }), Verdict::RefusedByCheck);
    }
    SECTION("for any extended key usage")
    {
        CHECK_VERDICT(tryOut({ .extensions = "keyUsage=digitalSignature\nextendedKeyUsage=anyExtendedKeyUsage\n" }),
            Verdict::RefusedByTls);
    }
    SECTION("without a key usage")
    {
        CHECK_VERDICT(tryOut({ .extensions = "extendedKeyUsage=clientAuth\n" }), Verdict::RefusedByCheck);
    }
    SECTION("with a key usage that is not digitalSignature")
    {
        CHECK_VERDICT(tryOut({ .extensions = "keyUsage=critical,keyAgreement\nextendedKeyUsage=clientAuth\n" }),
            Verdict::RefusedByCheck);
    }
    SECTION("that is an authority's, though it may sign nothing")
    {
        CHECK_VERDICT(tryOut({ .extensions = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature\n"
                                             "extendedKeyUsage=clientAuth\n" }),
            Verdict::RefusedByCheck);
    }
    SECTION("with an RSA key of a good size")
    {
        CHECK_VERDICT(tryOut({ .key = { u"-algorithm"_s, u"RSA"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:2048"_s } }),
            Verdict::RefusedByCheck);
    }
    SECTION("issued by the root itself")
    {
        CHECK_VERDICT(tryOut({ .signer = u"authority/root"_s }, {}), Verdict::RefusedByCheck);
    }
    SECTION("issued by our server authority, whose own usage already forbids it")
    {
        CHECK_VERDICT(tryOut({ .signer = u"authority/servers"_s }, { u"authority/servers"_s }), Verdict::RefusedByTls);
    }
    SECTION("issued by another authority under the same root that no usage limits")
    {
        forger.make(u"lax"_s,
            { .signer = u"authority/root"_s,
                .extensions = "basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n",
                .name = u"/CN=Autorité d’essai - clients"_s });
        CHECK_VERDICT(tryOut({ .signer = u"lax"_s }, { u"lax"_s }), Verdict::RefusedByCheck);
    }
}

TEST_CASE("an unusable TLS file is named, and so is what is wrong with it")
{
    test::TestAuthority authority;
    const auto good = authority.server();
    REQUIRE(pki::serverConfiguration(good));
    const auto detail = [](const pki::ServerTlsFiles &files) {
        const auto made = pki::serverConfiguration(files);
        REQUIRE_FALSE(made);
        return made.error().detail;
    };
    const auto person = authority.person(u"Claire Martin"_s, Role::Entry);
    const QString junk = authority.write(u"junk.pem"_s, "junk");
    const QString half = authority.write(u"half.pem"_s,
        contentOf(good.certificateChain) + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

    CHECK(detail({ u"/nowhere"_s, good.key, good.clientAuthorities }) == u"/nowhere: no such file"_s);
    CHECK(detail({ junk, good.key, good.clientAuthorities }).startsWith(junk + u": holds no certificate"_s));
    CHECK(detail({ half, good.key, good.clientAuthorities }).startsWith(half));
    CHECK(detail({ good.certificateChain, junk, good.clientAuthorities }).startsWith(junk));
    CHECK(detail({ good.certificateChain, person.files.key, good.clientAuthorities })
        == person.files.key + u": the key does not belong to the certificate"_s);
    CHECK(detail({ person.files.certificateChain, person.files.key, good.clientAuthorities })
        == person.files.certificateChain + u": the certificate is not for TLS servers"_s);
    CHECK(detail({ good.certificateChain, good.key, good.certificateChain })
        == good.certificateChain + u": holds a certificate that is no authority's"_s);
    CHECK(detail({ good.certificateChain, good.key, authority.path(u"authority/clients.pem"_s) })
            .endsWith(u": the root is missing"_s));
}

TEST_CASE("a configuration trusts our authority and no other")
{
    test::TestAuthority authority;
    const auto server = pki::serverConfiguration(authority.server());
    const auto client = pki::clientConfiguration(authority.person(u"x"_s, Role::Admin).files);
    REQUIRE(server);
    REQUIRE(client);
    for (const QSslConfiguration &configuration : { *server, *client }) {
        CHECK(configuration.caCertificates().size() == 2);
        CHECK(configuration.protocol() == QSsl::TlsV1_3);
        CHECK(configuration.peerVerifyMode() == QSslSocket::VerifyPeer);
    }
}
