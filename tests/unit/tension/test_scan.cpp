#include <tension/scan.h>

#include "support/records.h"
#include "support/wanted.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace cortege;
using namespace cortege::tension;
using namespace std::chrono_literals;
using Catch::Approx;
using test::wanted;

namespace
{

constexpr FactTime kDay = 86'400;
constexpr FactWindow kMonth { 0, 30 * kDay };
const HoursOfWeek kAllHours = HoursOfWeek().set();

/// The middle of one of 6 × 6 cells.
MetricPoint middleOf(int cell)
{
    const int column = cell % 6, row = cell / 6;
    return { 250.0 * column + 125, 250.0 * row + 125 };
}
/// A case a day in each cell.
FactColumns evenGround()
{
    FactColumns columns;
    for (int day = 0; day < 30; ++day) {
        for (int cell = 0; cell < 36; ++cell)
            columns.add({ middleOf(cell), day * kDay + FactTime { 60 } * cell, 0, 0, 1 });
    }
    return columns;
}
void addOutbreak(FactColumns &columns)
{
    for (int day = 10; day < 13; ++day) {
        for (FactTime i = 0; i < 12; ++i)
            columns.add({ { 2 * 250 + 100.0, 3 * 250 + 100.0 }, day * kDay + i * 600, 0, 0, 1 });
    }
}
ScanRule quick() { return { .permutations = 99, .seed = 7 }; }

} // namespace

TEST_CASE("an outbreak is found where and when it is")
{
    auto columns = evenGround();
    addOutbreak(columns);
    const Facts facts(columns);
    const auto clusters = wanted(scan(facts, kMonth, kAllHours, quick(), 2));
    REQUIRE(!clusters.empty());
    const Cluster &first = clusters.front();
    CHECK(first.centre == MetricPoint { 625, 875 });
    CHECK(first.radius == 0);
    CHECK(first.during == FactWindow { 10 * kDay, 13 * kDay });
    CHECK(first.observed == 39);
    CHECK(first.expected == Approx(66.0 * 144 / 1'116));
    CHECK(first.p == 0.01); // no permutation reaches it
    const double c = 39;
    const double all = 1'116;
    CHECK(first.score
        == Approx(c * std::log(c / first.expected) + (all - c) * std::log((all - c) / (all - first.expected))));
}

TEST_CASE("crowded places and busy days are no clusters by themselves")
{
    auto columns = evenGround();
    for (int day = 0; day < 30; ++day) { // one place has always more
        for (int i = 0; i < 10; ++i)
            columns.add({ { 125, 125 }, day * kDay + i, 0, 0, 1 });
    }
    for (int cell = 0; cell < 36; ++cell) { // one day has more everywhere, each place as it has
        for (int i = 0; i < (cell == 0 ? 11 : 1) * 3; ++i)
            columns.add({ middleOf(cell), 20 * kDay + i, 0, 0, 1 });
    }
    for (const Cluster &cluster : wanted(scan(Facts(columns), kMonth, kAllHours, quick(), 1)))
        CHECK(cluster.p > 0.05);
}

TEST_CASE("the same seed gives the same clusters, for any number of threads")
{
    auto columns = evenGround();
    addOutbreak(columns);
    const Facts facts(columns);
    const auto expected = wanted(scan(facts, kMonth, kAllHours, quick(), 1));
    for (const int threads : { 2, 3, 4 })
        CHECK(wanted(scan(facts, kMonth, kAllHours, quick(), threads)) == expected);
    FactColumns reversed;
    for (size_t i = columns.size(); i > 0; --i)
        reversed.add(columns[i - 1]);
    CHECK(wanted(scan(Facts(reversed), kMonth, kAllHours, quick(), 1)) == expected);
}

TEST_CASE("clusters share no cell and step, and come in falling order")
{
    auto columns = evenGround();
    addOutbreak(columns);
    for (int i = 0; i < 15; ++i)
        columns.add({ { 1'300, 100 }, 25 * kDay + i, 0, 0, 1 });
    const auto clusters = wanted(scan(Facts(columns), kMonth, kAllHours, quick(), 2));
    REQUIRE(clusters.size() >= 2);
    CHECK(clusters[1].centre == MetricPoint { 1'375, 125 });
    CHECK(clusters[1].p <= 0.05);
    for (size_t i = 1; i < clusters.size(); ++i)
        CHECK(clusters[i - 1].score >= clusters[i].score);
}

TEST_CASE("nothing, one case, one cell and one step have no clusters")
{
    CHECK(wanted(scan(Facts(), kMonth, kAllHours, quick(), 2)).empty());
    FactColumns one;
    one.add({ { 10, 10 }, 5, 0, 0, 1 });
    CHECK(wanted(scan(Facts(one), kMonth, kAllHours, quick(), 2)).empty());
    FactColumns sameCell;
    for (FactTime i = 0; i < 50; ++i)
        sameCell.add({ { 10, 10 }, i * i * 1'000, 0, 0, 1 });
    CHECK(wanted(scan(Facts(sameCell), kMonth, kAllHours, quick(), 2)).empty());
    CHECK(wanted(scan(Facts(evenGround()), { 0, kDay }, kAllHours, quick(), 2)).empty());
    CHECK(wanted(scan(Facts(evenGround()), { 5, 5 }, kAllHours, quick(), 2)).empty());
    CHECK(wanted(scan(Facts(evenGround()), kMonth, HoursOfWeek(), quick(), 2)).empty());
}

TEST_CASE("rules that make no sense or would take for ever are refused")
{
    const Facts facts(evenGround());
    const auto failure = [&](const ScanRule &rule) {
        const auto result = scan(facts, kMonth, kAllHours, rule, 1);
        return result ? std::optional<Failure>() : result.error().kind;
    };
    CHECK(failure({ .cell = 0 }) == Failure::InvalidInput);
    CHECK(failure({ .cell = std::numeric_limits<double>::quiet_NaN() }) == Failure::InvalidInput);
    CHECK(failure({ .step = 0s }) == Failure::InvalidInput);
    CHECK(failure({ .permutations = 0 }) == Failure::InvalidInput);
    CHECK(failure({ .step = 1s }) == Failure::TooLarge);
    CHECK(failure({ .cell = 1, .largestRadius = 1'000 }) == Failure::TooLarge);
    CHECK(failure({ .permutations = 2'000'000'000 }) == Failure::TooLarge);
}
