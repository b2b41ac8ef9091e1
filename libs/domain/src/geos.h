#pragma once

#include <memory>

#include <geos_c.h>

/// Geometries of GEOS that free themselves.
namespace cortege
{

constexpr double kEarthRadius = 6'371'008.8; ///< metres, mean radius R1 of WGS 84

template <auto Free>
struct GeosReleaser {
    GEOSContextHandle_t context;
    void operator()(auto *handle) const noexcept { Free(context, handle); }
};
using GeometryPtr = std::unique_ptr<GEOSGeometry, GeosReleaser<GEOSGeom_destroy_r>>;

/// One context per thread: GEOS contexts must not be shared, and making one per call costs more than the check.
inline GEOSContextHandle_t geos()
{
    struct Finish {
        void operator()(GEOSContextHandle_HS *context) const noexcept { GEOS_finish_r(context); }
    };
    thread_local const std::unique_ptr<GEOSContextHandle_HS, Finish> context { GEOS_init_r() };
    return context.get();
}

} // namespace cortege
