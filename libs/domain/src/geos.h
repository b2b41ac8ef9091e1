#pragma once

#include <memory>

#include <geos_c.h>

namespace cortege
{
inline constexpr double kEarthRadius = 6'371'008.8; ///< metres, mean radius R1 of WGS 84
} // namespace cortege

/// GEOS with owners.
namespace cortege::geos
{

/// One context per thread: GEOS contexts must not be shared, and making one per call costs more than what it is for.
GEOSContextHandle_t context();

template <auto Free>
struct Releaser {
    GEOSContextHandle_t context;
    void operator()(auto *handle) const noexcept { Free(context, handle); }
};
using GeometryPtr = std::unique_ptr<GEOSGeometry, Releaser<GEOSGeom_destroy_r>>;
using PreparedPtr = std::unique_ptr<const GEOSPreparedGeometry, Releaser<GEOSPreparedGeom_destroy_r>>;

inline GeometryPtr owned(GEOSGeometry *geometry) { return { geometry, { context() } }; }

} // namespace cortege::geos
