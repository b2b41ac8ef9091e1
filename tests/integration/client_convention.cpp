#include <support/convention.h>
#include <support/handclock.h>
#include <support/station.h>

using namespace cortege;
using namespace cortege::client;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

bool hasEnded(const Platform &platform)
{
    return platform.convention() && platform.convention()->state == ConventionState::Ended;
}

} // namespace

TEST_CASE("at the end a workstation lets go of what it had, keeps what is not sent, and sends nothing")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.goOnline();
    CHECK(station->convention()->state == ConventionState::Active);
    REQUIRE(station->save(EventId::make(), visit(u"Partie"_s)));
    REQUIRE(waitUntil([&] { return station.hasSentAll() && station->replica().events().size() == 1; }));

    int resets = 0;
    QObject::connect(&station.platform(), &Platform::replicaReset, &station.platform(), [&] { ++resets; });
    const int end = endConvention(server.database());
    REQUIRE(waitUntil([&] { return station.link() == Link::Denied; }));
    CHECK(hasEnded(station.platform()));
    CHECK(station->trouble()->kind == Failure::Forbidden);
    CHECK(station->replica().events().isEmpty());
    CHECK(resets == 1);

    REQUIRE(station->save(EventId::make(), visit(u"Gardée"_s)));
    int tries = 0;
    const auto counting = QObject::connect(&station.platform(), &Platform::linkChanged, &station.platform(), [&] {
        ++tries;
        CHECK(station.link() == Link::Denied); // no flicker while it tries
    });
    REQUIRE(waitUntil([&] { return tries > 6; }));
    CHECK(station->allPending().size() == 1);
    CHECK(journalOf(server).size() == 1);
    CHECK(resets == 1);
    QObject::disconnect(counting);

    SECTION("what waits outlives the program, sealed")
    {
        station.crash();
        station.open();
        CHECK(station->allPending().size() == 1);
        CHECK_FALSE(station->convention());
    }
    SECTION("an end that was recorded by mistake is no end")
    {
        recordAct(server.database(), Correction { end });
        REQUIRE(waitUntil([&] { return station.hasSentAll() && station->replica().events().size() == 2; }));
        CHECK(station->convention()->state == ConventionState::Active);
    }
}

TEST_CASE("a denunciation reaches a workstation that is online, and changes nothing else")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.goOnline();
    int told = 0;
    QObject::connect(&station.platform(), &Platform::conventionChanged, &station.platform(), [&] { ++told; });
    const QDate today = toParis(SystemClock().now()).date();
    recordAct(server.database(), Denunciation { Party::Prefecture, today });
    REQUIRE(waitUntil([&] { return told == 1; }));
    CHECK(station->convention()->state == ConventionState::Notice);
    CHECK(station->convention()->term->lastDay() == today.addMonths(2));
    CHECK(station.link() == Link::Online);
}

TEST_CASE("an end that is known passes on the workstation's own clock where the server cannot say so")
{
    TestServer server;
    server.start();
    HandClock clock(SystemClock().now());
    const auto opened = Platform::open(server.profileOf(server.person(u"Paul"_s, Role::Analyst)), u"test/1"_s, clock,
        Platform::UnsentWork::None, {}, hurried());
    REQUIRE(opened);
    Platform &platform = **opened;
    platform.start();
    REQUIRE(waitUntil([&] { return platform.link() == Link::Online; }));
    server.kill();
    REQUIRE(waitUntil([&] { return platform.link() == Link::Offline; }));
    CHECK(platform.convention()->isInForce());
    clock.set(platform.convention()->term->ends + 1h);
    REQUIRE(waitUntil([&] { return hasEnded(platform); }));
    CHECK(platform.replica().events().isEmpty());
}

TEST_CASE("a workstation waits for a convention that is not recorded yet")
{
    TestServer server;
    server.withoutConvention();
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.start();
    REQUIRE(waitUntil([&] { return station.link() == Link::Denied; }));
    CHECK(station->convention() == ConventionStatus {});
    recordConvention(server.database());
    REQUIRE(waitUntil([&] { return station.link() == Link::Online; }));
    CHECK(station->convention()->state == ConventionState::Active);
}
