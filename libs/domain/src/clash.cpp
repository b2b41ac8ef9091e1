#include <domain/clash.h>

#include "localplane.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace cortege
{
namespace
{

enum class Form { Points, Line, Area };

struct Place {
    std::vector<GeoPoint> points;
    GeoBox box;
    Form form = Form::Points;
};

std::optional<Place> placeOf(const EventRecord &record)
{
    Place place { pointsOf(record), {}, Form::Points };
    const auto box = boundingBox(place.points);
    if (!box)
        return std::nullopt;
    place.box = *box;
    // GEOS answers NaN for a line that goes nowhere: what stays where it is counts once.
    place.points.erase(std::ranges::unique(place.points).begin(), place.points.end());
    const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    const auto *fixed = std::get_if<StaticDemonstration>(&record.particulars);
    const bool isDrawn = (moving && !moving->route.empty()) || (fixed && !fixed->footprint.empty());
    if (isDrawn && place.points.size() > 1)
        place.form = fixed && place.points.size() > 2 ? Form::Area : Form::Line;
    return place;
}

GeoBox around(const GeoBox &a, const GeoBox &b)
{
    return { { std::min(a.southWest.longitude, b.southWest.longitude),
                 std::min(a.southWest.latitude, b.southWest.latitude) },
        { std::max(a.northEast.longitude, b.northEast.longitude),
            std::max(a.northEast.latitude, b.northEast.latitude) } };
}

/// Never more than the distance of what is in them.
double distanceMetres(const GeoBox &a, const GeoBox &b, const LocalPlane &plane)
{
    const double east = std::max(
        { 0., plane.east(a.southWest) - plane.east(b.northEast), plane.east(b.southWest) - plane.east(a.northEast) });
    const double north = std::max({ 0., plane.north(a.southWest) - plane.north(b.northEast),
        plane.north(b.southWest) - plane.north(a.northEast) });
    return std::hypot(east, north);
}

geos::GeometryPtr geometryOf(const Place &place, const LocalPlane &plane)
{
    const auto context = geos::context();
    const auto sequenceOf = [&](auto first, auto end, bool closed) {
        const auto count = static_cast<unsigned>(end - first);
        GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(context, count + (closed ? 1 : 0), 2);
        for (unsigned i = 0; i < count + (closed ? 1 : 0); ++i) {
            const GeoPoint point = *(first + i % count);
            GEOSCoordSeq_setXY_r(context, sequence, i, plane.east(point), plane.north(point));
        }
        return sequence;
    };
    // What is made here is taken over by what is made of it, whether or not that succeeds.
    const auto begin = place.points.begin();
    const auto end = place.points.end();
    if (place.form == Form::Area)
        return geos::owned(GEOSGeom_createPolygon_r(
            context, GEOSGeom_createLinearRing_r(context, sequenceOf(begin, end, true)), nullptr, 0));
    if (place.form == Form::Line)
        return geos::owned(GEOSGeom_createLineString_r(context, sequenceOf(begin, end, false)));
    std::vector<GEOSGeometry *> points;
    for (auto point = begin; point != end; ++point)
        points.push_back(GEOSGeom_createPoint_r(context, sequenceOf(point, point + 1, false)));
    return geos::owned(
        GEOSGeom_createCollection_r(context, GEOS_MULTIPOINT, points.data(), static_cast<unsigned>(points.size())));
}

/// An order of any two that differ, the longer one first.
bool isBefore(const Place &a, const Place &b)
{
    const auto key = [](const Place &place) { return std::tuple(place.points.size(), place.form); };
    return key(a) != key(b) ? key(a) > key(b) : a.points < b.points;
}

/// Prepared: without it, two routes of thousands of points are compared segment by segment. The same one is prepared
/// both ways round: the last bits depend on it, and whether two places that touch do so.
double distanceMetres(const Place &a, const Place &b, const LocalPlane &plane)
{
    const auto context = geos::context();
    const bool inOrder = isBefore(a, b);
    const auto first = geometryOf(inOrder ? a : b, plane);
    const auto second = geometryOf(inOrder ? b : a, plane);
    const geos::PreparedPtr prepared(GEOSPrepare_r(context, first.get()), { context });
    double metres = 0;
    const bool known
        = prepared && second && GEOSPreparedDistance_r(context, prepared.get(), second.get(), &metres) == 1;
    return known ? metres : distanceMetres(a.box, b.box, plane);
}

} // namespace

std::optional<UtcInterval> countedInterval(const EventRecord &record, std::chrono::hours unsaid)
{
    if (!record.begins && !record.ends)
        return std::nullopt;
    const UtcTime begin = record.begins ? *record.begins : *record.ends - unsaid;
    const UtcTime end = record.ends ? *record.ends : *record.begins + unsaid;
    return UtcInterval { begin, std::max(begin, end) };
}

std::optional<double> distanceMetres(const EventRecord &a, const EventRecord &b)
{
    const auto first = placeOf(a);
    const auto second = placeOf(b);
    if (!first || !second)
        return std::nullopt;
    return distanceMetres(*first, *second, LocalPlane(around(first->box, second->box)));
}

std::optional<Clash> clashOf(const EventRecord &a, const EventRecord &b, const ClashRule &rule)
{
    const auto whenA = countedInterval(a, rule.unsaid); // first: it decides for nearly all of thousands of events
    const auto whenB = countedInterval(b, rule.unsaid);
    if (!whenA || !whenB)
        return std::nullopt;
    const auto apart = std::max({ std::chrono::milliseconds {}, whenB->begin - whenA->end, whenA->begin - whenB->end });
    if (apart >= rule.margin && apart.count() > 0)
        return std::nullopt;
    const auto placeA = placeOf(a);
    const auto placeB = placeOf(b);
    if (!placeA || !placeB)
        return std::nullopt;
    const LocalPlane plane(around(placeA->box, placeB->box));
    if (distanceMetres(placeA->box, placeB->box, plane) > rule.metres)
        return std::nullopt;
    const double metres = distanceMetres(*placeA, *placeB, plane);
    return metres > rule.metres ? std::nullopt : std::optional(Clash { metres, apart });
}

} // namespace cortege
