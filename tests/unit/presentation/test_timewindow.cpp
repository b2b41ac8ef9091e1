#include <presentation/timehistogram.h>
#include <presentation/timewindow.h>

#include <support/records.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <QtTest/QSignalSpy>

using namespace cortege;
using namespace cortege::presentation;
using namespace std::chrono_literals;
using test::utc;

namespace
{

class MovedClock final : public Clock
{
public:
    UtcTime now() const override { return time; }
    UtcTime time = utc(u"2026-11-24T13:30:20Z");
};

struct Watched {
    MovedClock clock;
    TimeWindow time { clock };
    QSignalSpy moved { &time, &TimeWindow::windowChanged };

    bool spanHoldsWindow() const
    {
        return time.span().begin <= time.window().begin && time.window().end <= time.span().end;
    }
};

} // namespace

TEST_CASE_METHOD(Watched, "the window follows the clock from the current minute on")
{
    CHECK(time.isFollowing());
    CHECK(time.window() == UtcInterval { utc(u"2026-11-24T13:30:00Z"), utc(u"2026-11-24T16:30:00Z") });
    clock.time += 30s;
    time.advance();
    CHECK(moved.isEmpty());
    clock.time += 30s;
    time.advance();
    CHECK(moved.size() == 1);
    CHECK(time.window().begin == utc(u"2026-11-24T13:31:00Z"));
}

TEST_CASE_METHOD(Watched, "a window moved by hand stays where it was put, until the person wants the present")
{
    time.moveBy(2h);
    CHECK_FALSE(time.isFollowing());
    clock.time += 1h;
    time.advance();
    CHECK(time.window().begin == utc(u"2026-11-24T15:30:00Z"));
    time.followNow();
    CHECK(time.window().begin == utc(u"2026-11-24T14:30:00Z"));
}

TEST_CASE_METHOD(Watched, "lengths are offered by name, and other lengths have none")
{
    CHECK(time.length() == WindowLength::ThreeHours);
    for (const auto length : kWindowLengths) {
        time.setLength(length);
        CHECK(time.length() == length);
        CHECK(time.isFollowing());
        CHECK(spanHoldsWindow());
    }
    time.setWindow({ clock.time, clock.time + 100min });
    CHECK_FALSE(time.length());
    time.setWindow({ clock.time, clock.time });
    CHECK(time.window().end - time.window().begin == TimeWindow::kShortest);
    time.setWindow({ clock.time, clock.time + std::chrono::days { 400 } });
    CHECK(time.window().end - time.window().begin == TimeWindow::kLongest);
}

TEST_CASE_METHOD(Watched, "playing moves the window at its speed and stops at the end of what is known")
{
    const auto begin = time.window().begin;
    time.setPlaySpeed(60min);
    time.setPlayEnd(begin + 90min);
    time.setPlaying(true);
    CHECK_FALSE(time.isFollowing());
    clock.time += 100ms;
    time.advance();
    CHECK(time.window().begin == begin + 6min);
    clock.time += 1h; // the workstation slept
    time.advance();
    CHECK(time.window().begin == begin + 36min);
    for (int i = 0; i < 10; ++i) {
        clock.time += 200ms;
        time.advance();
    }
    CHECK_FALSE(time.isPlaying());
    CHECK(time.window().begin < begin + 90min);
}

TEST_CASE_METHOD(Watched, "an event outside the window brings it there, one inside leaves it")
{
    const auto before = time.window();
    time.reveal({ before.begin + 1h, before.begin + 2h });
    CHECK(time.window() == before);
    CHECK(time.isFollowing());
    time.reveal({ before.begin + 50h, before.begin + 51h });
    CHECK(time.window() == UtcInterval { before.begin + 50h, before.begin + 53h });
    CHECK(spanHoldsWindow());
}

TEST_CASE_METHOD(Watched, "the span always holds the window, and stands still while it does")
{
    rc::check("whatever is done to the window", [this] {
        const int minutes = *rc::gen::inRange(-100'000, 100'000);
        const int length = *rc::gen::inRange(0, 60'000);
        const auto before = time.span();
        time.setWindow(
            { clock.time + std::chrono::minutes { minutes }, clock.time + std::chrono::minutes { minutes + length } });
        RC_ASSERT(spanHoldsWindow());
        const auto after = time.span();
        time.moveBy(0ms);
        RC_ASSERT(time.span() == after);
        RC_CLASSIFY(before == after);
    });
}

TEST_CASE_METHOD(Watched, "a held span stays while the window in it grows, and fits when it is let go")
{
    const auto before = time.span();
    time.holdSpan(true);
    time.setWindow({ time.window().begin, time.window().begin + 20h });
    CHECK(time.span() == before);
    time.holdSpan(false);
    CHECK(time.span() != before);
    CHECK(spanHoldsWindow());
}

TEST_CASE("an interval counts in every hour that it touches")
{
    const UtcInterval span { utc(u"2026-11-24T00:00:00Z"), utc(u"2026-11-25T00:00:00Z") };
    const std::vector<OpenInterval> intervals {
        { utc(u"2026-11-24T10:30:00Z"), utc(u"2026-11-24T12:00:00Z") }, // 10 and 11; the end does not belong to it
        { utc(u"2026-11-24T11:00:00Z"), {} }, // 11
        { utc(u"2026-11-23T00:00:00Z"), utc(u"2026-11-24T00:30:00Z") }, // 0
        { utc(u"2026-11-24T23:30:00Z"), utc(u"2026-12-24T00:00:00Z") }, // 23
        { utc(u"2026-11-25T00:00:00Z"), utc(u"2026-11-25T01:00:00Z") },
        { {}, {} },
    };
    std::vector<int> expected(24);
    expected[0] = expected[10] = expected[23] = 1;
    expected[11] = 2;
    const auto found = histogram(intervals, span);
    CHECK(found.begin == span.begin);
    CHECK(found.bin == 1h);
    CHECK(found.counts == expected);
}

TEST_CASE("the histogram is what counting bin by bin gives")
{
    rc::check("difference sums against overlap tests", [] {
        const auto start = utc(u"2026-11-24T00:00:00Z") + std::chrono::minutes { *rc::gen::inRange(0, 3'000) };
        const UtcInterval span { start, start + std::chrono::hours { *rc::gen::inRange(1, 1'000) } };
        std::vector<OpenInterval> intervals(*rc::gen::inRange<size_t>(0, 10));
        for (auto &interval : intervals) {
            interval.begins = start + std::chrono::minutes { *rc::gen::inRange(-10'000, 70'000) };
            interval.ends = *interval.begins + std::chrono::minutes { *rc::gen::inRange(1, 5'000) };
        }
        const auto found = histogram(intervals, span);
        RC_ASSERT(found.begin <= span.begin);
        for (size_t i = 0; i < found.counts.size(); ++i) {
            const auto begin = found.begin + found.bin * static_cast<int>(i);
            int expected = 0;
            for (const auto &interval : intervals) {
                const bool known = *interval.begins < span.end;
                expected
                    += known && UtcInterval { *interval.begins, *interval.ends }.overlaps({ begin, begin + found.bin });
            }
            RC_ASSERT(found.counts[i] == expected);
        }
    });
}
