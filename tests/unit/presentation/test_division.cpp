#include <presentation/division.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

Ring squareRing(double west, double south, double side)
{
    return { { west, south }, { west + side, south }, { west + side, south + side }, { west, south + side } };
}

} // namespace

TEST_CASE("quarters stand in the order of their names, those of one name are one, and holes are outside")
{
    using geodata::Area;
    using geodata::AreaKind;
    const auto division = divisionOf({ Area { u"Noailles"_s, AreaKind::Quarter, { squareRing(5.38, 43.29, 0.01) } },
        Area { u"Éoures"_s, AreaKind::Quarter, { squareRing(5.36, 43.29, 0.01), squareRing(5.364, 43.294, 0.002) } },
        Area { u"Noailles"_s, AreaKind::Quarter, { squareRing(5.40, 43.29, 0.01) } } });
    REQUIRE(division->count() == 2);
    CHECK(division->title() == u"Quartier"_s);
    CHECK(division->name(0) == u"Éoures"_s);
    CHECK(division->partAt({ 5.361, 43.291 }) == 0);
    CHECK_FALSE(division->partAt({ 5.365, 43.295 })); // the hole
    CHECK(division->partAt({ 5.385, 43.295 }) == 1);
    CHECK(division->partAt({ 5.405, 43.295 }) == 1);
    CHECK_FALSE(division->partAt({ 5.395, 43.295 })); // between the two
    CHECK(division->extent(1).northEast.longitude == Catch::Approx(5.41));
}

TEST_CASE("squares cover the box, and each is where its name says")
{
    const GeoBox box { { 5.15, 43.10 }, { 5.75, 43.55 } };
    const auto squares = squaresOver(box, 1'000);
    CHECK(squares->name(0) == u"A 1"_s);
    const GeoBox first = squares->extent(0);
    CHECK(distanceMetres(first.southWest, { first.southWest.longitude, first.northEast.latitude })
        == Catch::Approx(1'000).epsilon(0.01));
    CHECK(distanceMetres(first.southWest, { first.northEast.longitude, first.southWest.latitude })
        == Catch::Approx(1'000).epsilon(0.01));
    CHECK_FALSE(squares->partAt({ 5.0, 43.3 }));
    CHECK_FALSE(squares->partAt({ std::nan(""), 43.3 }));
    CHECK(rc::check([&] {
        const GeoPoint place { 5.15 + *rc::gen::inRange(0, 6'000) / 10'000.0,
            43.10 + *rc::gen::inRange(1, 4'500) / 10'000.0 };
        const auto part = squares->partAt(place);
        RC_ASSERT(part.has_value());
        const GeoBox extent = squares->extent(*part);
        RC_ASSERT(extent.southWest.longitude <= place.longitude + 1e-9);
        RC_ASSERT(place.longitude <= extent.northEast.longitude + 1e-9);
        RC_ASSERT(extent.southWest.latitude <= place.latitude + 1e-9);
        RC_ASSERT(place.latitude <= extent.northEast.latitude + 1e-9);
    }));
}

TEST_CASE("a march is in every part that it crosses, once, though no corner of its route lies there")
{
    const auto squares = squaresOver({ { 5.36, 43.28 }, { 5.42, 43.32 } }, 500);
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.route = { { 5.361, 43.301 }, { 5.419, 43.301 }, { 5.361, 43.301 } };
    const auto parts = partsOf(record, *squares);
    CHECK(parts.size() == 10); // 4.7 km
    moving.route.clear();
    CHECK(partsOf(record, *squares).empty());
    moving.departure = { u"ici"_s, GeoPoint { 5.361, 43.301 } };
    CHECK(partsOf(record, *squares).size() == 1);
}
