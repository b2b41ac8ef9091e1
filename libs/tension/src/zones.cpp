#include <tension/crew.h>
#include <tension/zones.h>

#include "convolution.h"
#include "factweight.h"
#include "lanes.h"
#include "spline.h"

#include <QtCore/QtAssert>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <unordered_set>
#include <utility>

namespace cortege::tension
{
namespace
{

/// Values with a rim of "below every level", so that every contour closes.
class Landscape
{
public:
    Landscape(std::span<const double> values, const Grid &grid, double level)
        : m_values(values), m_grid(grid), m_level(level)
    {
    }
    bool isHigh(int column, int row) const { return isInside(column, row) && at(column, row) >= m_level; }
    bool isInside(int column, int row) const
    {
        return column >= 0 && row >= 0 && column < m_grid.columns && row < m_grid.rows;
    }
    double at(int column, int row) const
    {
        return m_values[static_cast<size_t>(row) * static_cast<size_t>(m_grid.columns) + static_cast<size_t>(column)];
    }
    const Grid &grid() const { return m_grid; }
    double level() const { return m_level; }

    /// Whether the high corners of a square of four centres, which lie across from each other, belong together. At the
    /// rim they do not.
    bool isBridged(int column, int row) const
    {
        if (!isInside(column, row) || !isInside(column + 1, row + 1))
            return false;
        const double mean = (at(column, row) + at(column + 1, row) + at(column, row + 1) + at(column + 1, row + 1)) / 4;
        return mean >= m_level;
    }

    /// Where the level lies between two neighbours, of which one is high. The ground ends half a cell beyond the
    /// outermost centres, at the edge of the grid.
    MetricPoint crossing(int column, int row, int otherColumn, int otherRow) const
    {
        double part = 0.5;
        if (isInside(column, row) && isInside(otherColumn, otherRow)) {
            const double a = at(column, row);
            const double b = at(otherColumn, otherRow);
            if (std::isfinite(a) && std::isfinite(b))
                part = std::clamp((m_level - a) / (b - a), 0.0, 1.0);
        }
        const MetricPoint from = m_grid.centre(column, row);
        const MetricPoint to = m_grid.centre(otherColumn, otherRow);
        return { std::lerp(from.east, to.east, part), std::lerp(from.north, to.north, part) };
    }

private:
    std::span<const double> m_values;
    Grid m_grid;
    double m_level;
};

/// Runs of high cells within rows, joined where they touch: cells by their sides, or by a bridged corner.
struct HighRun {
    Zone::Run run;
    std::uint32_t zone = 0;
};
class Components
{
public:
    explicit Components(const Landscape &land) : m_land(land)
    {
        const Grid &grid = land.grid();
        size_t below = 0; // the first run of the row before
        for (int row = 0; row < grid.rows; ++row) {
            const size_t first = m_runs.size();
            for (int column = 0; column < grid.columns; ++column) {
                if (!land.isHigh(column, row))
                    continue;
                const int begin = column;
                while (column < grid.columns && land.isHigh(column, row))
                    ++column;
                m_runs.push_back({ { row, begin, column - begin }, static_cast<std::uint32_t>(m_runs.size()) });
            }
            join(below, first);
            below = first;
        }
        number();
    }

    const std::vector<HighRun> &runs() const { return m_runs; } ///< row by row, with the zone of each
    size_t zones() const { return m_zones; }

private:
    std::uint32_t root(std::uint32_t run)
    {
        while (m_runs[run].zone != run)
            run = m_runs[run].zone = m_runs[m_runs[run].zone].zone;
        return run;
    }
    void join(size_t below, size_t first)
    {
        size_t other = below;
        for (size_t i = first; i < m_runs.size(); ++i) {
            const Zone::Run &run = m_runs[i].run;
            const int end = run.first + run.count;
            while (other < first && m_runs[other].run.first + m_runs[other].run.count < run.first)
                ++other;
            for (size_t j = other; j < first && m_runs[j].run.first <= end; ++j) {
                const int begin = m_runs[j].run.first;
                const int otherEnd = begin + m_runs[j].run.count;
                const bool bySide = begin < end && run.first < otherEnd;
                const bool byCorner = (begin == end && m_land.isBridged(end - 1, run.row - 1))
                    || (otherEnd == run.first && m_land.isBridged(run.first - 1, run.row - 1));
                if (bySide || byCorner) {
                    const auto a = root(static_cast<std::uint32_t>(i));
                    const auto b = root(static_cast<std::uint32_t>(j));
                    m_runs[std::max(a, b)].zone = std::min(a, b);
                }
            }
        }
    }
    void number()
    {
        for (std::uint32_t i = 0; i < m_runs.size(); ++i)
            m_runs[i].zone = root(i);
        std::vector<std::uint32_t> numbers(m_runs.size());
        for (std::uint32_t i = 0; i < m_runs.size(); ++i) {
            if (m_runs[i].zone == i)
                numbers[i] = static_cast<std::uint32_t>(m_zones++);
        }
        for (HighRun &run : m_runs)
            run.zone = numbers[run.zone];
    }

