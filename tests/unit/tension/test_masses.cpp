#include <tension/density.h>

#include "support/generators.h"
#include "support/records.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace cortege;
using namespace cortege::tension;
using namespace Qt::StringLiterals;
using Catch::Approx;
using test::utc;

namespace
{

const UtcInterval kAfternoon { utc(u"2026-11-28T12:00:00Z"), utc(u"2026-11-28T16:00:00Z") };
constexpr GeoPoint kVieuxPort { 5.3740, 43.2955 };
constexpr GeoPoint kReformes { 5.3870, 43.2998 };

/// 14 h to 18 h in UTC is the whole of kAfternoon unless a test says otherwise.
EventVersion version(EventRecord record)
{
    record.subject = u"Essai"_s;
    if (!record.begins)
        record.begins = kAfternoon.begin;
    if (!record.ends)
        record.ends = kAfternoon.end;
    return { EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Agent"_s }, {}, std::move(record) };
}
EventRecord march(int expected, LineString route)
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.people.expected = expected;
    moving.route = std::move(route);
    return record;
}
EventRecord gathering(int expected, Ring footprint)
{
    EventRecord record = emptyRecord(EventKind::StaticDemonstration);
    auto &standing = std::get<StaticDemonstration>(record.particulars);
    standing.people.expected = expected;
    standing.footprint = std::move(footprint);
    return record;
}
double weightOf(const std::vector<WeightedPoint> &masses)
{
    double sum = 0;
    for (const WeightedPoint &mass : masses)
        sum += mass.weight;
    return sum;
}

struct Ground {
    Projection projection;
    std::vector<WeightedPoint> masses(const EventRecord &record, double spacing = 25) const
    {
        return massesOf(version(record), kAfternoon, spacing, projection);
    }
    /// A ring from metres east and north of the Vieux-Port.
    Ring ring(const std::vector<MetricPoint> &corners) const
    {
        const auto origin = projection.toMetric(kVieuxPort);
        Ring ring;
        for (const MetricPoint &corner : corners)
            ring.push_back(projection.toGeo({ origin.east + corner.east, origin.north + corner.north }));
        return ring;
    }
};

} // namespace

