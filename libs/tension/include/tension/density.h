#pragma once

#include <domain/event.h>
#include <domain/geometry.h>
#include <domain/result.h>
#include <domain/time.h>

#include <span>
#include <vector>

/// Density of expected people over the ground. Metric work is done in RGF93 / Lambert-93 (EPSG:2154).
namespace cortege::tension
{

/// Metres in Lambert-93.
struct MetricPoint {
    double east = 0;
    double north = 0;
};
/// Between WGS 84 and Lambert-93, by PROJ. One thread at a time.
class Projection
{
public:
    Projection();
    ~Projection();
    Projection(const Projection &) = delete;
    Projection &operator=(const Projection &) = delete;
    MetricPoint toMetric(GeoPoint point) const;
    GeoPoint toGeo(MetricPoint point) const;

private:
    void *m_context;
    void *m_transform;
};

/// A mass of `weight` people at a place.
struct WeightedPoint {
    MetricPoint at;
    double weight = 0;
};
/// A regular grid; cell (0, 0) is the south-western one, its centre half a cell from the corner.
struct Grid {
    MetricPoint southWest;
    double cell = 25; ///< side, metres
    int columns = 0;
    int rows = 0;
};
/// People per square metre at the cell centres, row by row from the south: linear binning, then a separable Gaussian of
/// standard deviation `bandwidth` (metres), cut at 8 bandwidths. No edge correction: mass beyond the edge is lost.
std::vector<double> density(std::span<const WeightedPoint> points, const Grid &grid, double bandwidth);
/// The direct sum, for tests and benches: Σ w exp(−d²/2h²) / 2πh².
double exactDensityAt(MetricPoint place, std::span<const WeightedPoint> points, double bandwidth);

/// An active event as masses: along its route, over its footprint, or shared among its placed addresses, with the
/// people expected (else declared), times the share of `window` during which it takes place. Nothing for an event
/// without people, without dates or without a place; nothing outside the window. The organiser's status never weighs.
std::vector<WeightedPoint> massesOf(
    const EventVersion &version, const UtcInterval &window, double spacing, const Projection &projection);

} // namespace cortege::tension
