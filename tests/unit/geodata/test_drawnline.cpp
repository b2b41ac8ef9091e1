#include <geodata/streetnetwork.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QStringList>

#include <support/chequeredtown.h>

#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::geodata;
using namespace cortege::test;

namespace
{

QStringList namesOf(const auto &streets)
{
    QStringList names;
    for (const auto &street : streets)
        names << street.name;
    return names;
}

GeoPoint shifted(GeoPoint point, double east, double north)
{
    return { point.longitude + east * 1e-5, point.latitude + north * 1e-5 }; // some 0.8 m and 1.1 m
}

} // namespace

TEST_CASE("a line drawn beside a street follows it and crosses the others")
{
    const auto network = townNetwork();
    // Along Rue 2 from before Avenue 1 to behind Avenue 3, then up Avenue 4.
    const LineString drawn { shifted(corner(1, 2), -30, 4), shifted(corner(3, 2), 20, -3), shifted(corner(4, 2), 0, 2),
        shifted(corner(4, 3), 3, 40) };
    const Path path = network.along(drawn);
    CHECK(path.line == drawn);
    CHECK(std::abs(path.metres - lengthMetres(drawn)) < 1e-6);
    CHECK(namesOf(path.followed) == QStringList { u"Rue 2"_s, u"Avenue 4"_s });
    CHECK(namesOf(path.crossed) == QStringList { u"Avenue 1"_s, u"Avenue 2"_s, u"Avenue 3"_s, u"Rue 3"_s });
    CHECK(std::abs(path.crossed[1].metres - distanceMetres(drawn[0], shifted(corner(2, 2), 0, 0))) < 3);
}

TEST_CASE("a routed way drawn again meets the same streets")
{
    const auto network = townNetwork();
    REQUIRE(rc::check([&] {
        const auto any = [] { return corner(*rc::gen::inRange(0, kStreets), *rc::gen::inRange(0, kStreets)); };
        const auto route = network.route(any(), any());
        RC_PRE(route.has_value() && route->metres > 1);
        const Path path = network.along(route->line);
        RC_ASSERT(namesOf(path.followed) == namesOf(route->followed));
        const auto inner = [&](const Path &of) {
            QStringList names;
            for (const CrossedStreet &street : of.crossed) {
                if (street.metres > 25 && street.metres < of.metres - 25)
                    names << street.name;
            }
            return names;
        };
        RC_ASSERT(inner(path) == inner(*route));
    }));
}

TEST_CASE("a line far from all streets follows and crosses none")
{
    const auto network = townNetwork();
    const Path path = network.along({ { 5.6, 43.5 }, { 5.7, 43.5 } });
    CHECK(namesOf(path.followed) == QStringList { QString() });
    CHECK(path.crossed.empty());
    CHECK(network.along({}).line.empty());
}
