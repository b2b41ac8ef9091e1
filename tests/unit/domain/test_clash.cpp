#include <domain/clash.h>
#include <domain/validation.h>

#include "support/generators.h"
#include "support/records.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <chrono>

using namespace cortege;
using namespace Qt::StringLiterals;
using Catch::Approx;
using test::utc;

namespace
{

constexpr double kNorth = 1 / 111'195.08; // a metre of latitude, in degrees

/// A place in Marseille, metres east and north of the Vieux-Port.
GeoPoint at(double east, double north)
{
    return { 5.37 + east * kNorth / std::cos(43.295 * 3.14159265358979 / 180), 43.295 + north * kNorth };
}

EventRecord march(
    LineString route, const char16_t *begins = u"2026-11-28T13:00:00Z", const char16_t *ends = u"2026-11-28T16:00:00Z")
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.begins = utc(begins);
    record.ends = utc(ends);
    std::get<MovingDemonstration>(record.particulars).route = std::move(route);
    return record;
}

EventRecord gathering(Ring footprint)
{
    EventRecord record = emptyRecord(EventKind::StaticDemonstration);
    record.begins = utc(u"2026-11-28T15:00:00Z");
    record.ends = utc(u"2026-11-28T18:00:00Z");
    std::get<StaticDemonstration>(record.particulars).footprint = std::move(footprint);
    return record;
}

EventRecord visitAt(const std::vector<GeoPoint> &places)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.begins = utc(u"2026-11-28T14:00:00Z");
    record.ends = utc(u"2026-11-28T15:00:00Z");
    for (const GeoPoint place : places)
        std::get<OfficialVisit>(record.particulars).addresses.push_back({ u"quelque part"_s, place });
    return record;
}

// --- the same by brute force: every segment against every segment

struct Metres {
    double x;
    double y;
};
double cross(Metres o, Metres a, Metres b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }
double toSegment(Metres p, Metres a, Metres b)
{
    const double length = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
    const double share
        = length > 0 ? std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length, 0., 1.) : 0;
    return std::hypot(p.x - a.x - share * (b.x - a.x), p.y - a.y - share * (b.y - a.y));
}
bool cross(Metres a, Metres b, Metres c, Metres d)
{
    return cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0;
}
struct Figure {
    std::vector<std::pair<Metres, Metres>> segments; // a point is a segment without length
    std::vector<Metres> ring; // of an area

    bool holds(Metres p) const
    {
        bool inside = false;
        for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            if ((ring[i].y > p.y) != (ring[j].y > p.y)
                && p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x)
                inside = !inside;
        }
        return inside;
    }
};
Figure figureOf(const EventRecord &record)
{
    Figure figure;
    std::vector<Metres> points;
    for (const GeoPoint point : pointsOf(record))
        points.push_back({ (point.longitude - 5.37) / kNorth * std::cos(43.295 * 3.14159265358979 / 180),
            (point.latitude - 43.295) / kNorth });
    const bool area = record.kind() == EventKind::StaticDemonstration && points.size() > 2;
    const bool line = record.kind() == EventKind::MovingDemonstration && points.size() > 1;
    for (size_t i = 0; i < points.size(); ++i) {
        if (area || (line && i + 1 < points.size()))
            figure.segments.emplace_back(points[i], points[(i + 1) % points.size()]);
        else if (!line)
            figure.segments.emplace_back(points[i], points[i]);
    }
    if (area)
        figure.ring = points;
    return figure;
}
double bruteDistance(const EventRecord &a, const EventRecord &b)
{
    const Figure first = figureOf(a);
    const Figure second = figureOf(b);
    double least = 1e12;
    for (const auto &[p, q] : first.segments) {
        for (const auto &[r, s] : second.segments) {
            const bool inside = first.holds(r) || second.holds(p);
            least = std::min({ least, inside || cross(p, q, r, s) ? 0. : least, toSegment(p, r, s), toSegment(q, r, s),
                toSegment(r, p, q), toSegment(s, p, q) });
        }
    }
    return least;
}

