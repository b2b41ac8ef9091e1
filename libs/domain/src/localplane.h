#pragma once

#include "geos.h"

#include <domain/geometry.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cortege
{

/// Metres east and north of an origin, on the mean sphere as in geometry.h. For what is some kilometres wide.
class LocalPlane
{
public:
    explicit LocalPlane(GeoPoint origin)
        : m_origin(origin),
          m_east(kMetresPerDegree * std::max(std::cos(origin.latitude * std::numbers::pi / 180), 1e-6))
    {
    }
    explicit LocalPlane(const GeoBox &box) // about its middle
        : LocalPlane(GeoPoint { (box.southWest.longitude + box.northEast.longitude) / 2,
              (box.southWest.latitude + box.northEast.latitude) / 2 })
    {
    }
    double east(GeoPoint point) const { return (point.longitude - m_origin.longitude) * m_east; }
    double north(GeoPoint point) const { return (point.latitude - m_origin.latitude) * kMetresPerDegree; }
    GeoPoint at(double east, double north) const
    {
        return { m_origin.longitude + east / m_east, m_origin.latitude + north / kMetresPerDegree };
    }

private:
    static constexpr double kMetresPerDegree = kEarthRadius * std::numbers::pi / 180;
    GeoPoint m_origin;
    double m_east;
};

} // namespace cortege
