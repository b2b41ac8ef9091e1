#include <tension/moving.h>

#include "support/records.h"
#include "support/wanted.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <cmath>

using namespace cortege;
using namespace cortege::tension;
using namespace std::chrono_literals;
using Catch::Approx;
using test::utc;
using test::wanted;
using Phase = MarchPosition::Phase;

namespace
{

const UtcTime kBegins = utc(u"2026-05-01T12:00:00Z");
/// 3 km/h, 1,600 people, 8 m wide, 1 a square metre: 200 m long, 50 m a minute.
March walking(int people = 1'600) { return { kBegins, 3, people, 8, 1 }; }
/// 1,000 m east, then 500 m north.
const std::vector<MetricPoint> kCorner { { 0, 0 }, { 1'000, 0 }, { 1'000, 500 } };

MarchOnRoute marching(std::vector<MetricPoint> route, UtcTime ends = kBegins + 2h, int people = 1'600)
{
    return wanted(MarchOnRoute::make(std::move(route), walking(people), ends));
}
double peopleOn(const std::vector<WeightedPoint> &masses)
{
    double sum = 0;
    for (const auto &mass : masses)
        sum += mass.weight;
    return sum;
}

} // namespace

TEST_CASE("head and tail are where speed and length of the column put them")
{
    const auto route = marching(kCorner);
    CHECK(route.columnMetres() == 200);
    CHECK(route.routeMetres() == 1'500);

    CHECK(route.at(kBegins - 1ms).phase == Phase::Before);
    CHECK(route.at(kBegins - 1ms).extent.empty());

    const auto start = route.at(kBegins);
    CHECK(start.phase == Phase::Gathering);
    CHECK(start.extent == std::vector<MetricPoint> { { 0, 0 } });
    CHECK(start.waiting == 1'600);

    const auto leaving = route.at(kBegins + 2min); // the head has walked 100 m, half of the column has left
    CHECK(leaving.phase == Phase::Gathering);
    CHECK(leaving.headMetres == Approx(100));
    CHECK(leaving.tailMetres == 0);
    CHECK(leaving.waiting == Approx(800));
    CHECK(leaving.walking == Approx(800));

    const auto corner = route.at(kBegins + 22min); // from 900 m to 1,100 m, about the corner
    CHECK(corner.phase == Phase::Walking);
    REQUIRE(corner.extent.size() == 3);
    CHECK(corner.tail.east == Approx(900));
    CHECK(corner.extent[1] == MetricPoint { 1'000, 0 });
    CHECK(corner.head.north == Approx(100));
    CHECK(corner.walking == Approx(1'600));

    const auto arriving = route.at(kBegins + 32min);
    CHECK(arriving.phase == Phase::Dispersing);
    CHECK(arriving.head == MetricPoint { 1'000, 500 });
    CHECK(arriving.arrived == Approx(800));
    CHECK(arriving.tailMetres == Approx(1'400));

    CHECK(route.at(kBegins + 2h).phase == Phase::After);
    CHECK(route.at(kBegins + 2h).extent.empty());
}

TEST_CASE("passing times are those of the positions")
{
    const auto route = marching(kCorner);
    CHECK(route.passing(1'000).head == kBegins + 20min);
    CHECK(route.passing(1'000).tail == kBegins + 24min);
    CHECK(route.headArrives() == kBegins + 30min);
    CHECK(route.tailArrives() == kBegins + 34min);
    CHECK(!route.endsTooSoon());
    CHECK(marching(kCorner, kBegins + 33min).endsTooSoon());
    CHECK(route.passing(-5).head == kBegins);
    CHECK(route.passing(1e9).head == kBegins + 30min);
}

TEST_CASE("a route that crosses itself has one position for each moment")
{
    const auto loop = marching({ { 0, 0 }, { 400, 0 }, { 400, 200 }, { 200, 200 }, { 200, -200 } });
    const auto first = loop.at(kBegins + 4min); // 200 m: under the crossing
    CHECK(first.head == MetricPoint { 200, 0 });
    const auto second = loop.at(kBegins + 20min); // 1,000 m: over it
    CHECK(second.headMetres == Approx(1'000));
    CHECK(second.head.east == Approx(200));
    CHECK(second.head.north == Approx(0).margin(1e-9));
}

TEST_CASE("routes without length are one place, and so is one point")
{
    for (const auto &route : { std::vector<MetricPoint> { { 5, 7 } }, { { 5, 7 }, { 5, 7 }, { 5, 7 } } }) {
        const auto standing = marching(route);
        CHECK(standing.routeMetres() == 0);
        const auto position = standing.at(kBegins + 1min);
        CHECK(position.head == MetricPoint { 5, 7 });
        CHECK(position.extent == std::vector<MetricPoint> { { 5, 7 } });
        const auto masses = standing.massesIn({ kBegins, kBegins + 1h }, 25);
        CHECK(peopleOn(masses) == Approx(1'600));
        for (const auto &mass : masses)
            CHECK(mass.at == MetricPoint { 5, 7 });
    }
}

TEST_CASE("a route that stays in one point on its way has no gap and no division by it")
{
    const auto route = marching({ { 0, 0 }, { 100, 0 }, { 100, 0 }, { 200, 0 } });
    CHECK(route.pointAt(100) == MetricPoint { 100, 0 });
    CHECK(route.pointAt(150).east == Approx(150));
}

TEST_CASE("a march without people is a point that walks, and weighs nothing")
{
    const auto nobody = marching(kCorner, kBegins + 2h, 0);
    CHECK(nobody.columnMetres() == 0);
    const auto position = nobody.at(kBegins + 10min);
    CHECK(position.head == position.tail);
    CHECK(position.phase == Phase::Walking);
    CHECK(position.walking == 0);
    CHECK(nobody.massesIn({ kBegins, kBegins + 1h }, 25).empty());
}

TEST_CASE("a march of no length of time is over when it begins")
{
    const auto moment = marching(kCorner, kBegins);
    CHECK(moment.at(kBegins).phase == Phase::After);
    CHECK(moment.massesIn({ kBegins - 1h, kBegins + 1h }, 25).empty());
    CHECK(marching(kCorner).massesIn({ kBegins, kBegins }, 25).empty());
}

TEST_CASE("figures that make no sense are refused")
{
    const auto refused = [](std::vector<MetricPoint> route, March figures, UtcTime ends) {
        const auto result = MarchOnRoute::make(std::move(route), figures, ends);
        return !result && result.error().kind == Failure::InvalidInput;
    };
    CHECK(refused({}, walking(), kBegins + 1h));
    CHECK(refused({ { 0, 0 }, { std::numeric_limits<double>::quiet_NaN(), 0 } }, walking(), kBegins + 1h));
    CHECK(refused(kCorner, walking(), kBegins - 1ms));
    CHECK(refused(kCorner, March { kBegins, 0, 10, 8, 1 }, kBegins + 1h));
    CHECK(refused(kCorner, March { kBegins, 3, -1, 8, 1 }, kBegins + 1h));
}

TEST_CASE("hours are hours on days of 23 and of 25")
{
    for (const auto *begins : { u"2026-03-29T00:30:00Z", u"2026-10-25T00:30:00Z" }) {
        auto figures = walking();
        figures.begins = utc(begins);
        const auto route = wanted(MarchOnRoute::make({ { 0, 0 }, { 9'000, 0 } }, figures, figures.begins + 6h));
        CHECK(route.at(figures.begins + 2h).headMetres == Approx(6'000)); // two hours, whatever the clocks say
    }
}

TEST_CASE("people are where the column is, whatever the window")
{
    rc::check("weights add up to the people times the share of the window", [] {
        std::vector<MetricPoint> route(*rc::gen::inRange<size_t>(1, 8));
        for (auto &point : route)
            point = { *rc::gen::inRange(0, 2'000) * 1.0, *rc::gen::inRange(0, 2'000) * 1.0 };
        const auto ends = kBegins + std::chrono::minutes { *rc::gen::inRange(1, 300) };
        const auto moving = marching(route, ends, *rc::gen::inRange(1, 50'000));
        const auto from = kBegins + std::chrono::minutes { *rc::gen::inRange(-60, 300) };
        const UtcInterval window { from, from + std::chrono::minutes { *rc::gen::inRange(1, 300) } };
        const auto masses = moving.massesIn(window, 20);
        const auto begin = std::max(kBegins, window.begin);
        const auto end = std::min(ends, window.end);
        const double share = end > begin
            ? static_cast<double>((end - begin).count()) / static_cast<double>((window.end - window.begin).count())
            : 0;
        const double people = moving.at(kBegins).waiting * (ends > kBegins);
        RC_ASSERT(std::abs(peopleOn(masses) - people * share) <= 1e-9 * people);
        for (const auto &mass : masses)
            RC_ASSERT(mass.weight > 0);
    });
}

TEST_CASE("the masses of a short window lie along the column at its middle")
{
    const auto route = marching({ { 0, 0 }, { 3'000, 0 } });
    const auto masses = route.massesIn({ kBegins + 30min, kBegins + 30min + 1s }, 10);
    const auto position = route.at(kBegins + 30min);
    for (const auto &mass : masses) {
        CHECK(mass.at.east >= position.tail.east - 10);
        CHECK(mass.at.east <= position.head.east + 11);
    }
    CHECK(peopleOn(masses) == Approx(1'600));
    // Over the whole walk every stretch of the middle weighs alike.
    const auto whole = route.massesIn({ kBegins, kBegins + 2h }, 100);
    CHECK(whole[10].weight == Approx(whole[15].weight));
}

TEST_CASE("a march in the journal weighs where it is, and everything else as before")
{
    const Projection projection;
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = QStringLiteral("Essai");
    record.begins = kBegins;
    record.ends = kBegins + 2h;
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.people.expected = 1'600;
    moving.route = { { 5.3740, 43.2955 }, { 5.3870, 43.2998 } };
    EventVersion version { EventId::make(), 1, 1, EventState::Active, { PersonId::make(), QStringLiteral("A") }, {},
        record };
    const UtcInterval early { kBegins, kBegins + 1min };
    const auto masses = massesOf(version, early, 25, walking(), projection);
    const auto start = projection.toMetric(moving.route[0]);
    double near = 0;
    for (const auto &mass : masses)
        near += std::hypot(mass.at.east - start.east, mass.at.north - start.north) < 75 ? mass.weight : 0;
    CHECK(peopleOn(masses) == Approx(1'600));
    CHECK(near == Approx(1'600)); // all are at the departure in the first minute
    for (const auto status : kOrganiserStatuses) {
        std::get<MovingDemonstration>(version.record.particulars).organiser = status;
        CHECK(massesOf(version, early, 25, walking(), projection) == masses);
    }
    version.state = EventState::Cancelled;
    CHECK(massesOf(version, early, 25, walking(), projection).empty());
}
