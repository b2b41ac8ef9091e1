#include <presentation/clashwatch.h>

#include "support/generators.h"
#include "support/records.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using test::utc;

namespace
{

const QDate kToday(2026, 11, 24);

EventRow visitAt(GeoPoint place, const QString &subject = u"Visite"_s, UtcTime begins = utc(u"2026-11-28T14:00:00Z"))
{
    EventRow row { EventId::make(), EventState::Active, test::visit(subject), 1, {}, {}, {} };
    row.record.begins = begins;
    row.record.ends = begins + std::chrono::hours { 1 };
    std::get<OfficialVisit>(row.record.particulars).addresses = { { u"ici"_s, place } };
    return row;
}

} // namespace

TEST_CASE("the nearest events come first, without cancelled ones and without the event itself")
{
    const EventRow mine = visitAt({ 5.37, 43.295 });
    EventRow cancelled = visitAt({ 5.37, 43.295 });
    cancelled.state = EventState::Cancelled;
    const std::vector rows { mine, cancelled, visitAt({ 5.37, 43.297 }, u"deux cents mètres"_s),
        visitAt({ 5.37, 43.305 }, u"un kilomètre"_s),
        visitAt({ 5.37, 43.295 }, u"ici"_s, *mine.record.ends + std::chrono::minutes { 30 }) };
    const auto nearby = nearbyEvents(mine.record, mine.id, rows, kToday);
    REQUIRE(nearby.size() == 2);
    CHECK(nearby[0].subject == u"ici"_s);
    CHECK(nearby[0].how == u"au même endroit, à 30 min d’écart"_s);
    CHECK(nearby[1].subject == u"deux cents mètres"_s);
    CHECK(
        QString(nearby[1].how).replace(QChar(0xa0), u' ').replace(QChar(0x202f), u' ') == u"à 222 m, en même temps"_s);
}

TEST_CASE("ten thousand events are looked through between two keys")
{
    std::vector<EventRow> rows;
    rows.reserve(10'000);
    for (int i = 0; i < 10'000; ++i) { // a year's worth, twenty-seven a day
        const int column = i % 100;
        const int row = i / 100;
        rows.push_back(visitAt({ 5.30 + column * 0.002, 43.2 + row * 0.002 }, u"Visite"_s,
            utc(u"2026-01-01T08:00:00Z") + std::chrono::minutes { 52 * i }));
    }
    const EventRow mine = visitAt({ 5.37, 43.295 });
    const auto start = std::chrono::steady_clock::now();
    constexpr int kLooks = 10;
    for (int look = 0; look < kLooks; ++look)
        nearbyEvents(mine.record, mine.id, rows, kToday);
    const auto each = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start) / kLooks;
    WARN(each.count() << " ms a look");
    CHECK(each < ClashWatch::kPause);
}
