#include <tension/density.h>

#include "reference.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

using namespace cortege;
using namespace cortege::tension;
using namespace Qt::StringLiterals;
using Catch::Approx;

namespace
{

/// `#include <rapidcheck.h>` shrinks numbers well; millimetres within a few kilometres are all that is needed.
double anyMetres(int from, int to) { return *rc::gen::inRange(from * 1000, to * 1000) / 1000.0; }
std::vector<WeightedPoint> anyPoints(int from, int to, size_t most)
{
    std::vector<WeightedPoint> points(*rc::gen::inRange<size_t>(1, most));
    for (WeightedPoint &point : points)
        point = { { anyMetres(from, to), anyMetres(from, to) }, *rc::gen::inRange(1, 10'000) / 10.0 };
    return points;
}

double distanceToNearest(MetricPoint place, const std::vector<WeightedPoint> &points)
{
    double nearest = std::numeric_limits<double>::infinity();
    for (const WeightedPoint &point : points)
        nearest = std::min(nearest, std::hypot(point.at.east - place.east, point.at.north - place.north));
    return nearest;
}

/// The largest relative error at the centres of cells with a mass within `bandwidths`.
double worstError(const std::vector<WeightedPoint> &points, const Grid &grid, double bandwidth, double bandwidths)
{
    const auto values = density(points, grid, bandwidth);
    double worst = 0;
    for (int row = 0; row < grid.rows; ++row) {
        for (int column = 0; column < grid.columns; ++column) {
            const auto place = grid.centre(column, row);
            if (distanceToNearest(place, points) > bandwidths * bandwidth)
                continue;
            const double exact = exactDensityAt(place, points, bandwidth);
            const double here = values[static_cast<size_t>(row * grid.columns + column)];
            worst = std::max(worst, std::abs(here - exact) / exact);
        }
    }
    return worst;
}

double mass(const std::vector<double> &values, const Grid &grid)
{
    return std::accumulate(values.begin(), values.end(), 0.0) * grid.cell * grid.cell;
}

} // namespace

TEST_CASE("one mass in the middle of a cell is a Gaussian")
{
    const Grid grid { { 0, 0 }, 25, 61, 61 };
    const auto values = density(std::vector { WeightedPoint { grid.centre(30, 30), 500 } }, grid, 150);
    const double peak = 500 / (2 * std::numbers::pi * 150 * 150);
    CHECK(values[30 * 61 + 30] == Approx(peak).epsilon(1e-6));
    CHECK(values[30 * 61 + 36] == Approx(peak * std::exp(-0.5)).epsilon(1e-6));
    CHECK(values[24 * 61 + 36] == Approx(peak * std::exp(-1.0)).epsilon(1e-6));
}

TEST_CASE("density is the direct sum to 1e-6 for six cells a bandwidth or more")
{
    rc::check("wherever a mass lies within five bandwidths", [] {
        const auto points = anyPoints(0, 1'000, 8);
        const double bandwidth = 150.0 + *rc::gen::inRange(0, 100);
        const Grid grid { { anyMetres(-300, 0), anyMetres(-300, 0) }, 25, 50, 50 };
        RC_ASSERT(worstError(points, grid, bandwidth, 5) <= 1e-6);
    });
}

TEST_CASE("with coarser cells the stated error holds")
{
    rc::check("2e-5 down to two cells a bandwidth, within three bandwidths", [] {
        const auto points = anyPoints(0, 1'000, 8);
        const Grid grid { { anyMetres(-300, 0), anyMetres(-300, 0) }, 50, 30, 30 };
        RC_ASSERT(worstError(points, grid, 100 + *rc::gen::inRange(0, 200), 3) <= 2e-5);
    });
}

TEST_CASE("mass is kept when the grid holds all of it")
{
    rc::check("the cells add up to the weights", [] {
        const auto points = anyPoints(1'300, 1'700, 8);
        const Grid grid { { 0, 0 }, 25, 120, 120 }; // 8.6 bandwidths of 150 m around
        double weights = 0;
        for (const WeightedPoint &point : points)
            weights += point.weight;
        RC_ASSERT(std::abs(mass(density(points, grid, 150), grid) / weights - 1) < 1e-6);
    });
}

TEST_CASE("densities of two sources add up")
{
    rc::check("density(a + b) = density(a) + density(b)", [] {
        const auto a = anyPoints(0, 1'000, 8);
        const auto b = anyPoints(0, 1'000, 8);
        auto both = a;
        both.insert(both.end(), b.begin(), b.end());
        const Grid grid { { 0, 0 }, 25, 40, 40 };
        const auto one = density(a, grid, 150);
        const auto other = density(b, grid, 150);
        const auto sum = density(both, grid, 150);
        for (size_t i = 0; i < sum.size(); ++i)
            RC_ASSERT(std::abs(sum[i] - one[i] - other[i]) <= 1e-12 * sum[i]);
    });
}

TEST_CASE("moving everything by the same distance changes nothing")
{
    rc::check("translation", [] {
        auto points = anyPoints(0, 1'000, 8);
        Grid grid { { 0, 0 }, 25, 40, 40 };
        const auto before = density(points, grid, 150);
        const double east = *rc::gen::inRange(-1'000'000, 1'000'000); // whole metres: exact in double
        const double north = *rc::gen::inRange(-1'000'000, 1'000'000);
        for (WeightedPoint &point : points)
            point.at = { point.at.east + east, point.at.north + north };
        grid.southWest = { east, north };
        const auto after = density(points, grid, 150);
        for (size_t i = 0; i < after.size(); ++i)
            RC_ASSERT(std::abs(after[i] - before[i]) <= 1e-9 * before[i]);
    });
}

TEST_CASE("the same input gives the same bits")
{
    rc::check("bit for bit", [] {
        const auto points = anyPoints(-500, 1'500, 50);
        const Grid grid { { 0, 0 }, 25, 40, 40 };
        RC_ASSERT(density(points, grid, 150) == density(points, grid, 150));
    });
}

TEST_CASE("masses outside the grid weigh inside as far as the kernel reaches")
{
    const Grid grid { { 0, 0 }, 25, 20, 20 };
    const std::vector<WeightedPoint> outside { { { -400, 250 }, 1'000 }, { { 250, 900 }, 1'000 } };
    CHECK(worstError(outside, grid, 150, 5) <= 1e-6);
}

TEST_CASE("what is no place and what weighs nothing is left out")
{
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const Grid grid { { 0, 0 }, 25, 20, 20 };
    const std::vector<double> nothing(400);
    CHECK(density({}, grid, 150) == nothing);
    CHECK(density(std::vector<WeightedPoint> { { { kNaN, 0 }, 1 }, { { 0, kInfinity }, 1 }, { { 10, 10 }, kNaN },
                      { { 1e300, -1e300 }, 5 }, { { 100, 100 }, 0 } },
              grid, 150)
        == nothing);
    CHECK(density(std::vector<WeightedPoint> { { { 10, 10 }, 1 } }, Grid {}, 150).empty());
}

TEST_CASE("a grid lies around the points, on multiples of the cell, within its limits")
{
    const MetricBox limits { { 0, 0 }, { 10'000, 10'000 } };
    const std::vector<WeightedPoint> points { { { 1'010, 2'020 }, 1 }, { { 1'500, 9'990 }, 1 },
        { { std::numeric_limits<double>::infinity(), 0 }, 1 } };
    const auto grid = gridAround(points, 25, 100, limits);
    CHECK(grid.southWest == MetricPoint { 900, 1'900 });
    CHECK(grid.columns == (1'600 - 900) / 25);
    CHECK(grid.rows == (10'000 - 1'900) / 25);
    CHECK(gridAround({}, 25, 100, limits).columns == 0);
    const std::vector<WeightedPoint> farAway { { { 5e6, 5e6 }, 1 } };
    CHECK(gridAround(farAway, 25, 100, limits).rows == 0);
}

TEST_CASE("the reference densities at 25 m are met within 1e-6")
{
    const auto points = test::referencePoints();
    const Grid grid { { 0, 0 }, 25, 800, 960 };
    const auto values = density(points, grid, 150);
    const auto rows = test::referenceRows(u"density-25m-sample.csv.gz"_s);
    REQUIRE(rows.size() == 2'000);
    for (const QByteArrayList &row : rows) {
        const int column = static_cast<int>(row[0].toDouble() / 25);
        const int line = static_cast<int>(row[1].toDouble() / 25);
        const double here = values[static_cast<size_t>(line * grid.columns + column)];
        const auto centre = grid.centre(column, line);
        CHECK(here == Approx(exactDensityAt(centre, points, 150)).epsilon(1e-6));
        CHECK(here == Approx(row[2].toDouble()).epsilon(1.5e-6)); // the file has seven digits
    }
}

TEST_CASE("the reference densities at 200 m are met within 1e-6")
{
    const auto points = test::referencePoints();
    const Grid grid { { -12.5, -12.5 }, 25, 801, 961 }; // a grid of 25 m with centres on those of the 200 m cells
    const auto values = density(points, grid, 150);
    const auto rows = test::referenceRows(u"density-200m.csv.gz"_s);
    REQUIRE(rows.size() == 12'000);
    for (const QByteArrayList &row : rows) {
        const int column = row[0].toInt() * 8 + 4;
        const int line = row[1].toInt() * 8 + 4;
        // Cut at 8 bandwidths: from there on the direct sum goes on with less than e⁻³² of a mass.
        const double cut = 10'000 * std::exp(-32) / (2 * std::numbers::pi * 150 * 150);
        CHECK(values[static_cast<size_t>(line * grid.columns + column)]
            == Approx(row[3].toDouble()).epsilon(1.5e-6).margin(cut));
    }
}
