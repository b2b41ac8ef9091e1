#pragma once

#include <domain/event.h>
#include <domain/march.h>

#include <tension/density.h>

namespace cortege::tension
{

/// Where a march is at a moment.
struct MarchPosition {
    enum class Phase { Before, Gathering, Walking, Dispersing, After };
    Phase phase = Phase::Before;
    double headMetres = 0; ///< along the route from the departure
    double tailMetres = 0;
    MetricPoint head;
    MetricPoint tail;
    /// The column from tail to head, both ends included, with the corners of the route between; one point where it has
    /// no length. Empty before and after.
    std::vector<MetricPoint> extent;
    double waiting = 0; ///< people still at the departure
    double walking = 0; ///< people in the column
    double arrived = 0; ///< people at the arrival
};

/// A march along its route. The model is a stiff column (docs/method-tension.md, "Where a march is"): its head leaves
/// the departure when the march begins and walks at the stated speed v; the column is L = people / (width × density)
/// metres long; who has not yet left waits at the departure, who has come stays at the arrival until the end.
///
///     head(t) = min(v·(t − begin), R)      tail(t) = clamp(v·(t − begin) − L, 0, R)      on a route of R metres
///
/// At the stated end everybody is gone, arrived or not. Distances are along the route, so that a route that crosses
/// itself, or goes back on itself, has one position for each moment; a route without length has them all in one place.
/// Lengths are planar in Lambert-93; within the city they are 1 part in 1,000 or so from those on the ellipsoid.
class MarchOnRoute
{
public:
    /// `march.begins` and `ends` in UTC: days of 23 and 25 hours are days of those many hours. Error InvalidInput:
    /// fewer than one point, a point without a place, `ends` before `begins`, figures that `columnMetres` refuses.
    static Result<MarchOnRoute> make(std::vector<MetricPoint> route, const March &march, UtcTime ends);
    /// Of an active moving demonstration with both dates and a route. `figures` gives speed, width and density; begin
    /// and people are the event's (expected, else declared; 0 where nobody said).
    static Result<MarchOnRoute> of(const EventRecord &record, const March &figures, const Projection &projection);

    MarchPosition at(UtcTime time) const;
    /// When the head, and when the tail, comes to a place of the route; `metres` is cut to the route.
    struct Passing {
        UtcTime head;
        UtcTime tail;
    };
    Passing passing(double metres) const;
    MetricPoint pointAt(double metres) const;
    double routeMetres() const { return m_lengths.back(); }
    double columnMetres() const { return m_column; }
    /// Head at the arrival, tail at the arrival; `endsTooSoon` when the stated end is before the latter.
    UtcTime headArrives() const;
    UtcTime tailArrives() const;
    bool endsTooSoon() const { return m_ends < tailArrives(); }
    UtcInterval during() const { return { m_march.begins, m_ends }; }
    const std::vector<MetricPoint> &route() const { return m_route; }

    /// The people, averaged over the part of the window during which the march takes place and times its share of the
    /// window (as `peopleIn`): each stretch of `spacing` metres weighs for the time during which the column is on it,
    /// departure and arrival for those who wait. Exact in time, not sampled. Weights add up to
    /// people · share, whatever the window; empty for an empty one.
    std::vector<WeightedPoint> massesIn(const UtcInterval &window, double spacing) const;

private:
    MarchOnRoute(std::vector<MetricPoint> route, const March &march, UtcTime ends);
    std::vector<MetricPoint> m_route;
    std::vector<double> m_lengths; ///< along the route up to each point
    March m_march;
    UtcTime m_ends;
    double m_column = 0;
};

/// `massesOf` with marches where they are: a moving demonstration with a route by `MarchOnRoute`, everything else as
/// before. `figures` as in `MarchOnRoute::of`.
std::vector<WeightedPoint> massesOf(const EventVersion &version, const UtcInterval &window, double spacing,
    const March &figures, const Projection &projection);

} // namespace cortege::tension
