#pragma once

#include <compare>
#include <optional>
#include <vector>

namespace cortege
{

/// A position in WGS 84 (EPSG:4326), degrees; longitude first, as in GeoJSON (RFC 7946).
struct GeoPoint {
    double longitude = 0;
    double latitude = 0;

    friend bool operator==(const GeoPoint &, const GeoPoint &) = default;
    /// From west to east: some order, for maps and for what must not depend on which of two comes first.
    friend auto operator<=>(const GeoPoint &, const GeoPoint &) = default;
};

/// Finite, longitude within ±180, latitude within ±90.
bool isOnEarth(GeoPoint point);

using LineString = std::vector<GeoPoint>;
/// One closed outline without holes. The first point is not repeated at the end; GeoJSON repeats it, we add it there.
using Ring = std::vector<GeoPoint>;

/// Great-circle distance in metres on the mean sphere (R = 6,371,008.8 m); within 0.3 % of the ellipsoid.
double distanceMetres(GeoPoint a, GeoPoint b);
/// Length of a line in metres.
double lengthMetres(const LineString &line);
/// Area enclosed by a ring in square metres, always positive; spherical, for outlines of city size.
double areaSquareMetres(const Ring &ring);
/// Where the ring touches or crosses itself, if it does (GEOS IsSimple/IsValid). Needs three points or more.
std::optional<GeoPoint> selfCrossing(const Ring &ring);

struct GeoBox {
    GeoPoint southWest;
    GeoPoint northEast;

    friend bool operator==(const GeoBox &, const GeoBox &) = default;
};
/// The smallest box around the points; nothing for no points. Does not look across the antimeridian.
std::optional<GeoBox> boundingBox(const std::vector<GeoPoint> &points);

} // namespace cortege