    const Landscape &m_land;
    std::vector<HighRun> m_runs;
    size_t m_zones = 0;
};

double signedArea(const MetricRing &ring)
{
    const MetricPoint origin = ring.front();
    double area = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const MetricPoint &a = ring[i];
        const MetricPoint &b = ring[(i + 1) % ring.size()];
        area += (a.east - origin.east) * (b.north - origin.north) - (b.east - origin.east) * (a.north - origin.north);
    }
    return area / 2;
}

/// Walks along the contours of a landscape, high ground on the left. An edge is a high cell and the side, 0 east,
/// 1 north, 2 west, 3 south, on which its neighbour is low.
class Walker
{
public:
    explicit Walker(const Landscape &land) : m_land(land) { }

    /// The ring that goes through an edge; every edge on it is passed.
    MetricRing ringFrom(int column, int row, int side)
    {
        MetricRing ring;
        Edge edge { column, row, side };
        while (pass(edge)) {
            ring.push_back(
                m_land.crossing(edge.column, edge.row, edge.column + kEast[edge.side], edge.row + kNorth[edge.side]));
            edge = after(edge);
        }
        // Neighbours in one place, where a centre lies on the level.
        const auto [first, last] = std::ranges::unique(ring);
        ring.erase(first, last);
        while (ring.size() > 1 && ring.front() == ring.back())
            ring.pop_back();
        return ring;
    }
    bool isPassed(int column, int row, int side) const { return m_passed.contains(keyOf({ column, row, side })); }

private:
    struct Edge {
        int column;
        int row;
        int side;
    };
    static constexpr std::array kEast { 1, 0, -1, 0 };
    static constexpr std::array kNorth { 0, 1, 0, -1 };

    std::int64_t keyOf(const Edge &edge) const
    {
        return (std::int64_t { edge.row } * m_land.grid().columns + edge.column) * 4 + edge.side;
    }
    bool pass(const Edge &edge) { return m_passed.insert(keyOf(edge)).second; }

    /// High ground on the left and low ground to the right, the way leads along the side's next direction: of the two
    /// cells ahead, the one beside the high cell and the one beside the low one.
    Edge after(const Edge &edge) const
    {
        const int turn = (edge.side + 1) % 4;
        const int aheadColumn = edge.column + kEast[turn];
        const int aheadRow = edge.row + kNorth[turn];
        const int acrossColumn = aheadColumn + kEast[edge.side];
        const int acrossRow = aheadRow + kNorth[edge.side];
        const bool ahead = m_land.isHigh(aheadColumn, aheadRow);
        const bool across = m_land.isHigh(acrossColumn, acrossRow);
        if (ahead && across)
            return { acrossColumn, acrossRow, (edge.side + 3) % 4 };
        if (ahead)
            return { aheadColumn, aheadRow, edge.side };
        if (across && m_land.isBridged(std::min(edge.column, acrossColumn), std::min(edge.row, acrossRow)))
            return { acrossColumn, acrossRow, (edge.side + 3) % 4 };
        return { edge.column, edge.row, turn };
    }

    const Landscape &m_land;
    std::unordered_set<std::int64_t> m_passed;
};

void addOutlines(const Landscape &land, const Components &components, std::vector<Zone> &zones)
{
    Walker walker(land);
    std::vector<char> begun(zones.size());
    constexpr int kWest = 2;
    // Every ring has an edge to the west, where a run begins. A zone's first, from the south and the west, is its
    // outline.
    for (const HighRun &run : components.runs()) {
        if (walker.isPassed(run.run.first, run.run.row, kWest))
            continue;
        MetricRing ring = walker.ringFrom(run.run.first, run.run.row, kWest);
        const bool isOutline = !std::exchange(begun[run.zone], char { 1 });
        if (ring.size() < 3) // a peak that only just reaches the level
            continue;
        MetricPolygon &shape = zones[run.zone].shape;
        if (isOutline)
            shape.outline = std::move(ring);
        else
            shape.holes.push_back(std::move(ring));
    }
    for (Zone &zone : zones) {
        if (zone.shape.outline.empty())
            continue;
        zone.area = signedArea(zone.shape.outline);
        for (const MetricRing &hole : zone.shape.holes)
            zone.area += signedArea(hole);
    }
}

} // namespace

