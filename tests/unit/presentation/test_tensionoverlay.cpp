#include <presentation/tensionoverlay.h>

#include <presentation/clockfilter.h>
#include <tension/density.h>

#include <support/records.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <QtTest/QSignalSpy>

#include <numeric>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using Catch::Approx;
using test::utc;

namespace
{

const UtcInterval kAfternoon { utc(u"2026-11-28T12:00:00Z"), utc(u"2026-11-28T16:00:00Z") };
constexpr GeoBox kMarseille { { 5.15, 43.10 }, { 5.75, 43.55 } };
constexpr GeoPoint kVieuxPort { 5.3740, 43.2955 };
constexpr int kPatience = 30'000; ///< ms; only a broken overlay waits so long

std::shared_ptr<const EventVersion> gathering(int expected, GeoPoint where)
{
    EventRecord record = emptyRecord(EventKind::StaticDemonstration);
    record.subject = u"Rassemblement"_s;
    record.begins = kAfternoon.begin;
    record.ends = kAfternoon.end;
    auto &standing = std::get<StaticDemonstration>(record.particulars);
    standing.people.expected = expected;
    standing.address = { u"ici"_s, where };
    return std::make_shared<const EventVersion>(EventVersion {
        EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Agent"_s }, {}, std::move(record) });
}

TensionParameters with(const UtcInterval &window, double bandwidth)
{
    TensionParameters parameters { window, {} };
    parameters.set.bandwidth = bandwidth;
    return parameters;
}

struct Overlay {
    TensionOverlay overlay { kMarseille };
    QSignalSpy pictures { &overlay, &TensionOverlay::pictureChanged };

    void settle()
    {
        while (!overlay.isUpToDate())
            REQUIRE(pictures.wait(kPatience));
    }
};

} // namespace

TEST_CASE_METHOD(Overlay, "the picture is the density of the people expected, per hectare, northern row first")
{
    overlay.setEvents({ gathering(1'000, kVieuxPort) });
    overlay.setParameters(with(kAfternoon, 150));
    settle();
    const auto picture = overlay.picture().value();
    REQUIRE(picture.field);
    CHECK(picture.events == 1);
    CHECK(picture.people == Approx(1'000));
    const double peak = 1'000 / (2 * 3.14159265358979 * 150 * 150) * 10'000;
    CHECK(picture.highest == Approx(peak).epsilon(0.01)); // the nearest cell's centre is up to 18 m away
    CHECK(static_cast<double>(picture.field->maximum) == paletteTop(picture.highest));
    const auto &field = *picture.field;
    CHECK(field.values.size() == static_cast<size_t>(field.columns * field.rows));
    const double people = std::accumulate(field.values.begin(), field.values.end(), 0.0) * 25 * 25 / 10'000;
    CHECK(people == Approx(1'000).epsilon(0.001));

    // The mesh puts the field's centre on the gathering, north above south.
    const auto corner
        = [&](int column, int row) { return field.mesh[static_cast<size_t>(row * (field.meshColumns + 1) + column)]; };
    CHECK(corner(0, 0).latitude > corner(0, field.meshRows).latitude);
    CHECK(corner(0, 0).longitude < corner(field.meshColumns, 0).longitude);
    const auto middle = corner(field.meshColumns / 2, field.meshRows / 2);
    CHECK(distanceMetres(middle, kVieuxPort) < 20);
}

TEST_CASE_METHOD(Overlay, "each cell is where the mesh says, and has the density of that place")
{
    const auto event = gathering(1'000, kVieuxPort);
    overlay.setEvents({ event });
    overlay.setParameters(with(kAfternoon, 150));
    settle();
    const auto &field = *overlay.picture()->field;
    const tension::Projection projection;
    const auto masses = tension::massesOf(*event, kAfternoon, 75, projection);
    const auto northWest = projection.toMetric(field.mesh.front());
    for (const int row : { field.rows / 3, field.rows / 2 }) {
        for (const int column : { field.columns / 3, field.columns / 2 }) {
            const tension::MetricPoint centre { northWest.east + (column + 0.5) * 25,
                northWest.north - (row + 0.5) * 25 };
            const double exact = tension::exactDensityAt(centre, masses, 150) * 10'000;
            CHECK(static_cast<double>(field.values[static_cast<size_t>(row * field.columns + column)])
                == Approx(exact).epsilon(1e-5));
        }
    }
}

TEST_CASE_METHOD(Overlay, "while one picture is made only the newest wish is kept")
{
    overlay.setEvents({ gathering(1'000, kVieuxPort) });
    for (int minute = 0; minute <= 500; ++minute) {
        const auto moved = std::chrono::minutes { minute };
        overlay.setParameters(with({ kAfternoon.begin + moved, kAfternoon.end + moved }, 150));
    }
    settle();
    CHECK(pictures.size() <= 2);
    CHECK(overlay.picture()->parameters.window.begin == kAfternoon.begin + std::chrono::minutes { 500 });
    CHECK_FALSE(overlay.picture()->field); // over by then
    CHECK(overlay.picture()->people == 0);
}

TEST_CASE_METHOD(Overlay, "pictures of the same events are the same, bit for bit, in another overlay")
{
    TensionEvents events;
    for (int i = 0; i < 50; ++i)
        events.push_back(gathering(100 + i, { kVieuxPort.longitude + i * 0.001, kVieuxPort.latitude + i * 0.0005 }));
    overlay.setEvents(events);
    overlay.setParameters(with(kAfternoon, 225));
    settle();
    Overlay other;
    other.overlay.setParameters(with(kAfternoon, 150));
    other.overlay.setEvents(events);
    other.settle();
    other.overlay.setParameters(with(kAfternoon, 225));
    other.settle();
    CHECK(overlay.picture()->field->values == other.overlay.picture()->field->values);
}

TEST_CASE_METHOD(Overlay, "a changed event moves its weight, and one that is gone weighs nothing")
{
    const auto event = gathering(1'000, kVieuxPort);
    overlay.setParameters(with(kAfternoon, 150));
    overlay.setEvents({ event });
    settle();
    auto changed = *event;
    ++changed.revision;
    std::get<StaticDemonstration>(changed.record.particulars).people.expected = 4'000;
    overlay.setEvents({ std::make_shared<const EventVersion>(changed) });
    settle();
    CHECK(overlay.picture()->people == Approx(4'000));
    overlay.setEvents({});
    settle();
    CHECK(overlay.picture()->people == 0);
    CHECK_FALSE(overlay.picture()->field);
}

TEST_CASE_METHOD(Overlay, "events far from the territory are counted and not drawn")
{
    overlay.setParameters(with(kAfternoon, 150));
    overlay.setEvents({ gathering(1'000, { 13.74, 51.05 }) }); // Dresden
    settle();
    CHECK(overlay.picture()->people == Approx(1'000));
    CHECK_FALSE(overlay.picture()->field);
}

TEST_CASE_METHOD(Overlay, "a zone is where the people are, and says which events make how much of it")
{
    const GeoPoint far { 5.3959, 43.2698 }; // the Vélodrome
    const auto large = gathering(9'000, kVieuxPort);
    const auto beside = gathering(3'000, { kVieuxPort.longitude + 0.001, kVieuxPort.latitude });
    const auto other = gathering(2'000, far);
    overlay.setEvents({ large, beside, other });
    auto parameters = with(kAfternoon, 150);
    parameters.set.heldByZones = 0.8;
    overlay.setParameters(parameters);
    settle();
    const auto zones = overlay.picture()->zones;
    REQUIRE_FALSE(zones.empty());
    CHECK(distanceMetres(zones.front().peak, kVieuxPort) < 60);
    CHECK(zones.front().highest == Approx(overlay.picture()->highest));
    CHECK(zones.front().amount > 0);
    CHECK(zones.front().amount < 14'000);
    CHECK(areaSquareMetres(zones.front().shape.outline) == Approx(zones.front().area).epsilon(0.01));
    CHECK_FALSE(overlay.picture()->explanation);

    overlay.setChosenPlace(zones.front().peak);
    settle();
    const auto &explanation = overlay.picture()->explanation;
    REQUIRE(explanation);
    CHECK(explanation->zone == 0);
    REQUIRE(explanation->contributions.size() >= 2);
    CHECK(explanation->contributions.front().event == large->id);
    double amount = 0;
    int percent = 0;
    for (const Contribution &one : explanation->contributions) {
        amount += one.amount;
        percent += one.percent;
    }
    CHECK(percent == 100);
    CHECK(amount == Approx(zones.front().amount).epsilon(1e-5));
    CHECK(explanation->strongest > 0.5);
}

TEST_CASE_METHOD(Overlay, "hours that do not count weigh nothing, and the rest is averaged over what counts")
{
    overlay.setEvents({ gathering(1'000, kVieuxPort) }); // 13 h to 17 h on the wall
    auto parameters = with({ midnight(QDate(2026, 11, 28)), midnight(QDate(2026, 11, 29)) }, 150);
    overlay.setParameters(parameters);
    settle();
    CHECK(overlay.picture()->people == Approx(1'000 * 4 / 24.));
    ClockFilter filter;
    filter.hours = hoursBetween(16, 18);
    parameters.set.hours = hoursOf(filter);
    overlay.setParameters(parameters);
    settle();
    CHECK(overlay.picture()->people == Approx(500));
    filter.hours = hoursBetween(0, 6);
    parameters.set.hours = hoursOf(filter);
    overlay.setParameters(parameters);
    settle();
    CHECK(overlay.picture()->people == 0);
    CHECK(overlay.picture()->zones.empty());
}

TEST_CASE_METHOD(Overlay, "two events in one place at one time meet, whoever organises them")
{
    const auto one = gathering(1'000, kVieuxPort);
    auto changed = *gathering(1'000, { kVieuxPort.longitude, kVieuxPort.latitude + 0.001 });
    const auto far = gathering(1'000, { 5.3959, 43.2698 });
    overlay.setParameters(with(kAfternoon, 150));
    std::vector<Meeting> first;
    for (const auto status : { OrganiserStatus::Union, OrganiserStatus::Party }) {
        std::get<StaticDemonstration>(changed.record.particulars).organiser = status;
        overlay.setEvents({ one, std::make_shared<const EventVersion>(changed), far });
        settle();
        const auto &meetings = overlay.picture()->meetings;
        REQUIRE(meetings.size() == 1);
        CHECK(meetings.front().metres == Approx(111).epsilon(0.02));
        CHECK(meetings.front().during == kAfternoon);
        CHECK((first.empty() || first == meetings));
        first = meetings;
    }
}

TEST_CASE_METHOD(Overlay, "an event meets facts, a line for each category, whoever organises it")
{
    const tension::Projection projection;
    const auto at = projection.toMetric(kVieuxPort);
    const auto begin = tension::factTime(kAfternoon.begin);
    tension::FactColumns columns;
    columns.add({ { at.east + 100, at.north }, begin + 600, 0, 0, 5 });
    columns.add({ { at.east + 20, at.north }, begin + 1'200, 0, 0, 5 }); // the gravest of its category
    columns.add({ { at.east + 30, at.north }, begin - 1'800, 0, 1, 5 }); // half an hour before
    columns.add({ { at.east + 2'000, at.north }, begin + 600, 0, 1, 5 }); // elsewhere
    overlay.setFacts({ std::make_shared<const tension::Facts>(columns), { u"Dégradation"_s, u"Rixe"_s } });
    overlay.setParameters(with(kAfternoon, 150));
    auto event = *gathering(1'000, kVieuxPort);
    std::vector<Meeting> first;
    for (const auto status : { OrganiserStatus::Union, OrganiserStatus::Party }) {
        std::get<StaticDemonstration>(event.record.particulars).organiser = status;
        overlay.setEvents({ std::make_shared<const EventVersion>(event) });
        settle();
        const auto &meetings = overlay.picture()->meetings;
        REQUIRE(meetings.size() == 2);
        CHECK(meetings[0].first == event.id);
        CHECK_FALSE(meetings[0].second);
        CHECK(meetings[0].secondName == u"Dégradation"_s);
        CHECK(meetings[0].facts == 2);
        CHECK(meetings[0].metres == Approx(20).margin(0.01));
        CHECK(meetings[0].during.begin == kAfternoon.begin + std::chrono::minutes { 20 });
        CHECK(meetings[1].secondName == u"Rixe"_s);
        CHECK(meetings[1].facts == 1);
        CHECK(meetings[1].apart == std::chrono::minutes { 30 });
        CHECK(meetings[0].severity > meetings[1].severity);
        CHECK((first.empty() || first == meetings));
        first = meetings;
    }
}

TEST_CASE_METHOD(Overlay, "two periods are compared where people are now and where they were")
{
    const GeoPoint velodrome { 5.3959, 43.2698 };
    auto earlier = *gathering(2'000, velodrome);
    earlier.record.begins = *earlier.record.begins - std::chrono::days { 7 };
    earlier.record.ends = *earlier.record.ends - std::chrono::days { 7 };
    overlay.setEvents({ gathering(1'000, kVieuxPort), std::make_shared<const EventVersion>(earlier) });
    overlay.setParameters(with(kAfternoon, 150));
    overlay.setReference(
        UtcInterval { kAfternoon.begin - std::chrono::days { 7 }, kAfternoon.end - std::chrono::days { 7 } });
    settle();
    const auto &comparison = overlay.picture()->comparison;
    REQUIRE(comparison);
    REQUIRE(comparison->difference);
    CHECK(comparison->difference->isDifference);
    const auto [least, most] = std::ranges::minmax_element(comparison->difference->values);
    CHECK(static_cast<double>(-*least) == Approx(2 * static_cast<double>(*most)).epsilon(0.02));
    double before = 0;
    double now = 0;
    int events = 0;
    for (const Comparison::Row &row : comparison->rows) {
        before += row.amountBefore;
        now += row.amountNow;
        events += row.eventsBefore + row.eventsNow;
    }
    CHECK(before == Approx(2'000));
    CHECK(now == Approx(1'000));
    CHECK(events == 2);
    overlay.setReference(std::nullopt);
    settle();
    CHECK_FALSE(overlay.picture()->comparison);
}

TEST_CASE("an overlay may go away while it computes")
{
    for (int i = 0; i < 20; ++i) {
        TensionOverlay overlay(kMarseille);
        overlay.setEvents({ gathering(1'000, kVieuxPort) });
        overlay.setParameters(with(kAfternoon, 75));
    }
}

TEST_CASE("the palette ends at 1, 2 or 5 times a power of ten")
{
    CHECK(paletteTop(0) == 0);
    CHECK(paletteTop(0.7) == Approx(1));
    CHECK(paletteTop(1) == Approx(1));
    CHECK(paletteTop(14) == Approx(20));
    CHECK(paletteTop(45) == Approx(50));
    CHECK(paletteTop(51) == Approx(100));
}
