#pragma once

#include <domain/geometry.h>

namespace cortege::test
{

/// By the crossings of a ray to the east; degrees are taken for a plane.
inline bool contains(const Ring &ring, const GeoPoint &p)
{
    bool inside = false;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const GeoPoint &a = ring[i];
        const GeoPoint &b = ring[j];
        if ((a.latitude > p.latitude) != (b.latitude > p.latitude)
            && p.longitude
                < (b.longitude - a.longitude) * (p.latitude - a.latitude) / (b.latitude - a.latitude) + a.longitude)
            inside = !inside;
    }
    return inside;
}

} // namespace cortege::test
