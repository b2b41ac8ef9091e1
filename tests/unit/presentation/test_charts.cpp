#include <presentation/charts.h>

#include <support/records.h>

#include <catch2/catch_test_macros.hpp>

#include <numeric>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::utc;

namespace
{

constexpr GeoBox kBox { { 5.36, 43.28 }, { 5.42, 43.32 } };
const tension::HoursOfWeek kAllHours = tension::HoursOfWeek().set();

std::shared_ptr<const EventVersion> visitAt(UtcTime begins, std::chrono::minutes lasts)
{
    EventRecord record = test::visit(u"Visite"_s);
    record.begins = begins;
    record.ends = begins + lasts;
    std::get<OfficialVisit>(record.particulars).addresses = { { u"ici"_s, GeoPoint { 5.37, 43.29 } } };
    return std::make_shared<const EventVersion>(EventVersion {
        EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Agent"_s }, {}, std::move(record) });
}

int eventsIn(const Chart &chart)
{
    return std::accumulate(
        chart.bars.begin(), chart.bars.end(), 0, [](int sum, const Chart::Bar &bar) { return sum + bar.events; });
}

} // namespace

TEST_CASE("an event counts in each hour of the wall that it fills, and once for two days that fill the same hour")
{
    const auto squares = squaresOver(kBox, 500);
    const UtcInterval twoDays { midnight(QDate(2026, 11, 27)), midnight(QDate(2026, 11, 29)) };
    const TensionEvents events { visitAt(utc(u"2026-11-27T13:30:00Z"), 90min), // 14 h 30 to 16 h
        visitAt(utc(u"2026-11-27T22:30:00Z"), 60min) }; // 23 h 30 to 0 h 30
    const auto hours = chartOf(ChartBy::Hour, events, {}, twoDays, kAllHours, *squares);
    REQUIRE(hours.bars.size() == 24);
    CHECK(hours.bars[14].events == 1);
    CHECK(hours.bars[15].events == 1);
    CHECK(hours.bars[16].events == 0);
    CHECK(hours.bars[23].events == 1);
    CHECK(hours.bars[0].events == 1);
    CHECK(eventsIn(hours) == 4);
    const auto days = chartOf(ChartBy::Day, events, {}, twoDays, kAllHours, *squares);
    REQUIRE(days.bars.size() == 2);
    CHECK(days.bars[0].events == 2);
    CHECK(days.bars[1].events == 1); // the half hour after midnight
    const auto kinds = chartOf(ChartBy::Category, events, {}, twoDays, kAllHours, *squares);
    CHECK(kinds.bars[static_cast<size_t>(EventKind::OfficialVisit)].events == 2);
    CHECK(eventsIn(kinds) == 2);
    const auto parts = chartOf(ChartBy::Part, events, {}, twoDays, kAllHours, *squares);
    REQUIRE(parts.bars.size() == 1);
    CHECK(parts.bars.front().events == 2);
}

TEST_CASE("the day of 25 hours has one bar, and its doubled hour one as well")
{
    const auto squares = squaresOver(kBox, 500);
    const UtcInterval october { midnight(QDate(2026, 10, 25)), midnight(QDate(2026, 10, 26)) };
    const TensionEvents events { visitAt(october.begin, 25h) };
    CHECK(chartOf(ChartBy::Day, events, {}, october, kAllHours, *squares).bars.size() == 1);
    const auto hours = chartOf(ChartBy::Hour, events, {}, october, kAllHours, *squares);
    CHECK(eventsIn(hours) == 24);
}

TEST_CASE("facts are counted beside the events, from the columns that they come in")
{
    const auto squares = squaresOver(kBox, 500);
    const tension::Projection projection;
    tension::FactColumns columns;
    const auto noon = utc(u"2026-11-27T11:10:00Z"); // 12 h 10
    for (int i = 0; i < 5; ++i)
        columns.add({ projection.toMetric({ 5.37, 43.29 }), tension::factTime(noon + 1h * (i / 3)), 0,
            static_cast<std::uint16_t>(i % 2), 1 });
    const TensionFacts facts { std::make_shared<const tension::Facts>(columns), { u"Vol"_s, u"Rixe"_s } };
    const UtcInterval day { midnight(QDate(2026, 11, 27)), midnight(QDate(2026, 11, 28)) };
    const auto hours = chartOf(ChartBy::Hour, {}, facts, day, kAllHours, *squares);
    CHECK(hours.hasFacts);
    CHECK(hours.bars[12].facts == 3);
    CHECK(hours.bars[13].facts == 2);
    const auto categories = chartOf(ChartBy::Category, {}, facts, day, kAllHours, *squares);
    REQUIRE(categories.bars.size() == kEventKinds.size() + 2);
    CHECK(categories.bars[kEventKinds.size()].facts == 3);
    CHECK(categories.bars.back().facts == 2);
    ChartTable table;
    table.set(categories);
    CHECK(table.columnCount() == 3);
    CHECK(table.index(static_cast<int>(kEventKinds.size()), ChartTable::Facts).data().toString() == u"3"_s);
    CHECK(chartOf(ChartBy::Part, {}, facts, day, kAllHours, *squares).bars.front().facts == 5);
}
