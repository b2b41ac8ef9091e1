#include <presentation/clockfilter.h>

#include <support/records.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace std::chrono_literals;
using test::utc;

namespace
{

ClockFilter onlyHours(int from, int to)
{
    ClockFilter filter;
    filter.hours = hoursBetween(from, to);
    return filter;
}

} // namespace

TEST_CASE("without a filter the window is one part")
{
    const UtcInterval window { utc(u"2026-11-28T12:10:00Z"), utc(u"2026-11-28T12:40:00Z") };
    CHECK(partsOf(window, ClockFilter {}) == std::vector { window });
}

TEST_CASE("evenings of a week are seven parts, each where the wall says so")
{
    const UtcInterval week { utc(u"2026-11-22T23:00:00Z"), utc(u"2026-11-29T23:00:00Z") };
    const auto evenings = partsOf(week, onlyHours(18, 22));
    REQUIRE(evenings.size() == 7);
    CHECK(evenings.front() == UtcInterval { utc(u"2026-11-23T17:00:00Z"), utc(u"2026-11-23T21:00:00Z") });
    CHECK(lengthOf(evenings) == 28h);
    auto workdays = onlyHours(18, 22);
    workdays.days.reset(5).reset(6);
    CHECK(partsOf(week, workdays).size() == 5);
}

TEST_CASE("a night lies over midnight, and the window cuts its parts")
{
    const auto night = hoursBetween(22, 6);
    CHECK(night.count() == 8);
    CHECK(spanOf(night) == HourSpan { 22, 6 });
    const auto parts = partsOf({ utc(u"2026-11-27T20:30:00Z"), utc(u"2026-11-28T06:00:00Z") }, onlyHours(22, 6));
    CHECK(parts == std::vector { UtcInterval { utc(u"2026-11-27T21:00:00Z"), utc(u"2026-11-28T05:00:00Z") } });
    CHECK(meetAny(parts, { utc(u"2026-11-28T04:59:00Z"), utc(u"2026-11-28T09:00:00Z") }));
    CHECK_FALSE(meetAny(parts, { utc(u"2026-11-28T05:00:00Z"), utc(u"2026-11-28T09:00:00Z") }));
}

TEST_CASE("the hour that comes twice counts twice, and the one that is missing is missing")
{
    const UtcInterval october { midnight(QDate(2026, 10, 25)), midnight(QDate(2026, 10, 26)) };
    CHECK(october.end - october.begin == 25h);
    CHECK(lengthOf(partsOf(october, onlyHours(2, 3))) == 2h);
    const UtcInterval march { midnight(QDate(2026, 3, 29)), midnight(QDate(2026, 3, 30)) };
    CHECK(march.end - march.begin == 23h);
    CHECK(partsOf(march, onlyHours(2, 3)).empty());
    CHECK(lengthOf(partsOf(march, onlyHours(1, 4))) == 2h);
}

TEST_CASE("the filter is said in words")
{
    CHECK(describe(ClockFilter {}).isEmpty());
    CHECK(describe(onlyHours(8, 20)).contains(u"8"));
    ClockFilter none;
    none.hours.reset();
    CHECK(partsOf({ utc(u"2026-11-27T20:30:00Z"), utc(u"2026-11-28T06:00:00Z") }, none).empty());
    CHECK_FALSE(describe(none).isEmpty());
}

TEST_CASE("a filter and what it leaves out make up the window")
{
    CHECK(rc::check([] {
        ClockFilter filter;
        filter.hours = std::bitset<24>(*rc::gen::inRange<unsigned long>(0, 1UL << 24U));
        ClockFilter rest = filter;
        rest.hours.flip();
        const auto begin = utc(u"2026-10-20T00:00:00Z") + std::chrono::minutes { *rc::gen::inRange(0, 20'000) };
        const UtcInterval window { begin, begin + std::chrono::minutes { *rc::gen::inRange(1, 20'000) } };
        RC_ASSERT(lengthOf(partsOf(window, filter)) + lengthOf(partsOf(window, rest)) == window.end - window.begin);
    }));
}
