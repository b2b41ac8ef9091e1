#pragma once

#include <tension/facts.h>

namespace cortege::tension
{

/// Metric rings are closed without repeating the first point: outer ones counter-clockwise, holes clockwise.
using MetricRing = std::vector<MetricPoint>;
struct MetricPolygon {
    MetricRing outline;
    std::vector<MetricRing> holes;
};

/// A connected piece of ground where the density is at or above a level.
struct Zone {
    double level = 0; ///< per square metre
    MetricPolygon shape; ///< by marching squares: linear between cell centres; closed along the grid's edge
    double area = 0; ///< square metres of the shape, holes taken off
    MetricPoint peak; ///< the cell centre with the highest value; of equals the southernmost, then westernmost
    double peakValue = 0; ///< per square metre
    double amount = 0; ///< the density summed over its cells times their area: the weight that lies on it
    /// Its cells, whose centres are at or above the level, as runs within rows. What is said of the zone is said of
    /// them.
    struct Run {
        int row = 0;
        int first = 0; ///< column
        int count = 0;

        friend bool operator==(const Run &, const Run &) = default;
    };
    std::vector<Run> runs;
};

/// Zones of `values` at a level above 0, the greatest amount first (then from the south, from the west). Cells that
/// touch by a corner belong together where the mean of the four is at or above the level. Zones of fewer than
/// `fewestCells` are left out. Not finite is below every level.
std::vector<Zone> zonesOf(std::span<const double> values, const Grid &grid, double level, int fewestCells = 1);
/// A level that a share of the whole weight lies at or above: 0.5 gives the smallest ground that holds half of it.
/// 0 for nothing there.
double levelHolding(std::span<const double> values, double share);

/// In WGS 84, in the order of `MetricPolygon`: GeoJSON's right-hand rule (RFC 7946, 3.1.6) holds for each.
struct GeoPolygon {
    Ring outline;
    std::vector<Ring> holes;
};
GeoPolygon toGeo(const MetricPolygon &polygon, const Projection &projection);

/// How much a mass at a place adds to a zone's amount: the kernel around it, summed over the zone's cells,
///
///     (K ∗ 1_zone)(x) = Σ over cells j of c² · exp(−|x − xⱼ|² / 2h²) / (2πh²),   between 0 and 1
///
/// to 1e-6. The zone is convolved once; each place then costs 64 multiplications. Because density is linear in the
/// masses, the shares of all masses add up to the zone's amount.
class ZoneReach
{
public:
    /// `bandwidth`: six cells of the grid at least, as in `Field`.
    ZoneReach(const Zone &zone, const Grid &grid, double bandwidth, int threads);
    double at(MetricPoint place) const; ///< 0 beyond 8 bandwidths

private:
    Grid m_grid; ///< about the zone as far as it reaches
    std::vector<double> m_values;
};

/// Why is there a zone? Weights as in the field: an event's and a category's part of `amount`.
struct Explanation {
    double amount = 0; ///< the sum of all parts; the zone's amount to 1e-6
    std::vector<double> events; ///< in the order of the events given
    std::vector<double> categories; ///< by category
    std::vector<qint64> facts; ///< by category: how many lie in the zone's cells themselves
    double people = 0; ///< of the events' people, how many the zone's part stands for: Σ people · reach
    /// The share of the amount that the one strongest source makes: near 1, the zone stands or falls with it.
    double strongest = 0;
    /// How sure the amount is, were each fact one of many that could have been seen: √(Σ aᵢ²) / amount (Poisson, each
    /// source independent). 0.1 is firm, 1 is one fact alone.
    double relativeError = 0;
};
/// The masses of one event, in the unit of the field's weights.
struct EventMasses {
    std::vector<WeightedPoint> masses;
    double people = 0; ///< that they stand for
};
Explanation explain(const Zone &zone, const Grid &grid, double bandwidth, const Facts &facts, const FactWindow &window,
    const Weighting &weighting, std::span<const EventMasses> events, int threads);

} // namespace cortege::tension
