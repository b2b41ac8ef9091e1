#include <primitives.h>

#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using namespace cortege::map;
using namespace std::chrono_literals;
using presentation::MapEvent;

namespace
{

const UtcTime kNoon { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 28 } + 12h };
const View kView { toMercator({ 5.37, 43.2965 }), 15, { 800, 600 } };

GeoPoint at(double x, double y) { return kView.toGeo({ x, y }); }

MapEvent event(EventKind kind)
{
    return { EventId::make(), kind, EventState::Active, QStringLiteral("Objet"), kNoon, kNoon + 2h, {}, {}, {} };
}
MapEvent visitAt(GeoPoint place)
{
    auto visit = event(EventKind::OfficialVisit);
    visit.places = { place };
    return visit;
}
MapEvent routeFrom(GeoPoint a, GeoPoint b)
{
    auto march = event(EventKind::MovingDemonstration);
    march.route = { a, b };
    return march;
}
MapEvent squareAt(double x, double y, double half)
{
    auto rally = event(EventKind::StaticDemonstration);
    rally.footprint
        = { at(x - half, y - half), at(x + half, y - half), at(x + half, y + half), at(x - half, y + half) };
    return rally;
}
std::optional<int> hit(const std::vector<MapEvent> &events, QPointF pixel, const Filter &filter = {})
{
    return eventAt(primitivesOf(events, false), kView, filter, pixel);
}
float alphaOf(const MapEvent &event, const Filter &filter) { return filter.alphaOf(tagOf(event, 0)); }

} // namespace

TEST_CASE("the pointer finds markers before lines before areas, wherever they lie in the order")
{
    const std::vector events { visitAt(at(200, 200)), routeFrom(at(100, 200), at(400, 200)), squareAt(200, 200, 90) };
    CHECK(hit(events, { 203, 203 }) == 0);
    CHECK(hit(events, { 260, 204 }) == 1);
    CHECK(hit(events, { 260, 240 }) == 2);
    CHECK_FALSE(hit(events, { 400, 400 }));
}

TEST_CASE("what an event was before shows its drawing and the places of its addresses, and is not found")
{
    MapEvent march = routeFrom(at(100, 100), at(300, 100));
    march.places = { at(100, 100), at(300, 120) };
    const auto former = contextPrimitives({}, march, false);
    REQUIRE(former.lines.size() == 1);
    CHECK(former.lines.front().style.dashed);
    CHECK(former.symbols.size() == 2);
    CHECK_FALSE(eventAt(former, kView, {}, { 100, 100 }));
    const auto visit = contextPrimitives({ routeFrom(at(0, 0), at(50, 50)) }, visitAt(at(200, 200)), false);
    REQUIRE(visit.symbols.size() == 2);
    CHECK(visit.symbols.back().shape == SymbolShape::VisitCancelled); // grey
    CHECK(contextPrimitives({}, std::nullopt, false).symbols.empty());
}

TEST_CASE("the nearest of several is found, and nothing beyond eight pixels of a line")
{
    const std::vector events { routeFrom(at(100, 300), at(500, 300)), routeFrom(at(100, 310), at(500, 310)) };
    CHECK(hit(events, { 300, 303 }) == 0);
    CHECK(hit(events, { 300, 307 }) == 1);
    CHECK(hit(events, { 300, 293 }) == 0);
    CHECK_FALSE(hit(events, { 300, 291 }));
}

TEST_CASE("a faint event lies outside every time window, even the one without an end")
{
    auto visit = visitAt(at(200, 200));
    Filter filter;
    REQUIRE(alphaOf(visit, filter) == 1);
    visit.faint = true;
    CHECK(alphaOf(visit, filter) == filter.outsideAlpha());
    filter.window = UtcInterval { kNoon - 1h, kNoon + 3h };
    CHECK(alphaOf(visit, filter) == filter.outsideAlpha());
}

TEST_CASE("what is not shown is not found")
{
    auto visit = visitAt(at(200, 200));
    Filter filter;
    filter.window = UtcInterval { kNoon + 3h, kNoon + 4h };
    CHECK(hit({ visit }, { 200, 200 }, filter) == 0); // faint, but there
    filter.hideOutside = true;
    CHECK_FALSE(hit({ visit }, { 200, 200 }, filter));
    filter = {};
    filter.kinds[static_cast<size_t>(EventKind::OfficialVisit)] = false;
    CHECK_FALSE(hit({ visit }, { 200, 200 }, filter));
    visit.state = EventState::Cancelled;
    filter = {};
    CHECK(hit({ visit }, { 200, 200 }, filter) == 0);
    filter.cancelled = false;
    CHECK_FALSE(hit({ visit }, { 200, 200 }, filter));
}

TEST_CASE("an event is in the window while it lasts, its last moment excluded")
{
    const auto visit = visitAt(at(0, 0));
    Filter filter;
    filter.hideOutside = true;
    const auto seen = [&](UtcTime begin, UtcTime end) {
        filter.window = UtcInterval { begin, end };
        return alphaOf(visit, filter) > 0;
    };
    CHECK(seen(kNoon - 1h, kNoon + 1h));
    CHECK(seen(kNoon + 119min, kNoon + 5h));
    CHECK(seen(kNoon + 30min, kNoon + 40min));
    CHECK_FALSE(seen(kNoon - 2h, kNoon));
    CHECK_FALSE(seen(kNoon + 2h, kNoon + 3h));
}

TEST_CASE("an event without dates is always shown; one without an end for a day")
{
    auto visit = visitAt(at(0, 0));
    Filter filter;
    filter.window = UtcInterval { kNoon + 20h, kNoon + 21h };
    filter.hideOutside = true;
    visit.ends.reset();
    CHECK(alphaOf(visit, filter) == 1);
    filter.window = UtcInterval { kNoon + 25h, kNoon + 26h };
    CHECK(alphaOf(visit, filter) == 0);
    visit.begins.reset();
    CHECK(alphaOf(visit, filter) == 1);
}

TEST_CASE("a stray event at the other end of the world costs the others no precision")
{
    std::vector<MapEvent> events(5, visitAt({ 5.37, 43.2965 }));
    events.push_back(visitAt({ -150, -60 }));
    const auto primitives = primitivesOf(events, false);
    CHECK(std::abs(primitives.symbols.front().at.x()) < 1e-6);
    CHECK(std::abs(primitives.symbols.front().at.y()) < 1e-6);
}