std::vector<Zone> zonesOf(std::span<const double> values, const Grid &grid, double level, int fewestCells)
{
    Q_ASSERT(values.size() == static_cast<size_t>(grid.columns) * static_cast<size_t>(grid.rows));
    if (!(level > 0))
        return {};
    const Landscape land(values, grid, level);
    const Components components(land);
    std::vector<Zone> zones(components.zones());
    std::vector<int> cells(zones.size());
    const double cellArea = grid.cell * grid.cell;
    for (const HighRun &high : components.runs()) {
        Zone &zone = zones[high.zone];
        zone.level = level;
        zone.runs.push_back(high.run);
        cells[high.zone] += high.run.count;
        for (int column = high.run.first; column < high.run.first + high.run.count; ++column) {
            const double value = land.at(column, high.run.row);
            zone.amount += value * cellArea;
            if (value > zone.peakValue) {
                zone.peakValue = value;
                zone.peak = grid.centre(column, high.run.row);
            }
        }
    }
    addOutlines(land, components, zones);
    std::vector<Zone> large;
    for (size_t i = 0; i < zones.size(); ++i) {
        if (cells[i] >= fewestCells)
            large.push_back(std::move(zones[i]));
    }
    std::ranges::stable_sort(large, std::ranges::greater {}, &Zone::amount);
    return large;
}

double levelHolding(std::span<const double> values, double share)
{
    // Positive numbers are in the order of their bits: by the first 16 of them, one pass finds the few among which the
    // level is.
    constexpr int kLowerBits = 48;
    const auto drawerOf = [](double value) { return std::bit_cast<std::uint64_t>(value) >> kLowerBits; };
    const auto counts = [](double value) { return std::isfinite(value) && value > 0; };
    std::vector<double> sums(size_t { 1 } << 15); // the sign is 0
    double whole = 0;
    for (const double value : values) {
        if (!counts(value))
            continue;
        sums[drawerOf(value)] += value;
        whole += value;
    }
    if (!(whole > 0) || !(share > 0))
        return 0;
    double left = std::min(share, 1.0) * whole;
    const auto lowest
        = static_cast<size_t>(std::ranges::find_if(sums, [](double sum) { return sum > 0; }) - sums.begin());
    size_t drawer = sums.size() - 1;
    for (; drawer > lowest && sums[drawer] < left; --drawer)
        left -= sums[drawer];
    std::vector<double> sorted;
    std::ranges::copy_if(
        values, std::back_inserter(sorted), [&](double value) { return counts(value) && drawerOf(value) == drawer; });
    // Half of what is left is looked at in each round: the cells need not be sorted, only their place be found.
    auto begin = sorted.begin();
    auto end = sorted.end();
    while (end - begin > 1) {
        const auto middle = begin + (end - begin) / 2;
        std::nth_element(begin, middle, end, std::greater {});
        const double upper = std::accumulate(begin, middle, 0.0);
        if (upper >= left) {
            end = middle;
        } else {
            left -= upper;
            begin = middle;
        }
    }
    return *begin;
}

GeoPolygon toGeo(const MetricPolygon &polygon, const Projection &projection)
{
    const auto ringOf = [&](const MetricRing &metric) {
        Ring ring;
        ring.reserve(metric.size());
        for (const MetricPoint &point : metric)
            ring.push_back(projection.toGeo(point));
        return ring;
    };
    GeoPolygon geo { ringOf(polygon.outline), {} };
    for (const MetricRing &hole : polygon.holes)
        geo.holes.push_back(ringOf(hole));
    return geo;
}

ZoneReach::ZoneReach(const Zone &zone, const Grid &grid, double bandwidth, int threads)
{
    Q_ASSERT(bandwidth > 5.999 * grid.cell);
    if (zone.runs.empty())
        return;
    Run columns;
    const Run rows { zone.runs.front().row, zone.runs.back().row + 1 };
    for (const Zone::Run &run : zone.runs)
        columns.include({ run.first, run.first + run.count });
    Plane<double> mask(rows.count(), columns.count());
    for (const Zone::Run &run : zone.runs)
        std::fill_n(mask.row(run.row - rows.begin) + (run.first - columns.begin), run.count, 1.0);
    const int reach = static_cast<int>(std::ceil(kKernelCut * bandwidth / grid.cell));
    const int rim = reach + kOrder / 2;
    Crew crew(threads);
    auto plane = reachOf(mask, bandwidth / grid.cell, reach, crew);
    m_grid = { { grid.southWest.east + (columns.begin - rim) * grid.cell,
                   grid.southWest.north + (rows.begin - rim) * grid.cell },
        grid.cell, plane.columns, plane.rows };
    m_values = std::move(plane.values);
}

double ZoneReach::at(MetricPoint place) const
{
    const double column = (place.east - m_grid.southWest.east) / m_grid.cell - 0.5;
    const double row = (place.north - m_grid.southWest.north) / m_grid.cell - 0.5;
    constexpr double kEdge = kOrder / 2.0;
    if (!(column >= kEdge && column < m_grid.columns - kEdge && row >= kEdge && row < m_grid.rows - kEdge))
        return 0;
    return gather(column, row, m_values.data(), m_grid.columns);
}

