#include <tension/field.h>
#include <tension/zones.h>

#include "reference.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <ranges>

using namespace cortege;
using namespace cortege::tension;
using Catch::Approx;

namespace
{

/// A map drawn as lines of text, the northern one first: '#' is 2, '+' is 1, everything else 0. The level is 1.
struct Drawn {
    Grid grid;
    std::vector<double> values;
};
Drawn drawn(const std::vector<std::string> &lines)
{
    Drawn map { { { 0, 0 }, 10, static_cast<int>(lines.front().size()), static_cast<int>(lines.size()) }, {} };
    for (const std::string &line : std::views::reverse(lines)) {
        for (const char sign : line)
            map.values.push_back(sign == '#' ? 2 : sign == '+' ? 1 : 0);
    }
    return map;
}
std::vector<Zone> zonesOf(const Drawn &map) { return tension::zonesOf(map.values, map.grid, 1); }

double ringArea(const MetricRing &ring)
{
    double area = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const auto &a = ring[i];
        const auto &b = ring[(i + 1) % ring.size()];
        area += (a.east * b.north - b.east * a.north) / 2;
    }
    return area;
}

int cellsOf(const Zone &zone)
{
    int cells = 0;
    for (const auto &run : zone.runs)
        cells += run.count;
    return cells;
}

} // namespace

TEST_CASE("one high cell is a diamond to half-way between the centres")
{
    const auto zones = zonesOf(drawn({ "   ", " # ", "   " }));
    REQUIRE(zones.size() == 1);
    CHECK(zones[0].shape.outline.size() == 4);
    CHECK(zones[0].area == Approx(50)); // diagonals of 10 m
    CHECK(ringArea(zones[0].shape.outline) == Approx(50)); // counter-clockwise
    CHECK(zones[0].peak == MetricPoint { 15, 15 });
    CHECK(zones[0].peakValue == 2);
    CHECK(zones[0].amount == 200);
    CHECK(zones[0].runs == std::vector<Zone::Run> { { 1, 1, 1 } });
}

TEST_CASE("a zone has holes, and a zone may lie in a hole")
{
    const auto zones = zonesOf(drawn({ "#######", "#     #", "#     #", "#  #  #", "#     #", "#     #", "#######" }));
    REQUIRE(zones.size() == 2);
    CHECK(zones[0].shape.holes.size() == 1);
    CHECK(zones[1].shape.holes.empty());
    CHECK(ringArea(zones[0].shape.holes[0]) < 0); // clockwise
    CHECK(zones[0].area == Approx(ringArea(zones[0].shape.outline) + ringArea(zones[0].shape.holes[0])));
    CHECK(cellsOf(zones[0]) == 24);
}

TEST_CASE("cells that touch by a corner belong together where the ground between them is high enough")
{
    CHECK(zonesOf(drawn({ "# ", " #" })).size() == 1); // the mean of the four is the level
    CHECK(zonesOf(drawn({ " #", "# " })).size() == 1);
    CHECK(zonesOf(drawn({ "+ ", " #" })).size() == 2);
    CHECK(zonesOf(drawn({ " +", "# " })).size() == 2);
}

TEST_CASE("zones reach to the edge of the grid and no farther")
{
    const auto zones = zonesOf(drawn({ "##", "##" }));
    REQUIRE(zones.size() == 1);
    for (const auto &point : zones[0].shape.outline)
        CHECK((point.east >= 0 && point.east <= 20 && point.north >= 0 && point.north <= 20));
    CHECK(zones[0].area == Approx(350)); // 400 less four corners of 12.5
}

TEST_CASE("no ground, no level and what is not finite make no zones")
{
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    CHECK(tension::zonesOf({}, Grid { {}, 10, 0, 0 }, 1).empty());
    CHECK(tension::zonesOf(std::vector<double> { 1, 1, 1, 1 }, Grid { {}, 10, 2, 2 }, 0).empty());
    CHECK(tension::zonesOf(std::vector<double> { 1, 1, 1, 1 }, Grid { {}, 10, 2, 2 }, kNaN).empty());
    CHECK(tension::zonesOf(std::vector<double> { kNaN, 1, kNaN, 1 }, Grid { {}, 10, 2, 2 }, 1).size() == 1);
    CHECK(
        tension::zonesOf(std::vector<double> { 1, 1, 0, 1 }, Grid { {}, 10, 4, 1 }, 1, 2).size() == 1); // fewest cells
}

