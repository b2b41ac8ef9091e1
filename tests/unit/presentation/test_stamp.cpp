#include <presentation/drawingmeasures.h>
#include <presentation/stamp.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>

#include <support/chequeredtown.h>

using namespace cortege;
using namespace cortege::presentation;
using test::corner;
using test::kBlock;

TEST_CASE("a square is what lies between the streets round a place")
{
    const auto network = test::townNetwork();
    const auto stamp = stampOf(FootprintTool::Square, &network, kStreetWidth);
    REQUIRE(stamp);
    CHECK(stamp->placeCount() == 1);
    const std::array inside { GeoPoint { corner(2, 2).longitude + kBlock / 2, corner(2, 2).latitude + kBlock / 2 } };
    const Ring ring = stamp->outline(inside);
    const double block = areaSquareMetres({ corner(2, 2), corner(3, 2), corner(3, 3), corner(2, 3) });
    CHECK(std::abs(areaSquareMetres(ring) / block - 1) < 0.01);
    const std::array outside { corner(-3, 2) };
    CHECK(stamp->outline(outside).empty());
    CHECK_FALSE(stamp->trouble().isEmpty());
}

TEST_CASE("a stretch of street follows the streets and is as wide as one says")
{
    const auto network = test::townNetwork();
    const auto stamp = stampOf(FootprintTool::Street, &network, 20);
    const std::array places { corner(0, 0), corner(2, 1) };
    const Ring ring = stamp->outline(places);
    const double expected = lengthMetres({ corner(0, 0), corner(2, 0), corner(2, 1) }) * 20;
    CHECK(std::abs(areaSquareMetres(ring) / expected - 1) < 0.03);
    // Clicked a step up the avenues, which the outline does not turn into.
    const double step = kBlock / 30;
    const std::array beside { GeoPoint { corner(0, 2).longitude, corner(0, 2).latitude + step },
        GeoPoint { corner(3, 2).longitude, corner(3, 2).latitude + step } };
    CHECK(stamp->outline(beside).size() == 4);
    const std::array far { corner(0, 0), GeoPoint { 6, 44 } };
    CHECK(stamp->outline(far).empty());
}

TEST_CASE("where no streets are known the tools that need them are not there")
{
    for (const FootprintTool tool : kFootprintTools) {
        CHECK_FALSE(label(tool).isEmpty());
        const bool there = tool == FootprintTool::Rectangle || tool == FootprintTool::Circle;
        CHECK((stampOf(tool, nullptr, 10) != nullptr) == there);
    }
}

TEST_CASE("a drawing is measured as people say it")
{
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    const GeoPoint start { 5.37, 43.2965 };
    const double perMetre = 1 / 111'195.08;
    const GeoPoint north { start.longitude, start.latitude + 2'400 * perMetre };
    CHECK(routeMeasures({ start, north }) == QStringLiteral("2,4\u00a0km, 48\u00a0min à 3\u00a0km/h"));
    CHECK(routeMeasures({ start }).isEmpty());
    const double east = perMetre / std::cos(start.latitude * std::numbers::pi / 180);
    const Ring field { start, { start.longitude + 50 * east, start.latitude },
        { start.longitude + 50 * east, start.latitude + 37 * perMetre },
        { start.longitude, start.latitude + 37 * perMetre } };
    CHECK(footprintMeasures(field, 2)
        == QStringLiteral("%1\u00a0m², ≈\u00a0%2\u00a0personnes à 2\u00a0pers./m²")
            .arg(QLocale().toString(1850), QLocale().toString(3700)));
    CHECK(footprintMeasures(field, 0.4).contains(QStringLiteral("≈\u00a0740\u00a0personnes à 0,4")));
    CHECK(footprintMeasures({ start, north }, 2).isEmpty());
    CHECK(durationText(std::chrono::minutes { 65 }) == QStringLiteral("1\u00a0h\u00a005"));
    QLocale::setDefault(QLocale::c());
}
