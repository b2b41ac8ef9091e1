#include <domain/geometry.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <limits>

using namespace cortege;
using Catch::Approx;

TEST_CASE("a degree of latitude is 111.2 km long")
{
    CHECK(distanceMetres({ 5, 43 }, { 5, 44 }) == Approx(111'195).epsilon(1e-4));
    CHECK(distanceMetres({ 5, 43 }, { 5, 43 }) == 0);
    CHECK(lengthMetres({}) == 0);
    CHECK(lengthMetres({ { 5, 43 }, { 5, 44 }, { 5, 43 } }) == Approx(2 * 111'195).epsilon(1e-4));
}

TEST_CASE("a hundred metres square is a hectare, whichever way round it was drawn")
{
    const double north = 100 / 111'195.08;
    const double east = north / std::cos(43.3 * 3.14159265358979 / 180);
    const Ring ring { { 5.37, 43.3 }, { 5.37 + east, 43.3 }, { 5.37 + east, 43.3 + north }, { 5.37, 43.3 + north } };
    CHECK(areaSquareMetres(ring) == Approx(10'000).epsilon(1e-3));
    CHECK(areaSquareMetres(Ring(ring.rbegin(), ring.rend())) == Approx(areaSquareMetres(ring)));
    CHECK(areaSquareMetres({}) == 0);
}

TEST_CASE("a bow tie crosses itself and a square does not")
{
    CHECK_FALSE(selfCrossing({ { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } }));
    const auto crossing = selfCrossing({ { 0, 0 }, { 1, 1 }, { 1, 0 }, { 0, 1 } });
    REQUIRE(crossing);
    CHECK(*crossing == GeoPoint { 0.5, 0.5 });
    CHECK(selfCrossing({ { 0, 0 }, { 1, 0 }, { 0, 0 } })); // a line there and back has no inside
    CHECK_FALSE(selfCrossing({ { 0, 0 }, { 1, 0 } }));
}

TEST_CASE("a regular polygon never crosses itself, and swapping two of its neighbours makes it")
{
    REQUIRE(rc::check([] {
        const int corners = *rc::gen::inRange(5, 60);
        Ring ring;
        for (int i = 0; i < corners; ++i)
            ring.push_back({ 5.37 + 0.01 * std::cos(6.283185307 * i / corners),
                43.3 + 0.01 * std::sin(6.283185307 * i / corners) });
        RC_ASSERT(!selfCrossing(ring));
        const int swapped = *rc::gen::inRange(0, corners - 1);
        std::swap(ring[static_cast<size_t>(swapped)], ring[static_cast<size_t>(swapped) + 1]);
        RC_ASSERT(selfCrossing(ring).has_value());
    }));
}

TEST_CASE("coordinates off the Earth are known as such")
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinite = std::numeric_limits<double>::infinity();
    CHECK(isOnEarth({ 180, -90 }));
    for (const GeoPoint point : { GeoPoint { 180.1, 0 }, { 0, 90.1 }, { nan, 0 }, { 0, nan }, { -infinite, 0 } })
        CHECK_FALSE(isOnEarth(point));
}

TEST_CASE("the box of no points is no box")
{
    CHECK_FALSE(boundingBox({}));
    CHECK(boundingBox({ { 5, 43 }, { 4, 44 } }) == GeoBox { { 4, 43 }, { 5, 44 } });
}
