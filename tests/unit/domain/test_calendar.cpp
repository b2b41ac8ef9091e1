#include <domain/calendar.h>
#include <domain/time.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <map>

using namespace cortege;

TEST_CASE("Easter falls where the almanac has it")
{
    // The earliest and the latest of the Gregorian calendar are among them (22 March, 25 April).
    const std::map<int, QDate> almanac { { 1818, { 1818, 3, 22 } }, { 1943, { 1943, 4, 25 } },
        { 2000, { 2000, 4, 23 } }, { 2008, { 2008, 3, 23 } }, { 2024, { 2024, 3, 31 } }, { 2025, { 2025, 4, 20 } },
        { 2026, { 2026, 4, 5 } }, { 2027, { 2027, 3, 28 } }, { 2038, { 2038, 4, 25 } } };
    for (const auto &[year, day] : almanac) {
        INFO(year);
        CHECK(easterSunday(year) == day);
    }
}

TEST_CASE("France has eleven public holidays a year")
{
    std::vector<QDate> days;
    for (QDate day(2026, 1, 1); day.year() == 2026; day = day.addDays(1)) {
        if (isPublicHoliday(day))
            days.push_back(day);
    }
    CHECK(days
        == std::vector<QDate> { { 2026, 1, 1 }, { 2026, 4, 6 }, { 2026, 5, 1 }, { 2026, 5, 8 }, { 2026, 5, 14 },
            { 2026, 5, 25 }, { 2026, 7, 14 }, { 2026, 8, 15 }, { 2026, 11, 1 }, { 2026, 11, 11 }, { 2026, 12, 25 } });
    CHECK(isPublicHoliday({ 2008, 5, 1 })); // Ascension and 1 May on one day
    CHECK_FALSE(isWorkingDay({ 2026, 11, 28 })); // a Saturday
    CHECK(isWorkingDay({ 2026, 11, 27 }));
}

TEST_CASE("a demonstration is declared between fifteen and three clear days before it")
{
    // Saturday 28 November 2026: 25, 26 and 27 are clear of it after the 24th; 13 to 27 after the 12th.
    CHECK(declarationPeriod({ 2026, 11, 28 })
        == DeclarationPeriod { { 2026, 11, 12 }, { 2026, 11, 24 }, { 2026, 11, 24 } });
    // Over the turn of the year; 1 January is a holiday, the day before it is not.
    CHECK(
        declarationPeriod({ 2027, 1, 5 }) == DeclarationPeriod { { 2026, 12, 20 }, { 2027, 1, 1 }, { 2026, 12, 31 } });
    // Friday 10 April 2026: the last day is Easter Monday, before it Easter, a Saturday; Good Friday is worked.
    CHECK(declarationPeriod({ 2026, 4, 10 }) == DeclarationPeriod { { 2026, 3, 25 }, { 2026, 4, 6 }, { 2026, 4, 3 } });
    // 29 February.
    CHECK(declarationPeriod({ 2028, 3, 4 }) == DeclarationPeriod { { 2028, 2, 17 }, { 2028, 2, 29 }, { 2028, 2, 29 } });
}

TEST_CASE("clear days are days of the calendar, in the nights of the clock change as well")
{
    // Half past midnight in Marseille is still the day before in UTC, whether the clocks change that night or not.
    const auto dayOf = [](const char16_t *iso) { return toParis(*fromIso(iso)).date(); };
    CHECK(declarationPeriod(dayOf(u"2026-03-28T23:30:00Z")).last == QDate(2026, 3, 25)); // Sunday 29 March, 0 h 30
    CHECK(declarationPeriod(dayOf(u"2026-10-24T22:30:00Z")).last == QDate(2026, 10, 21)); // Sunday 25 October, 0 h 30
    CHECK(declarationPeriod(dayOf(u"2026-10-25T22:30:00Z")).last == QDate(2026, 10, 21)); // 23 h 30 of a 25 hour day
}

TEST_CASE("however a demonstration falls, three and fifteen days lie between")
{
    REQUIRE(rc::check([] {
        const QDate day = QDate(2000, 1, 1).addDays(*rc::gen::inRange(0, 36'525));
        const auto period = declarationPeriod(day);
        int between = 0;
        for (QDate each = period.last.addDays(1); each < day; each = each.addDays(1))
            ++between;
        RC_ASSERT(between == 3);
        RC_ASSERT(period.first.daysTo(day) - 1 == 15);
        RC_ASSERT(isWorkingDay(period.lastWorking));
        RC_ASSERT(period.lastWorking <= period.last);
        RC_ASSERT(period.lastWorking >= period.first); // there is always a working day to declare on
    }));
}

TEST_CASE("an event of last year comes again on its weekday of its week")
{
    const QDate today(2026, 11, 25);
    CHECK(sameDayOfLaterYear({ 2025, 12, 6 }, today) == QDate(2026, 12, 5)); // Saturdays of week 49
    CHECK(sameDayOfLaterYear({ 2024, 12, 7 }, today) == QDate(2026, 12, 5)); // from any year
    CHECK(sameDayOfLaterYear({ 2025, 11, 22 }, today) == QDate(2027, 11, 27)); // it has passed this year
    CHECK(sameDayOfLaterYear({ 2026, 12, 5 }, today) == QDate(2027, 12, 11)); // it stands in this year already
    CHECK(sameDayOfLaterYear({ 2025, 11, 26 }, today) == today);
    // 31 December 2026 is the Thursday of week 53, which 2027 does not have.
    CHECK(sameDayOfLaterYear({ 2026, 12, 31 }, { 2027, 1, 10 }) == QDate(2027, 12, 30));
    // 29 December 2025 is the Monday of the first week of 2026.
    CHECK(sameDayOfLaterYear({ 2025, 12, 29 }, today) == QDate(2027, 1, 4));
}

TEST_CASE("a repeated event keeps its weekday and about its place in the year")
{
    REQUIRE(rc::check([] {
        const QDate day = QDate(2015, 1, 1).addDays(*rc::gen::inRange(0, 8'000));
        const QDate today = QDate(2015, 1, 1).addDays(*rc::gen::inRange(0, 8'000));
        const QDate again = sameDayOfLaterYear(day, today);
        RC_ASSERT(again > day);
        RC_ASSERT(again >= today);
        RC_ASSERT(again.dayOfWeek() == day.dayOfWeek());
        RC_ASSERT(again.weekNumber() == day.weekNumber() || (day.weekNumber() == 53 && again.weekNumber() == 52));
        RC_ASSERT(again <= std::max(day, today).addDays(372));
    }));
}
