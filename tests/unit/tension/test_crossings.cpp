#include <tension/crossings.h>

#include "support/generators.h"
#include "support/records.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <complex>
#include <map>

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

/// What the rule says, written again without an index and without the engine's geometry.
double fromSegment(MetricPoint place, const Presence::Piece &piece)
{
    const std::complex<double> along(piece.to.east - piece.from.east, piece.to.north - piece.from.north);
    const std::complex<double> there(place.east - piece.from.east, place.north - piece.from.north);
    const double square = std::norm(along);
    const double part = square > 0 ? std::clamp((std::conj(along) * there).real() / square, 0.0, 1.0) : 0;
    return std::abs(there - part * along);
}
bool isLeft(MetricPoint place, const Presence::Piece &piece)
{
    return (piece.to.east - piece.from.east) * (place.north - piece.from.north)
        > (piece.to.north - piece.from.north) * (place.east - piece.from.east);
}
double between(const Presence::Piece &a, const Presence::Piece &b)
{
    if (isLeft(a.from, b) != isLeft(a.to, b) && isLeft(b.from, a) != isLeft(b.to, a))
        return 0;
    return std::min({ fromSegment(a.from, b), fromSegment(a.to, b), fromSegment(b.from, a), fromSegment(b.to, a) });
}
bool isInSquare(MetricPoint place, const MetricRing &ring)
{
    return !ring.empty() && place.east >= ring[0].east && place.east < ring[2].east && place.north >= ring[0].north
        && place.north < ring[2].north;
}
double bruteSeverity(double metres, const UtcInterval &a, const UtcInterval &b, double size, const CrossingRule &rule)
{
    const double apart = std::chrono::duration<double, std::milli>(std::max(a.begin - b.end, b.begin - a.end)).count();
    const double margin = std::chrono::duration<double, std::milli>(rule.margin).count();
    if (metres > rule.metres || (apart > 0 && apart >= margin))
        return 0;
    const double near = metres > 0 ? std::max(0.05, 1 - metres / rule.metres) : 1;
    const double soon = apart > 0 ? std::max(0.05, 1 - apart / margin) : 1;
    return near * soon * size;
}
CrossingRule anyRule()
{
    return { *rc::gen::inRange(0, 500) * 1.0, std::chrono::minutes { *rc::gen::inRange(0, 120) } };
}
Presences anyPresences()
{
    Presences events(*rc::gen::inRange<size_t>(0, 8));
    for (auto &event : events) {
        if (*rc::gen::inRange(0, 5) > 0)
            event = anyPresence();
    }
    return events;
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
    rc::check("any record, every status: the same presence and crossings, with events and with facts", [] {
        const Projection projection;
        auto version = test::anyVersion();
        version.record.begins = kNoon;
        version.record.ends = kNoon + 1h;
        FactColumns columns; // where the record is, before it, during it and after it
        for (const WeightedPoint &mass : shapeOf(version.record, 75, projection)) {
            for (const FactTime minutes : { -30, 20, 80 })
                columns.add({ mass.at, factTime(kNoon) + 60 * minutes, 0, 0, 5 });
        }
        const Facts facts(columns);
        const auto crossings = [&] {
            const auto presence = presenceOf(version, {}, projection);
            const Presences both { presence, presence };
            return std::pair(crossingsOf(both, {}), crossingsOf(both, facts, {}, {}));
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
        const Presences events = anyPresences();
        const CrossingRule rule = anyRule();
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

TEST_CASE("crossings of events are those that comparing all their pieces finds")
{
    rc::check("the gravest pair of pieces of each pair of events", [] {
        const Presences events = anyPresences();
        const CrossingRule rule = anyRule();
        std::map<std::pair<size_t, size_t>, double> expected;
        for (size_t i = 0; i < events.size(); ++i) {
            for (size_t j = i + 1; events[i] && j < events.size(); ++j) {
                if (!events[j])
                    continue;
                const double people = std::max(1.0, std::min(events[i]->people, events[j]->people));
                double gravest = 0;
                for (const auto &a : events[i]->pieces) {
                    for (const auto &b : events[j]->pieces) {
                        const bool inside
                            = isInSquare(a.from, events[j]->footprint) || isInSquare(b.from, events[i]->footprint);
                        gravest = std::max(gravest,
                            bruteSeverity(inside ? 0 : between(a, b), a.during, b.during,
                                std::sqrt(people / (people + 1'000)), rule));
                    }
                }
                if (gravest > 0)
                    expected[{ i, j }] = gravest;
            }
        }
        const auto found = crossingsOf(events, rule);
        RC_ASSERT(found.size() == expected.size());
        for (const Crossing &crossing : found) {
            const auto same = expected.find({ crossing.first, crossing.second });
            RC_ASSERT(same != expected.end());
            RC_ASSERT(std::abs(crossing.severity - same->second) <= 1e-9);
        }
    });
}

TEST_CASE("crossings with facts are those that comparing every fact with every piece finds")
{
    rc::check("the gravest way of each fact to each event", [] {
        const Presences events = anyPresences();
        const CrossingRule rule = anyRule();
        FactColumns columns;
        for (int i = *rc::gen::inRange(0, 60); i > 0; --i)
            columns.add({ { *rc::gen::inRange(-500, 4'500) * 1.0, *rc::gen::inRange(-500, 4'500) * 1.0 },
                factTime(kNoon) + *rc::gen::inRange<FactTime>(-200, 1'000) * 60,
                *rc::gen::element<std::uint32_t>(0, 0, 60, 7'200, 90'000), *rc::gen::inRange<std::uint16_t>(0, 3),
                static_cast<float>(*rc::gen::inRange(-1, 40)) });
        const Facts facts(columns);
        const Weighting weighting { { 1, 0.5, 0 }, 600s, HoursOfWeek().set() };
        const auto found = crossingsOf(events, facts, weighting, rule);
        size_t next = 0;
        size_t expected = 0;
        for (size_t i = 0; i < events.size(); ++i) {
            std::map<std::uint32_t, double> gravest;
            for (std::uint32_t k = 0; events[i] && k < facts.size(); ++k) {
                const Fact fact = facts[k];
                const double weight = fact.weight * std::array { 1.0, 0.5, 0.0 }[fact.category];
                const double size = weight > 0 ? std::sqrt(weight / (weight + 10)) : 0;
                const UtcTime begins { std::chrono::seconds { fact.time } };
                const UtcInterval during { begins, begins + std::chrono::seconds { fact.lasts } };
                const bool inside = isInSquare(fact.at, events[i]->footprint);
                for (const auto &piece : events[i]->pieces)
                    gravest[k] = std::max(gravest[k],
                        bruteSeverity(inside ? 0 : fromSegment(fact.at, piece), piece.during, during, size, rule));
            }
            expected += static_cast<size_t>(std::ranges::count_if(gravest, [](const auto &g) { return g.second > 0; }));
            for (double before = 1; next < found.size() && found[next].event == i; ++next) {
                RC_ASSERT(std::abs(found[next].severity - gravest[found[next].fact]) <= 1e-9);
                RC_ASSERT(found[next].severity > 0 && found[next].severity <= before);
                before = found[next].severity;
            }
        }
        RC_ASSERT(next == found.size());
        RC_ASSERT(found.size() == expected);
    });
}

TEST_CASE("an event of no length of time crosses what is there at its moment")
{
    const UtcInterval moment { kNoon, kNoon };
    const Presences events { standingAt({ 0, 0 }, moment), standingAt({ 10, 0 }, moment) };
    const auto crossings = crossingsOf(events, { 100, 0min });
    REQUIRE(crossings.size() == 1);
    CHECK(crossings[0].during == moment);
    FactColumns columns;
    for (const FactTime second : { -1, 0, 1 })
        columns.add({ { 0, 0 }, factTime(kNoon) + second, 0, 0, 1 });
    const Facts facts(columns);
    const auto withFacts = crossingsOf(std::span(events).first(1), facts, {}, { 100, 0min });
    REQUIRE(withFacts.size() == 1);
    CHECK(facts.origin(withFacts[0].fact) == 1);
    CHECK(crossingsOf(events, { 0, 0min }).empty());
    CHECK(crossingsOf(std::span(events).first(1), facts, {}, { 0, 0min }).size() == 1);
}

TEST_CASE("on the days of 23 and 25 hours it is time that has passed that counts, not what clocks show")
{
    const CrossingRule rule { 100, 45min };
    const auto at = [](const char16_t *iso) {
        const UtcTime time = utc(iso);
        return UtcInterval { time, time };
    };
    const auto fact = [](const char16_t *iso) {
        FactColumns columns;
        columns.add({ { 0, 0 }, factTime(utc(iso)), 0, 0, 1 });
        return Facts(columns);
    };
    // 2 h 15 and 2 h 30 on the clocks of Paris, an hour and a quarter apart: the hour comes twice.
    const auto autumn = at(u"2026-10-25T00:15:00Z");
    CHECK(crossingsOf(Presences { standingAt({ 0, 0 }, autumn) }, fact(u"2026-10-25T01:30:00Z"), {}, rule).empty());
    CHECK(crossingsOf(Presences { standingAt({ 0, 0 }, autumn) }, fact(u"2026-10-25T00:30:00Z"), {}, rule).size() == 1);
    // 1 h 45 and 3 h 15, half an hour apart: the hour between does not exist.
    const auto spring = at(u"2026-03-29T00:45:00Z");
    const auto crossings
        = crossingsOf(Presences { standingAt({ 0, 0 }, spring) }, fact(u"2026-03-29T01:15:00Z"), {}, rule);
    REQUIRE(crossings.size() == 1);
    CHECK(crossings[0].apart == 30min);
    const auto both = crossingsOf(
        Presences { standingAt({ 0, 0 }, spring), standingAt({ 0, 0 }, at(u"2026-03-29T01:15:00Z")) }, rule);
    REQUIRE(both.size() == 1);
    CHECK(both[0].apart == 30min);
}

TEST_CASE("a route that crosses itself crosses a fact there once, at the nearer of its two times")
{
    const Projection projection;
    const auto origin = projection.toMetric({ 5.38, 43.29 });
    auto version = marchFrom({}, {}, kNoon);
    version.record.ends = kNoon + 4h;
    auto &route = std::get<MovingDemonstration>(version.record.particulars).route;
    route.clear();
    for (const MetricPoint &corner : { MetricPoint { -500, 0 }, { 500, 0 }, { 500, 1'000 }, { 0, 1'000 }, { 0, -500 } })
        route.push_back(projection.toGeo({ origin.east + corner.east, origin.north + corner.north }));
    const Presences events { presenceOf(version, {}, projection) };
    // At 3 km/h the column of 100 m is there from 10 to 12 and from 70 to 72 minutes after noon.
    const auto factAt = [&](FactTime minutes) {
        FactColumns columns;
        columns.add({ origin, factTime(kNoon) + 60 * minutes, 0, 0, 10 });
        return crossingsOf(events, Facts(columns), {}, { 60, 30min });
    };
    for (const auto &[minutes, apart] : { std::pair(10, 0), { 70, 0 }, { 40, 28 }, { -5, 15 }, { 90, 18 } }) {
        INFO(minutes);
        const auto crossings = factAt(minutes);
        REQUIRE(crossings.size() == 1);
        CHECK(std::chrono::abs(crossings[0].apart - std::chrono::minutes { apart }) <= 2min);
    }
    CHECK(factAt(110).empty());
    CHECK(crossingsOf(events, {}).empty()); // not with itself
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
