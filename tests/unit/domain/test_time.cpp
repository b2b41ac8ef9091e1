#include <domain/time.h>

#include <support/records.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

using namespace cortege;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::utc;

TEST_CASE("a summer and a winter afternoon in Paris are two and one hours ahead of UTC")
{
    CHECK(std::get<UtcTime>(readParis({ 2026, 7, 14 }, { 14, 0 })) == utc(u"2026-07-14T12:00:00Z"));
    CHECK(std::get<UtcTime>(readParis({ 2026, 11, 28 }, { 14, 0 })) == utc(u"2026-11-28T13:00:00Z"));
}

TEST_CASE("the hour that the clocks skip in March does not exist")
{
    CHECK(std::holds_alternative<SkippedTime>(readParis({ 2026, 3, 29 }, { 2, 0 })));
    CHECK(std::holds_alternative<SkippedTime>(readParis({ 2026, 3, 29 }, { 2, 59 })));
    CHECK(std::get<UtcTime>(readParis({ 2026, 3, 29 }, { 1, 59 })) == utc(u"2026-03-29T00:59:00Z"));
    CHECK(std::get<UtcTime>(readParis({ 2026, 3, 29 }, { 3, 0 })) == utc(u"2026-03-29T01:00:00Z"));
}

TEST_CASE("the hour that comes twice in October has two readings")
{
    const auto twice = std::get<AmbiguousTime>(readParis({ 2026, 10, 25 }, { 2, 30 }));
    CHECK(twice.summer == utc(u"2026-10-25T00:30:00Z"));
    CHECK(twice.winter == utc(u"2026-10-25T01:30:00Z"));
    CHECK(std::get<UtcTime>(readParis({ 2026, 10, 25 }, { 1, 59 })) == utc(u"2026-10-24T23:59:00Z"));
    CHECK(std::get<UtcTime>(readParis({ 2026, 10, 25 }, { 3, 0 })) == utc(u"2026-10-25T02:00:00Z"));
}

TEST_CASE("a time on the wire needs its zone")
{
    CHECK(fromIso(u"2026-05-01T14:00:00+02:00") == utc(u"2026-05-01T12:00:00Z"));
    for (const auto *text : { u"2026-05-01T14:00:00", u"2026-05-01", u"", u"T", u"demain", u"2026-13-01T00:00:00Z",
             u"2026-05-01T25:00:00Z", u"2026-05-01Z14:00:00" })
        CHECK_FALSE(fromIso(text).has_value());
}

TEST_CASE("any instant survives writing and reading")
{
    REQUIRE(rc::check([] {
        const auto time = UtcTime { std::chrono::milliseconds {
            *rc::gen::inRange<qint64>(-2'000'000'000'000, 9'000'000'000'000) } };
        RC_ASSERT(fromIso(toIso(time)) == time);
    }));
}

TEST_CASE("what a wall clock in Paris shows reads back as one of its instants")
{
    REQUIRE(rc::check([] {
        const auto time = UtcTime { std::chrono::minutes { *rc::gen::inRange<qint64>(26'000'000, 36'000'000) } };
        const QDateTime wall = toParis(time);
        const auto reading = readParis(wall.date(), wall.time());
        if (const auto *twice = std::get_if<AmbiguousTime>(&reading))
            RC_ASSERT((twice->summer == time || twice->winter == time) && twice->winter - twice->summer == 1h);
        else
            RC_ASSERT(std::get<UtcTime>(reading) == time);
    }));
}

TEST_CASE("an interval does not contain its end")
{
    const UtcInterval afternoon { utc(u"2026-05-01T12:00:00Z"), utc(u"2026-05-01T16:00:00Z") };
    CHECK(afternoon.contains(afternoon.begin));
    CHECK_FALSE(afternoon.contains(afternoon.end));
    CHECK_FALSE(afternoon.overlaps({ afternoon.end, afternoon.end + 1h }));
    CHECK(afternoon.overlaps({ afternoon.end - 1ms, afternoon.end + 1h }));
}

TEST_CASE("an instant is written with a Z, and with milliseconds only when it has some")
{
    CHECK(toIso(UtcTime { std::chrono::milliseconds { 1'777'636'800'000 } }) == u"2026-05-01T12:00:00Z"_s);
    CHECK(toIso(UtcTime { std::chrono::milliseconds { 1'777'636'800'111 } }) == u"2026-05-01T12:00:00.111Z"_s);
}