/// Somewhere within two kilometres, at some hour of three days.
EventRecord anyEvent()
{
    const auto place = [] { return at(*rc::gen::inRange(-1'000, 1'000), *rc::gen::inRange(-1'000, 1'000)); };
    EventRecord record = emptyRecord(*rc::gen::elementOf(kEventKinds));
    const auto hour
        = [] { return utc(u"2026-11-28T00:00:00Z") + std::chrono::minutes { *rc::gen::inRange(0, 4'320) }; };
    record.begins = test::maybe<UtcTime>(hour);
    record.ends = test::maybe<UtcTime>(hour);
    if (record.begins && record.ends && *record.ends < *record.begins)
        std::swap(record.begins, record.ends);
    if (auto *moving = std::get_if<MovingDemonstration>(&record.particulars)) {
        moving->route.resize(*rc::gen::inRange<size_t>(2, 8));
        std::ranges::generate(moving->route, place);
    } else if (auto *fixed = std::get_if<StaticDemonstration>(&record.particulars)) {
        const GeoPoint middle = place();
        fixed->footprint = test::anyRing();
        for (GeoPoint &corner : fixed->footprint)
            corner
                = { middle.longitude + (corner.longitude - 5.37) / 2, middle.latitude + (corner.latitude - 43.3) / 2 };
    } else {
        std::vector<Address> addresses(*rc::gen::inRange<size_t>(1, 4));
        for (Address &address : addresses)
            address.position = place();
        if (auto *operation = std::get_if<PlannedOperation>(&record.particulars))
            operation->addresses = std::move(addresses);
        else
            std::get<OfficialVisit>(record.particulars).addresses = std::move(addresses);
    }
    return record;
}

} // namespace

TEST_CASE("distances between routes, footprints and addresses are metres on the ground")
{
    const auto along = march({ at(0, 0), at(1'000, 0) });
    CHECK(*distanceMetres(along, march({ at(0, 250), at(1'000, 250) })) == Approx(250).epsilon(0.003));
    CHECK(*distanceMetres(along, march({ at(500, -200), at(500, 200) })) == 0);
    CHECK(*distanceMetres(along, visitAt({ at(-300, 400) })) == Approx(500).epsilon(0.003));
    CHECK(*distanceMetres(along, visitAt({ at(-300, 400), at(500, -40) })) == Approx(40).epsilon(0.003));
    const auto square = gathering({ at(400, 100), at(600, 100), at(600, 300), at(400, 300) });
    CHECK(*distanceMetres(along, square) == Approx(100).epsilon(0.003));
    CHECK(*distanceMetres(visitAt({ at(500, 200) }), square) == 0); // inside
    CHECK(*distanceMetres(march({ at(450, 200), at(550, 200) }), square) == 0); // inside, touching no edge
    CHECK(*distanceMetres(square, gathering({ at(0, 0), at(1'000, 0), at(500, 1'000) })) == 0); // one in the other
    CHECK_FALSE(distanceMetres(along, visitAt({})));
}

TEST_CASE("a route or a footprint that stays in one place is as far away as that place")
{
    const auto along = march({ at(0, 0), at(1'000, 0) });
    for (const auto &still : { march({ at(500, 250), at(500, 250) }), march({ at(500, 250) }),
             gathering({ at(500, 250), at(500, 250), at(500, 250) }), gathering({ at(500, 250) }) }) {
        CHECK(*distanceMetres(along, still) == Approx(250).epsilon(0.003));
        CHECK(*distanceMetres(still, still) == 0);
        CHECK(clashOf(along, still));
        CHECK_FALSE(clashOf(visitAt({ at(0, 0) }), still));
    }
    const auto thereAndBack = gathering({ at(400, 250), at(600, 250), at(400, 250) });
    CHECK(*distanceMetres(along, thereAndBack) == Approx(250).epsilon(0.003));
    CHECK(*distanceMetres(thereAndBack, visitAt({ at(500, 250) })) == Approx(0).margin(0.01));
}

TEST_CASE("events clash that come near in space and in time")
{
    const auto planned = march({ at(0, 0), at(1'000, 0) });
    CHECK(clashOf(planned, visitAt({ at(500, 299) })));
    CHECK_FALSE(clashOf(planned, visitAt({ at(500, 302) })));
    CHECK(clashOf(planned, march({ at(0, 0), at(1, 0) }, u"2026-11-28T16:59:00Z", u"2026-11-28T18:00:00Z"))->apart
        == std::chrono::minutes { 59 });
    CHECK_FALSE(clashOf(planned, march({ at(0, 0), at(1, 0) }, u"2026-11-28T17:00:00Z", u"2026-11-28T18:00:00Z")));

    auto undated = planned;
    undated.begins.reset();
    undated.ends.reset();
    CHECK_FALSE(clashOf(planned, undated));
    auto open = march({ at(0, 0), at(1, 0) }, u"2026-11-28T08:30:00Z");
    open.ends.reset(); // counts until half past twelve
    CHECK(clashOf(planned, open)->apart == std::chrono::minutes { 30 });
    auto noBeginning = march({ at(0, 0), at(1, 0) }, u"2026-11-28T08:30:00Z", u"2026-11-28T20:30:00Z");
    noBeginning.begins.reset(); // counts from half past four
    CHECK(clashOf(planned, noBeginning)->apart == std::chrono::minutes { 30 });
}

TEST_CASE("a clash is the same both ways round, and what brute force finds")
{
    REQUIRE(rc::check([] {
        const EventRecord a = anyEvent();
        const EventRecord b = anyEvent();
        const auto metres = *distanceMetres(a, b);
        RC_ASSERT(std::abs(metres - *distanceMetres(b, a)) < 1e-6);
        const double expected = bruteDistance(a, b);
        RC_ASSERT(std::abs(metres - expected) <= 0.05 + 0.005 * expected);

        const ClashRule rule { std::chrono::minutes { *rc::gen::inRange(0, 300) },
            static_cast<double>(*rc::gen::inRange(0, 1'500)), std::chrono::hours { *rc::gen::inRange(0, 6) } };
        const auto clash = clashOf(a, b, rule);
        const auto other = clashOf(b, a, rule);
        const auto whenA = countedInterval(a, rule.unsaid);
        const auto whenB = countedInterval(b, rule.unsaid);
        const bool near = whenA && whenB && metres <= rule.metres
            && (whenB->begin - whenA->end < rule.margin || whenB->begin <= whenA->end)
            && (whenA->begin - whenB->end < rule.margin || whenA->begin <= whenB->end);
        RC_ASSERT(clash.has_value() == near);
        RC_ASSERT(other.has_value() == near);
        RC_ASSERT((!near || clash->apart == other->apart));
    }));
}

TEST_CASE("routes as long as annexe 1 allows are compared while one draws")
{
    const auto zigzag = [](double north) {
        LineString route;
        for (int i = 0; i < limits::kRoutePoints; ++i)
            route.push_back(at(i, north + i % 2 * 20));
        return march(route);
    };
    const EventRecord a = zigzag(0);
    const EventRecord b = zigzag(120);
    const auto start = std::chrono::steady_clock::now();
    CHECK(*distanceMetres(a, b) == Approx(100).epsilon(0.01));
    // Segment by segment these are 25 million pairs: seconds under sanitizers, where an index takes milliseconds.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds { 1 });
}
