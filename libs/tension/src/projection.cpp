#include <tension/density.h>

#include <QtCore/QtAssert>

#include <proj.h>

namespace cortege::tension
{

Projection::~Projection()
{
    proj_destroy(static_cast<PJ *>(m_transform));
    proj_context_destroy(static_cast<PJ_CONTEXT *>(m_context));
}

void *Projection::transform() const
{
    if (m_transform)
        return m_transform;
    auto *context = proj_context_create();
    m_context = context;
    proj_context_set_enable_network(context, 0); // workstations without internet, and no grid is needed here
    PJ *declared = proj_create_crs_to_crs(context, "EPSG:4326", "EPSG:2154", nullptr);
    Q_ASSERT_X(declared, "Projection", "PROJ's database is not installed");
    // As declared by EPSG, 4326 is latitude first; normalised, longitude and east come first.
    m_transform = proj_normalize_for_visualization(context, declared);
    proj_destroy(declared);
    return m_transform;
}

MetricPoint Projection::toMetric(GeoPoint point) const
{
    const auto to
        = proj_trans(static_cast<PJ *>(transform()), PJ_FWD, proj_coord(point.longitude, point.latitude, 0, 0));
    return { to.xy.x, to.xy.y };
}

GeoPoint Projection::toGeo(MetricPoint point) const
{
    const auto to = proj_trans(static_cast<PJ *>(transform()), PJ_INV, proj_coord(point.east, point.north, 0, 0));
    return { to.xy.x, to.xy.y };
}

} // namespace cortege::tension
