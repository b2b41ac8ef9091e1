#include <support/handclock.h>
#include <support/places.h>
#include <support/serverinside.h>
#include <support/sqlitefile.h>
#include <support/wireclient.h>

#include <storage/sqlitejournal.h>

#include <QtCore/QProcess>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::CloseCode;
using protocol::ErrorCode;
using Reason = protocol::SessionEnded::Reason;

namespace
{

// So that the end lies within the validity of certificates and habilitations of today.
const QDate kNotified(2022, 8, 25);
const UtcTime kEnd = midnight({ 2026, 8, 25 });
const UtcTime kToday = midnight({ 2026, 5, 2 }) + 12h;
const DpoNotice kTold { { 2026, 1, 5 }, u"DPD 12"_s };
const AnnexeVersion kAnnexe { kAnnexeVersion, kTold, kTold, u"AIPD 1"_s };

using Acts = std::vector<ConventionAct::Content>;

/// Under a clock that the test moves.
class ClockedServer
{
public:
    explicit ClockedServer(const Acts &acts = { ConventionNotified { kNotified }, kAnnexe })
        : m_server(clock, {}, [&acts](const QString &database) {
              for (const auto &act : acts)
                  recordAct(database, act, kToday);
          })
    {
    }
    QString database() const { return m_server.database(); }
    void record(const ConventionAct::Content &act) { recordAct(database(), act, kToday); }
    Sequence lastSequence() const
    {
        return storage::SqliteJournalReader::open(database(), m_server.cipher()).value()->lastSequence().value();
    }
    std::unique_ptr<WireClient> client(const TestPerson &person) const
    {
        return std::make_unique<WireClient>(m_server.port(), *pki::clientConfiguration(person.files));
    }
    std::unique_ptr<WireClient> client() const { return client(agent); }
    /// One who has said hello. The worker may need a moment to hear of what was just recorded.
    std::unique_ptr<WireClient> loggedIn() const
    {
        for (int tries = 0; tries < 1'000; ++tries) {
            auto one = client();
            REQUIRE(waitFor([&] { return one->isConnected() || one->isOver(); }));
            if (one->isOver())
                continue;
            const auto hello = one->send(WireClient::kHello);
            REQUIRE(waitFor([&] { return one->has(hello) || one->isOver(); }));
            if (one->has(hello) && one->replies().at(hello))
                return one;
        }
        FAIL("nobody is let in");
        return {};
    }

    HandClock clock { kToday };

private:
    static constexpr std::chrono::days kPeriod { 200 };
    ServerInside m_server;

public:
    TestPerson agent = m_server.person(u"Claire Martin"_s, Role::Entry, kPeriod);
    TestPerson administrator = m_server.person(u"Agnès Roche"_s, Role::Admin, kPeriod);
};

void checkShownOut(WireClient &client, ConventionState state)
{
    CHECK(client.closeCodeAtEnd() == int(CloseCode::NotInForce));
    CHECK(client.goodbyes() == std::vector { Reason::Convention });
    REQUIRE_FALSE(client.conventions().empty());
    CHECK(client.conventions().back().state == state);
}

} // namespace

TEST_CASE("the end comes at its instant: live sessions are told why and ended, and nobody comes in any more")
{
    ClockedServer server;
    std::vector<std::unique_ptr<WireClient>> live;
    for (int i = 0; i < 4; ++i) { // on both workers
        live.push_back(server.client());
        const auto hello = live.back()->login();
        CHECK(hello.convention.state == ConventionState::Active);
        CHECK(hello.convention.term == ConventionTerm { midnight(kNotified), kEnd, EndCause::FourYears });
    }
    REQUIRE(live[0]->call(protocol::SubscribeRequest { 0 }));
    server.clock.set(kEnd - 1ms);
    CHECK(live[0]->saved(newVisit()).sequence == 1);
    server.clock.set(kEnd);
    for (const auto &client : live)
        checkShownOut(*client, ConventionState::Ended);
    const auto late = server.client();
    checkShownOut(*late, ConventionState::Ended);
    const auto administrator = server.client(server.administrator);
    checkShownOut(*administrator, ConventionState::Ended); // imports are entries as well
    CHECK(server.lastSequence() == 1);
}

