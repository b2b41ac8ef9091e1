#include <domain/geometry.h>

#include "geos.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cortege
{
namespace
{
double radians(double degrees) { return degrees * std::numbers::pi / 180.0; }
} // namespace

GEOSContextHandle_t geos::context()
{
    struct Finish {
        void operator()(GEOSContextHandle_HS *context) const noexcept { GEOS_finish_r(context); }
    };
    thread_local const std::unique_ptr<GEOSContextHandle_HS, Finish> context { GEOS_init_r() };
    return context.get();
}

bool isOnEarth(GeoPoint point)
{
    return std::isfinite(point.longitude) && std::isfinite(point.latitude) && std::abs(point.longitude) <= 180.0
        && std::abs(point.latitude) <= 90.0;
}

double distanceMetres(GeoPoint a, GeoPoint b)
{
    const double dLat = radians(b.latitude - a.latitude);
    const double dLon = radians(b.longitude - a.longitude);
    const double h = std::pow(std::sin(dLat / 2), 2)
        + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * std::pow(std::sin(dLon / 2), 2);
    return 2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(h)));
}

double lengthMetres(const LineString &line)
{
    double length = 0;
    for (size_t i = 1; i < line.size(); ++i)
        length += distanceMetres(line[i - 1], line[i]);
    return length;
}

double areaSquareMetres(const Ring &ring)
{
    // Chamberlain & Duquette, "Some Algorithms for Polygons on a Sphere" (JPL 07-03), eq. 1.
    double sum = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const GeoPoint a = ring[i];
        const GeoPoint b = ring[(i + 1) % ring.size()];
        sum += radians(b.longitude - a.longitude) * (2 + std::sin(radians(a.latitude)) + std::sin(radians(b.latitude)));
    }
    return std::abs(sum) * kEarthRadius * kEarthRadius / 2;
}

std::optional<GeoPoint> selfCrossing(const Ring &ring)
{
    if (ring.size() < 3)
        return std::nullopt;
    const auto context = geos::context();
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(context, static_cast<unsigned>(ring.size() + 1), 2);
    for (unsigned i = 0; i <= ring.size(); ++i) {
        const GeoPoint point = ring[i % ring.size()];
        GEOSCoordSeq_setXY_r(context, sequence, i, point.longitude, point.latitude);
    }
    // The ring takes the sequence, the polygon takes the ring, whether or not they succeed.
    const auto polygon
        = geos::owned(GEOSGeom_createPolygon_r(context, GEOSGeom_createLinearRing_r(context, sequence), nullptr, 0));
    char *reason = nullptr;
    GEOSGeometry *where = nullptr;
    const bool valid = GEOSisValidDetail_r(context, polygon.get(), 0, &reason, &where) == 1;
    const auto location = geos::owned(where);
    GEOSFree_r(context, reason);
    if (valid)
        return std::nullopt;
    GeoPoint crossing = ring.front();
    if (location) {
        GEOSGeomGetX_r(context, location.get(), &crossing.longitude);
        GEOSGeomGetY_r(context, location.get(), &crossing.latitude);
    }
    return crossing;
}

std::optional<GeoBox> boundingBox(const std::vector<GeoPoint> &points)
{
    if (points.empty())
        return std::nullopt;
    GeoBox box { points.front(), points.front() };
    for (const GeoPoint point : points) {
        box.southWest.longitude = std::min(box.southWest.longitude, point.longitude);
        box.southWest.latitude = std::min(box.southWest.latitude, point.latitude);
        box.northEast.longitude = std::max(box.northEast.longitude, point.longitude);
        box.northEast.latitude = std::max(box.northEast.latitude, point.latitude);
    }
    return box;
}

} // namespace cortege
