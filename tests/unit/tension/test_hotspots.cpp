#include <tension/hotspots.h>

#include "reference.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <cmath>

using namespace cortege;
using namespace cortege::tension;
using Catch::Approx;

namespace
{

/// The formula word for word.
double directScore(const std::vector<double> &values, int columns, int rows, int reach, int column, int row)
{
    double sum = 0;
    double inWindow = 0;
    double window = 0;
    double squares = 0;
    for (const double value : values)
        sum += value;
    const auto n = static_cast<double>(values.size());
    const double mean = sum / n;
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const double value = values[static_cast<size_t>(y * columns + x)];
            squares += (value - mean) * (value - mean);
            if (std::abs(x - column) <= reach && std::abs(y - row) <= reach) {
                inWindow += value;
                ++window;
            }
        }
    }
    return (inWindow - mean * window) / (std::sqrt(squares / n) * std::sqrt((n * window - window * window) / (n - 1)));
}

} // namespace

TEST_CASE("Gi*, its p and its q are spdep's to the digits of the reference, and the formula's to 1e-9")
{
    const auto densities = test::referenceRows(QStringLiteral("density-200m.csv.gz"));
    const auto expected = test::referenceRows(QStringLiteral("gistar-200m.csv.gz"));
    REQUIRE(densities.size() == 12'000);
    REQUIRE(expected.size() == 12'000);
    struct Column {
        int source; // of density-200m
        int first; // of z, p, q
        double margin; // the results have seven digits; the densities too, of which many cells add up
    };
    for (const auto &[source, first, margin] : { Column { 2, 2, 1e-9 }, Column { 3, 5, 2e-6 } }) {
        std::vector<double> values(12'000);
        for (const auto &row : densities)
            values[static_cast<size_t>(row[1].toInt() * 100 + row[0].toInt())] = row[source].toDouble();
        const auto spots = hotSpots(values, 100, 120);
        for (const auto &row : expected) {
            const auto cell = static_cast<size_t>(row[1].toInt() * 100 + row[0].toInt());
            CHECK(spots.z[cell] == Approx(row[first].toDouble()).epsilon(6e-7).margin(margin));
            CHECK(spots.p[cell] == Approx(row[first + 1].toDouble()).epsilon(6e-7).margin(margin));
            CHECK(spots.q[cell] == Approx(row[first + 2].toDouble()).epsilon(6e-7).margin(margin));
        }
        for (int cell = 0; cell < 12'000; cell += 97)
            CHECK(spots.z[static_cast<size_t>(cell)]
                == Approx(directScore(values, 100, 120, 1, cell % 100, cell / 100)).epsilon(1e-9).margin(1e-10));
    }
}

TEST_CASE("Gi* is its formula for any grid and reach")
{
    rc::check("windows cut at the edges", [] {
        const int columns = *rc::gen::inRange(1, 12);
        const int rows = *rc::gen::inRange(1, 12);
        const int reach = *rc::gen::inRange(0, 4);
        std::vector<double> values(static_cast<size_t>(columns * rows));
        for (double &value : values)
            value = *rc::gen::inRange(0, 100);
        const auto spots = hotSpots(values, columns, rows, reach);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column) {
                const auto cell = static_cast<size_t>(row * columns + column);
                const double expected = directScore(values, columns, rows, reach, column, row);
                if (std::isfinite(expected))
                    RC_ASSERT(std::abs(spots.z[cell] - expected) <= 1e-9 * std::max(1.0, std::abs(expected)));
                else
                    RC_ASSERT(spots.z[cell] == 0 && spots.p[cell] == 1);
            }
        }
    });
}

TEST_CASE("q rises with p, and is never below it")
{
    rc::check("Benjamini and Hochberg", [] {
        std::vector<double> values(100);
        for (double &value : values)
            value = *rc::gen::inRange(0, 50);
        const auto spots = hotSpots(values, 10, 10);
        for (size_t i = 0; i < 100; ++i) {
            RC_ASSERT(spots.q[i] >= spots.p[i]);
            RC_ASSERT(spots.q[i] <= 1);
            for (size_t j = 0; j < 100; ++j)
                RC_ASSERT(!(spots.p[i] < spots.p[j]) || spots.q[i] <= spots.q[j]);
        }
    });
}

TEST_CASE("values that are all the same say nothing")
{
    for (const double value : { 0.0, 0.1, 1e9 }) {
        const auto spots = hotSpots(std::vector<double>(35, value), 7, 5);
        CHECK(spots.z == std::vector<double>(35, 0));
        CHECK(spots.p == std::vector<double>(35, 1));
        CHECK(spots.q == std::vector<double>(35, 1));
    }
    CHECK(hotSpots({}, 0, 0).z.empty());
    CHECK(hotSpots(std::vector<double> { 3 }, 1, 1).p == std::vector<double> { 1 });
}

TEST_CASE("counts hold a cell's western and southern edges")
{
    const Grid grid { { 0, 0 }, 10, 2, 2 };
    const Facts facts(test::factsAt({ { { 0, 0 }, 1 }, { { 10, 0 }, 2 }, { { 9.99, 10 }, 4 }, { { 20, 5 }, 8 },
        { { -0.01, 5 }, 16 }, { { 1e300, 0 }, 32 } }));
    CHECK(countsOn(grid, facts, { -1, 1 }, {}) == std::vector<double> { 1, 2, 4, 0 });
    CHECK(countsOn(grid, facts, { 1, 2 }, {}) == std::vector<double> { 0, 0, 0, 0 });
}
