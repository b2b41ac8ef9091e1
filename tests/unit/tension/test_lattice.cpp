#include <tension/lattice.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <cmath>
#include <thread>

using namespace cortege;
using namespace cortege::tension;

namespace
{

/// In 1e-7 degrees, as facts have them.
GeoPoint anyPlace(int west, int south, int east, int north)
{
    constexpr double kPerDegree = 1e7;
    return { *rc::gen::inRange(west * 10'000'000, east * 10'000'000) / kPerDegree,
        *rc::gen::inRange(south * 10'000'000, north * 10'000'000) / kPerDegree };
}

} // namespace

TEST_CASE("in France the lattice is within a micrometre of the projection, and elsewhere it is the projection")
{
    const Projection projection;
    const Lattice lattice;
    REQUIRE(rc::check([&] {
        const GeoPoint place = anyPlace(-10, 41, 11, 52);
        const MetricPoint asked = projection.toMetric(place);
        const MetricPoint found = lattice.toMetric(place);
        RC_ASSERT(std::hypot(found.east - asked.east, found.north - asked.north) < 1e-6);
    }));
    REQUIRE(rc::check([&] {
        const GeoPoint place = anyPlace(-180, -80, 180, 41);
        RC_ASSERT(lattice.toMetric(place) == projection.toMetric(place));
    }));
    CHECK_FALSE(std::isfinite(lattice.toMetric({ std::nan(""), 43 }).east));
}

TEST_CASE("the lattice knows where the projection has no answer")
{
    const Lattice lattice;
    CHECK(lattice.hasAnswer({ 5.37, 43.3 }));
    CHECK(lattice.hasAnswer({ -170, -80 }));
    CHECK_FALSE(lattice.hasAnswer({ 3, -90 })); // the cone has no such place
    CHECK_FALSE(lattice.hasAnswer({ std::nan(""), 43 }));
}

TEST_CASE("a place lies where it lies, whoever asks first and however many do")
{
    std::vector<GeoPoint> places;
    places.reserve(20'000);
    for (int i = 0; i < 20'000; ++i)
        places.push_back({ 4.9 + i % 97 * 0.0123, 42.9 + i % 89 * 0.0111 });
    const Lattice shared;
    std::vector<std::vector<MetricPoint>> found(4, std::vector<MetricPoint>(places.size()));
    {
        std::vector<std::jthread> threads;
        threads.reserve(found.size());
        for (auto &mine : found)
            threads.emplace_back([&] {
                for (size_t i = 0; i < places.size(); ++i)
                    mine[i] = shared.toMetric(places[i]);
            });
    }
    const Lattice alone;
    std::vector<MetricPoint> backwards(places.size());
    for (size_t i = places.size(); i-- > 0;)
        backwards[i] = alone.toMetric(places[i]);
    for (const auto &one : found)
        CHECK(one == backwards);
}
