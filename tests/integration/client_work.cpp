#include <support/relay.h>
#include <support/station.h>

#include <catch2/generators/catch_generators.hpp>

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>

using namespace cortege;
using namespace cortege::client;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using State = PendingChange::State;

namespace
{

std::vector<EventVersion> of(const EventId &event, const std::vector<EventVersion> &journal)
{
    std::vector<EventVersion> found;
    std::ranges::copy_if(journal, std::back_inserter(found), [&](const auto &version) { return version.id == event; });
    return found;
}
Profile through(const Relay &relay, Profile profile)
{
    profile.server.setPort(relay.port());
    return profile;
}

} // namespace

TEST_CASE("what was saved without a network goes out by itself once there is one")
{
    TestServer server;
    const auto person = server.person(u"Claire"_s, Role::Entry);
    server.start();
    server.kill(); // its port is known
    Station station(server.profileOf(person));
    station.start();
    std::vector<EventId> events;
    for (int i = 0; i < 40; ++i) {
        events.push_back(EventId::make());
        REQUIRE(station->save(events.back(), visit(QString::number(i))));
    }
    REQUIRE(station->save(events[3], visit(u"Trois, corrigée"_s)));
    REQUIRE(station->cancel(events[5]));
    CHECK(station->allPending().size() == 39);
    SECTION("in the same run") { }
    SECTION("after a crash")
    {
        station.crash();
        station.open();
        CHECK(station->allPending().size() == 39);
        station.start();
    }
    server.start();
    REQUIRE(waitUntil([&] { return station.hasSentAll(); }));
    const auto journal = journalOf(server);
    REQUIRE(journal.size() == 39);
    CHECK(journal[3].record == visit(u"Trois, corrigée"_s));
    CHECK(journal[3].revision == 1);
    CHECK(of(events[5], journal).empty());
    CHECK(std::ranges::is_sorted(journal, {}, [&](const EventVersion &v) { return std::ranges::find(events, v.id); }));
}

TEST_CASE("a client whose answers do not come waits without work")
{
    TestServer server;
    const auto person = server.person(u"Claire"_s, Role::Entry);
    server.start();
    Relay relay(server.port());
    Station station(through(relay, server.profileOf(person)));
    station.goOnline();
    relay.holdAnswers();
    for (int i = 0; i < 100; ++i) // more than go out at once
        REQUIRE(station->save(EventId::make(), visit(QString::number(i))));
    REQUIRE(waitUntil([&] { return relay.held() > 0; }));
    int turns = 0;
    const auto counting = QObject::connect(
        QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, [&turns] { ++turns; });
    QTimer time;
    time.setSingleShot(true);
    QSignalSpy over(&time, &QTimer::timeout);
    time.start(500);
    REQUIRE(over.wait());
    QObject::disconnect(counting);
    CHECK(turns < 500); // tens of thousands, were it to ask again and again
    relay.cut();
    REQUIRE(waitUntil([&] { return station.hasSentAll(); }));
}

TEST_CASE("an answer that is lost makes no second version")
{
    TestServer server;
    server.start();
    Relay relay(server.port());
    Station station(through(relay, server.profileOf(server.person(u"Claire"_s, Role::Entry))));
    station.goOnline();
    const EventId event = EventId::make();
    relay.holdAnswers();
    REQUIRE(station->save(event, visit(u"Une fois"_s)));
    REQUIRE(waitUntil([&] { return journalOf(server).size() == 1 && relay.held() > 0; }));
    CHECK(station->pending(event).value().state == State::Sending);
    REQUIRE(station->save(event, visit(u"Puis corrigée"_s))); // behind it
    SECTION("the line is cut") { relay.cut(); }
    SECTION("the program dies")
    {
        station.crash();
        relay.cut();
        station.open();
        station.start();
    }
    SECTION("the server dies")
    {
        server.kill();
        relay.cut();
        server.start();
    }
    REQUIRE(waitUntil([&] { return station.hasSentAll(); }));
    const auto journal = journalOf(server);
    REQUIRE(journal.size() == 2);
    CHECK(journal[0].record == visit(u"Une fois"_s));
    CHECK(journal[1].record == visit(u"Puis corrigée"_s));
    CHECK(journal[1].revision == 2);
}

TEST_CASE("a server killed at any moment of many saves has each exactly once, in order")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.goOnline();
    std::vector<EventId> events;
    events.reserve(8);
    for (int i = 0; i < 8; ++i)
        events.push_back(EventId::make());
    int number = 0;
    for (int round = 0; round < 6; ++round) {
        const auto target = station->replica().upTo() + QRandomGenerator::global()->bounded(1, 15);
        for (int i = 0; i < 60; ++i, ++number)
            REQUIRE(station->save(events[static_cast<size_t>(number % 8)], visit(QString::number(number + 1))));
        REQUIRE(waitUntil([&] { return station->replica().upTo() >= target || station.hasSentAll(); }));
        server.kill();
        server.start();
    }
    REQUIRE(waitUntil([&] { return station.hasSentAll(); }));
    const auto journal = journalOf(server);
    for (const EventId &event : events) {
        const auto versions = of(event, journal);
        int before = 0;
        for (const EventVersion &version : versions) {
            CHECK(version.record.subject.toInt() > before); // so none twice
            before = version.record.subject.toInt();
        }
        CHECK(before > number - 8); // the last one arrived
    }
    CHECK(storage::SqliteJournalReader::open(server.database(), server.cipher()).value()->check().value().empty());
    CHECK(station->replica().events() == stateOf(journal));
}

