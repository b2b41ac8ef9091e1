#include "coast.h"
#include "inside.h"
#include "namelines.h"

#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using namespace cortege::territory;
using cortege::test::contains;
using namespace Qt::StringLiterals;
using geodata::StreetClass;

namespace
{

bool isLand(const std::vector<Ring> &land, const GeoPoint &p)
{
    return std::ranges::any_of(land, [&](const Ring &ring) { return contains(ring, p); });
}

const GeoBox kFrame { { 0, 0 }, { 1, 1 } };

} // namespace

TEST_CASE("land lies on the left of the coast, in the frame and beyond it")
{
    const auto land = landFromCoast({ { { -0.5, 0.5 }, { 0.5, 0.4 } }, { { 0.5, 0.4 }, { 1.5, 0.5 } } }, kFrame);
    REQUIRE(land.size() == 1);
    CHECK(isLand(land, { 0.5, 0.8 }));
    CHECK(isLand(land, { 0.5, 1.5 }));
    CHECK_FALSE(isLand(land, { 0.5, 0.2 }));
    CHECK_FALSE(isLand(land, { 0.5, -0.5 }));
}

TEST_CASE("a bay cuts the frame twice, and islands are closed")
{
    // From the east side in to the west, and out to the east again: the sea is between.
    const std::vector<LineString> coast { { { 1.2, 0.7 }, { 0.4, 0.7 }, { 0.4, 0.3 }, { 1.2, 0.3 } },
        { { 0.6, 0.45 }, { 0.7, 0.45 }, { 0.7, 0.55 }, { 0.6, 0.55 }, { 0.6, 0.45 } } };
    std::vector<LineString> landOnLeft = coast;
    std::ranges::reverse(landOnLeft[0]);
    const auto land = landFromCoast({ landOnLeft[0], coast[1] }, kFrame);
    REQUIRE(land.size() == 2);
    // The reversed bay runs 1.2,0.3 → 0.4,0.3 → 0.4,0.7 → 1.2,0.7 with what surrounds it on the left.
    CHECK(isLand(land, { 0.2, 0.5 }));
    CHECK(isLand(land, { 0.65, 0.5 }));
    CHECK_FALSE(isLand(land, { 0.9, 0.5 }));
}

TEST_CASE("without a coast nothing is said about the sea")
{
    CHECK(landFromCoast({}, kFrame).empty());
    CHECK(landFromCoast({ { { 3, 3 }, { 4, 4 } } }, kFrame).empty());
}

TEST_CASE("a name runs along its street and does not turn into the next")
{
    const std::vector<geodata::Street> streets {
        { u"Rue Haute"_s, StreetClass::Minor, { { 0, 0 }, { 1, 0 } }, {}, 0 },
        { u"Rue Haute"_s, StreetClass::Minor, { { 2, 0 }, { 1, 0 } }, {}, 0 },
        { u"Rue Haute"_s, StreetClass::Minor, { { 1, 0 }, { 1, 1 } }, {}, 0 },
        { u"Rue Basse"_s, StreetClass::Major, { { 2, 0 }, { 3, 0 } }, {}, 0 },
        { {}, StreetClass::Minor, { { 3, 0 }, { 4, 0 } }, {}, 0 },
    };
    const auto lines = namedLines(streets);
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].name == u"Rue Basse"_s); // the wide ones first
    CHECK(std::ranges::any_of(lines, [](const auto &street) { return street.line.size() == 3; }));
    CHECK(std::ranges::any_of(
        lines, [](const auto &street) { return street.line.size() == 2 && street.name == u"Rue Haute"_s; }));
}
