#pragma once

#include <domain/event.h>
#include <domain/geometry.h>
#include <domain/result.h>
#include <domain/time.h>

#include <span>
#include <vector>

/// Density of expected people over the ground. Metric work is done in RGF93 / Lambert-93 (EPSG:2154).
/// docs/method-tension.md is the same for readers who do not program.
namespace cortege::tension
{

/// Metres in Lambert-93.
struct MetricPoint {
    double east = 0;
    double north = 0;

    friend bool operator==(const MetricPoint &, const MetricPoint &) = default;
};
/// Between WGS 84 and Lambert-93, by PROJ, whose database is opened at the first question. One thread at a time. Both
/// answer with infinities where the projection has no answer.
class Projection
{
public:
    Projection() = default;
    ~Projection();
    Projection(const Projection &) = delete;
    Projection &operator=(const Projection &) = delete;
    MetricPoint toMetric(GeoPoint point) const;
    GeoPoint toGeo(MetricPoint point) const;

private:
    void *transform() const;

    mutable void *m_context = nullptr;
    mutable void *m_transform = nullptr;
};

/// A mass of `weight` people at a place.
struct WeightedPoint {
    MetricPoint at;
    double weight = 0;

    friend bool operator==(const WeightedPoint &, const WeightedPoint &) = default;
};
/// A regular grid; cell (0, 0) is the south-western one, its centre half a cell from the corner.
struct Grid {
    MetricPoint southWest;
    double cell = 25; ///< side, metres
    int columns = 0;
    int rows = 0;

    MetricPoint centre(int column, int row) const
    {
        return { southWest.east + (column + 0.5) * cell, southWest.north + (row + 0.5) * cell };
    }
    friend bool operator==(const Grid &, const Grid &) = default;
};

/// People per square metre at the cell centres, row by row from the south: `exactDensityAt` over the masses within 8
/// bandwidths. `bandwidth` is the standard deviation in metres, two cells at least.
///
/// Each mass is laid on the 12 × 12 nearest cells as a small Gaussian (0.93 cell), and the grid is convolved with the
/// Gaussian that is missing to the bandwidth, rows then columns. Two Gaussians make a Gaussian; linear binning does not
/// (0.3 % off at six cells a bandwidth). Against the direct sum the relative error is at most 1e-6 for six cells a
/// bandwidth or more, wherever a mass lies within 5 bandwidths, and 2e-5 down to two cells a bandwidth, wherever one
/// lies within 3. No edge correction: what lies beyond the edge of the grid is lost there, and masses outside the grid
/// weigh inside it as far as the kernel reaches. The same input in the same order gives the same bits.
std::vector<double> density(std::span<const WeightedPoint> points, const Grid &grid, double bandwidth);
/// The direct sum, for tests and benches: Σ w exp(−d²/2h²) / 2πh².
double exactDensityAt(MetricPoint place, std::span<const WeightedPoint> points, double bandwidth);

/// The smallest grid with that cell, aligned to multiples of it, that holds every finite point and `margin` metres
/// around; empty for no points. It does not reach over `limits`, whose corners are rounded to cells.
struct MetricBox {
    MetricPoint southWest;
    MetricPoint northEast;
};
Grid gridAround(std::span<const WeightedPoint> points, double cell, double margin, const MetricBox &limits);

/// Where the people of a record are, as weights that add up to one: along its route, over its footprint, or in equal
/// shares at its placed addresses. Empty without a place. The organiser's status never weighs.
///
/// A route is sampled at equal parts of its length, `spacing` metres long or less; a footprint is cut along a square
/// grid of `spacing` metres, each piece weighing as its area at its centroid. Shapes that would make more than 20,000
/// pieces are cut more coarsely.
std::vector<WeightedPoint> shapeOf(const EventRecord &record, double spacing, const Projection &projection);
/// The people expected (else declared) at an active event, times the share of `window` during which it takes place:
/// averaged over the window, so many are there. 0 without people or without both dates.
double peopleIn(const EventVersion &version, const UtcInterval &window);
/// Both: an event as masses. Nothing outside the window.
std::vector<WeightedPoint> massesOf(
    const EventVersion &version, const UtcInterval &window, double spacing, const Projection &projection);

} // namespace cortege::tension
