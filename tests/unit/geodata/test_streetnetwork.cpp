#include "grid.h"

#include <streetgraph.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <random>
#include <thread>

using namespace cortege;
using namespace cortege::geodata;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using Catch::Approx;

namespace
{

Street street(const QString &name, const LineString &line, int level = 0)
{
    return { .name = name, .line = line, .district = {}, .level = level };
}

StreetNetwork networkOf(const std::vector<Street> &streets)
{
    StreetNetworkBuilder builder;
    for (const Street &one : streets)
        builder.add(one);
    auto network = StreetNetwork::read(builder.bytes());
    REQUIRE(network);
    return *std::move(network);
}

StreetGraph graphOf(const std::vector<Street> &streets)
{
    StreetNetworkBuilder builder;
    for (const Street &one : streets)
        builder.add(one);
    auto graph = readStreetGraph(builder.bytes());
    REQUIRE(graph);
    return *std::move(graph);
}

/// Streets east and north, crossing without shared vertices: "E0", "E1" … and "N0", "N1" …
std::vector<Street> chequers(int lines)
{
    std::vector<Street> streets;
    for (int i = 0; i < lines; ++i) {
        streets.push_back(street(u"E%1"_s.arg(i), { at(0, i), at(lines - 1, i) }));
        streets.push_back(street(u"N%1"_s.arg(i), { at(i, 0), at(i, lines - 1) }));
    }
    return streets;
}

/// A town that fell from the sky: crooked lines, some on a bridge, some joined to nothing.
std::vector<Street> anyTown(bool bridges = true)
{
    std::vector<Street> streets;
    const int lines = *rc::gen::inRange(1, 25);
    for (int i = 0; i < lines; ++i) {
        LineString line;
        const int corners = *rc::gen::inRange(2, 6);
        double x = *rc::gen::inRange(0, 1'000) / 100.0;
        double y = *rc::gen::inRange(0, 1'000) / 100.0;
        for (int k = 0; k < corners; ++k) {
            line.push_back(at(x, y));
            x += *rc::gen::inRange(-300, 300) / 100.0;
            y += *rc::gen::inRange(-300, 300) / 100.0;
        }
        streets.push_back(street(*rc::gen::inRange(0, 5) == 0 ? QString() : u"Rue %1"_s.arg(i % 7), line,
            bridges && *rc::gen::inRange(0, 6) == 0 ? 1 : 0));
    }
    return streets;
}
GeoPoint anySpot() { return at(*rc::gen::inRange(-100, 1'100) / 100.0, *rc::gen::inRange(-100, 1'100) / 100.0); }

QStringList namesOf(const std::vector<FollowedStreet> &streets)
{
    QStringList names;
    for (const FollowedStreet &one : streets)
        names.append(one.name);
    return names;
}
QStringList namesOf(const std::vector<CrossedStreet> &streets)
{
    QStringList names;
    for (const CrossedStreet &one : streets)
        names.append(one.name);
    return names;
}

} // namespace

TEST_CASE("Lines that cross on one level are joined, a bridge is not")
{
    const Street below = street(u"Quai"_s, { at(0, 1), at(4, 1) });
    const GeoPoint north = at(2, 3);
    const auto ground = networkOf({ below, street(u"Rue"_s, { at(2, 0), north }) });
    const auto bridge = networkOf({ below, street(u"Pont"_s, { at(2, 0), north }, 1) });
    CHECK(ground.nodeCount() == 5);
    CHECK(ground.edgeCount() == 4);
    CHECK(ground.route(at(0, 1), north).has_value());
    CHECK(bridge.edgeCount() == 2);
    // From the bank, up to the bridge's own end within reach of the snap: there is no way, so both ends stay on one
    // line.
    CHECK_FALSE(bridge.route(at(0, 1), at(2, 6)).has_value());
}

TEST_CASE("Nobody is led along a motorway")
{
    Street motorway = street(u"Autoroute du Soleil"_s, { at(0, 0), at(4, 0) });
    motorway.onFoot = false;
    const Street round = street(u"Rue"_s, { at(0, 0), at(2, 3), at(4, 0) });
    const auto path = networkOf({ motorway, round }).route(at(0, 0), at(4, 0));
    REQUIRE(path);
    CHECK(path->line == round.line);
}

TEST_CASE("An end that misses the other street by less than a metre meets it")
{
    const double halfMetre = 0.5 / 111'195 / kStep;
    const Street main = street(u"Cours"_s, { at(0, 0), at(4, 0) });
    CHECK(networkOf({ main, street(u"Rue"_s, { at(2, halfMetre), at(2, 3) }) }).edgeCount() == 3);
    CHECK(networkOf({ main, street(u"Rue"_s, { at(2, 4 * halfMetre), at(2, 3) }) }).edgeCount() == 2);
    // Near a vertex of the other one, onto the vertex: no stub of some centimetres.
    CHECK(networkOf({ main, street(u"Rue"_s, { at(4, halfMetre), at(4, 3) }) }).nodeCount() == 3);
}

TEST_CASE("A route names the streets it follows and those it crosses")
{
    const auto network = networkOf(chequers(5));
    const auto path = network.route(at(0, 2), at(3, 4));
    REQUIRE(path);
    CHECK(path->metres == Approx(lengthMetres(path->line)));
    CHECK(distanceMetres(path->line.front(), at(0, 2)) < 0.01);
    CHECK(path->metres
        == Approx(3 * distanceMetres(at(0, 2), at(1, 2)) + 2 * distanceMetres(at(3, 2), at(3, 3))).epsilon(0.001));
    double followed = 0;
    for (const FollowedStreet &one : path->followed) {
        CHECK(one.fromMetres == Approx(followed));
        followed = one.toMetres;
    }
    CHECK(followed == Approx(path->metres));

    const auto straight = network.route(at(0.5, 2), at(3.5, 2));
    REQUIRE(straight);
    CHECK(namesOf(straight->followed) == QStringList { u"E2"_s });
    CHECK(namesOf(straight->crossed) == QStringList { u"N1"_s, u"N2"_s, u"N3"_s });
    CHECK(straight->crossed[1].metres == Approx(distanceMetres(at(0.5, 2), at(2, 2))).epsilon(0.001));
    CHECK(distanceMetres(straight->crossed[1].position, at(2, 2)) < 0.1);
}

TEST_CASE("A route from crossing to crossing follows no street that it only touches")
{
    const auto network = networkOf(chequers(4));
    for (int east = 0; east < 4; ++east) {
        const auto path = network.route(at(east, 0), at(east, 3));
        REQUIRE(path);
        CHECK(namesOf(path->followed) == QStringList { u"N%1"_s.arg(east) });
        CHECK(namesOf(path->crossed) == QStringList { u"E0"_s, u"E1"_s, u"E2"_s, u"E3"_s });
    }
}

TEST_CASE("Stretches joined at a crossing meet each street once")
{
    const auto network = networkOf(chequers(4));
    const auto first = network.route(at(1, 0), at(1, 2));
    const auto straight = network.route(at(1, 2), at(1, 3));
    const auto turn = network.route(at(1, 2), at(3, 2));
    REQUIRE((first && straight && turn));
    const Path both = joined({ *first, *straight });
    CHECK(both.line == network.route(at(1, 0), at(1, 3))->line);
    CHECK(both.metres == Approx(network.route(at(1, 0), at(1, 3))->metres));
    CHECK(namesOf(both.followed) == QStringList { u"N1"_s });
    CHECK(namesOf(both.crossed) == QStringList { u"E0"_s, u"E1"_s, u"E2"_s, u"E3"_s });
    const Path corner = joined({ *first, *turn });
    CHECK(namesOf(corner.followed) == QStringList { u"N1"_s, u"E2"_s });
    CHECK(namesOf(corner.crossed) == QStringList { u"E0"_s, u"E1"_s, u"N2"_s, u"N3"_s });
    CHECK(corner.metres == Approx(lengthMetres(corner.line)));
    CHECK(joined({}) == Path {});
}

TEST_CASE("A yard that leads nowhere does not catch an end")
{
    auto streets = chequers(3);
    streets.push_back(street(u"Cour"_s, { at(1.3, 1.3), at(1.5, 1.3) }));
    const auto network = networkOf(streets);
    const GeoPoint inYard = at(1.4, 1.31);
    CHECK(network.snap(inYard)->street == u"Cour"_s);
    const auto path = network.route(inYard, at(0, 0));
    REQUIRE(path);
    CHECK(path->followed.front().name != u"Cour"_s);
    // Within the yard it is the way.
    CHECK(namesOf(network.route(at(1.31, 1.3), at(1.49, 1.3))->followed) == QStringList { u"Cour"_s });
}

TEST_CASE("Far from every street there is nothing to snap to")
{
    const auto network = networkOf(chequers(3));
    CHECK_FALSE(network.snap(at(50, 50)));
    CHECK_FALSE(network.snap({ std::nan(""), 43 }));
    CHECK(network.route(at(50, 50), at(0, 0)).error().kind == Failure::NotFound);
    const auto empty = networkOf({});
    CHECK_FALSE(empty.snap(at(0, 0)));
    CHECK_FALSE(empty.face(at(0, 0)));
    CHECK_FALSE(empty.extent());
}

TEST_CASE("A loop is walked along its shorter side")
{
    const auto network = networkOf({ street(u"Rond-point"_s, { at(0, 0), at(2, 0), at(2, 2), at(0, 2), at(0, 0) }) });
    const auto path = network.route(at(1, 0), at(0, 0.5));
    REQUIRE(path);
    CHECK(path->metres
        == Approx(distanceMetres(at(1, 0), at(0, 0)) + distanceMetres(at(0, 0), at(0, 0.5))).epsilon(0.001));
}

TEST_CASE("A square is the face between the streets around it")
{
    auto streets = chequers(4);
    streets.push_back(street(u"Impasse"_s, { at(1, 1.5), at(1.4, 1.5) })); // a dead end into the square
    streets.push_back(
        street(u"Kiosque"_s, { at(1.6, 1.6), at(1.8, 1.6), at(1.8, 1.8), at(1.6, 1.6) })); // in its middle
    const auto network = networkOf(streets);
    const auto face = network.face(at(1.5, 1.4));
    REQUIRE(face);
    const double side = areaSquareMetres({ at(1, 1), at(2, 1), at(2, 2), at(1, 2) });
    CHECK(areaSquareMetres(*face) == Approx(side).epsilon(0.001));
    CHECK_FALSE(selfCrossing(*face));
    CHECK_FALSE(network.face(at(-1, 1.5)));
    CHECK_FALSE(network.face(at(4, 1.5)));
    // West of the kiosk the ray meets it first.
    CHECK(areaSquareMetres(*network.face(at(1.5, 1.65))) == Approx(side).epsilon(0.001));
    CHECK(areaSquareMetres(*network.face(at(1.75, 1.65))) < side / 10);
}

TEST_CASE("A damaged, foreign or newer network is refused with its reason")
{
    StreetNetworkBuilder builder;
    for (const Street &one : chequers(3))
        builder.add(one);
    const QByteArray good = builder.bytes();
    CHECK(StreetNetwork::read("").error().kind == Failure::InvalidInput);
    CHECK(StreetNetwork::read("SQLite format 3").error().kind == Failure::InvalidInput);
    for (qsizetype i = kStreetMagic.size() + 4; i < good.size(); ++i) {
        QByteArray bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        CHECK(StreetNetwork::read(bad).error().kind == Failure::Corrupt);
        CHECK(StreetNetwork::read(good.first(i)).error().kind == Failure::Corrupt);
    }
    QByteArray newer = good;
    newer[kStreetMagic.size()] = 2;
    CHECK(StreetNetwork::read(newer).error().detail.contains(u"version 2"_s));

    const QTemporaryDir folder;
    const QString path = folder.filePath(u"rues"_s);
    CHECK(StreetNetwork::load(path).error().kind == Failure::NotFound);
    REQUIRE(builder.write(path));
    CHECK(StreetNetwork::load(path)->edgeCount() == 12);
    CHECK(builder.write(folder.filePath(u"absent/rues"_s)).error().kind == Failure::Unavailable);
}

TEST_CASE("Routes in any town")
{
    rc::check("are as short as Dijkstra's, no shorter than the straight line, and the same both ways", [] {
        const auto streets = anyTown();
        const StreetGraph graph = graphOf(streets);
        const StreetNetwork network = networkOf(streets);
        const GeoPoint a = anySpot();
        const GeoPoint b = anySpot();
        const auto there = network.route(a, b);
        const auto back = network.route(b, a);
        RC_ASSERT(there.has_value() == back.has_value());
        if (!there)
            return;
        RC_ASSERT(std::abs(there->metres - back->metres) < 1e-3);
        RC_ASSERT(std::abs(there->metres - lengthMetres(there->line)) < 1e-6);
        RC_ASSERT(there->metres >= distanceMetres(there->line.front(), there->line.back()) - 1e-6);
        RC_ASSERT(std::abs(there->followed.back().toMetres - there->metres) < 1e-6);
        for (const Foothold &from : footholds(graph, a, 300)) {
            for (const Foothold &to : footholds(graph, b, 300)) {
                const auto star = shortestWay(graph, from, to, Search::AStar);
                const auto plain = shortestWay(graph, from, to, Search::Dijkstra);
                RC_ASSERT(star.has_value() == plain.has_value());
                if (star)
                    RC_ASSERT(std::abs(star->metres - plain->metres) < 1e-6);
            }
        }
    });
    rc::check("through a point of the way are as long as the way", [] {
        // On one level: the point below a bridge is the point on it.
        const StreetNetwork network = networkOf(anyTown(false));
        const auto whole = network.route(anySpot(), anySpot());
        if (!whole)
            return;
        const GeoPoint middle = whole->line[whole->line.size() / 2];
        const auto first = network.route(whole->line.front(), middle);
        const auto second = network.route(middle, whole->line.back());
        RC_ASSERT(first && second);
        RC_ASSERT(std::abs(joined({ *first, *second }).metres - whole->metres) < 0.1);
    });
    rc::check("never cross a face that is not simple", [] {
        const StreetNetwork network = networkOf(anyTown());
        const auto face = network.face(anySpot());
        if (face) // RC_ASSERT looks at both sides of an "or"
            RC_ASSERT(face->size() >= 3 && !selfCrossing(*face));
    });
}

TEST_CASE("Two threads find the same ways")
{
    const auto network = networkOf(chequers(30));
    const auto length = [&](unsigned seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> anywhere(0, 29);
        double sum = 0;
        for (int i = 0; i < 100; ++i)
            sum += network.route(at(anywhere(random), anywhere(random)), at(anywhere(random), anywhere(random)))
                       ->metres;
        return sum;
    };
    const double alone = length(1);
    double one = 0;
    double two = 0;
    std::thread first([&] { one = length(1); });
    std::thread second([&] { two = length(1); });
    first.join();
    second.join();
    CHECK(one == alone);
    CHECK(two == alone);
}
