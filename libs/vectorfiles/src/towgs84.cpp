#include "towgs84.h"

#include <vectorfiles/vectorfile.h>

namespace cortege::vectorfiles
{
using namespace Qt::StringLiterals;
namespace
{

/// Where the places of a layer can be: where its coordinate system is meant for, and a few degrees beyond. Every number
/// is a place in a conical projection, if it be near the South Pole.
std::optional<OGREnvelope> reachOf(const OGRSpatialReference *system)
{
    constexpr double kBesideItsArea = 10; // degrees; people carry a zone on over the next one
    double west = 0;
    double south = 0;
    double east = 0;
    double north = 0;
    if (!system || !system->GetAreaOfUse(&west, &south, &east, &north, nullptr)
        || west < -180 // PROJ's sign for an area that has a name and no bounds
        || west > east) // across the antimeridian
        return std::nullopt;
    OGREnvelope reach;
    reach.Merge(west - kBesideItsArea, south - kBesideItsArea);
    reach.Merge(east + kBesideItsArea, north + kBesideItsArea);
    return reach;
}

/// Point by point: an envelope passes over what is not a number.
class EarthCheck final : public OGRDefaultConstGeometryVisitor
{
public:
    static bool passes(const OGRGeometry &geometry)
    {
        EarthCheck check;
        geometry.accept(&check);
        return check.m_passes;
    }
    using OGRDefaultConstGeometryVisitor::visit;
    void visit(const OGRPoint *point) override { m_passes = m_passes && isOnEarth({ point->getX(), point->getY() }); }

private:
    bool m_passes = true;
};

} // namespace

Result<ToWgs84> ToWgs84::from(const OGRSpatialReference *system, const Complaints &complaints)
{
    ToWgs84 way;
    way.m_reach = reachOf(system);
    if (!system)
        return way;
    OGRSpatialReference wgs84;
    wgs84.SetWellKnownGeogCS("WGS84");
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference own(*system);
    own.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (own.IsSame(&wgs84))
        return way;
    way.m_transformation.reset(OGRCreateCoordinateTransformation(&own, &wgs84));
    if (!way.m_transformation)
        return fail(Failure::InvalidInput, complaints.text());
    return way;
}

Result<ToWgs84> ToWgs84::fromEpsg(int number, const Complaints &complaints)
{
    OGRSpatialReference system;
    if (system.importFromEPSG(number) != OGRERR_NONE)
        return fail(Failure::InvalidInput, u"EPSG:%1: %2"_s.arg(number).arg(complaints.text()));
    return from(&system, complaints);
}

bool ToWgs84::apply(OGRGeometry &geometry) const
{
    if (m_transformation && geometry.transform(m_transformation.get()) != OGRERR_NONE)
        return false;
    OGREnvelope box;
    geometry.getEnvelope(&box);
    return EarthCheck::passes(geometry) && (!m_reach || m_reach->Contains(box));
}

std::optional<GeoPoint> ToWgs84::apply(double x, double y) const
{
    OGRPoint point(x, y);
    return apply(point) ? std::optional(GeoPoint { point.getX(), point.getY() }) : std::nullopt;
}

} // namespace cortege::vectorfiles
