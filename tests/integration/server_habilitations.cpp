#include <support/handclock.h>
#include <support/serverinside.h>
#include <support/sqlitefile.h>
#include <support/wanted.h>
#include <support/wireclient.h>

#include <storage/sqliteregister.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::CloseCode;
using protocol::ErrorCode;
using Reason = protocol::SessionEnded::Reason;

namespace
{

void checkEnded(WireClient &client, CloseCode code, Reason reason)
{
    CHECK(client.closeCodeAtEnd() == int(code));
    CHECK(client.goodbyes() == std::vector { reason });
}
void checkDenied(WireClient &client) { checkEnded(client, CloseCode::Revoked, Reason::Revoked); }

/// On a clock that the test moves.
class TimedServer
{
public:
    explicit TimedServer(const server::Patience &patience = {}) : m_server(clock, patience) { }
    QString database() const { return m_server.database(); }
    TestPerson person(Roles roles, std::chrono::milliseconds period)
    {
        return m_server.person(u"Claire Martin"_s, roles, period);
    }
    std::unique_ptr<WireClient> client(const TestPerson &person) const
    {
        return std::make_unique<WireClient>(m_server.port(), *pki::clientConfiguration(person.files));
    }

    HandClock clock { SystemClock().now() };

private:
    ServerInside m_server;
};

} // namespace

TEST_CASE("a habilitation that is suspended or revoked ends the live sessions of that person and no others")
{
    TestServer server;
    server.start();
    const auto one = server.person(u"Claire Martin"_s, {});
    const auto other = server.person(u"Paul Roux"_s, Role::Entry);
    const auto habilitation = wanted(server.grantor().grant(one.person.id, Role::Entry));
    std::vector<std::unique_ptr<WireClient>> live;
    for (int i = 0; i < 4; ++i) { // on both workers
        live.push_back(std::make_unique<WireClient>(server, one));
        live.back()->login();
    }
    WireClient bystander(server, other);
    bystander.login();

    SECTION("revoked") { wanted(server.grantor().decide(ActKind::Revoke, habilitation)); }
    SECTION("suspended, and back when it is resumed")
    {
        wanted(server.grantor().decide(ActKind::Suspend, habilitation));
        for (const auto &client : live)
            checkDenied(*client);
        WireClient outside(server, one);
        checkDenied(outside);
        wanted(server.grantor().decide(ActKind::Resume, habilitation));
        WireClient again(server, one);
        again.login();
        wanted(server.grantor().decide(ActKind::Revoke, habilitation));
        checkDenied(again);
    }
    for (const auto &client : live)
        checkDenied(*client);
    CHECK(bystander.saved(newVisit()).sequence == 1);
}

TEST_CASE("who loses one habilitation of two stays, with what the other gives")
{
    TestServer server;
    server.start();
    const auto person = server.person(u"Claire Martin"_s, Role::Analyst);
    const auto entry = wanted(server.grantor().grant(person.person.id, Role::Entry));
    WireClient client(server, person);
    CHECK(client.login().roles == (Role::Analyst | Role::Entry));
    client.saved(newVisit());
    wanted(server.grantor().decide(ActKind::Suspend, entry));
    CHECK(waitFor([&] { return !client.call(newVisit()); }));
    CHECK(client.refusal(newVisit()) == ErrorCode::Forbidden);
    CHECK(client.call(protocol::SubscribeRequest { 0 }));
    wanted(server.grantor().decide(ActKind::Resume, entry));
    CHECK(waitFor([&] { return client.call(newVisit()).has_value(); }));
}

TEST_CASE("a session ends with the period of its habilitation")
{
    TimedServer server;
    const auto person = server.person(Role::Entry, 24h);
    const auto longer = server.person(Role::Entry, 48h);
    const auto client = server.client(person);
    client->login();
    const auto other = server.client(longer);
    other->login();
    server.clock.advance(24h);
    checkDenied(*client);
    const auto again = server.client(person);
    checkDenied(*again);
    CHECK(other->saved(newVisit()).sequence == 1);
}

TEST_CASE("a session does not outlive its certificate")
{
    TimedServer server;
    const auto client = server.client(server.person(Role::Entry, kLongestHabilitation));
    client->login();
    server.clock.advance(pki::kCertificateValidity - 1h);
    client->saved(newVisit());
    server.clock.advance(2h);
    checkDenied(*client);
}

TEST_CASE("sessions end when the register cannot be read for too long, and begin again when it can")
{
    TimedServer server({ .unreadRegister = 300ms });
    const auto person = server.person(Role::Entry, 24h);
    const auto client = server.client(person);
    client->login();
    changeSqlite(server.database(),
        "UPDATE habilitation_act SET number = number + 10 WHERE number = 2;"
        "INSERT INTO habilitation_act SELECT 13, act, signature, signer, at "
        "FROM habilitation_act WHERE number = 1");
    checkEnded(*client, CloseCode::Stopping, Reason::Stopping);
    const auto outside = server.client(person);
    checkEnded(*outside, CloseCode::Stopping, Reason::Stopping);
    changeSqlite(server.database(),
        "DELETE FROM habilitation_act WHERE number = 13;"
        "UPDATE habilitation_act SET number = 2 WHERE number = 12");
    REQUIRE(waitFor([&] {
        const auto again = server.client(person);
        return waitFor([&] { return again->isConnected() || again->isOver(); }) && again->isConnected()
            && again->call(WireClient::kHello).has_value();
    }));
}

TEST_CASE("certificates of another authority come in where the register has them, and only there")
{
    TestAuthority foreign;
    TestServer server;
    server.trust(foreign);
    server.start();
    const auto adopt = [&](TestPerson person) {
        person.files.serverAuthority = server.authority().path(u"authority/server-authority.pem"_s);
        return person;
    };
    const auto stranger = adopt(foreign.person(u"Inconnue"_s, Role::Admin));
    WireClient outside(server, stranger);
    checkDenied(outside);

    const auto guest = adopt(foreign.person(u"Zoé L’Hôte"_s, Role::Consultation));
    {
        const auto persons = wanted(
            storage::SqlitePersonRegister::open(server.database(), storage::SqlitePersonRegister::Access::ReadWrite));
        wanted(persons->add(guest.person));
        wanted(persons->bind(guest.fingerprint, guest.person.id, SystemClock().now()));
    }
    wanted(server.grantor().grant(guest.person.id, guest.person.roles));
    WireClient inside(server, guest);
    CHECK(inside.login().person == guest.person.id);
    WireClient own(server, server.person(u"Claire Martin"_s, Role::Entry));
    own.login();
}
