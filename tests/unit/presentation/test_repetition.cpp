#include <presentation/repetition.h>

#include "support/generators.h"
#include "support/records.h"

#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using test::utc;

namespace
{
const QDate kNextYear(2026, 11, 25);
}

TEST_CASE("a march of last year comes again with its content, its route and its hours")
{
    EventRecord march = emptyRecord(EventKind::MovingDemonstration);
    march.subject = u"Marche des lumières"_s;
    march.begins = utc(u"2025-12-06T17:00:00Z"); // Saturday, 18 h
    march.ends = utc(u"2025-12-07T00:30:00Z"); // 1 h 30 in the night
    auto &moving = std::get<MovingDemonstration>(march.particulars);
    moving.departure = { u"Vieux-Port"_s, GeoPoint { 5.37, 43.295 } };
    moving.arrival = { u"Castellane"_s, std::nullopt };
    moving.people.declared = 3'000;
    moving.route = { { 5.37, 43.295 }, { 5.38, 43.296 } };

    const auto again = read(repeated(march, kNextYear), kNextYear);
    CHECK(again.issues.empty());
    CHECK(again.record.begins == utc(u"2026-12-05T17:00:00Z"));
    CHECK(again.record.ends == utc(u"2026-12-06T00:30:00Z"));
    EventRecord dated = again.record;
    dated.begins = march.begins;
    dated.ends = march.ends;
    CHECK(dated == march);
}

TEST_CASE("the hour of the clock is kept from summer time to winter time")
{
    EventRecord visit = emptyRecord(EventKind::OfficialVisit);
    visit.subject = u"Visite"_s;
    visit.begins = utc(u"2020-10-24T08:00:00Z"); // Saturday of week 43, 10 h, summer time until the next morning
    visit.ends = utc(u"2020-10-25T09:00:00Z"); // Sunday, 10 h, winter time
    const auto again = read(repeated(visit, kNextYear), kNextYear).record;
    CHECK(again.begins == utc(u"2027-10-30T08:00:00Z"));
    CHECK(again.ends == utc(u"2027-10-31T09:00:00Z"));
}

TEST_CASE("an hour that the new day does not have is asked for, not guessed")
{
    EventRecord operation = emptyRecord(EventKind::PlannedOperation);
    operation.subject = u"Contrôle de nuit"_s;
    operation.begins = utc(u"2026-03-22T01:30:00Z"); // Sunday of week 12, 2 h 30
    const auto again = repeated(operation, { 2026, 11, 25 });
    CHECK(again.begins == MomentText { u"28/03/2027"_s, u"02:30"_s, std::nullopt });
    CHECK(read(again, kNextYear).issues.size() == 1);
}

TEST_CASE("whatever is known of an event comes again")
{
    REQUIRE(rc::check([] {
        const EventRecord record = test::anyRecord();
        const FormContent again = repeated(record, kNextYear);
        const FormContent before = contentOf(record);
        RC_ASSERT(again.begins.time == before.begins.time);
        RC_ASSERT(again.ends.time == before.ends.time);
        FormContent dated = again;
        dated.begins = before.begins;
        dated.ends = before.ends;
        RC_ASSERT(dated == before);
    }));
}
