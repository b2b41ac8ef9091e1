#pragma once

#include <domain/geometry.h>

#include <utility>

namespace cortege::territory
{

/// Some order of places, for maps from a line's end to the lines that begin there.
struct LongitudeFirst {
    bool operator()(const GeoPoint &a, const GeoPoint &b) const
    {
        return std::pair(a.longitude, a.latitude) < std::pair(b.longitude, b.latitude);
    }
};

} // namespace cortege::territory
