#include <support/forger.h>
#include <support/wireclient.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using protocol::CloseCode;
using protocol::ErrorCode;
using Reason = protocol::SessionEnded::Reason;

namespace
{

void checkDenied(WireClient &client)
{
    CHECK(client.closeCodeAtEnd() == int(CloseCode::Revoked));
    CHECK(client.goodbyes() == std::vector { Reason::Revoked });
}

} // namespace

TEST_CASE("each role may do what the table says, and nothing else")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient entry(server, agent);
    entry.login();
    const auto given = newVisit();
    REQUIRE(entry.saved(given).revision == 1);

    struct Expected {
        Roles roles;
        bool writes = false;
        bool reads = false;
    };
    const Expected expected[] { { Role::Entry, true, true }, { Role::Consultation, false, true },
        { Role::Analyst, false, true }, { Role::Admin, true, true }, { Role::Analyst | Role::Entry, true, true } };
    for (const auto &[roles, writes, reads] : expected) {
        INFO(toString(roles).toStdString());
        const auto person = server.person(u"Personne"_s, roles);
        WireClient client(server, person);
        CHECK(client.login().roles == roles);
        const auto mayDo = [&](const protocol::Request &request, bool allowed) {
            const auto reply = client.call(request);
            CHECK(reply.has_value() == allowed);
            if (!reply)
                CHECK(reply.error().code == ErrorCode::Forbidden);
        };
        const auto own = newVisit();
        mayDo(own, writes);
        if (writes)
            mayDo(protocol::CancelRequest { RequestId::make(), own.event, 1 }, true);
        else
            mayDo(protocol::CancelRequest { RequestId::make(), given.event, 1 }, false);
        mayDo(protocol::HistoryRequest { given.event }, reads);
        mayDo(protocol::SubscribeRequest { 0 }, reads);
        mayDo(protocol::CopyRequest { CopyForm::Csv, Purpose::Report, 1 }, reads);
    }
}

TEST_CASE("hello comes first, once, and names the annexe that the server knows")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, agent);
    REQUIRE(waitFor([&] { return client.isConnected(); }));
    SECTION("anything else before it ends the session and changes nothing")
    {
        client.send(newVisit());
        CHECK(client.closeCodeAtEnd() == int(CloseCode::ProtocolError));
        CHECK(client.goodbyes() == std::vector { Reason::Protocol });
        WireClient next(server, agent);
        CHECK(next.login().lastSequence == 0);
    }
    SECTION("a second one is refused")
    {
        client.login();
        CHECK(client.refusal(WireClient::kHello) == ErrorCode::InvalidRequest);
        CHECK(client.saved(newVisit()).sequence == 1);
    }
    SECTION("another annexe is refused, and nothing else is possible")
    {
        CHECK(client.refusal(protocol::HelloRequest { u"test/1"_s, u"annexe-1/1999"_s }) == ErrorCode::SchemaMismatch);
        client.send(newVisit());
        CHECK(client.closeCodeAtEnd() == int(CloseCode::ProtocolError));
    }
}

TEST_CASE("who does not stand in the register is told so and stays outside")
{
    TestServer server;
    server.start();
    SECTION("unknown")
    {
        const auto stranger = server.authority().person(u"Inconnue"_s, Role::Admin);
        WireClient client(server, stranger);
        checkDenied(client);
    }
    SECTION("revoked")
    {
        const auto person = server.person(u"Claire Martin"_s, Role::Entry);
        server.revoke(person);
        WireClient client(server, person);
        checkDenied(client);
    }
    SECTION("known, without a habilitation")
    {
        const auto person = server.person(u"Sans habilitation"_s, {});
        WireClient client(server, person);
        checkDenied(client);
    }
    SECTION("with a certificate that was unbound, though the person is known")
    {
        const auto person = server.person(u"Claire Martin"_s, Role::Entry);
        server.unbind(person);
        WireClient client(server, person);
        checkDenied(client);
    }
    REQUIRE(waitFor([&] { return !server.logged(u"access-denied"_s).isEmpty(); }));
    CHECK(server.logged(u"session-started"_s).isEmpty());
}

TEST_CASE("a revocation ends the live sessions of that person and no others")
{
    TestServer server;
    server.start();
    const auto one = server.person(u"Claire Martin"_s, Role::Entry);
    const auto other = server.person(u"Paul Roux"_s, Role::Entry);
    std::vector<std::unique_ptr<WireClient>> revoked;
    for (int i = 0; i < 4; ++i) { // on both workers
        revoked.push_back(std::make_unique<WireClient>(server, one));
        revoked.back()->login();
    }
    WireClient bystander(server, other);
    bystander.login();
    REQUIRE(bystander.call(protocol::SubscribeRequest { 0 }));

    SECTION("the person") { server.revoke(one); }
    SECTION("the certificate") { server.unbind(one); }
    for (const auto &client : revoked)
        checkDenied(*client);
    CHECK(bystander.saved(newVisit()).sequence == 1);
    CHECK(waitFor([&] { return bystander.news().size() == 1; }));
}

