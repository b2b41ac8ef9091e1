#include <domain/outline.h>

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numbers>

#include <support/generators.h>

using namespace cortege;

namespace
{

constexpr GeoPoint kPort { 5.3698, 43.2965 };

GeoPoint beside(GeoPoint from, double eastMetres, double northMetres)
{
    const double perDegree = 111'195;
    return { from.longitude + eastMetres / (perDegree * std::cos(from.latitude * std::numbers::pi / 180)),
        from.latitude + northMetres / perDegree };
}

double share(double value, double of) { return std::abs(value / of - 1); }

} // namespace

TEST_CASE("a rectangle has the two corners and sides to the four winds")
{
    const Ring ring = rectangle(kPort, beside(kPort, 100, -40));
    REQUIRE(ring.size() == 4);
    CHECK(ring[0] == kPort);
    CHECK(share(areaSquareMetres(ring), 4'000) < 0.001);
    CHECK_FALSE(selfCrossing(ring));
    CHECK(rectangle(kPort, kPort).empty());
    CHECK(rectangle(kPort, beside(kPort, 100, 0)).empty());
}

TEST_CASE("a circle stays within its tolerance and goes through the place at its edge")
{
    for (const double radius : { 0.4, 3., 30., 300., 3'000. }) {
        const GeoPoint edge = beside(kPort, radius * 0.6, radius * 0.8);
        const Ring ring = circle(kPort, edge);
        INFO(radius);
        REQUIRE(ring.size() >= 12);
        CHECK(distanceMetres(ring.front(), edge) < 0.01);
        CHECK_FALSE(selfCrossing(ring));
        for (size_t i = 0; i < ring.size(); ++i) {
            const GeoPoint a = ring[i];
            const GeoPoint b = ring[(i + 1) % ring.size()];
            const GeoPoint middle { (a.longitude + b.longitude) / 2, (a.latitude + b.latitude) / 2 };
            CHECK(share(distanceMetres(a, kPort), radius) < 0.002);
            CHECK(distanceMetres(middle, kPort) > radius * 0.998 - kCircleTolerance);
        }
    }
    CHECK(circle(kPort, kPort).empty());
}

TEST_CASE("a band along a line is as long as the line, as wide as one says, and square at its ends")
{
    const LineString straight { kPort, beside(kPort, 200, 0) };
    const Ring ring = band(straight, 12);
    CHECK(ring.size() == 4);
    CHECK(share(areaSquareMetres(ring), 2'400) < 0.002);

    const LineString bent { kPort, beside(kPort, 200, 0), beside(kPort, 200, 150) };
    const Ring corner = band(bent, 20);
    CHECK(share(areaSquareMetres(corner), 350 * 20) < 0.02);
    CHECK_FALSE(selfCrossing(corner));

    CHECK(band({}, 10).empty());
    CHECK(band({ kPort }, 10).empty());
    CHECK(band({ kPort, kPort }, 10).empty());
    CHECK(band(straight, 0).empty());
    CHECK(band(straight, std::nan("")).empty());
}

TEST_CASE("a band round a block is its outer outline")
{
    const LineString block { kPort, beside(kPort, 100, 0), beside(kPort, 100, 100), beside(kPort, 0, 100), kPort };
    const Ring ring = band(block, 10);
    CHECK(areaSquareMetres(ring) > 105 * 105);
    CHECK_FALSE(selfCrossing(ring));
}

TEST_CASE("whatever is drawn, the outline can be saved")
{
    REQUIRE(rc::check([] {
        LineString line;
        for (int i = *rc::gen::inRange(2, 12); i > 0; --i)
            line.push_back(beside(kPort, *rc::gen::inRange(-500, 500), *rc::gen::inRange(-500, 500)));
        for (const Ring &ring :
            { band(line, *rc::gen::inRange(1, 60)), circle(line[0], line[1]), rectangle(line[0], line[1]) }) {
            RC_ASSERT(ring.empty() || ring.size() >= 3);
            if (!ring.empty())
                RC_ASSERT(!selfCrossing(ring));
        }
    }));
}

TEST_CASE("a simplified line keeps its ends and stays near what it was")
{
    LineString wave;
    for (int i = 0; i <= 1'000; ++i)
        wave.push_back(beside(kPort, i, 5 * std::sin(i / 20.)));
    const LineString simple = simplified(wave, 1);
    CHECK(simple.size() < 200);
    CHECK(simple.front() == wave.front());
    CHECK(simple.back() == wave.back());
    CHECK(share(lengthMetres(simple), lengthMetres(wave)) < 0.02);
    CHECK(simplified({ kPort, beside(kPort, 5, 5) }, 100).size() == 2);
    CHECK(simplified(wave, 1e6).size() == 2);
}