TEST_CASE("zones hold each high cell once; their rings are simple, turn the right way and lie about them")
{
    rc::check("any ground", [] {
        const Grid grid { { 1'000, 2'000 }, 10, *rc::gen::inRange(1, 14), *rc::gen::inRange(1, 14) };
        std::vector<double> values(static_cast<size_t>(grid.columns * grid.rows));
        for (double &value : values)
            value = *rc::gen::inRange(0, 8) / 4.0 + 0.01; // never on the level
        const auto zones = tension::zonesOf(values, grid, 1);
        std::vector<int> held(values.size());
        double amount = 0;
        for (const Zone &zone : zones) {
            RC_ASSERT(zone.area > 0);
            RC_ASSERT(ringArea(zone.shape.outline) > 0);
            for (const auto &hole : zone.shape.holes)
                RC_ASSERT(ringArea(hole) < 0);
            for (const auto &run : zone.runs) {
                for (int column = run.first; column < run.first + run.count; ++column)
                    ++held[static_cast<size_t>(run.row * grid.columns + column)];
            }
            amount += zone.amount;
        }
        double expected = 0;
        for (size_t i = 0; i < values.size(); ++i) {
            RC_ASSERT(held[i] == (values[i] >= 1));
            expected += values[i] >= 1 ? values[i] * 100 : 0;
        }
        RC_ASSERT(std::abs(amount - expected) <= 1e-9 * expected);
        RC_ASSERT(std::ranges::is_sorted(zones, std::ranges::greater {}, &Zone::amount));
    });
}

TEST_CASE("a level holds the share that is asked of it, on the smallest ground")
{
    const std::vector<double> values { 1, 5, 3, 0, 1, std::numeric_limits<double>::quiet_NaN() };
    CHECK(levelHolding(values, 0.5) == 5);
    CHECK(levelHolding(values, 0.51) == 3);
    CHECK(levelHolding(values, 0.8) == 3);
    CHECK(levelHolding(values, 1) == 1);
    CHECK(levelHolding(values, 0) == 0);
    CHECK(levelHolding({}, 0.5) == 0);
}

