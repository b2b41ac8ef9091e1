#include <presentation/largestremainder.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <numeric>

using namespace cortege::presentation;

TEST_CASE("thirds make a hundred, the earlier one gets the rest")
{
    CHECK(wholeShares(std::vector { 1., 1., 1. }) == std::vector { 34, 33, 33 });
    CHECK(wholeShares(std::vector { 0., 0. }) == std::vector { 0, 0 });
    CHECK(wholeShares(std::vector<double> {}).empty());
    CHECK(wholeShares(std::vector { 5e-9 }) == std::vector { 100 });
}

TEST_CASE("shares add up to the whole, and none is a whole part away from its own")
{
    CHECK(rc::check([](const std::vector<unsigned short> &numbers) {
        const std::vector<double> amounts(numbers.begin(), numbers.end());
        const double sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
        RC_PRE(sum > 0);
        const auto shares = wholeShares(amounts);
        RC_ASSERT(std::accumulate(shares.begin(), shares.end(), 0) == 100);
        for (size_t i = 0; i < amounts.size(); ++i)
            RC_ASSERT(std::abs(shares[i] - amounts[i] / sum * 100) < 1 + 1e-9);
    }));
}
