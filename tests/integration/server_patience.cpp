#include <support/rawpeer.h>
#include <support/serverinside.h>
#include <support/station.h>
#include <support/writelock.h>

#include <QtNetwork/QTcpSocket>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::CloseCode;

namespace
{

const SystemClock kClock; // the program has the times of the protocol, which no test waits for: hence servers inside

/// As a program whose machine has died: it said hello and answers no ping.
class MutePeer : public RawPeer
{
public:
    MutePeer(const ServerInside &server, const TestPerson &person) : RawPeer(server.port(), person)
    {
        socket().write(clientFrame(kText, protocol::encode(1, protocol::Request(WireClient::kHello))));
        REQUIRE(waitFor([this] { return socket().bytesAvailable() > 0; }));
        REQUIRE(socket().readAll().contains("lastSequence"));
    }
};

} // namespace

TEST_CASE("who does not say hello in time is told so, and let go")
{
    ServerInside server(kClock, { .handshake = 300ms });
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server.port(), *pki::clientConfiguration(agent.files));
    CHECK(client.closeCodeAtEnd() == int(CloseCode::HelloExpected));
    CHECK(client.goodbyes() == std::vector { protocol::SessionEnded::Reason::Protocol });
}

TEST_CASE("a connection that stops in the middle of TLS is cut")
{
    const ServerInside server(kClock, { .handshake = 300ms });
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
    ServerInside server(kClock, { .heartbeat = 200ms, .silence = 2s });
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient quiet(server.port(), *pki::clientConfiguration(agent.files));
    quiet.login();
    for (int i = 0; i < 2; ++i) { // twice the silence, in which the quiet one says nothing by itself
        const MutePeer dead(server, agent);
        CHECK(waitFor([&] { return dead.isOver(); }));
    }
    CHECK(quiet.isConnected());
    CHECK(quiet.saved(newVisit()).sequence == 1);
}

TEST_CASE("a workstation waits until its dead session is given up, says why, and comes in by itself")
{
    constexpr int kMost = 1;
    ServerInside server(
        kClock, { .heartbeat = 200ms, .silence = 2s }, [](const QString &database) { recordConvention(database); },
        kMost);
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    const MutePeer dead(server, agent);
    Station station(server.profileOf(agent), client::Platform::UnsentWork::None);
    station.start();
    REQUIRE(waitFor([&] { return station->trouble().has_value(); }));
    CHECK(station->trouble()->kind == Failure::RateLimited);
    CHECK(station.link() != client::Link::Denied); // which is tried again much later
    REQUIRE(waitFor([&] { return station.link() == client::Link::Online; }));
    CHECK(waitFor([&] { return dead.isOver(); }));
    CHECK_FALSE(station->trouble());
}

TEST_CASE("a server whose journal waits for the disk is not healthy, and is again once it has gone on")
{
    ServerInside server(kClock, { .pulse = 2s });
    const auto agent = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server.port(), *pki::clientConfiguration(agent.files));
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
