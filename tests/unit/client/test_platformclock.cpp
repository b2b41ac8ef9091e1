#include <client/platformclock.h>

#include <catch2/catch_test_macros.hpp>

#include <support/handclock.h>

using namespace cortege;
using namespace cortege::client;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

TEST_CASE("a workstation's clock that is an hour wrong about midnight is put right by what the platform told")
{
    test::HandClock own(*fromIso(u"2026-11-27T23:30:00Z"_s)); // half past midnight in Marseille
    PlatformClock clock(own);
    CHECK(toParis(clock.now()).date() == QDate(2026, 11, 28));
    clock.setOffset(-1h);
    CHECK(toParis(clock.now()).date() == QDate(2026, 11, 27));
    CHECK(toParis(clock.now()).time() == QTime(23, 30));
    own.advance(31min); // and its midnight comes when it comes at the platform
    CHECK(toParis(clock.now()) == toParis(*fromIso(u"2026-11-27T23:01:00Z"_s)));
    CHECK(toParis(clock.now()).date() == QDate(2026, 11, 28));
    clock.hear(own.now() + 20min);
    CHECK(clock.offset() == 20min);
    clock.setOffset(0h);
    CHECK(clock.now() == own.now());
}
