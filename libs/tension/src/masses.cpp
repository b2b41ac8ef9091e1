#include <tension/density.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cortege::tension
{
namespace
{

constexpr double kMostPieces = 20'000;

using Outline = std::vector<MetricPoint>;

std::vector<MetricPoint> projected(const std::vector<GeoPoint> &points, const Projection &projection)
{
    std::vector<MetricPoint> metric;
    metric.reserve(points.size());
    for (const GeoPoint &point : points)
        metric.push_back(projection.toMetric(point));
    return metric;
}

bool allFinite(const std::vector<MetricPoint> &points)
{
    return std::ranges::all_of(points, [](MetricPoint p) { return std::isfinite(p.east) && std::isfinite(p.north); });
}

double length(MetricPoint a, MetricPoint b) { return std::hypot(b.east - a.east, b.north - a.north); }

std::vector<WeightedPoint> alongRoute(const std::vector<MetricPoint> &route, double spacing)
{
    double whole = 0;
    for (size_t i = 1; i < route.size(); ++i)
        whole += length(route[i - 1], route[i]);
    const int count = static_cast<int>(std::clamp(std::ceil(whole / spacing), 1.0, kMostPieces));
    std::vector<WeightedPoint> masses;
    masses.reserve(static_cast<size_t>(count));
    double before = 0; // length up to the segment's start
    size_t segment = 1;
    for (int i = 0; i < count; ++i) {
        const double wanted = whole * (i + 0.5) / count;
        double here = length(route[segment - 1], route[segment]);
        while (segment + 1 < route.size() && before + here < wanted) {
            before += here;
            ++segment;
            here = length(route[segment - 1], route[segment]);
        }
        const double part = here > 0 ? std::clamp((wanted - before) / here, 0.0, 1.0) : 0;
        const MetricPoint a = route[segment - 1];
        const MetricPoint b = route[segment];
        masses.push_back({ { std::lerp(a.east, b.east, part), std::lerp(a.north, b.north, part) }, 1.0 / count });
    }
    return masses;
}

/// The part of an outline where `side(point) >= 0`, for a `side` that is linear. An outline that is cut in two stays
/// one, joined along the cut, where it encloses nothing: areas and centroids are right all the same.
template <class Side>
void cut(const Outline &from, Outline &to, Side side)
{
    to.clear();
    for (size_t i = 0; i < from.size(); ++i) {
        const MetricPoint a = from[i];
        const MetricPoint b = from[(i + 1) % from.size()];
        const double atA = side(a);
        const double atB = side(b);
        if (atA >= 0)
            to.push_back(a);
        if ((atA >= 0) != (atB >= 0)) {
            const double part = atA / (atA - atB);
            to.push_back({ std::lerp(a.east, b.east, part), std::lerp(a.north, b.north, part) });
        }
    }
}

struct Extent {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
};
Extent extentOf(const Outline &outline, double MetricPoint::*axis)
{
    Extent extent;
    for (const MetricPoint &point : outline)
        extent = { std::min(extent.low, point.*axis), std::max(extent.high, point.*axis) };
    return extent;
}

/// Calls `take` with each non-empty strip of the outline, cut across the axis every `spacing` metres.
template <class Take>
void strips(const Outline &outline, double MetricPoint::*axis, double spacing, Take take)
{
    const auto [low, high] = extentOf(outline, axis);
    const int count = std::max(1, static_cast<int>(std::ceil((high - low) / spacing)));
    Outline above;
    Outline strip;
    for (int i = 0; i < count; ++i) {
        const double from = low + i * spacing;
        cut(outline, above, [axis, from](MetricPoint p) { return p.*axis - from; });
        cut(above, strip, [axis, to = from + spacing](MetricPoint p) { return to - p.*axis; });
        if (strip.size() >= 3)
            take(strip);
    }
}

/// Area and centroid, whichever way round it was drawn.
struct Piece {
    MetricPoint centroid;
    double area = 0;
};
Piece pieceOf(const Outline &outline)
{
    const MetricPoint origin = outline.front(); // coordinates of millions of metres would eat the digits
    Piece piece;
    double east = 0;
    double north = 0;
    for (size_t i = 0; i < outline.size(); ++i) {
        const MetricPoint a { outline[i].east - origin.east, outline[i].north - origin.north };
        const MetricPoint &next = outline[(i + 1) % outline.size()];
        const MetricPoint b { next.east - origin.east, next.north - origin.north };
        const double cross = a.east * b.north - b.east * a.north;
        piece.area += cross / 2;
        east += (a.east + b.east) * cross / 6;
        north += (a.north + b.north) * cross / 6;
    }
    if (piece.area != 0)
        piece.centroid = { origin.east + east / piece.area, origin.north + north / piece.area };
    piece.area = std::abs(piece.area);
    return piece;
}

std::vector<WeightedPoint> equalShares(const std::vector<MetricPoint> &places)
{
    std::vector<WeightedPoint> masses;
    masses.reserve(places.size());
    for (const MetricPoint &place : places)
        masses.push_back({ place, 1 / static_cast<double>(places.size()) });
    return masses;
}

std::vector<WeightedPoint> overFootprint(const Outline &outline, double spacing)
{
    const auto across = extentOf(outline, &MetricPoint::east);
    const auto up = extentOf(outline, &MetricPoint::north);
    const double side = std::max({ spacing, std::sqrt((across.high - across.low) * (up.high - up.low) / kMostPieces),
        std::max(across.high - across.low, up.high - up.low) / kMostPieces });
    std::vector<WeightedPoint> masses;
    double whole = 0;
    strips(outline, &MetricPoint::north, side, [&](const Outline &strip) {
        strips(strip, &MetricPoint::east, side, [&](const Outline &square) {
            const Piece piece = pieceOf(square);
            if (piece.area < 1e-9 * side * side) // touched, not covered
                return;
            masses.push_back({ piece.centroid, piece.area });
            whole += piece.area;
        });
    });
    if (masses.empty()) // the outline encloses nothing
        return equalShares(outline);
    for (WeightedPoint &mass : masses)
        mass.weight /= whole;
    return masses;
}

} // namespace

std::vector<WeightedPoint> shapeOf(const EventRecord &record, double spacing, const Projection &projection)
{
    const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    if (moving && moving->route.size() >= 2) {
        const auto route = projected(moving->route, projection);
        return allFinite(route) ? alongRoute(route, spacing) : std::vector<WeightedPoint> {};
    }
    const auto *standing = std::get_if<StaticDemonstration>(&record.particulars);
    if (standing && standing->footprint.size() >= 3) {
        const auto outline = projected(standing->footprint, projection);
        return allFinite(outline) ? overFootprint(outline, spacing) : std::vector<WeightedPoint> {};
    }
    const auto places = projected(placesOf(record), projection);
    return allFinite(places) ? equalShares(places) : std::vector<WeightedPoint> {};
}

double peopleIn(const EventVersion &version, const UtcInterval &window)
{
    const EventRecord &record = version.record;
    if (version.state != EventState::Active || !record.begins || !record.ends || window.end <= window.begin)
        return 0;
    const auto begin = std::max(*record.begins, window.begin);
    const auto end = std::min(*record.ends, window.end);
    if (end <= begin)
        return 0;
    using Milliseconds = std::chrono::duration<double, std::milli>;
    return weightOf(record) * (Milliseconds(end - begin) / Milliseconds(window.end - window.begin));
}

std::vector<WeightedPoint> massesOf(
    const EventVersion &version, const UtcInterval &window, double spacing, const Projection &projection)
{
    const double people = peopleIn(version, window);
    if (people <= 0)
        return {};
    auto masses = shapeOf(version.record, spacing, projection);
    for (WeightedPoint &mass : masses)
        mass.weight *= people;
    return masses;
}

} // namespace cortege::tension