TEST_CASE("every bad certificate is refused")
{
    TestServer server;
    server.start();
    Forger forger(server.authority());
    const auto root = QSslCertificate(server.authority().authority().root.certificatePem);
    const QByteArray leaf = "basicConstraints=critical,CA:FALSE\n";
    const QByteArray usage = "keyUsage=critical,digitalSignature\n";
    const QByteArray client = "extendedKeyUsage=clientAuth\n";

    std::vector<std::pair<QString, QSslConfiguration>> bad;
    const auto add = [&](const QString &what, const Forger::Wanted &wanted,
                         const QStringList &chain = { u"authority/clients"_s }) {
        const QString name = u"bad%1"_s.arg(bad.size());
        forger.make(name, wanted);
        bad.emplace_back(what, forger.client(name, chain));
    };
    QSslConfiguration none;
    none.setCaCertificates({ root });
    bad.emplace_back(u"none"_s, none);
    TestAuthority foreign;
    auto files = foreign.person(u"Claire Martin"_s, Role::Entry).files;
    files.serverAuthority = server.authority().path(u"authority/server-authority.pem"_s);
    bad.emplace_back(u"from another authority of the same names"_s, *pki::clientConfiguration(files));
    add(u"signed by itself"_s, { .signer = {} }, {});
    add(u"expired"_s, { .dates = { u"-not_before"_s, u"20200101000000Z"_s, u"-not_after"_s, u"20210101000000Z"_s } });
    add(u"not yet valid"_s,
        { .dates = { u"-not_before"_s, u"20480101000000Z"_s, u"-not_after"_s, u"20490101000000Z"_s } });
    add(u"for servers only"_s, { .extensions = leaf + usage + "extendedKeyUsage=serverAuth\n" });
    forger.make(u"person"_s, {});
    add(u"signed by a person's certificate"_s, { .signer = u"person"_s }, { u"person"_s, u"authority/clients"_s });
    add(u"with a 1024-bit RSA key"_s,
        { .key = { u"-algorithm"_s, u"RSA"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:1024"_s } });
    add(u"signed with SHA-1"_s, { .digest = u"-sha1"_s });
    add(u"without an extended key usage"_s, { .extensions = leaf + usage });
    add(u"without a key usage"_s, { .extensions = leaf + client });
    add(u"for another key usage"_s, { .extensions = leaf + "keyUsage=critical,keyAgreement\n" + client });
    add(u"with an RSA key"_s, { .key = { u"-algorithm"_s, u"RSA"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:2048"_s } });
    add(u"issued by the root"_s, { .signer = u"authority/root"_s }, {});
    add(u"issued by the server authority"_s, { .signer = u"authority/servers"_s }, { u"authority/servers"_s });
    forger.make(u"below"_s,
        { .extensions = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n", .name = u"/CN=below"_s });
    add(u"below an authority that may have none below it"_s, { .signer = u"below"_s },
        { u"below"_s, u"authority/clients"_s });
    forger.make(u"changed"_s, {});
    auto changed = forger.client(u"changed"_s);
    QByteArray der = changed.localCertificate().toDer();
    der[der.size() - 1] = static_cast<char>(der.back() ^ 1);
    auto chain = changed.localCertificateChain();
    chain.first() = QSslCertificate(der, QSsl::Der);
    changed.setLocalCertificateChain(chain);
    bad.emplace_back(u"with one changed bit in its signature"_s, changed);
    forger.make(u"old"_s, {});
    auto old = forger.client(u"old"_s);
    old.setProtocol(QSsl::TlsV1_2);
    bad.emplace_back(u"over TLS 1.2"_s, old);

    for (const auto &[what, configuration] : bad) {
        INFO(what.toStdString());
        const auto before = server.logged(u"connection-refused"_s).size();
        WireClient peer(server, configuration);
        bool upgraded = false;
        QObject::connect(&peer.socket(), &QWebSocket::connected, [&] { upgraded = true; });
        CHECK(waitFor([&] { return peer.isOver(); }));
        CHECK_FALSE(upgraded);
        CHECK(waitFor([&] { return server.logged(u"connection-refused"_s).size() > before; }));
    }
    const auto person = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient good(server, person);
    good.login();
}

TEST_CASE("nobody is served without TLS")
{
    TestServer server;
    server.start();
    QWebSocket socket;
    bool over = false;
    bool upgraded = false;
    QObject::connect(&socket, &QWebSocket::connected, [&] { upgraded = true; });
    QObject::connect(&socket, &QWebSocket::disconnected, [&] { over = true; });
    QObject::connect(&socket, &QWebSocket::errorOccurred, [&] { over = true; });
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({ protocol::kSubprotocol });
    socket.open(QUrl(u"ws://127.0.0.1:%1"_s.arg(server.port())), options);
    CHECK(waitFor([&] { return over; }));
    CHECK_FALSE(upgraded);
    CHECK(waitFor([&] { return !server.logged(u"connection-refused"_s).isEmpty(); }));
}

TEST_CASE("another sub-protocol, or none, is not served")
{
    TestServer server;
    server.start();
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    for (const QStringList &offered : { QStringList {}, QStringList { u"chat"_s } }) {
        QWebSocket socket;
        socket.setSslConfiguration(*pki::clientConfiguration(agent.files));
        bool over = false;
        QObject::connect(&socket, &QWebSocket::disconnected, [&] { over = true; });
        QObject::connect(&socket, &QWebSocket::errorOccurred, [&] { over = true; });
        QWebSocketHandshakeOptions options;
        options.setSubprotocols(offered);
        socket.open(QUrl(u"wss://127.0.0.1:%1"_s.arg(server.port())), options);
        CHECK(waitFor([&] { return over; }));
    }
    CHECK(server.logged(u"session-started"_s).isEmpty());
}
