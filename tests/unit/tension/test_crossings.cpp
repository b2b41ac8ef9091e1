#include <tension/crossings.h>

#include "support/generators.h"
#include "support/records.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <cmath>

using namespace cortege;
using namespace cortege::tension;
using namespace std::chrono_literals;
using Catch::Approx;
using test::utc;

namespace
{

const UtcTime kNoon = utc(u"2026-05-01T12:00:00Z");
using Presences = std::vector<std::optional<Presence>>;

Presence standingAt(MetricPoint place, UtcInterval during, double people = 1'000)
{
    return { { { place, place, during } }, {}, during, people };
}
Presence square(double west, double south, double side, UtcInterval during)
{
    const MetricRing ring { { west, south }, { west + side, south }, { west + side, south + side },
        { west, south + side } };
    Presence presence { {}, ring, during, 1'000 };
    for (size_t i = 0; i < 4; ++i)
        presence.pieces.push_back({ ring[i], ring[(i + 1) % 4], during });
    return presence;
}
Presence anyPresence()
{
    const UtcTime begins = kNoon + std::chrono::minutes { *rc::gen::inRange(0, 600) };
    const UtcInterval during { begins, begins + std::chrono::minutes { *rc::gen::inRange(0, 200) } };
    const auto metres = [] { return *rc::gen::inRange(0, 3'000) * 1.0; };
    if (*rc::gen::arbitrary<bool>())
        return square(metres(), metres(), *rc::gen::inRange(1, 900), during);
    Presence presence { {}, {}, during, *rc::gen::inRange(0, 5'000) * 1.0 };
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i)
        presence.pieces.push_back({ { metres(), metres() }, { metres(), metres() }, during });
    return presence;
}

EventVersion marchFrom(GeoPoint from, GeoPoint to, UtcTime begins)
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = QStringLiteral("Marche");
    record.begins = begins;
    record.ends = begins + 2h;
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.people.expected = 800;
    moving.route = { from, to };
    return { EventId::make(), 1, 1, EventState::Active, { PersonId::make(), QStringLiteral("A") }, {}, record };
}

} // namespace

TEST_CASE("two events that are near in space and time cross, and others do not")
{
    const UtcInterval noon { kNoon, kNoon + 1h };
    const CrossingRule rule { 300, 60min };
    const auto crossings = crossingsOf(Presences { standingAt({ 0, 0 }, noon), standingAt({ 150, 0 }, noon) }, rule);
    REQUIRE(crossings.size() == 1);
    CHECK(crossings[0].first == 0);
    CHECK(crossings[0].second == 1);
    CHECK(crossings[0].metres == 150);
    CHECK(crossings[0].place == MetricPoint { 75, 0 });
    CHECK(crossings[0].during == noon);
    CHECK(crossings[0].severity == Approx(0.5 * std::sqrt(0.5)));

    CHECK(crossingsOf(Presences { standingAt({ 0, 0 }, noon), standingAt({ 301, 0 }, noon) }, rule).empty());
    const UtcInterval soon { kNoon + 90min, kNoon + 2h };
    const auto gap = crossingsOf(Presences { standingAt({ 0, 0 }, noon), standingAt({ 0, 0 }, soon) }, rule);
    REQUIRE(gap.size() == 1);
    CHECK(gap[0].apart == 30min);
    CHECK(gap[0].during == UtcInterval { kNoon + 1h, kNoon + 90min });
    CHECK(gap[0].severity == Approx(0.5 * std::sqrt(0.5)));
    const UtcInterval later { kNoon + 2h, kNoon + 3h };
    CHECK(crossingsOf(Presences { standingAt({ 0, 0 }, noon), standingAt({ 0, 0 }, later) }, rule).empty());
}

TEST_CASE("what lies inside a gathering is at no distance, however wide it is")
{
    const UtcInterval noon { kNoon, kNoon + 1h };
    for (const bool first : { true, false }) {
        Presences events { square(0, 0, 5'000, noon), standingAt({ 2'500, 2'500 }, noon) };
        if (!first)
            std::swap(events[0], events[1]);
        const auto crossings = crossingsOf(events, { 100, 60min });
        REQUIRE(crossings.size() == 1);
        CHECK(crossings[0].metres == 0);
        CHECK(crossings[0].place == MetricPoint { 2'500, 2'500 });
    }
}

TEST_CASE("two marches on crossing streets cross only when both are there")
{
    const Projection projection;
    const March figures {};
    const auto origin = projection.toMetric({ 5.38, 43.29 });
    const auto geo
        = [&](double east, double north) { return projection.toGeo({ origin.east + east, origin.north + north }); };
    // 1,500 m to the crossing: half an hour. The other passes at the same time, or three hours later.
    const auto east = marchFrom(geo(-1'500, 0), geo(1'500, 0), kNoon);
    const auto north = marchFrom(geo(0, -1'500), geo(0, 1'500), kNoon);
    const auto late = marchFrom(geo(0, -1'500), geo(0, 1'500), kNoon + 3h);
    const Presences both { presenceOf(east, figures, projection), presenceOf(north, figures, projection) };
    const auto crossings = crossingsOf(both, { 50, 5min });
    REQUIRE(crossings.size() == 1);
    CHECK(crossings[0].metres < 1e-6);
    CHECK(std::hypot(crossings[0].place.east - origin.east, crossings[0].place.north - origin.north) < 1);
    CHECK(crossings[0].during.contains(kNoon + 30min));
    CHECK(crossings[0].during.end - crossings[0].during.begin < 15min);
    CHECK(crossingsOf(Presences { both[0], presenceOf(late, figures, projection) }, { 50, 5min }).empty());
}

TEST_CASE("the organiser's status never weighs in a crossing")
{
    rc::check("any record, every status: the same presence and crossings", [] {
        const Projection projection;
        auto version = test::anyVersion();
        version.record.begins = kNoon;
        version.record.ends = kNoon + 1h;
        const auto crossings = [&] {
            const auto presence = presenceOf(version, {}, projection);
            return crossingsOf(Presences { presence, presence }, {});
        };
        const auto expected = crossings();
        for (const auto status : kOrganiserStatuses) {
            if (auto *moving = std::get_if<MovingDemonstration>(&version.record.particulars))
                moving->organiser = status;
            else if (auto *standing = std::get_if<StaticDemonstration>(&version.record.particulars))
                standing->organiser = status;
            RC_ASSERT(crossings() == expected);
        }
    });
}

TEST_CASE("the index finds what every pair by itself would give")
{
    rc::check("crossings of all = crossings of each pair, and none is lost or twice", [] {
        Presences events(*rc::gen::inRange<size_t>(0, 8));
        for (auto &event : events) {
            if (*rc::gen::inRange(0, 5) > 0)
                event = anyPresence();
        }
        const CrossingRule rule { *rc::gen::inRange(0, 500) * 1.0, std::chrono::minutes { *rc::gen::inRange(0, 120) } };
        std::vector<Crossing> expected;
        for (size_t i = 0; i < events.size(); ++i) {
            for (size_t j = i + 1; j < events.size(); ++j) {
                for (auto crossing : crossingsOf(Presences { events[i], events[j] }, rule)) {
                    crossing.first = i;
                    crossing.second = j;
                    expected.push_back(crossing);
                }
            }
        }
        auto all = crossingsOf(events, rule);
        RC_ASSERT(std::ranges::is_sorted(all, std::ranges::greater {}, &Crossing::severity));
        std::ranges::sort(all, {}, [](const Crossing &c) { return std::pair(c.first, c.second); });
        RC_ASSERT(all == expected);
        for (const auto &crossing : all) {
            RC_ASSERT(crossing.metres <= rule.metres);
            RC_ASSERT(crossing.severity > 0 && crossing.severity <= 1);
            RC_ASSERT(crossing.during.begin <= crossing.during.end);
        }
    });
}

TEST_CASE("events cross the facts about them")
{
    FactColumns columns;
    const FactTime noon = factTime(kNoon);
    columns.add({ { 100, 0 }, noon + 60, 0, 0, 5 });
    columns.add({ { 100, 0 }, noon - 7'200, 0, 0, 5 }); // too early
    columns.add({ { 400, 0 }, noon + 60, 0, 0, 5 }); // too far
    columns.add({ { 50, 0 }, noon - 1'800, 0, 1, 5 }); // half the margin before
    columns.add({ { 10, 0 }, noon, 0, 2, 5 }); // of a category that weighs nothing
    columns.add({ { 0, 0 }, noon - 9'000, 9'000, 0, 10 }); // lasts until noon
    const Facts facts(columns);
    const auto crossings = crossingsOf(Presences { std::nullopt, standingAt({ 0, 0 }, { kNoon, kNoon + 1h }) }, facts,
        { { 1, 1, 0 }, {}, HoursOfWeek().set() }, { 200, 60min });
    REQUIRE(crossings.size() == 3);
    CHECK(facts.origin(crossings[0].fact) == 5);
    CHECK(crossings[0].severity == Approx(std::sqrt(0.5)));
    CHECK(facts.origin(crossings[1].fact) == 0);
    CHECK(crossings[1].metres == 100);
    CHECK(crossings[1].severity == Approx(0.5 * std::sqrt(5.0 / 15)));
    CHECK(facts.origin(crossings[2].fact) == 3);
    CHECK(crossings[2].apart == 30min);
    CHECK(crossings[2].severity == Approx(0.75 * 0.5 * std::sqrt(5.0 / 15)));
}

TEST_CASE("what has no place, no dates or was cancelled is not there")
{
    const Projection projection;
    auto version = marchFrom({ 5.38, 43.29 }, { 5.39, 43.30 }, kNoon);
    CHECK(presenceOf(version, {}, projection));
    auto undated = version;
    undated.record.ends.reset();
    CHECK(!presenceOf(undated, {}, projection));
    auto cancelled = version;
    cancelled.state = EventState::Cancelled;
    CHECK(!presenceOf(cancelled, {}, projection));
    auto nowhere = version;
    std::get<MovingDemonstration>(nowhere.record.particulars).route.clear();
    CHECK(!presenceOf(nowhere, {}, projection));
    auto moment = version;
    moment.record.ends = kNoon;
    const auto presence = presenceOf(moment, {}, projection);
    REQUIRE(presence);
    CHECK(presence->during == UtcInterval { kNoon, kNoon });
    CHECK(crossingsOf(Presences {}, {}).empty());
    CHECK(crossingsOf(Presences { std::nullopt }, Facts(), {}, {}).empty());
}