TEST_CASE("what is asked for at the end or after it is not done")
{
    ClockedServer server;
    const auto client = server.client();
    client->login();
    server.clock.set(kEnd);
    client->send(newVisit());
    checkShownOut(*client, ConventionState::Ended);
    CHECK(client->replies().empty());
    CHECK(server.lastSequence() == 0);
}

TEST_CASE("a denunciation is told to live sessions, which go on until it takes effect")
{
    ClockedServer server;
    const auto client = server.client();
    client->login();
    server.record(Denunciation { Party::City, { 2026, 4, 30 } });
    const ConventionStatus notice { ConventionState::Notice,
        ConventionTerm { midnight(kNotified), midnight({ 2026, 7, 1 }), EndCause::Denunciation } };
    REQUIRE(waitFor([&] { return !client->conventions().empty(); }));
    CHECK(client->conventions() == std::vector { notice });
    CHECK(client->saved(newVisit()).sequence == 1);
    const auto other = server.client();
    CHECK(other->login().convention.state == ConventionState::Notice);
    CHECK(other->conventions().empty());
    server.clock.set(midnight({ 2026, 7, 1 }));
    checkShownOut(*client, ConventionState::Ended);
    checkShownOut(*other, ConventionState::Ended);
}

TEST_CASE("before its day, and before it is recorded at all, nobody is let in")
{
    SECTION("not recorded")
    {
        ClockedServer server(Acts {});
        const auto early = server.client();
        checkShownOut(*early, ConventionState::Unrecorded);
        server.record(ConventionNotified { kNotified });
        server.record(kAnnexe);
        CHECK(server.loggedIn()->saved(newVisit()).sequence == 1);
    }
    SECTION("notified for a later day")
    {
        ClockedServer server(Acts { ConventionNotified { { 2026, 6, 1 } }, kAnnexe });
        const auto early = server.client();
        checkShownOut(*early, ConventionState::NotYet);
        server.clock.set(midnight({ 2026, 6, 1 }));
        CHECK(server.client()->login().convention.state == ConventionState::Active);
    }
}

TEST_CASE("annexe 1 is refused until both officers' notices and the impact study are recorded")
{
    ClockedServer server(Acts { ConventionNotified { kNotified } });
    const auto client = server.client();
    REQUIRE(waitFor([&] { return client->isConnected(); }));
    const auto refused = client->call(WireClient::kHello);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::SchemaMismatch);
    CHECK(refused.error().message.contains(u"data protection officers"));
    AnnexeVersion other = kAnnexe;
    other.name = u"annexe-1/2031"_s;
    server.record(other);
    server.record(kAnnexe);
    REQUIRE(waitFor([&] { return client->call(WireClient::kHello).has_value(); }));
    CHECK(client->saved(newVisit()).sequence == 1);
    // It is recorded, and this build does not speak it.
    const auto newer = server.client();
    REQUIRE(waitFor([&] { return newer->isConnected(); }));
    CHECK(newer->refusal(protocol::HelloRequest { u"test/1"_s, other.name }) == ErrorCode::SchemaMismatch);
}

TEST_CASE("an act that cannot be read keeps everybody out, and is our trouble")
{
    ClockedServer server;
    const auto client = server.client();
    client->login();
    changeSqlite(server.database(), "UPDATE convention_act SET day = '?' WHERE act = 1");
    CHECK(client->closeCodeAtEnd() == int(CloseCode::Stopping));
    changeSqlite(server.database(), "UPDATE convention_act SET day = '2022-08-25' WHERE act = 1");
    CHECK(server.loggedIn()->saved(newVisit()).sequence == 1);
}

TEST_CASE("what cortege-admin records ends the live sessions of a running server")
{
    TestServer server;
    server.start();
    const auto person = server.person(u"Claire Martin"_s, Role::Entry);
    WireClient client(server, person);
    client.login();
    const QString yesterday = toParis(SystemClock().now()).date().addDays(-1).toString(Qt::ISODate);
    QProcess admin;
    admin.start(binPath(u"cortege-admin"_s),
        { u"convention"_s, u"amend"_s, u"--database"_s, server.database(), u"--date"_s, yesterday, u"--subject"_s,
            u"Fin"_s, u"--last-day"_s, yesterday });
    checkShownOut(client, ConventionState::Ended);
    REQUIRE(waitFor([&] { return admin.state() == QProcess::NotRunning; }));
    CHECK(admin.exitCode() == 0);
    CHECK(client.conventions().back().term->cause == EndCause::Amendment);
}
