#include <support/convention.h>
#include <support/rawpeer.h>
#include <support/wanted.h>
#include <support/writelock.h>

#include <server/server.h>
#include <storage/sqliteregister.h>

#include <QtNetwork/QTcpSocket>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::CloseCode;

namespace
{

/// The real server in this process: the program has the times of the protocol, which no test waits for.
class ImpatientServer
{
public:
    explicit ImpatientServer(const server::Patience &patience)
    {
        server::ServerSettings settings;
        settings.database = m_folder.filePath(u"server.sqlite"_s);
        settings.keys = m_keys.folder();
        settings.anchor = m_folder.filePath(u"audit-anchor"_s);
        settings.tls = m_authority.server();
        settings.patience = patience;
        recordConvention(settings.database);
        m_server = wanted(server::Server::start(settings, m_clock, m_log));
        const auto persons = wanted(
            storage::SqlitePersonRegister::open(settings.database, storage::SqlitePersonRegister::Access::ReadWrite));
        wanted(persons->add(m_agent.person));
        wanted(persons->bind(m_agent.fingerprint, m_agent.person.id, m_clock.now()));
        const auto grantor = wanted(Grantor::make(m_authority.authority().clients, settings.database, m_clock));
        wanted(grantor->grant(m_agent.person.id, m_agent.person.roles));
    }
    quint16 port() const { return m_server->port(); }
    const server::Server &server() const { return *m_server; }
    QString database() const { return m_folder.filePath(u"server.sqlite"_s); }
    const TestPerson &agent() const { return m_agent; }

private:
    QTemporaryDir m_folder;
    TestAuthority m_authority;
    TestKeys m_keys;
    SystemClock m_clock;
    server::Log m_log { m_clock };
    TestPerson m_agent = m_authority.person(u"Claire Martin"_s, Role::Entry);
    std::unique_ptr<server::Server> m_server;
};

/// As a program whose machine has died: it said hello and answers no ping.
class MutePeer : public RawPeer
{
public:
    explicit MutePeer(const ImpatientServer &server) : RawPeer(server.port(), server.agent())
    {
        socket().write(clientFrame(kText, protocol::encode(1, protocol::Request(WireClient::kHello))));
        REQUIRE(waitFor([this] { return socket().bytesAvailable() > 0; }));
        REQUIRE(socket().readAll().contains("lastSequence"));
    }
};

} // namespace

TEST_CASE("who does not say hello in time is told so, and let go")
{
    const ImpatientServer server({ .handshake = 300ms });
    WireClient client(server.port(), *pki::clientConfiguration(server.agent().files));
    CHECK(client.closeCodeAtEnd() == int(CloseCode::HelloExpected));
    CHECK(client.goodbyes() == std::vector { protocol::SessionEnded::Reason::Protocol });
}

TEST_CASE("a connection that stops in the middle of TLS is cut")
{
    const ImpatientServer server({ .handshake = 300ms });
    QTcpSocket socket;
    bool over = false;
    QObject::connect(&socket, &QAbstractSocket::disconnected, &socket, [&] { over = true; });
    socket.connectToHost(u"127.0.0.1"_s, server.port());
    REQUIRE(socket.waitForConnected());
    socket.write("\x16\x03\x01", 3); // a handshake record begins
    CHECK(waitFor([&] { return over; }));
}

TEST_CASE("a peer that has died without a word is cut; one that answers pings stays")
{
    const ImpatientServer server({ .heartbeat = 200ms, .silence = 2s });
    WireClient quiet(server.port(), *pki::clientConfiguration(server.agent().files));
    quiet.login();
    for (int i = 0; i < 2; ++i) { // twice the silence, in which the quiet one says nothing by itself
        const MutePeer dead(server);
        CHECK(waitFor([&] { return dead.isOver(); }));
    }
    CHECK(quiet.isConnected());
    CHECK(quiet.saved(newVisit()).sequence == 1);
}

TEST_CASE("a server whose journal waits for the disk is not healthy, and is again once it has gone on")
{
    const ImpatientServer server({ .pulse = 2s });
    WireClient client(server.port(), *pki::clientConfiguration(server.agent().files));
    client.login();
    CHECK(server.server().health());
    const auto request = newVisit();
    {
        const WriteLock busy(server.database());
        client.send(request);
        REQUIRE(waitFor([&] { return !server.server().isTurning(); }));
        CHECK(server.server().health().error().kind == Failure::Unavailable);
    }
    REQUIRE(waitFor([&] { return server.server().isTurning(); }));
    // It may have given up the first time, as SQLite does after five seconds; then the client tries again.
    const EventVersion made = client.saved(request);
    CHECK(made.sequence == 1);
    CHECK(server.server().health());
}
