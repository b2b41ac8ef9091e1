#include <presentation/momenttext.h>

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{
const QDate kTuesday(2026, 11, 24);

std::expected<std::optional<UtcTime>, MomentFault> reading(const QString &date, const QString &time)
{
    return readMoment({ date, time, std::nullopt }, kTuesday);
}
} // namespace

TEST_CASE("dates are read in the ways in which people write them")
{
    const QDate day(2026, 11, 28);
    for (const auto &text : { u"28/11/2026"_s, u" 28/11/26 "_s, u"28-11-2026"_s, u"28.11.2026"_s, u"2026-11-28"_s,
             u"28112026"_s, u"281126"_s, u"28/11"_s, u"28 11 2026"_s })
        CHECK(dateFromText(text, kTuesday) == day);
    CHECK(dateFromText(u"1/3"_s, kTuesday) == QDate(2027, 3, 1)); // the next one that comes
    CHECK(dateFromText(u"29/02"_s, kTuesday) == QDate(2028, 2, 29));
    for (const auto &text : { u""_s, u"31/02/2026"_s, u"28/11/"_s, u"demain"_s, u"2026"_s, u"28/13"_s, u"1/1/126"_s })
        CHECK_FALSE(dateFromText(text, kTuesday));
}

TEST_CASE("times are read in the ways in which people write them")
{
    for (const auto &text : { u"14:30"_s, u"14h30"_s, u"14 h 30"_s, u"1430"_s, u" 14H30 "_s })
        CHECK(timeFromText(text) == QTime(14, 30));
    CHECK(timeFromText(u"9h"_s) == QTime(9, 0));
    CHECK(timeFromText(u"9"_s) == QTime(9, 0));
    for (const auto &text : { u""_s, u"25:00"_s, u"14:3"_s, u"midi"_s, u"14:60"_s })
        CHECK_FALSE(timeFromText(text));
}

TEST_CASE("a date without a time, and a time without a date, are asked about")
{
    CHECK_FALSE(reading({}, {}).value());
    CHECK(reading(u"28/11/2026"_s, {}).error() == MomentFault::MissingTime);
    CHECK(reading({}, u"14:30"_s).error() == MomentFault::MissingDate);
    CHECK(reading(u"28/11/2"_s, u"14:30"_s).error() == MomentFault::UnreadableDate);
    CHECK(reading(u"28/11/2026"_s, u"14:3"_s).error() == MomentFault::UnreadableTime);
    CHECK(reading(u"28/11/2026"_s, u"14:30"_s).value() == fromIso(u"2026-11-28T13:30:00Z"));
}

TEST_CASE("the skipped hour is refused, and the doubled hour asks which one")
{
    CHECK(reading(u"29/03/2026"_s, u"02:30"_s).error() == MomentFault::Skipped);
    CHECK(reading(u"25/10/2026"_s, u"02:30"_s).error() == MomentFault::Ambiguous);
    MomentText text { u"25/10/2026"_s, u"02:30"_s, Season::Summer };
    CHECK(readMoment(text, kTuesday).value() == fromIso(u"2026-10-25T00:30:00Z"));
    text.season = Season::Winter;
    CHECK(readMoment(text, kTuesday).value() == fromIso(u"2026-10-25T01:30:00Z"));
}

TEST_CASE("any instant is shown and read back as the same one")
{
    CHECK(rc::check([] {
        const UtcTime time = test::anyTime() + std::chrono::milliseconds { *rc::gen::inRange(0, 1'000) };
        RC_ASSERT(readMoment(momentTextOf(time), kTuesday).value() == time);
    }));
    for (const auto *night : { u"2026-10-25T00:30:00Z", u"2026-10-25T01:30:00Z" }) {
        const auto time = fromIso(night);
        CHECK(readMoment(momentTextOf(time), kTuesday).value() == time);
    }
}
