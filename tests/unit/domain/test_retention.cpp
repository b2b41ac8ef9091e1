#include <domain/retention.h>

#include <catch2/catch_test_macros.hpp>

#include <rapidcheck.h>
#include <support/generators.h>
#include <support/records.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using Category = RetentionCategory;

namespace
{

/// As it stands; its last change was on 10 March 2027.
EventVersion visitUntil(std::optional<UtcTime> begins, std::optional<UtcTime> ends)
{
    EventRecord record = visit(u"Visite"_s);
    record.begins = begins;
    record.ends = ends;
    return { EventId::make(), 1, 1, EventState::Active, { PersonId::make(), {} }, utc(u"2027-03-10T09:00:00Z"),
        record };
}

Retention ruled(Category category, std::optional<int> months)
{
    Retention rules;
    rules.set(category, { months, u"Décision 1"_s, PersonId::make(), utc(u"2027-01-04T08:00:00Z") });
    return rules;
}

} // namespace

TEST_CASE("a category is named in one way, and no other name is one")
{
    for (const Category category : kRetentionCategories)
        CHECK(retentionCategoryFromName(QString(name(category))) == category);
    CHECK(name(Category::StaticDemonstration) == "manifestationStatique"_L1);
    CHECK_FALSE(retentionCategoryFromName(u"faits"_s));
    CHECK_FALSE(retentionCategoryFromName({}));
}

TEST_CASE("so many months end with the day of the same number, or with the month where it has none")
{
    CHECK(retainedUntil({ 2027, 1, 15 }, 6) == midnight({ 2027, 7, 16 }));
    CHECK(retainedUntil({ 2027, 8, 31 }, 6) == midnight({ 2028, 3, 1 })); // to the end of 29 February
    CHECK(retainedUntil({ 2026, 8, 31 }, 6) == midnight({ 2027, 3, 1 })); // to the end of 28 February
    CHECK(retainedUntil({ 2027, 12, 31 }, 2) == midnight({ 2028, 3, 1 }));
    // From winter to summer and back: midnight in Marseille, whatever UTC says.
    CHECK(retainedUntil({ 2027, 2, 27 }, 1) == utc(u"2027-03-27T23:00:00Z"));
    CHECK(retainedUntil({ 2027, 2, 28 }, 1) == utc(u"2027-03-28T22:00:00Z")); // that night the clocks go forward
    CHECK(retainedUntil({ 2027, 9, 30 }, 1) == utc(u"2027-10-30T22:00:00Z"));
    CHECK(retainedUntil({ 2027, 9, 30 }, 2) == utc(u"2027-11-30T23:00:00Z"));
}

TEST_CASE("nothing is over before longer than the same number of shorter months, wherever it begins")
{
    REQUIRE(rc::check([] {
        const QDate day = QDate(2026, 1, 1).addDays(*rc::gen::inRange(0, 3'000));
        const int months = *rc::gen::inRange(1, kLongestRetention + 1);
        const UtcTime until = retainedUntil(day, months);
        RC_ASSERT(toParis(until).time() == QTime(0, 0));
        const qint64 days = day.daysTo(toParis(until).date());
        RC_ASSERT(days > months * 28);
        RC_ASSERT(days <= months * 31 + 1);
        RC_ASSERT(retainedUntil(day.addDays(1), months) >= until);
        RC_ASSERT(retainedUntil(day, months + 1) > until);
    }));
}

TEST_CASE("a time counts from the day of the end in Marseille, else of the beginning, else of the last change")
{
    const Retention rules = ruled(Category::OfficialVisit, 6);
    const UtcTime begins = utc(u"2027-05-01T12:00:00Z");
    CHECK(rules.countedFrom(visitUntil(begins, utc(u"2027-05-02T21:59:00Z"))) == QDate(2027, 5, 2));
    CHECK(rules.countedFrom(visitUntil(begins, utc(u"2027-05-02T22:30:00Z"))) == QDate(2027, 5, 3)); // half past twelve
    CHECK(rules.countedFrom(visitUntil(begins, std::nullopt)) == QDate(2027, 5, 1));
    CHECK(rules.countedFrom(visitUntil(std::nullopt, std::nullopt)) == QDate(2027, 3, 10));
    CHECK(rules.until(visitUntil(begins, std::nullopt)) == midnight({ 2027, 11, 2 }));
}

TEST_CASE("without a duration nothing is ever over, and another category's does not count")
{
    const EventVersion event = visitUntil(utc(u"2027-05-01T12:00:00Z"), std::nullopt);
    CHECK_FALSE(Retention().until(event));
    CHECK_FALSE(ruled(Category::OfficialVisit, std::nullopt).until(event));
    CHECK_FALSE(ruled(Category::PlannedOperation, 6).until(event));
    CHECK(ruled(Category::OfficialVisit, 6).until(event));
}

TEST_CASE("a cancelled event goes by its own category where that has a duration, from its cancellation on")
{
    EventVersion event = visitUntil(utc(u"2027-05-01T12:00:00Z"), std::nullopt);
    event.state = EventState::Cancelled;
    Retention rules = ruled(Category::OfficialVisit, 6);
    CHECK(rules.categoryOf(event) == Category::OfficialVisit);
    CHECK(rules.until(event) == midnight({ 2027, 11, 2 }));
    rules.set(Category::CancelledEvent, { 1, u"Décision 2"_s, PersonId::make(), {} });
    CHECK(rules.categoryOf(event) == Category::CancelledEvent);
    CHECK(rules.until(event) == midnight({ 2027, 4, 11 }));
    event.state = EventState::Active;
    CHECK(rules.categoryOf(event) == Category::OfficialVisit);
}
