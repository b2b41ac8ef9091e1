#include "primitives.h"

#include "palette.h"
#include "triangulation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

namespace cortege::map
{
namespace
{

using presentation::MapEvent;

/// Times become 32-bit floats: near this origin they are exact to a second, decades away to minutes.
constexpr UtcTime kTimeOrigin { std::chrono::sys_days { std::chrono::year { 2026 } / 1 / 1 } };
/// How long an event counts that has begun and whose end nobody has said.
constexpr float kUnsaidMinutes = 24 * 60;
constexpr float kNever = 4e9F; ///< beyond the window that has no end

bool isCancelled(const MapEvent &event) { return event.state == EventState::Cancelled; }

SymbolShape symbolOf(const MapEvent &event)
{
    const int kind = static_cast<int>(event.kind);
    return static_cast<SymbolShape>(isCancelled(event) ? kind + static_cast<int>(SymbolShape::MovingCancelled) : kind);
}

LineStyle lineStyleOf(const MapEvent &event, bool route, bool dark)
{
    return { isCancelled(event) ? cancelledColour(dark) : colourOf(event.kind, dark), casingColour(dark),
        route ? kRouteHalfWidth : kOutlineHalfWidth, kCasing, isCancelled(event), route && !isCancelled(event) };
}

QColor withAlpha(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

QRectF boundsOf(const std::vector<QPointF> &points)
{
    QRectF bounds(points.front(), points.front());
    for (const QPointF &point : points) {
        bounds.setLeft(std::min(bounds.left(), point.x()));
        bounds.setRight(std::max(bounds.right(), point.x()));
        bounds.setTop(std::min(bounds.top(), point.y()));
        bounds.setBottom(std::max(bounds.bottom(), point.y()));
    }
    return bounds;
}

/// The middle of what there is, which a stray point at the other end of the world does not move: vertices near the
/// origin keep their precision as 32-bit floats.
Mercator originOf(const std::vector<MapEvent> &events)
{
    std::vector<double> x;
    std::vector<double> y;
    const auto take = [&](const std::vector<GeoPoint> &points) {
        if (points.empty())
            return;
        const Mercator place = toMercator(points.front());
        x.push_back(place.x);
        y.push_back(place.y);
    };
    for (const MapEvent &event : events) {
        take(event.route);
        take(event.footprint);
        take(event.places);
    }
    if (x.empty())
        return {};
    const auto median = [](std::vector<double> &values) {
        const auto middle = values.begin() + std::ssize(values) / 2;
        std::ranges::nth_element(values, middle);
        return *middle;
    };
    return { median(x), median(y) };
}

void addEvent(Primitives &primitives, const MapEvent &event, int index, bool dark)
{
    const Tag tag = tagOf(event, index);
    if (event.footprint.size() >= 3) {
        const auto style = lineStyleOf(event, false, dark);
        primitives.addArea(event.footprint, withAlpha(style.colour, kFillAlpha), tag);
        primitives.addLine(event.footprint, true, style, tag);
    }
    if (event.route.size() >= 2)
        primitives.addLine(event.route, false, lineStyleOf(event, true, dark), tag);
    for (const GeoPoint &at : markersOf(event))
        primitives.addSymbol(at, symbolOf(event), tag);
}

/// In the grey of what no longer stands; the place of every address, also where there is a drawing.
void addFormer(Primitives &primitives, const MapEvent &former, bool dark)
{
    const LineStyle style { cancelledColour(dark), casingColour(dark), kOutlineHalfWidth * 1.5F, kCasing, true, false };
    if (former.route.size() >= 2)
        primitives.addLine(former.route, false, style);
    if (former.footprint.size() >= 2)
        primitives.addLine(former.footprint, true, style);
    const auto symbol
        = static_cast<SymbolShape>(static_cast<int>(former.kind) + static_cast<int>(SymbolShape::MovingCancelled));
    for (const GeoPoint &place : former.places)
        primitives.addSymbol(place, symbol);
}

struct Halo {
    QColor colour;
    float casing = 0; ///< to its outer edge
};

/// Under all lines that are there, the outermost first.
void addHalos(Primitives &primitives, std::initializer_list<Halo> rings)
{
    std::vector<Line> lines;
    for (const Halo &ring : rings) {
        for (Line halo : primitives.lines) {
            halo.style.casingColour = ring.colour;
            halo.style.casing = ring.casing;
            halo.style.dashed = halo.style.arrows = false;
            lines.push_back(std::move(halo));
        }
    }
    primitives.lines.insert(primitives.lines.begin(), lines.begin(), lines.end());
}

/// Keeps the nearest; among equally near ones the later, which lies above.
class Nearest
{
public:
    explicit Nearest(double radius) : m_distance(radius) { }
    void offer(double distance, float index)
    {
        if (distance > m_distance)
            return;
        m_distance = distance;
        m_index = static_cast<int>(index);
    }
    std::optional<int> index() const { return m_index; }

private:
    double m_distance;
    std::optional<int> m_index;
};

/// The pointer in the primitives' own coordinates.
struct Pointer {
    QPointF place;
    double pixelsPerWorld = 1;
    const Filter &filter;

    bool misses(const QRectF &bounds, double pixels) const
    {
        const double reach = pixels / pixelsPerWorld;
        return !bounds.adjusted(-reach, -reach, reach, reach).contains(place);
    }
    bool hidden(const Tag &tag) const { return tag.index < 0 || filter.alphaOf(tag) == 0; }
};

std::optional<int> symbolAt(const Primitives &primitives, const Pointer &pointer)
{
    Nearest nearest(kHitRadius + 4); // a symbol is as large as that itself
    for (const Symbol &symbol : primitives.symbols) {
        const QPointF offset = (symbol.at - pointer.place) * pointer.pixelsPerWorld;
        if (!pointer.hidden(symbol.tag))
            nearest.offer(std::hypot(offset.x(), offset.y()), symbol.tag.index);
    }
    return nearest.index();
}

std::optional<int> lineAt(const Primitives &primitives, const Pointer &pointer)
{
    Nearest nearest(kHitRadius);
    for (const Line &line : primitives.lines) {
        if (pointer.hidden(line.tag) || pointer.misses(line.bounds, kHitRadius))
            continue;
        const size_t count = line.points.size();
        for (size_t i = line.closed ? 0 : 1; i < count; ++i) {
            const auto hit = distanceToSegment(pointer.place, line.points[(i + count - 1) % count], line.points[i]);
            nearest.offer(hit.distance * pointer.pixelsPerWorld, line.tag.index);
        }
    }
    return nearest.index();
}

std::optional<int> areaAt(const Primitives &primitives, const Pointer &pointer)
{
    for (const auto &area : primitives.areas | std::views::reverse) {
        if (!pointer.hidden(area.tag) && !pointer.misses(area.bounds, 0) && insideRing(area.ring, pointer.place))
            return static_cast<int>(area.tag.index);
    }
    return std::nullopt;
}

} // namespace

float minutesOf(UtcTime time)
{
    return static_cast<float>(std::chrono::duration<double, std::ratio<60>>(time - kTimeOrigin).count());
}

float Filter::windowBegin() const { return window ? minutesOf(window->begin) : -2e9F; }
float Filter::windowEnd() const { return window ? minutesOf(window->end) : 2e9F; }
float Filter::outsideAlpha() const { return hideOutside ? 0 : kFaint; }

float Filter::alphaOf(const Tag &tag) const
{
    if (tag.code < 0)
        return 1;
    const int code = static_cast<int>(tag.code);
    if (!kinds[static_cast<size_t>(code % kCancelledBit)] || (code >= kCancelledBit && !cancelled))
        return 0;
    if (hiddenIndex >= 0 && static_cast<int>(tag.index) == hiddenIndex)
        return 0;
    return tag.begin < windowEnd() && windowBegin() < tag.end ? 1 : outsideAlpha();
}

QPointF Primitives::local(GeoPoint point) const
{
    const Mercator place = toMercator(point);
    return { place.x - origin.x, place.y - origin.y };
}

void Primitives::addLine(const LineString &points, bool closed, const LineStyle &style, const Tag &tag)
{
    Line line { {}, closed, style, tag, {} };
    line.points.reserve(points.size());
    for (const GeoPoint &point : points)
        line.points.push_back(local(point));
    line.bounds = boundsOf(line.points);
    lines.push_back(std::move(line));
}

void Primitives::addArea(const Ring &ring, const QColor &colour, const Tag &tag)
{
    Area area { {}, {}, colour, tag, {} };
    area.ring.reserve(ring.size());
    for (const GeoPoint &point : ring)
        area.ring.push_back(local(point));
    area.triangles = triangulated(area.ring);
    area.bounds = boundsOf(area.ring);
    areas.push_back(std::move(area));
}

void Primitives::addSymbol(GeoPoint at, SymbolShape shape, const Tag &tag)
{
    symbols.push_back({ local(at), shape, tag });
}

Tag tagOf(const MapEvent &event, int index)
{
    Tag tag;
    tag.code = static_cast<float>(static_cast<int>(event.kind) + (isCancelled(event) ? kCancelledBit : 0));
    tag.index = static_cast<float>(index);
    if (event.begins)
        tag.begin = minutesOf(*event.begins);
    if (event.ends)
        tag.end = std::max(minutesOf(*event.ends), tag.begin + 1); // an instant is seen as well
    else if (event.begins)
        tag.end = tag.begin + kUnsaidMinutes;
    if (event.faint) {
        tag.begin = kNever;
        tag.end = -kNever;
    }
    return tag;
}

std::vector<GeoPoint> markersOf(const MapEvent &event)
{
    if (event.route.size() >= 2)
        return { event.route.front() };
    if (event.footprint.size() < 3)
        return event.places;
    const Mercator origin = toMercator(event.footprint.front());
    std::vector<QPointF> ring;
    for (const GeoPoint &corner : event.footprint) {
        const Mercator place = toMercator(corner);
        ring.emplace_back(place.x - origin.x, place.y - origin.y);
    }
    const QPointF inside = placeInside(ring, triangulated(ring));
    return { toGeo({ origin.x + inside.x(), origin.y + inside.y() }) };
}

Primitives primitivesOf(const std::vector<MapEvent> &events, bool dark)
{
    Primitives primitives;
    primitives.origin = originOf(events);
    for (size_t i = 0; i < events.size(); ++i)
        addEvent(primitives, events[i], static_cast<int>(i), dark);
    return primitives;
}

Primitives selectedPrimitives(const MapEvent &event, int index, bool dark)
{
    Primitives primitives;
    primitives.origin = originOf({ event });
    addEvent(primitives, event, index, dark);
    for (Line &line : primitives.lines)
        line.style.halfWidth *= kSelectedFactor;
    addHalos(primitives, { { haloColour(dark), kHaloCasing } });
    for (Area &area : primitives.areas)
        area.colour.setAlpha(kSelectedFillAlpha);
    if (event.state == EventState::Active)
        for (Symbol &symbol : primitives.symbols)
            symbol.shape = static_cast<SymbolShape>(
                static_cast<int>(event.kind) + static_cast<int>(SymbolShape::MovingSelected));
    return primitives;
}

Primitives contextPrimitives(const std::vector<MapEvent> &nearby, const std::optional<MapEvent> &former, bool dark)
{
    Primitives primitives;
    primitives.origin = originOf(nearby.empty() && former ? std::vector { *former } : nearby);
    for (const MapEvent &event : nearby)
        addEvent(primitives, event, -1, dark);
    const QColor ring = nearbyColour(dark);
    addHalos(primitives,
        { { ring, kCasing + 3 * kNearbyRing }, { casingColour(dark), kCasing + 2 * kNearbyRing },
            { ring, kCasing + kNearbyRing } });
    for (Line &line : primitives.lines)
        line.tag = {};
    for (Area &area : primitives.areas)
        area.tag = {};
    for (Symbol &symbol : primitives.symbols) {
        symbol.tag = {};
        if (symbol.shape < SymbolShape::MovingCancelled)
            symbol.shape = static_cast<SymbolShape>(
                static_cast<int>(symbol.shape) + static_cast<int>(SymbolShape::MovingNearby));
    }
    if (former)
        addFormer(primitives, *former, dark);
    return primitives;
}

SegmentHit distanceToSegment(QPointF place, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double share = length > 0 ? std::clamp(QPointF::dotProduct(place - a, along) / length, 0., 1.) : 0.;
    const QPointF offset = place - a - share * along;
    return { std::hypot(offset.x(), offset.y()), share };
}

std::optional<int> eventAt(const Primitives &primitives, const View &view, const Filter &filter, QPointF pixel)
{
    const Mercator place = view.toMercator(pixel);
    const Pointer pointer { { place.x - primitives.origin.x, place.y - primitives.origin.y }, view.pixelsPerWorld(),
        filter };
    if (const auto symbol = symbolAt(primitives, pointer))
        return symbol;
    if (const auto line = lineAt(primitives, pointer))
        return line;
    return areaAt(primitives, pointer);
}

} // namespace cortege::map