TEST_CASE("two who correct the same event: the second decides, and nothing is overwritten unseen")
{
    TestServer server;
    server.start();
    Relay relay(server.port());
    Station claire(through(relay, server.profileOf(server.person(u"Claire"_s, Role::Entry))));
    Station paul(server.profileOf(server.person(u"Paul"_s, Role::Entry)));
    claire.goOnline();
    paul.goOnline();
    const EventId event = EventId::make();
    REQUIRE(claire->save(event, visit(u"Visite"_s)));
    REQUIRE(waitUntil([&] { return claire.hasSentAll() && paul->replica().find(event); }));

    if (GENERATE(true, false)) { // while the first one's line is down
        relay.refuse();
        REQUIRE(waitUntil([&] { return claire.link() != Link::Online; }));
        REQUIRE(paul->save(event, visit(u"De Paul"_s)));
        REQUIRE(waitUntil([&] { return paul.hasSentAll(); }));
        REQUIRE(claire->save(event, visit(u"De Claire"_s)));
        relay.accept();
    } else { // while the first one's form is open
        const EventVersion startedFrom = *claire->replica().find(event);
        REQUIRE(paul->save(event, visit(u"De Paul"_s)));
        REQUIRE(waitUntil([&] { return claire->replica().find(event)->revision == 2; }));
        REQUIRE(claire->save(event, visit(u"De Claire"_s), startedFrom));
    }
    REQUIRE(waitUntil([&] {
        const auto pending = claire->pending(event);
        return pending && pending->state == State::Conflict;
    }));
    const PendingChange conflict = claire->pending(event).value();
    CHECK(conflict.base == visit(u"Visite"_s));
    CHECK(conflict.theirs->record == visit(u"De Paul"_s));
    CHECK(conflict.change == Change(visit(u"De Claire"_s)));
    CHECK(journalOf(server).size() == 2);

    SECTION("put together")
    {
        REQUIRE(claire->resolve(event, visit(u"Des deux"_s)));
        REQUIRE(waitUntil([&] { return claire.hasSentAll(); }));
        CHECK(journalOf(server).back().record == visit(u"Des deux"_s));
        CHECK(journalOf(server).back().revision == 3);
    }
    SECTION("given up")
    {
        REQUIRE(claire->giveUp(event));
        CHECK(claire.hasSentAll());
        CHECK(claire->replica().find(event)->record == visit(u"De Paul"_s));
    }
}

TEST_CASE("what the platform refuses is kept with its cause")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Paul"_s, Role::Analyst))); // may read only
    station.goOnline();
    const EventId event = EventId::make();
    REQUIRE(station->save(event, visit(u"Visite"_s)));
    REQUIRE(waitUntil([&] { return station->pending(event).value().state == State::Refused; }));
    CHECK(station->pending(event).value().error->code == protocol::ErrorCode::Forbidden);
    CHECK(station.link() == Link::Online);
    REQUIRE(station->giveUp(event));
    CHECK(journalOf(server).empty());
}

TEST_CASE("an event is never out of sight between its author's desk and the platform's news")
{
    TestServer server;
    server.start();
    Station station(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    station.goOnline();
    const EventId event = EventId::make();
    const auto inSight = [&] { return station->pending(event) || station->replica().find(event); };
    int looks = 0;
    QObject::connect(&station.platform(), &Platform::pendingChanged, &station.platform(), [&] {
        ++looks;
        CHECK(inSight());
    });
    QObject::connect(&station.platform(), &Platform::versionsArrived, &station.platform(), [&] { CHECK(inSight()); });
    REQUIRE(station->save(event, visit(u"Visite"_s)));
    REQUIRE(waitUntil([&] { return station.hasSentAll(); }));
    CHECK(looks >= 3); // kept, sent, gone
    CHECK(station->replica().find(event)->author.name.contains("Claire"_L1));
}

TEST_CASE("two who write a thousand events end with the journal")
{
    TestServer server;
    server.start();
    Station claire(server.profileOf(server.person(u"Claire"_s, Role::Entry)));
    Station paul(server.profileOf(server.person(u"Paul"_s, Role::Entry)));
    claire.goOnline();
    paul.goOnline();
    for (int i = 0; i < 500; ++i) {
        REQUIRE(claire->save(EventId::make(), visit(u"C%1"_s.arg(i))));
        REQUIRE(paul->save(EventId::make(), visit(u"P%1"_s.arg(i))));
    }
    REQUIRE(waitUntil([&] { return claire.hasSentAll() && paul.hasSentAll(); }));
    REQUIRE(waitUntil([&] { return claire->replica().upTo() == 1'000 && paul->replica().upTo() == 1'000; }));
    const auto journal = journalOf(server);
    CHECK(journal.size() == 1'000);
    CHECK(claire->replica().events() == stateOf(journal));
    CHECK(paul->replica().events() == stateOf(journal));
    CHECK(server.terminate() == 0);
    CHECK(storage::SqliteJournalReader::open(server.database(), server.cipher()).value()->check().value().empty());
}

TEST_CASE("a change names its author's desk once: another program on the same folder is refused")
{
    TestServer server;
    const auto person = server.person(u"Claire"_s, Role::Entry);
    Station station(server.profileOf(person));
    const SystemClock clock;
    const auto second
        = Platform::open(server.profileOf(person), u"test/1"_s, clock, Platform::UnsentWork::Kept, station.folder());
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == Failure::Conflict);
}
