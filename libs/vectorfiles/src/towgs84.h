#pragma once

#include <domain/geometry.h>
#include <domain/result.h>

#include <ogr_spatialref.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <optional>

/// The way from somebody's coordinates to WGS 84, longitude first.
namespace cortege::vectorfiles
{

class Complaints;

class ToWgs84
{
public:
    /// What has no coordinate system is taken for WGS 84. InvalidInput when nobody knows the way.
    static Result<ToWgs84> from(const OGRSpatialReference *system, const Complaints &complaints);
    /// InvalidInput for a number that EPSG does not know.
    static Result<ToWgs84> fromEpsg(int number, const Complaints &complaints);

    /// False when it cannot be brought there, or comes out off the earth or far from where the system is meant for.
    bool apply(OGRGeometry &geometry) const;
    std::optional<GeoPoint> apply(double x, double y) const;

private:
    struct Destroy {
        void operator()(OGRCoordinateTransformation *transformation) const
        {
            OGRCoordinateTransformation::DestroyCT(transformation);
        }
    };
    std::unique_ptr<OGRCoordinateTransformation, Destroy> m_transformation; ///< null where there is nothing to do
    std::optional<OGREnvelope> m_reach;
};

} // namespace cortege::vectorfiles
