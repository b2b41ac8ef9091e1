#include "noding.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace cortege::geodata
{
namespace
{

constexpr double kEarthRadius = 6'371'008.8; // metres, as in domain
constexpr double kReach = 1.0; // metres by which the end of a line may miss another
constexpr double kCell = 60; // metres

struct GridHash {
    size_t operator()(GridPoint point) const
    {
        const auto both = (uint64_t { static_cast<uint32_t>(point.x) } << 32) | static_cast<uint32_t>(point.y);
        return (both * 0x9E3779B97F4A7C15U) >> 17;
    }
};

struct Line {
    uint32_t street;
    int level;
    std::vector<GridPoint> points;
};

/// A vertex to be put into a segment.
struct Cut {
    uint32_t line;
    uint32_t segment;
    double where;
    GridPoint point;
};

struct Segment {
    uint32_t line;
    uint32_t index;
};

std::vector<Line> linesOf(std::span<const Street> streets)
{
    std::vector<Line> lines;
    for (uint32_t i = 0; i < streets.size(); ++i) {
        const Street &street = streets[i];
        Line line { i, street.level, {} };
        bool usable = true;
        for (const GeoPoint point : street.line) {
            usable = usable && isOnEarth(point);
            if (!usable)
                break;
            const GridPoint grid = toGrid(point);
            if (!line.points.empty() && line.points.back() == grid)
                continue;
            usable = line.points.empty() || distanceMetres(fromGrid(line.points.back()), point) < kLongestSegmentMetres;
            line.points.push_back(grid);
        }
        if (usable && line.points.size() >= 2)
            lines.push_back(std::move(line));
    }
    return lines;
}

class Cutter
{
public:
    explicit Cutter(std::vector<Line> &lines) : m_lines(lines)
    {
        std::vector<GeoPoint> all;
        for (const Line &line : lines) {
            for (const GridPoint point : line.points)
                all.push_back(fromGrid(point));
        }
        if (const auto box = boundingBox(all)) {
            m_plane = Plane({ (box->southWest.longitude + box->northEast.longitude) / 2,
                (box->southWest.latitude + box->northEast.latitude) / 2 });
        }
    }

    void run()
    {
        fill();
        bringEnds();
        fill();
        for (size_t begin = 0; begin < m_cells.size();) {
            size_t end = begin;
            while (end < m_cells.size() && m_cells[end].first == m_cells[begin].first)
                ++end;
            for (size_t a = begin; a < end; ++a) {
                for (size_t b = a + 1; b < end; ++b)
                    cross(m_cells[a].second, m_cells[b].second);
            }
            begin = end;
        }
        apply();
    }

private:
    Plane::Point at(GridPoint point) const { return m_plane(fromGrid(point)); }
    static uint64_t key(int64_t column, int64_t row)
    {
        return (static_cast<uint64_t>(column + (int64_t { 1 } << 31)) << 32)
            | static_cast<uint64_t>(row + (int64_t { 1 } << 31));
    }

    void fill()
    {
        m_cells.clear();
        for (uint32_t line = 0; line < m_lines.size(); ++line) {
            const auto &points = m_lines[line].points;
            for (uint32_t i = 0; i + 1 < points.size(); ++i) {
                cellsOf(at(points[i]), at(points[i + 1]), kCell,
                    [&](int64_t column, int64_t row) { m_cells.emplace_back(key(column, row), Segment { line, i }); });
            }
        }
        std::ranges::stable_sort(m_cells, {}, [](const auto &cell) { return cell.first; });
    }

    /// Ends that almost meet another line: onto its vertex where one is near, else the other line gets a vertex there.
    void bringEnds()
    {
        std::unordered_map<GridPoint, int, GridHash> uses;
        for (const Line &line : m_lines) {
            for (const GridPoint point : line.points)
                ++uses[point];
        }
        for (uint32_t line = 0; line < m_lines.size(); ++line) {
            for (const bool first : { true, false }) {
                GridPoint &end = first ? m_lines[line].points.front() : m_lines[line].points.back();
                if (uses[end] == 1)
                    bring(line, end);
            }
        }
        apply();
    }

    void bring(uint32_t line, GridPoint &end)
    {
        const Plane::Point p = at(end);
        double best = kReach;
        std::optional<Cut> cut;
        std::optional<GridPoint> vertex;
        for (int64_t column = cellOf(p.x - kReach); column <= cellOf(p.x + kReach); ++column) {
            for (int64_t row = cellOf(p.y - kReach); row <= cellOf(p.y + kReach); ++row) {
                for (auto cell
                    = std::ranges::lower_bound(m_cells, key(column, row), {}, [](const auto &c) { return c.first; });
                    cell != m_cells.end() && cell->first == key(column, row); ++cell) {
                    const Segment other = cell->second;
                    if (other.line == line || m_lines[other.line].level != m_lines[line].level)
                        continue;
                    const GridPoint ga = m_lines[other.line].points[other.index];
                    const GridPoint gb = m_lines[other.line].points[other.index + 1];
                    const Plane::Point a = at(ga);
                    const Plane::Point b = at(gb);
                    const double t = nearestOn(a, b, p);
                    const Plane::Point q { a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
                    const double distance = std::hypot(q.x - p.x, q.y - p.y);
                    if (distance >= best)
                        continue;
                    best = distance;
                    cut.reset();
                    vertex.reset();
                    if (std::hypot(a.x - p.x, a.y - p.y) < kReach)
                        vertex = ga;
                    else if (std::hypot(b.x - p.x, b.y - p.y) < kReach)
                        vertex = gb;
                    else
                        cut = Cut { other.line, other.index, t, end };
                }
            }
        }
        if (vertex)
            end = *vertex;
        else if (cut)
            m_cuts.push_back(*cut);
    }

    static int64_t cellOf(double metres) { return static_cast<int64_t>(std::floor(metres / kCell)); }

    void cross(Segment first, Segment second)
    {
        const Line &one = m_lines[first.line];
        const Line &two = m_lines[second.line];
        if (one.level != two.level || (first.line == second.line && first.index == second.index))
            return;
        const GridPoint a = one.points[first.index];
        const GridPoint b = one.points[first.index + 1];
        const GridPoint c = two.points[second.index];
        const GridPoint d = two.points[second.index + 1];
        if (a == c || a == d || b == c || b == d)
            return;
        // In whole numbers relative to `a`: exact in 64 bits, for no segment is longer than 2^30 units.
        const int64_t bx = int64_t { b.x } - a.x;
        const int64_t by = int64_t { b.y } - a.y;
        const int64_t dx = int64_t { d.x } - c.x;
        const int64_t dy = int64_t { d.y } - c.y;
        const int64_t cx = int64_t { c.x } - a.x;
        const int64_t cy = int64_t { c.y } - a.y;
        const int64_t cross = bx * dy - by * dx;
        if (cross == 0)
            return;
        const double t = static_cast<double>(cx * dy - cy * dx) / static_cast<double>(cross);
        const double u = static_cast<double>(cx * by - cy * bx) / static_cast<double>(cross);
        if (t < 0 || t > 1 || u < 0 || u > 1)
            return;
        const GridPoint point { a.x + static_cast<int32_t>(std::lround(t * static_cast<double>(bx))),
            a.y + static_cast<int32_t>(std::lround(t * static_cast<double>(by))) };
        if (point != a && point != b)
            m_cuts.push_back({ first.line, first.index, t, point });
        if (point != c && point != d)
            m_cuts.push_back({ second.line, second.index, u, point });
    }

    void apply()
    {
        std::ranges::sort(m_cuts, [](const Cut &a, const Cut &b) {
            return std::tie(a.line, a.segment, a.where, a.point.x, a.point.y)
                < std::tie(b.line, b.segment, b.where, b.point.x, b.point.y);
        });
        for (size_t begin = 0; begin < m_cuts.size();) {
            std::vector<GridPoint> &points = m_lines[m_cuts[begin].line].points;
            std::vector<GridPoint> with;
            size_t cut = begin;
            for (uint32_t i = 0; i < points.size(); ++i) {
                if (with.empty() || with.back() != points[i])
                    with.push_back(points[i]);
                for (; cut < m_cuts.size() && m_cuts[cut].line == m_cuts[begin].line && m_cuts[cut].segment == i;
                    ++cut) {
                    if (with.back() != m_cuts[cut].point)
                        with.push_back(m_cuts[cut].point);
                }
            }
            points = std::move(with);
            begin = cut;
        }
        m_cuts.clear();
    }

    std::vector<Line> &m_lines;
    Plane m_plane;
    std::vector<std::pair<uint64_t, Segment>> m_cells; ///< sorted by cell
    std::vector<Cut> m_cuts;
};

} // namespace

GridPoint toGrid(GeoPoint point)
{
    return { static_cast<int32_t>(std::lround(point.longitude * kGridUnits)),
        static_cast<int32_t>(std::lround(point.latitude * kGridUnits)) };
}

GeoPoint fromGrid(GridPoint point) { return { point.x / kGridUnits, point.y / kGridUnits }; }

Plane::Plane(GeoPoint origin)
    : m_origin(origin),
      m_x(kEarthRadius * std::numbers::pi / 180 * std::max(0.01, std::cos(origin.latitude * std::numbers::pi / 180))),
      m_y(kEarthRadius * std::numbers::pi / 180)
{
}

double nearestOn(Plane::Point a, Plane::Point b, Plane::Point p)
{
    const double length = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
    return length > 0 ? std::clamp(((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length, 0.0, 1.0) : 0;
}

NodedStreets nodeStreets(std::span<const Street> streets)
{
    std::vector<Line> lines = linesOf(streets);
    Cutter(lines).run();

    // A node is where a line ends, or where a point comes up twice. `~0` marks a point seen once, inside a line.
    constexpr uint32_t kPlain = ~0U;
    std::unordered_map<GridPoint, uint32_t, GridHash> nodes;
    NodedStreets noded;
    const auto makeNode = [&](GridPoint point) {
        const auto [found, isNew] = nodes.try_emplace(point, kPlain);
        if (found->second == kPlain) {
            found->second = static_cast<uint32_t>(noded.nodes.size());
            noded.nodes.push_back(point);
        }
    };
    for (const Line &line : lines) {
        for (size_t i = 0; i < line.points.size(); ++i) {
            if (i == 0 || i + 1 == line.points.size() || nodes.contains(line.points[i]))
                makeNode(line.points[i]);
            else
                nodes.emplace(line.points[i], kPlain);
        }
    }
    for (const Line &line : lines) {
        NodedEdge edge { nodes[line.points.front()], 0, line.street, {} };
        for (size_t i = 1; i < line.points.size(); ++i) {
            const uint32_t node = nodes[line.points[i]];
            if (node == kPlain) {
                edge.between.push_back(line.points[i]);
                continue;
            }
            edge.to = node;
            if (edge.from != edge.to || !edge.between.empty())
                noded.edges.push_back(std::move(edge));
            edge = { node, 0, line.street, {} };
        }
    }
    return noded;
}

} // namespace cortege::geodata
