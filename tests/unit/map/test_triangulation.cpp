#include <triangulation.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>

#include <set>

using namespace cortege;
using namespace cortege::map;

namespace
{

using Ring2 = std::vector<QPointF>;

Ring2 anySimpleRing(bool reversed)
{
    Ring2 ring;
    for (const GeoPoint &point : test::anyRing())
        ring.emplace_back(point.longitude, -point.latitude);
    if (reversed)
        std::ranges::reverse(ring);
    return ring;
}
/// In whole numbers, so that corners coincide, lie on a line and edges cross.
Ring2 anyWildRing()
{
    Ring2 ring(*rc::gen::inRange<size_t>(0, 20));
    for (QPointF &corner : ring)
        corner = { double(*rc::gen::inRange(0, 6)), double(*rc::gen::inRange(0, 6)) };
    return ring;
}
double areaOf(const Ring2 &ring, const std::vector<std::uint32_t> &triangles)
{
    double sum = 0;
    for (size_t i = 0; i + 2 < triangles.size(); i += 3)
        sum += std::abs(twiceSignedArea(Ring2 { ring[triangles[i]], ring[triangles[i + 1]], ring[triangles[i + 2]] }));
    return sum;
}

} // namespace

TEST_CASE("the triangles of an outline cover just its area and use every corner")
{
    REQUIRE(rc::check([] {
        const Ring2 ring = anySimpleRing(*rc::gen::arbitrary<bool>());
        const auto triangles = triangulated(ring);
        RC_ASSERT(triangles.size() == 3 * (ring.size() - 2));
        const double area = std::abs(twiceSignedArea(ring));
        RC_ASSERT(std::abs(areaOf(ring, triangles) - area) < 1e-9 * area);
        RC_ASSERT(std::set(triangles.begin(), triangles.end()).size() == ring.size());
        RC_ASSERT(insideRing(ring, placeInside(ring, triangles)));
    }));
}

TEST_CASE("an outline with a bay is not filled across it")
{
    const Ring2 ring { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 6, 10 }, { 6, 2 }, { 4, 2 }, { 4, 10 }, { 0, 10 } };
    const auto triangles = triangulated(ring);
    CHECK(areaOf(ring, triangles) == std::abs(twiceSignedArea(ring)));
    CHECK(twiceSignedArea(ring) == 2 * 84);
    CHECK_FALSE(insideRing(ring, { 5, 8 }));
    CHECK(insideRing(ring, { 5, 1 }));
}

TEST_CASE("an outline that crosses itself is filled somehow, and no corner is lost")
{
    REQUIRE(rc::check([] {
        const Ring2 ring = anyWildRing();
        const auto triangles = triangulated(ring);
        RC_ASSERT(triangles.size() == (ring.size() < 3 ? 0 : 3 * (ring.size() - 2)));
        RC_ASSERT(std::set(triangles.begin(), triangles.end()).size() == (ring.size() < 3 ? 0 : ring.size()));
        RC_ASSERT(std::ranges::all_of(triangles, [&](auto index) { return index < ring.size(); }));
    }));
}
