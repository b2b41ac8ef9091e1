#include <domain/outline.h>

#include "localplane.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cortege
{
namespace
{

constexpr int kQuadrantSegments = 4;
constexpr double kMitreLimit = 2;
constexpr double kSimplerMetres = 0.2; ///< corners nearer to a straight line than that are none

geos::GeometryPtr lineOf(const LineString &line, const LocalPlane &plane)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos::context(), static_cast<unsigned>(line.size()), 2);
    for (unsigned i = 0; i < line.size(); ++i)
        GEOSCoordSeq_setXY_r(geos::context(), sequence, i, plane.east(line[i]), plane.north(line[i]));
    return geos::GeometryPtr(GEOSGeom_createLineString_r(geos::context(), sequence), { geos::context() });
}

LineString pointsOf(const GEOSCoordSequence *sequence, const LocalPlane &plane)
{
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(geos::context(), sequence, &count);
    LineString points;
    for (unsigned i = 0; i < count; ++i) {
        double east = 0;
        double north = 0;
        GEOSCoordSeq_getXY_r(geos::context(), sequence, i, &east, &north);
        points.push_back(plane.at(east, north));
    }
    return points;
}

Ring ringOf(const GEOSGeometry *polygon, const LocalPlane &plane)
{
    if (!polygon || GEOSGeomTypeId_r(geos::context(), polygon) != GEOS_POLYGON
        || GEOSisEmpty_r(geos::context(), polygon) != 0)
        return {};
    Ring ring
        = pointsOf(GEOSGeom_getCoordSeq_r(geos::context(), GEOSGetExteriorRing_r(geos::context(), polygon)), plane);
    ring.pop_back(); // GEOS repeats the first point at the end
    return ring;
}

} // namespace

Ring rectangle(GeoPoint corner, GeoPoint opposite)
{
    if (corner.longitude == opposite.longitude || corner.latitude == opposite.latitude)
        return {};
    return { corner, { opposite.longitude, corner.latitude }, opposite, { corner.longitude, opposite.latitude } };
}

Ring circle(GeoPoint centre, GeoPoint onEdge)
{
    const LocalPlane plane(centre);
    const double radius = std::hypot(plane.east(onEdge), plane.north(onEdge));
    if (!(radius > 0) || !std::isfinite(radius))
        return {};
    // The middle of a side is radius × (1 − cos(π / sides)) inside the circle.
    const double half = std::acos(std::max(1 - kCircleTolerance / radius, 0.0));
    const int sides = std::clamp(static_cast<int>(std::ceil(std::numbers::pi / half)), 12, 360);
    const double first = std::atan2(plane.north(onEdge), plane.east(onEdge));
    Ring ring;
    for (int i = 0; i < sides; ++i) {
        const double angle = first + 2 * std::numbers::pi * i / sides;
        ring.push_back(plane.at(radius * std::cos(angle), radius * std::sin(angle)));
    }
    return ring;
}

Ring band(const LineString &line, double widthMetres)
{
    if (line.size() < 2 || !(widthMetres > 0) || !std::isfinite(widthMetres) || !(lengthMetres(line) > 0))
        return {};
    const LocalPlane plane(*boundingBox(line));
    const geos::GeometryPtr drawn = lineOf(line, plane);
    if (!drawn)
        return {};
    const geos::GeometryPtr around(GEOSBufferWithStyle_r(geos::context(), drawn.get(), widthMetres / 2,
                                       kQuadrantSegments, GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, kMitreLimit),
        { geos::context() });
    if (!around)
        return {};
    const geos::GeometryPtr simpler(
        GEOSTopologyPreserveSimplify_r(geos::context(), around.get(), kSimplerMetres), { geos::context() });
    return ringOf(simpler.get(), plane);
}

LineString simplified(const LineString &line, double toleranceMetres)
{
    if (line.size() < 3)
        return line;
    const LocalPlane plane(*boundingBox(line));
    const geos::GeometryPtr drawn = lineOf(line, plane);
    const geos::GeometryPtr simpler(
        drawn ? GEOSSimplify_r(geos::context(), drawn.get(), toleranceMetres) : nullptr, { geos::context() });
    if (!simpler)
        return line;
    LineString points = pointsOf(GEOSGeom_getCoordSeq_r(geos::context(), simpler.get()), plane);
    if (points.size() < 2)
        return { line.front(), line.back() };
    points.front() = line.front(); // exactly, so that what was closed stays closed
    points.back() = line.back();
    return points;
}

} // namespace cortege
