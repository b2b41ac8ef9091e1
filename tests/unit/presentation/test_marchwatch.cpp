#include <presentation/marchwatch.h>

#include <support/records.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Catch::Approx;
using test::utc;

namespace
{

const UtcTime kStart = utc(u"2026-11-28T13:00:00Z");

/// About 1 km to the east, 1,600 people: a column of 200 m.
std::shared_ptr<const EventVersion> marchEast(std::chrono::minutes lasts)
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = u"Marche"_s;
    record.begins = kStart;
    record.ends = kStart + lasts;
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.people.expected = 1'600;
    moving.route = { { 5.370, 43.295 }, { 5.3823, 43.295 } };
    return std::make_shared<const EventVersion>(EventVersion {
        EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Agent"_s }, {}, std::move(record) });
}

} // namespace

TEST_CASE("a march is on the map from its beginning to its end, as long as its people are")
{
    MarchWatch watch;
    const auto march = marchEast(60min);
    watch.setEvents({ march });
    CHECK(watch.at(kStart - 1min).empty());
    CHECK(watch.at(kStart + 60min).empty());
    const auto there = watch.at(kStart + 10min); // 500 m at 3 km/h
    REQUIRE(there.size() == 1);
    CHECK(there.front().event == march->id);
    const MarchAt &at = there.front().at;
    CHECK(at.position.headMetres == Approx(500).epsilon(0.01));
    CHECK(at.position.headMetres - at.position.tailMetres == Approx(200).epsilon(0.01));
    CHECK(distanceMetres(at.head, at.tail) == Approx(200).epsilon(0.02));
    CHECK(at.head.longitude > at.tail.longitude);
    CHECK(at.column.size() >= 2);
    CHECK(distanceMetres(at.column.back(), at.head) < 1);
}

TEST_CASE("other figures, and a changed event, move it")
{
    MarchWatch watch;
    const auto march = marchEast(60min);
    watch.setEvents({ march });
    March slow;
    slow.kilometresPerHour = 1.5;
    watch.setFigures(slow);
    CHECK(watch.whereIs(march->id, kStart + 10min)->position.headMetres == Approx(250).epsilon(0.01));
    auto later = *march;
    *later.record.begins += 10min;
    watch.setEvents({ std::make_shared<const EventVersion>(later) });
    CHECK(watch.whereIs(march->id, kStart + 10min)->position.headMetres == Approx(0).margin(0.1));
    watch.setEvents({});
    CHECK_FALSE(watch.whereIs(march->id, kStart + 10min));
}

TEST_CASE("the answer says where head and tail are, or why that cannot be said")
{
    MarchWatch watch;
    const auto march = marchEast(60min);
    auto unrouted = *marchEast(60min);
    std::get<MovingDemonstration>(unrouted.record.particulars).route.clear();
    watch.setEvents({ march, std::make_shared<const EventVersion>(unrouted) });
    const QString answer = watch.answer(march->id, kStart + 10min, nullptr);
    INFO(answer.toStdString());
    CHECK(answer.contains(u"500"));
    CHECK(answer.contains(u"En marche"));
    CHECK(watch.answer(march->id, kStart - 1h, nullptr).contains(u"pas commencé"));
    CHECK(watch.answer(march->id, kStart + 2h, nullptr).contains(u"finie"));
    CHECK(watch.answer(unrouted.id, kStart + 10min, nullptr).contains(u"tracé"));
    CHECK(watch.stated().contains(u"3"));
}
