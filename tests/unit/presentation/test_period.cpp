#include <presentation/period.h>

#include <support/records.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace std::chrono_literals;
using test::utc;

TEST_CASE("what only begins or only ends takes place at that moment, and an instant is something as well")
{
    const UtcTime noon = utc(u"2026-05-01T10:00:00Z");
    CHECK(intervalOf(noon, noon + 2h) == UtcInterval { noon, noon + 2h });
    for (const auto &[begins, ends] : std::vector<std::pair<std::optional<UtcTime>, std::optional<UtcTime>>> {
             { noon, {} }, { {}, noon }, { noon, noon }, { noon, noon - 1h } })
        CHECK(intervalOf(begins, ends) == UtcInterval { noon, noon + 1ms });
    CHECK_FALSE(intervalOf({}, {}));
}

TEST_CASE("days before, the hours are those of the wall, whichever way the clocks have changed between")
{
    const UtcInterval spring { utc(u"2026-03-29T12:00:00Z"), utc(u"2026-03-29T15:00:00Z") }; // 14 h – 17 h, in summer
    CHECK(periodBefore(spring, 1) == UtcInterval { utc(u"2026-03-28T13:00:00Z"), utc(u"2026-03-28T16:00:00Z") });
    CHECK(periodBefore(spring, 52 * 7) == UtcInterval { utc(u"2025-03-30T12:00:00Z"), utc(u"2025-03-30T15:00:00Z") });
    const UtcInterval autumn { utc(u"2026-10-26T13:00:00Z"), utc(u"2026-10-26T16:00:00Z") };
    CHECK(periodBefore(autumn, 7) == UtcInterval { utc(u"2026-10-19T12:00:00Z"), utc(u"2026-10-19T15:00:00Z") });
    CHECK(periodBefore(spring, 0) == UtcInterval { utc(u"2026-03-29T09:00:00Z"), utc(u"2026-03-29T12:00:00Z") });
}

TEST_CASE("where the hour of the wall comes twice it is the first one, where it is skipped the next")
{
    const UtcInterval after { utc(u"2026-10-26T01:30:00Z"), utc(u"2026-10-26T05:00:00Z") }; // 2 h 30 – 6 h
    CHECK(periodBefore(after, 1) == UtcInterval { utc(u"2026-10-25T00:30:00Z"), utc(u"2026-10-25T05:00:00Z") });
    const UtcInterval next { utc(u"2026-03-30T00:30:00Z"), utc(u"2026-03-30T04:00:00Z") }; // 2 h 30 – 6 h
    CHECK(periodBefore(next, 1) == UtcInterval { utc(u"2026-03-29T01:30:00Z"), utc(u"2026-03-29T04:00:00Z") });
}

TEST_CASE("a period so many days before begins on that day and lasts some time, whatever lies between")
{
    REQUIRE(rc::check([] {
        const auto begin = UtcTime { std::chrono::minutes { *rc::gen::inRange<qint64>(26'000'000, 36'000'000) } };
        const auto length = std::chrono::minutes { *rc::gen::inRange(1, 2'000) };
        const int days = *rc::gen::inRange(1, 400);
        const UtcInterval before = periodBefore({ begin, begin + length }, days);
        RC_ASSERT(before.begin < before.end);
        RC_ASSERT(before.end - before.begin <= length + 2h); // March lies in this one, October in that one
        RC_ASSERT(toParis(before.begin).date() == toParis(begin).date().addDays(-days));
    }));
}