namespace
{

/// What some of the facts add to a zone.
struct FactShares {
    std::vector<double> amounts; ///< by category
    std::vector<qint64> inside; ///< by category
    double squares = 0;
    double strongest = 0;

    void reserve(size_t category)
    {
        if (category >= amounts.size()) {
            amounts.resize(category + 1);
            inside.resize(category + 1);
        }
    }
};

class ZoneCells
{
public:
    ZoneCells(const Zone &zone, const Grid &grid)
        : m_grid(grid), m_inside(static_cast<size_t>(grid.columns) * static_cast<size_t>(grid.rows))
    {
        for (const Zone::Run &run : zone.runs)
            std::fill_n(m_inside.begin() + place(run.first, run.row), run.count, char { 1 });
    }
    bool contain(MetricPoint at) const
    {
        const double column = std::floor((at.east - m_grid.southWest.east) / m_grid.cell);
        const double row = std::floor((at.north - m_grid.southWest.north) / m_grid.cell);
        return column >= 0 && column < m_grid.columns && row >= 0 && row < m_grid.rows
            && m_inside[static_cast<size_t>(place(static_cast<int>(column), static_cast<int>(row)))];
    }

private:
    std::ptrdiff_t place(int column, int row) const { return std::ptrdiff_t { row } * m_grid.columns + column; }

    Grid m_grid;
    std::vector<char> m_inside;
};

/// In blocks of a fixed size, each added up by itself: the same sums for any number of threads.
std::vector<FactShares> sharesOf(const Facts &facts, const FactWindow &window, const Weighting &weighting,
    const ZoneReach &reach, const ZoneCells &cells, int threads)
{
    if (window.isEmpty())
        return {};
    constexpr size_t kBlock = 16'384;
    std::vector<Facts::Range> blocks;
    for (const auto &range :
        { facts.instantsIn(window.begin, window.end), facts.lastingAround(window.begin, window.end) }) {
        for (size_t begin = range.begin; begin < range.end; begin += kBlock)
            blocks.push_back({ begin, std::min(begin + kBlock, range.end) });
    }
    const FactWeigher weigher(facts, weighting, window.end);
    std::vector<FactShares> shares(blocks.size());
    Crew(threads).share(blocks.size(), [&](size_t, size_t block) {
        FactShares here;
        for (size_t i = blocks[block].begin; i < blocks[block].end; ++i) {
            const MetricPoint at { facts.columns().east[i], facts.columns().north[i] };
            const double part = reach.at(at);
            const double amount = part == 0 ? 0 : part * weigher.in(i, window);
            if (amount == 0)
                continue;
            const size_t category = facts.columns().category[i];
            here.reserve(category);
            here.amounts[category] += amount;
            here.inside[category] += cells.contain(at);
            here.squares += amount * amount;
            here.strongest = std::max(here.strongest, amount);
        }
        shares[block] = std::move(here);
    });
    return shares;
}

} // namespace

Explanation explain(const Zone &zone, const Grid &grid, double bandwidth, const Facts &facts, const FactWindow &window,
    const Weighting &weighting, std::span<const EventMasses> events, int threads)
{
    const ZoneReach reach(zone, grid, bandwidth, threads);
    Explanation explanation;
    double squares = 0;
    for (const EventMasses &event : events) {
        double amount = 0;
        double weight = 0;
        for (const WeightedPoint &mass : event.masses) {
            amount += mass.weight * reach.at(mass.at);
            weight += mass.weight;
        }
        explanation.events.push_back(amount);
        if (weight > 0)
            explanation.people += event.people * amount / weight;
        explanation.strongest = std::max(explanation.strongest, amount);
        squares += amount * amount;
    }
    FactShares all;
    for (const FactShares &part : sharesOf(facts, window, weighting, reach, ZoneCells(zone, grid), threads)) {
        if (!part.amounts.empty())
            all.reserve(part.amounts.size() - 1);
        for (size_t category = 0; category < part.amounts.size(); ++category) {
            all.amounts[category] += part.amounts[category];
            all.inside[category] += part.inside[category];
        }
        squares += part.squares;
        explanation.strongest = std::max(explanation.strongest, part.strongest);
    }
    explanation.categories = std::move(all.amounts);
    explanation.facts = std::move(all.inside);
    explanation.amount = std::accumulate(explanation.events.begin(), explanation.events.end(), 0.0)
        + std::accumulate(explanation.categories.begin(), explanation.categories.end(), 0.0);
    if (explanation.amount > 0) {
        explanation.strongest /= explanation.amount;
        explanation.relativeError = std::sqrt(squares) / explanation.amount;
    }
    return explanation;
}

} // namespace cortege::tension