TEST_CASE("a level is that of values in order, whatever their sizes")
{
    REQUIRE(rc::check([] {
        std::vector<double> values;
        for (int i = *rc::gen::inRange(1, 400); i > 0; --i) // whole numbers by powers of two: sums are exact
            values.push_back(std::ldexp(*rc::gen::inRange(1, 64), *rc::gen::inRange(0, 30)));
        const double whole = std::accumulate(values.begin(), values.end(), 0.0);
        const double wanted = *rc::gen::inRange(1, 1'001) / 1'000.0;
        std::ranges::sort(values, std::ranges::greater {});
        double held = 0;
        double level = 0;
        for (size_t i = 0; i < values.size() && held < wanted * whole; ++i)
            held += level = values[i];
        std::ranges::reverse(values);
        RC_ASSERT(levelHolding(values, wanted) == level);
    }));
}

TEST_CASE("zones in WGS 84 lie where they lie in Lambert-93")
{
    const Projection projection;
    const MetricPolygon metric { { { 893'000, 6'247'000 }, { 894'000, 6'247'000 }, { 893'500, 6'248'000 } },
        { { { 893'400, 6'247'200 }, { 893'500, 6'247'400 }, { 893'600, 6'247'200 } } } };
    const auto geo = toGeo(metric, projection);
    REQUIRE(geo.outline.size() == 3);
    REQUIRE(geo.holes.size() == 1);
    const auto back = projection.toMetric(geo.outline[2]);
    CHECK(std::hypot(back.east - 893'500, back.north - 6'248'000) < 1e-3);
}

TEST_CASE("what each source adds to a zone adds up to the zone")
{
    rc::check("shares of events and categories", [] {
        const auto metres = [](int from, int to) { return *rc::gen::inRange(from * 100, to * 100) / 100.0; };
        FactColumns columns;
        for (int i = 0; i < 30; ++i)
            columns.add({ { metres(0, 2'000), metres(0, 2'000) }, i, 0, *rc::gen::inRange<std::uint16_t>(0, 3),
                static_cast<float>(*rc::gen::inRange(1, 50)) / 8 });
        std::vector<EventMasses> events(2);
        std::vector<WeightedPoint> masses;
        for (auto &event : events) {
            event.people = 400;
            for (int i = 0; i < 5; ++i)
                event.masses.push_back({ { metres(0, 2'000), metres(0, 2'000) }, 0.5 });
            masses.insert(masses.end(), event.masses.begin(), event.masses.end());
        }
        const auto facts = std::make_shared<const Facts>(columns);
        const Weighting weighting { { 1, 2, 0.5 }, {}, HoursOfWeek().set() };
        const Grid grid { { -100, -100 }, 25, 88, 88 };
        Field field(grid, 150, 1);
        field.setFacts(facts, weighting);
        field.setWindow({ 5, 25 });
        field.setMasses(masses);
        const auto zones = tension::zonesOf(field.values(), grid, levelHolding(field.values(), 0.5));
        RC_ASSERT(!zones.empty());
        for (const Zone &zone : zones) {
            const auto why = explain(zone, grid, 150, *facts, { 5, 25 }, weighting, events, 1);
            RC_ASSERT(std::abs(why.amount - zone.amount) <= 1e-6 * zone.amount);
            const double parts = std::accumulate(why.events.begin(), why.events.end(), 0.0)
                + std::accumulate(why.categories.begin(), why.categories.end(), 0.0);
            RC_ASSERT(parts == why.amount);
            RC_ASSERT(std::abs(why.people - (why.events[0] + why.events[1]) / 2.5 * 400) <= 1e-6 * 800);
            RC_ASSERT(why.strongest > 0 && why.strongest <= 1);
            RC_ASSERT(why.relativeError >= why.strongest * (1 - 1e-9) && why.relativeError <= 1 + 1e-9);
        }
    });
}

TEST_CASE("an explanation is the same for any number of threads")
{
    FactColumns columns;
    for (int i = 0; i < 60'000; ++i)
        columns.add({ { i * 37 % 2'000 * 1.0, i * 91 % 1'999 * 1.0 }, i, 0, static_cast<std::uint16_t>(i % 4), 1 });
    const Facts facts(columns);
    const Grid grid { { 0, 0 }, 25, 80, 80 };
    const auto values = densityOf(facts, { 0, 60'000 }, {}, grid, 150, 1);
    const auto zones = tension::zonesOf(values, grid, levelHolding(values, 0.3));
    REQUIRE(!zones.empty());
    const auto expected = explain(zones[0], grid, 150, facts, { 0, 60'000 }, {}, {}, 1);
    CHECK(expected.amount == Approx(zones[0].amount).epsilon(1e-6));
    CHECK(std::accumulate(expected.facts.begin(), expected.facts.end(), qint64 { 0 }) > 0);
    for (const int threads : { 2, 3, 4 }) {
        const auto why = explain(zones[0], grid, 150, facts, { 0, 60'000 }, {}, {}, threads);
        CHECK(why.categories == expected.categories);
        CHECK(why.relativeError == expected.relativeError);
        CHECK(why.facts == expected.facts);
    }
}

TEST_CASE("nothing adds nothing to a zone")
{
    const Grid grid { { 0, 0 }, 25, 20, 20 };
    const auto zones = tension::zonesOf(std::vector<double>(400, 1), grid, 1);
    REQUIRE(zones.size() == 1);
    const auto why = explain(zones[0], grid, 150, Facts(), { 0, 1 }, {}, {}, 2);
    CHECK(why.amount == 0);
    CHECK(why.strongest == 0);
    const ZoneReach reach(zones[0], grid, 150, 1);
    CHECK(reach.at({ 250, 250 }) > 0.8);
    CHECK(reach.at({ 1e300, 0 }) == 0);
    CHECK(reach.at({ std::numeric_limits<double>::quiet_NaN(), 0 }) == 0);
    CHECK(ZoneReach(Zone {}, grid, 150, 1).at({ 250, 250 }) == 0);
}
