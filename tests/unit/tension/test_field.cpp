#include <tension/field.h>

#include "reference.h"

#include "support/generators.h"
#include "support/records.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

using namespace cortege;
using namespace cortege::tension;
using namespace std::chrono_literals;
using Catch::Approx;

namespace
{

constexpr FactWindow kAlways { -1'000'000'000, 1'000'000'000 };
const Grid kGround { { -300, -300 }, 25, 60, 60 };

double inMetres(int from, int to) { return *rc::gen::inRange(from * 1'000, to * 1'000) / 1'000.0; }
Fact anyFact(int from, int to)
{
    return { { inMetres(from, to), inMetres(from, to) }, *rc::gen::inRange(0, 1'000),
        *rc::gen::element<std::uint32_t>(0, 0, 0, 10, 300), *rc::gen::inRange<std::uint16_t>(0, 4),
        static_cast<float>(*rc::gen::inRange(1, 100)) / 10 };
}
FactColumns anyFacts(int from, int to, size_t most)
{
    FactColumns columns;
    for (size_t left = *rc::gen::inRange<size_t>(1, most); left > 0; --left)
        columns.add(anyFact(from, to));
    return columns;
}
FactWindow anyWindow()
{
    const FactTime begin = *rc::gen::inRange(-200, 1'200);
    return { begin, begin + *rc::gen::inRange(-10, 900) };
}
Weighting anyWeighting()
{
    Weighting weighting { { 1, 0.5, 0 }, {}, {} };
    if (*rc::gen::arbitrary<bool>())
        weighting.halfLife = std::chrono::seconds { *rc::gen::inRange(5, 500) };
    weighting.hours.set();
    return weighting;
}
std::shared_ptr<const Facts> shared(const FactColumns &columns) { return std::make_shared<const Facts>(columns); }
std::vector<WeightedPoint> pointsOf(const FactColumns &columns)
{
    std::vector<WeightedPoint> points;
    points.reserve(columns.size());
    for (size_t i = 0; i < columns.size(); ++i)
        points.push_back({ { columns.east[i], columns.north[i] }, columns.weight[i] });
    return points;
}
std::vector<double> densityAlways(const FactColumns &columns, const Grid &grid = kGround, int threads = 1)
{
    return densityOf(Facts(columns), kAlways, {}, grid, 150, threads);
}

/// The largest relative error at the centres of cells with a mass within `bandwidths`.
double largestError(const std::vector<double> &values, const std::vector<WeightedPoint> &points, const Grid &grid,
    double bandwidth, double bandwidths)
{
    double worst = 0;
    for (int row = 0; row < grid.rows; ++row) {
        for (int column = 0; column < grid.columns; ++column) {
            const auto place = grid.centre(column, row);
            const bool near = std::ranges::any_of(points, [&](const WeightedPoint &p) {
                return std::hypot(p.at.east - place.east, p.at.north - place.north) <= bandwidths * bandwidth;
            });
            const double exact = exactDensityAt(place, points, bandwidth);
            if (near)
                worst = std::max(worst, std::abs(values[static_cast<size_t>(row * grid.columns + column)] / exact - 1));
        }
    }
    return worst;
}

} // namespace

TEST_CASE("a field is the direct sum to 1e-6 for six cells a bandwidth or more")
{
    rc::check("wherever a fact lies within five bandwidths", [] {
        auto columns = anyFacts(0, 1'000, 8);
        const double bandwidth = 150.0 + *rc::gen::inRange(0, 100);
        const Grid grid { { inMetres(-300, 0), inMetres(-300, 0) }, 25, 51, 50 };
        const auto values = densityOf(Facts(columns), { -10'000, 10'000 }, {}, grid, bandwidth, 1);
        RC_ASSERT(largestError(values, pointsOf(columns), grid, bandwidth, 5) <= 1e-6);
    });
}

TEST_CASE("the reference densities at 25 m are the field's, to 1e-6 of the direct sum")
{
    const auto points = test::referencePoints();
    const Grid grid { { 0, 0 }, 25, 800, 960 };
    const auto values = densityOf(Facts(test::factsAt(points)), kAlways, {}, grid, 150, 2);
    for (const QByteArrayList &row : test::referenceRows(QStringLiteral("density-25m-sample.csv.gz"))) {
        const int column = static_cast<int>(row[0].toDouble() / 25);
        const int line = static_cast<int>(row[1].toDouble() / 25);
        const double here = values[static_cast<size_t>(line * grid.columns + column)];
        CHECK(here == Approx(exactDensityAt(grid.centre(column, line), points, 150)).epsilon(1e-6));
        CHECK(here == Approx(row[2].toDouble()).epsilon(1.5e-6)); // the file has seven digits
    }
}

TEST_CASE("any number of threads and any lanes give the same bits")
{
    FactColumns columns;
    std::uint64_t state = 1;
    const auto next = [&](double most) {
        state = state * 6364136223846793005 + 1442695040888963407;
        return static_cast<double>(state >> 40) / (1 << 24) * most;
    };
    for (int i = 0; i < 60'000; ++i)
        columns.add({ { next(4'000), next(3'000) }, i, i % 7 == 0 ? 100U : 0U, static_cast<std::uint16_t>(i % 5),
            static_cast<float>(next(3)) });
    columns.add({ { 1e300, -1e300 }, 500, 0, 0, 1 });
    const auto facts = shared(columns);
    const Grid grid { { 0, 0 }, 25, 163, 121 };
    const Weighting weighting { { 1, 2, 0.25 }, 5'000s, HoursOfWeek().set() };
    const auto expected = densityOf(*facts, { 100, 55'000 }, weighting, grid, 150, 1);
    for (const int threads : { 2, 3, 4 })
        CHECK(densityOf(*facts, { 100, 55'000 }, weighting, grid, 150, threads) == expected);
    for (const auto lanes : { Lanes::Portable, Lanes::Avx2, Lanes::Avx512 }) {
        setLanes(lanes);
        CHECK(densityOf(*facts, { 100, 55'000 }, weighting, grid, 150, 2) == expected);
    }
    setLanes(bestLanes());
    // Over windows that begin and end inside blocks of facts.
    tension::Field field(grid, 150, 2);
    field.setFacts(facts, weighting);
    for (const FactWindow &window : { FactWindow { 3'000, 30'000 }, { 3'100, 30'100 }, { 100, 55'000 } })
        field.setWindow(window);
    CHECK(field.values() == expected);
}

TEST_CASE("blocks of instants know an order of the ground")
{
    FactColumns columns;
    std::uint64_t state = 7;
    for (size_t i = 0; i < Facts::kBlock + 100; ++i) {
        state = state * 6364136223846793005 + 1442695040888963407;
        columns.add({ { static_cast<double>(state >> 50), static_cast<double>(state >> 36 & 0x3fff) }, 0, 0, 0, 1 });
    }
    columns.add({ { 0, 0 }, 0, 60, 0, 1 }); // lasts: has none
    const Facts facts(columns);
    REQUIRE(facts.instants() == Facts::kBlock + 100);
    CHECK(facts.lasts(facts.instants()) == 60);
    for (const size_t block : { 0, 1 }) {
        const auto order = facts.groundOrder(block);
        REQUIRE(order.size() == (block == 0 ? Facts::kBlock : 100));
        std::vector<std::uint16_t> all(order.begin(), order.end());
        std::ranges::sort(all);
        for (size_t i = 0; i < all.size(); ++i)
            REQUIRE(all[i] == i);
        const auto row = [&](std::uint16_t inBlock) {
            return std::floor(facts.columns().north[block * Facts::kBlock + inBlock] / 512);
        };
        CHECK(std::ranges::is_sorted(order, {}, row));
    }
}

TEST_CASE("a window that moved shows what it would show from nothing, bit for bit")
{
    rc::check("any way of the window, any weighting", [] {
        const auto facts = shared(anyFacts(-500, 1'500, 60));
        const auto weighting = anyWeighting();
        tension::Field field(kGround, 150, 2);
        field.setFacts(facts, weighting);
        for (int tick = 0; tick < 5; ++tick) {
            const auto window = anyWindow();
            field.setWindow(window);
            RC_ASSERT(field.values() == densityOf(*facts, window, weighting, kGround, 150, 1));
            qint64 count = 0;
            double weight = 0;
            for (size_t i = 0; i < facts->size(); ++i) {
                const double each = weightIn(*facts, i, window, weighting);
                count += each != 0;
                weight += each;
            }
            RC_ASSERT(field.facts() == count);
            RC_ASSERT(std::abs(field.weight() - weight) <= 1e-7 * weight + 1e-7);
        }
    });
}

TEST_CASE("a window is the difference of two prefixes, bit for bit")
{
    rc::check("what is taken away leaves what was there", [] {
        FactColumns columns;
        for (int i = 0; i < 40; ++i) {
            auto fact = anyFact(0, 1'000);
            fact.lasts = 0;
            columns.add(fact);
        }
        const auto facts = shared(columns);
        const FactTime from = *rc::gen::inRange(0, 1'000);
        const FactTime to = from + *rc::gen::inRange(0, 1'000);
        tension::Field field(kGround, 150, 1);
        field.setFacts(facts, {});
        field.setWindow({ 0, to }); // the longer prefix …
        field.values();
        field.setWindow({ from, to }); // … less the shorter one
        RC_ASSERT(field.values() == densityOf(*facts, { from, to }, {}, kGround, 150, 1));
    });
}

TEST_CASE("the order in which facts come changes no bit")
{
    rc::check("permutation", [] {
        const auto columns = anyFacts(-300, 1'200, 40);
        FactColumns reversed;
        for (size_t i = columns.size(); i > 0; --i)
            reversed.add(columns[i - 1]);
        RC_ASSERT(densityAlways(columns) == densityAlways(reversed));
    });
}

TEST_CASE("a field moves with its facts by whole cells, bit for bit")
{
    rc::check("translation", [] {
        FactColumns columns;
        FactColumns moved;
        const double east = 25.0 * *rc::gen::inRange(-100'000, 100'000);
        const double north = 25.0 * *rc::gen::inRange(-100'000, 100'000);
        for (int i = 0; i < 10; ++i) {
            auto fact = anyFact(0, 1'000);
            fact.at
                = { std::round(fact.at.east * 16) / 16, std::round(fact.at.north * 16) / 16 }; // exact, also far away
            columns.add(fact);
            fact.at = { fact.at.east + east, fact.at.north + north };
            moved.add(fact);
        }
        Grid grid = kGround;
        grid.southWest = { kGround.southWest.east + east, kGround.southWest.north + north };
        RC_ASSERT(densityAlways(columns) == densityAlways(moved, grid));
    });
}

TEST_CASE("the weight of a field is that of its facts where the grid holds all of it")
{
    rc::check("mass is kept", [] {
        const auto columns = anyFacts(1'300, 1'700, 8);
        const Grid grid { { 0, 0 }, 25, 120, 120 }; // 8.6 bandwidths of 150 m around
        const auto values = densityAlways(columns, grid);
        const double mass = std::accumulate(values.begin(), values.end(), 0.0) * 625;
        const double weights = std::accumulate(columns.weight.begin(), columns.weight.end(), 0.0);
        const double rounding = static_cast<double>(columns.size()) * 64 / (1LL << 33); // half a unit a cell
        RC_ASSERT(std::abs(mass - weights) <= rounding + 1e-9 * weights);
    });
}

TEST_CASE("fields of two sources add up")
{
    rc::check("additivity", [] {
        const auto a = anyFacts(0, 1'000, 8);
        const auto b = anyFacts(0, 1'000, 8);
        auto both = a;
        for (size_t i = 0; i < b.size(); ++i)
            both.add(b[i]);
        const auto one = densityAlways(a);
        const auto other = densityAlways(b);
        const auto sum = densityAlways(both);
        for (size_t i = 0; i < sum.size(); ++i)
            RC_ASSERT(std::abs(sum[i] - one[i] - other[i]) <= 1e-12 * sum[i]);
        RC_ASSERT(difference(one, sum).size() == other.size());
    });
}

TEST_CASE("events' masses lie in the same field, and leave no trace")
{
    rc::check("masses and facts are one sum", [] {
        const auto columns = anyFacts(0, 1'000, 20);
        std::vector<WeightedPoint> masses;
        auto both = columns;
        for (int i = 0; i < 6; ++i) {
            const WeightedPoint mass { { inMetres(0, 1'000), inMetres(0, 1'000) },
                static_cast<double>(*rc::gen::inRange(1, 1'000)) / 8 };
            masses.push_back(mass);
            both.add({ mass.at, 0, 0, 0, static_cast<float>(mass.weight) });
        }
        tension::Field field(kGround, 150, 1);
        field.setFacts(shared(columns), {});
        field.setWindow(kAlways);
        const auto before = field.values();
        field.setMasses(masses);
        RC_ASSERT(field.values() == densityAlways(both));
        masses.erase(masses.begin() + 2);
        field.setMasses(masses);
        field.setMasses({});
        RC_ASSERT(field.values() == before);
        RC_ASSERT(field.facts() == static_cast<qint64>(columns.size()));
    });
}

TEST_CASE("a tick costs what changed")
{
    FactColumns columns;
    for (int i = 0; i < 100'000; ++i)
        columns.add({ { i % 1'000 * 1.0, i / 100.0 }, i, 0, 0, 1 });
    tension::Field field(kGround, 150, 2);
    field.setFacts(shared(columns), {});
    field.setWindow({ 0, 50'000 });
    field.values();
    field.setWindow({ 500, 50'500 });
    CHECK(field.changed() == 1'000);
    CHECK(field.facts() == 50'000);
    field.values();
    field.setMasses({ { { 0, 0 }, 1 }, { { 10, 0 }, 1 } });
    field.values();
    field.setMasses({ { { 0, 0 }, 1 }, { { 10, 0 }, 2 } });
    CHECK(field.changed() == 2); // one away, one laid
}

TEST_CASE("facts decay by half in every half-life before the end of the window")
{
    FactColumns columns;
    for (const FactTime time : { 0, 100, 200 })
        columns.add({ { 500, 500 }, time, 0, 0, 8 });
    const Weighting weighting { {}, 100s, HoursOfWeek().set() };
    const Facts facts(columns);
    CHECK(weightIn(facts, 0, { 0, 300 }, weighting) == Approx(1));
    CHECK(weightIn(facts, 2, { 0, 300 }, weighting) == Approx(4));
    tension::Field field(kGround, 150, 1);
    field.setFacts(std::make_shared<const Facts>(columns), weighting);
    for (const FactTime end : { 300, 500, 700, 900, 1'200 }) { // also over a step of the origin of decay
        field.setWindow({ 0, end });
        const double expected = (1 + 2 + 4) * std::exp2(-static_cast<double>(end - 300) / 100);
        CHECK(field.weight() == Approx(expected).epsilon(1e-6));
        CHECK(*std::ranges::max_element(field.values())
            == Approx(expected / (2 * std::numbers::pi * 150 * 150) * std::exp(-2 * 12.5 * 12.5 / 45'000))
                .epsilon(1e-6));
    }
}

TEST_CASE("what lasts weighs by its share of the window")
{
    FactColumns columns;
    columns.add({ { 0, 0 }, 100, 100, 0, 3 });
    const Facts facts(columns);
    CHECK(weightIn(facts, 0, { 0, 1'000 }, {}) == 3);
    CHECK(weightIn(facts, 0, { 150, 1'000 }, {}) == 1.5);
    CHECK(weightIn(facts, 0, { 125, 150 }, {}) == 0.75);
    CHECK(weightIn(facts, 0, { 0, 100 }, {}) == 0); // half-open
    CHECK(weightIn(facts, 0, { 200, 300 }, {}) == 0);
    CHECK(weightIn(facts, 0, { 150, 150 }, {}) == 0); // no length of time
}

TEST_CASE("facts are in the order of their time, instants first, and know where they came from")
{
    FactColumns columns;
    columns.add({ { 1, 1 }, 30, 0, 0, 1 });
    columns.add({ { 2, 2 }, 10, 60, 0, 1 });
    columns.add({ { 3, 3 }, 10, 0, 0, 1 });
    columns.add({ { 4, 4 }, 30, 0, 0, 1 });
    const Facts facts(columns);
    REQUIRE(facts.size() == 4);
    CHECK(facts.instants() == 3);
    CHECK((facts.origin(0) == 2 && facts.origin(1) == 0 && facts.origin(2) == 3 && facts.origin(3) == 1));
    CHECK(facts.longest() == 60);
    CHECK(facts[1] == columns[0]);
    CHECK(factsIn(facts, { 0, 31 }, {}, { { 1.5, 0 }, { 9, 9 } }) == std::vector<std::uint32_t> { 0, 2, 3 });
}

TEST_CASE("whatever the times, the order is that of a stable sort, and each fact has its hour in Paris")
{
    REQUIRE(rc::check([] {
        // Within an hour, a year, a century, or from the Romans on; now and then enough for more than one thread.
        const FactTime span = *rc::gen::element<FactTime>(3'600, 31'622'400, 3'155'760'000, 60'000'000'000);
        const size_t count = *rc::gen::element<size_t>(0, 1, 50, 4 * Facts::kBlock);
        std::uint64_t state = *rc::gen::arbitrary<std::uint64_t>();
        const auto next = [&state](FactTime below) {
            state = state * 6364136223846793005 + 1442695040888963407;
            return static_cast<FactTime>((state >> 20) % static_cast<std::uint64_t>(below));
        };
        FactColumns columns;
        for (size_t i = 0; i < count; ++i)
            columns.add({ { static_cast<double>(i), 1 }, 1'700'000'000 - next(span),
                next(3) == 0 ? static_cast<std::uint32_t>(1 + next(600)) : 0, static_cast<std::uint16_t>(i % 7), 1 });
        std::vector<std::uint32_t> order(count);
        std::ranges::iota(order, 0U);
        std::ranges::stable_sort(
            order, {}, [&](std::uint32_t i) { return std::pair(columns.lasts[i] > 0, columns.time[i]); });
        const Facts facts(columns);
        RC_ASSERT(facts.size() == count);
        bool isSame = true;
        for (size_t i = 0; i < count; ++i)
            isSame = isSame && facts.origin(i) == order[i] && facts[i] == columns[order[i]];
        RC_ASSERT(isSame);
        const size_t step = std::max<size_t>(1, count / 50);
        for (size_t i = 0; i < count; i += step)
            RC_ASSERT(facts.hours()[i] == hourOfWeek(facts.columns().time[i]));
    }));
}

TEST_CASE("facts that are fetched into their places are those that came as columns")
{
    REQUIRE(rc::check([] {
        const auto count = *rc::gen::inRange<size_t>(0, 3 * Facts::kBlock); // both by one thread and by several
        const auto seed = *rc::gen::inRange<std::uint32_t>(1, 1'000);
        FactColumns columns;
        FactMoments moments;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t dice = i * 2'654'435'761 + seed;
            columns.add({ { dice % 24'000 / 2.0, dice / 7 % 20'000 / 2.0 }, dice / 3 % 100'000,
                dice % 5 == 0 ? dice % 900 : 0, static_cast<std::uint16_t>(dice % 9), static_cast<float>(dice % 4) });
            moments.push_back({ columns.time[i], columns.lasts[i], i + 1'000 });
        }
        const Facts came(columns);
        const Facts fetched(moments, [&](Facts::Range range, std::span<const std::uint32_t> from, auto &to) {
            for (size_t i = range.begin; i < range.end; ++i) {
                const Fact fact = columns[moments[from[i - range.begin]].origin - 1'000];
                to.east[i] = fact.at.east;
                to.north[i] = fact.at.north;
                to.category[i] = fact.category;
                to.weight[i] = fact.weight;
            }
        });
        RC_ASSERT(fetched.size() == count && fetched.instants() == came.instants());
        RC_ASSERT(fetched.longest() == came.longest());
        bool isSame = std::ranges::equal(fetched.hours(), came.hours());
        for (size_t i = 0; i < count; ++i)
            isSame = isSame && fetched[i] == came[i] && fetched.origin(i) == came.origin(i) + 1'000;
        for (size_t block = 0; block * Facts::kBlock < came.instants(); ++block)
            isSame = isSame && std::ranges::equal(fetched.groundOrder(block), came.groundOrder(block));
        RC_ASSERT(isSame);
    }));
}

TEST_CASE("what is no place, no time or no weight is left out, and counted")
{
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    FactColumns columns;
    columns.add({ { kNaN, 0 }, 0, 0, 0, 1 });
    columns.add({ { 0, kInfinity }, 0, 0, 0, 1 });
    columns.add({ { 0, 0 }, 0, 0, 0, std::numeric_limits<float>::quiet_NaN() });
    columns.add({ { 0, 0 }, 0, 0, 0, std::numeric_limits<float>::infinity() });
    columns.add({ { 0, 0 }, std::numeric_limits<FactTime>::max(), 0, 0, 1 });
    columns.add({ { 1e300, -1e300 }, 0, 0, 0, 1 }); // a place, though out of the world: weighs nowhere
    const Facts facts(columns);
    CHECK(facts.leftOut() == 5);
    CHECK(facts.size() == 1);
    const std::vector<double> nothing(3'600);
    CHECK(densityOf(facts, kAlways, {}, kGround, 150, 2) == nothing);
    CHECK(densityOf(Facts(), kAlways, {}, kGround, 150, 2) == nothing);
    CHECK(densityOf(Facts(test::factsAt({ { { 100, 100 }, 1 } })), { 5, 5 }, {}, kGround, 150, 1) == nothing);
}

TEST_CASE("all facts in one cell are one heavy fact")
{
    FactColumns many;
    for (int i = 0; i < 200'000; ++i)
        many.add({ { 210, 215 }, i, 0, 0, 1 });
    FactColumns one;
    one.add({ { 210, 215 }, 0, 0, 0, 200'000 });
    const auto values = densityAlways(many, kGround, 2);
    const auto expected = densityAlways(one);
    for (size_t i = 0; i < values.size(); ++i)
        CHECK(values[i] == Approx(expected[i]).epsilon(1e-6));
}

TEST_CASE("one cell is a grid")
{
    const Grid cell { { 0, 0 }, 25, 1, 1 };
    const auto values = densityAlways(test::factsAt({ { { 12.5, 12.5 }, 1 } }), cell);
    REQUIRE(values.size() == 1);
    CHECK(values[0] == Approx(1 / (2 * std::numbers::pi * 150 * 150)).epsilon(1e-6));
}

TEST_CASE("hours of the week are those of Paris, on days of 23 and of 25 hours too")
{
    const auto bit = [](int weekday, int hour) { return 24 * (weekday - 1) + hour; };
    const auto at = [](const char16_t *iso) { return hourOfWeek(factTime(test::utc(iso))); };
    CHECK(at(u"2026-11-28T12:30:00Z") == bit(6, 13));
    CHECK(at(u"2026-03-29T00:59:59Z") == bit(7, 1)); // the hour from 2 to 3 does not exist
    CHECK(at(u"2026-03-29T01:00:00Z") == bit(7, 3));
    CHECK(at(u"2026-10-25T00:30:00Z") == bit(7, 2)); // the hour from 2 to 3 comes twice
    CHECK(at(u"2026-10-25T01:30:00Z") == bit(7, 2));
    CHECK(at(u"1969-12-31T22:59:59Z") == bit(3, 23));

    FactColumns columns;
    for (FactTime quarter = 0; quarter < 100; ++quarter) // the whole of the long day
        columns.add({ { 0, 0 }, factTime(test::utc(u"2026-10-24T22:00:00Z")) + quarter * 900, 0, 0, 1 });
    const Facts facts(columns);
    const Weighting twoToThree { {}, {}, hoursOfWeek(1 << 2, 0x7f) };
    const auto tally = tallyByCategory(
        facts, factWindow({ test::utc(u"2026-10-24T22:00:00Z"), test::utc(u"2026-10-25T23:00:00Z") }), twoToThree);
    CHECK(tally == std::vector<Tally> { { 8, 8 } });
}

TEST_CASE("a half-open window of milliseconds holds the seconds that lie in it")
{
    using namespace std::chrono;
    const UtcInterval interval { UtcTime { 1'001ms }, UtcTime { 3'000ms } };
    CHECK(factWindow(interval) == FactWindow { 2, 3 });
    CHECK(factTime(UtcTime { -1ms }) == 0);
}