TEST_CASE_METHOD(Ground, "Lambert-93 has longitude first, metres, and its origin where the law says")
{
    const auto origin = projection.toMetric({ 3, 46.5 });
    CHECK(origin.east == Approx(700'000).margin(0.001));
    CHECK(origin.north == Approx(6'600'000).margin(0.001));
    const auto port = projection.toMetric(kVieuxPort); // Marseille: about 892 km east, 6 247 km north
    CHECK(port.east == Approx(892'700).margin(1'000));
    CHECK(port.north == Approx(6'246'900).margin(1'000));
    const auto back = projection.toGeo(port);
    CHECK(back.longitude == Approx(kVieuxPort.longitude).epsilon(1e-10));
    CHECK(back.latitude == Approx(kVieuxPort.latitude).epsilon(1e-10));
}

TEST_CASE_METHOD(Ground, "a march weighs along its route, in equal parts of its length")
{
    const auto masses = this->masses(march(800, { kVieuxPort, kReformes }));
    const auto from = projection.toMetric(kVieuxPort);
    const auto to = projection.toMetric(kReformes);
    const double whole = std::hypot(to.east - from.east, to.north - from.north);
    REQUIRE(masses.size() == static_cast<size_t>(std::ceil(whole / 25)));
    CHECK(weightOf(masses) == Approx(800));
    for (size_t i = 1; i < masses.size(); ++i) {
        const double step
            = std::hypot(masses[i].at.east - masses[i - 1].at.east, masses[i].at.north - masses[i - 1].at.north);
        CHECK(step == Approx(whole / static_cast<double>(masses.size())));
        CHECK(step <= 25);
    }
}

TEST_CASE_METHOD(Ground, "a route that rests on one point weighs there")
{
    const auto masses = this->masses(march(10, { kVieuxPort, kVieuxPort, kVieuxPort }));
    REQUIRE(masses.size() == 1);
    CHECK(masses[0] == WeightedPoint { projection.toMetric(kVieuxPort), 10 });
}

TEST_CASE_METHOD(Ground, "a gathering weighs over its footprint, and nowhere else")
{
    // An L: the square of 200 m without its north-eastern quarter.
    const auto outline = ring({ { 0, 0 }, { 200, 0 }, { 200, 100 }, { 100, 100 }, { 100, 200 }, { 0, 200 } });
    for (const Ring &drawn : { outline, Ring(outline.rbegin(), outline.rend()) }) {
        const auto masses = this->masses(gathering(300, drawn), 10);
        CHECK(masses.size() == 300);
        CHECK(weightOf(masses) == Approx(300));
        const auto origin = projection.toMetric(kVieuxPort);
        for (const WeightedPoint &mass : masses) {
            const double east = mass.at.east - origin.east;
            const double north = mass.at.north - origin.north;
            CHECK((east > 0 && north > 0 && east < 200 && north < 200));
            CHECK((east < 100 || north < 100));
            CHECK(mass.weight == Approx(1).epsilon(1e-6)); // 100 m² of 30,000
        }
    }
}

TEST_CASE_METHOD(Ground, "a footprint that encloses nothing weighs at its corners")
{
    const auto masses = this->masses(gathering(30, ring({ { 0, 0 }, { 0, 0 }, { 0, 0 } })));
    CHECK(masses.size() == 3);
    CHECK(weightOf(masses) == Approx(30));
}

TEST_CASE_METHOD(Ground, "without a drawing, the placed addresses share the people equally")
{
    EventRecord record = march(90, {});
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.departure = { u"Vieux-Port"_s, kVieuxPort };
    moving.waypoints = { { u"quelque part"_s, {} } };
    moving.arrival = { u"Réformés"_s, kReformes };
    const auto masses = this->masses(record);
    REQUIRE(masses.size() == 2);
    CHECK(masses[0] == WeightedPoint { projection.toMetric(kVieuxPort), 45 });
    CHECK(masses[1] == WeightedPoint { projection.toMetric(kReformes), 45 });
}

TEST_CASE_METHOD(Ground, "people count for the share of the window during which they are there")
{
    EventRecord record = march(800, { kVieuxPort, kReformes });
    record.begins = kAfternoon.begin - std::chrono::hours { 2 };
    record.ends = kAfternoon.begin + std::chrono::hours { 1 };
    CHECK(weightOf(masses(record)) == Approx(200));
    record.ends = kAfternoon.begin; // half-open: over when the window opens
    CHECK(masses(record).empty());
}

TEST_CASE_METHOD(Ground, "declared people weigh only where nobody is expected")
{
    EventRecord record = march(800, { kVieuxPort, kReformes });
    auto &people = std::get<MovingDemonstration>(record.particulars).people;
    people.declared = 3'000;
    CHECK(weightOf(masses(record)) == Approx(800));
    people.expected.reset();
    CHECK(weightOf(masses(record)) == Approx(3'000));
    people.declared.reset();
    CHECK(masses(record).empty());
}

TEST_CASE_METHOD(Ground, "what is cancelled, undated, nowhere or without a length of time weighs nothing")
{
    auto cancelled = version(march(800, { kVieuxPort, kReformes }));
    cancelled.state = EventState::Cancelled;
    CHECK(massesOf(cancelled, kAfternoon, 25, projection).empty());
    auto undated = version(march(800, { kVieuxPort, kReformes }));
    undated.record.ends.reset();
    CHECK(massesOf(undated, kAfternoon, 25, projection).empty());
    CHECK(masses(march(800, {})).empty());
    CHECK(masses(emptyRecord(EventKind::PlannedOperation)).empty());
    const auto event = version(march(800, { kVieuxPort, kReformes }));
    CHECK(massesOf(event, { kAfternoon.begin, kAfternoon.begin }, 25, projection).empty());
    CHECK(masses(march(800, { kVieuxPort, { 0, -90 } })).empty()); // the South Pole has no place in Lambert-93
}

TEST_CASE_METHOD(Ground, "the pieces of any event add up to its people, and stay few")
{
    rc::check("Σ weights = people × share of the window", [this] {
        EventRecord record = *rc::gen::arbitrary<bool>() ? march(0, {}) : gathering(0, {});
        const int people = *rc::gen::inRange(1, 100'000);
        if (auto *moving = std::get_if<MovingDemonstration>(&record.particulars)) {
            moving->people.expected = people;
            moving->route.resize(*rc::gen::inRange<size_t>(2, 20));
            for (GeoPoint &point : moving->route)
                point = { *rc::gen::inRange(5'200, 5'600) / 1e3, *rc::gen::inRange(43'150, 43'450) / 1e3 };
        } else {
            auto &standing = std::get<StaticDemonstration>(record.particulars);
            standing.people.expected = people;
            standing.footprint = test::anyRing();
        }
        record.begins = kAfternoon.begin + std::chrono::minutes { *rc::gen::inRange(0, 240) };
        record.ends = *record.begins + std::chrono::minutes { *rc::gen::inRange(1, 500) };
        const auto end = std::min(*record.ends, kAfternoon.end);
        const double share = static_cast<double>((end - *record.begins).count())
            / static_cast<double>((kAfternoon.end - kAfternoon.begin).count());
        const auto masses = this->masses(record, 10);
        RC_ASSERT(std::abs(weightOf(masses) - people * share) <= 1e-9 * people);
        RC_ASSERT(masses.size() <= 21'000u);
    });
}

TEST_CASE_METHOD(Ground, "the organiser's status never weighs")
{
    rc::check("any record, every status: the same masses", [this] {
        EventVersion event = test::anyVersion();
        event.record.begins = kAfternoon.begin;
        event.record.ends = kAfternoon.end;
        const auto expected = massesOf(event, kAfternoon, 1'000, projection);
        std::vector<std::optional<OrganiserStatus>> all { std::nullopt };
        all.insert(all.end(), kOrganiserStatuses.begin(), kOrganiserStatuses.end());
        for (const auto status : all) {
            if (auto *moving = std::get_if<MovingDemonstration>(&event.record.particulars))
                moving->organiser = status;
            else if (auto *standing = std::get_if<StaticDemonstration>(&event.record.particulars))
                standing->organiser = status;
            RC_ASSERT(massesOf(event, kAfternoon, 1'000, projection) == expected);
        }
    });
}
