#include "streetgraph.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

/// What streets a line goes along and meets that somebody drew, by its shape alone: it need not lie on the network.
namespace cortege::geodata
{
namespace
{

using Point = Plane::Point;

constexpr double kAlongMetres = 15; ///< half a wide street: a hand does not draw on the axis
constexpr double kTouchMetres = 0.5; ///< vertices of the network are shared by those that meet there
constexpr double kTurnMetres = 20; ///< around a corner the street turned into is no crossing
const double kParallel = std::cos(25 * std::numbers::pi / 180);

Point operator-(Point a, Point b) { return { a.x - b.x, a.y - b.y }; }
double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
double length(Point a) { return std::hypot(a.x, a.y); }
Point between(Point a, Point b, double part) { return { a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part }; }

double distanceTo(Point a, Point b, Point p) { return length(between(a, b, nearestOn(a, b, p)) - p); }

/// Where on a–b the segment c–d meets it, as a part of it.
std::optional<double> meeting(Point a, Point b, Point c, Point d)
{
    const double turn = cross(b - a, d - c);
    if (turn != 0) {
        const double here = cross(c - a, d - c) / turn;
        const double there = cross(c - a, b - a) / turn;
        if (here >= 0 && here <= 1 && there >= 0 && there <= 1)
            return here;
    }
    for (const Point end : { c, d }) {
        if (distanceTo(a, b, end) <= kTouchMetres)
            return nearestOn(a, b, end);
    }
    for (const double end : { 0.0, 1.0 }) {
        if (distanceTo(c, d, between(a, b, end)) <= kTouchMetres)
            return end;
    }
    return std::nullopt;
}

struct Segment {
    uint32_t name;
    Point from;
    Point to;
};

/// Named segments within `kAlongMetres` of the cells that a–b touches, each once.
std::vector<Segment> segmentsNear(const StreetGraph &graph, Point a, Point b)
{
    const auto &grid = graph.grid;
    const auto cells = [&](double low, double high, int64_t first, int64_t count) {
        const auto clamped = [&](double metres) {
            return std::clamp<int64_t>(static_cast<int64_t>(std::floor(metres / grid.cell)) - first, 0, count - 1);
        };
        return std::pair(clamped(low - kAlongMetres), clamped(high + kAlongMetres));
    };
    const auto [left, right] = cells(std::min(a.x, b.x), std::max(a.x, b.x), grid.column, grid.columns);
    const auto [bottom, top] = cells(std::min(a.y, b.y), std::max(a.y, b.y), grid.row, grid.rows);
    std::set<std::pair<uint32_t, uint32_t>> seen;
    std::vector<Segment> near;
    for (int64_t row = bottom; row <= top; ++row) {
        for (int64_t column = left; column <= right; ++column) {
            const auto cell = static_cast<size_t>(row * grid.columns + column);
            for (uint32_t i = grid.first[cell]; i < grid.first[cell + 1]; ++i) {
                const auto [number, segment] = grid.segments[i];
                const StreetEdge &edge = graph.edges[number];
                if (edge.name == kNoName || !seen.emplace(number, segment).second)
                    continue;
                const auto line = graph.lineOf(edge);
                near.push_back({ edge.name, graph.plane(line[segment]), graph.plane(line[segment + 1]) });
            }
        }
    }
    return near;
}

bool isParallel(Point a, Point b)
{
    const double lengths = length(a) * length(b);
    return lengths > 0 && std::abs(dot(a, b)) >= kParallel * lengths;
}

/// The nearest street that runs the way of a–b; `kNoName` where there is none.
uint32_t streetAlong(const std::vector<Segment> &near, Point a, Point b)
{
    uint32_t best = kNoName;
    double least = kAlongMetres;
    const Point middle = between(a, b, 0.5);
    for (const Segment &segment : near) {
        const double away = distanceTo(segment.from, segment.to, middle);
        if (away <= least && isParallel(b - a, segment.to - segment.from)) {
            least = away;
            best = segment.name;
        }
    }
    return best;
}

bool isFollowedAt(const Path &path, const CrossedStreet &street)
{
    return std::ranges::any_of(path.followed, [&](const FollowedStreet &followed) {
        return followed.name == street.name && street.metres >= followed.fromMetres - kTurnMetres
            && street.metres <= followed.toMetres + kTurnMetres;
    });
}

} // namespace

Path alongDrawnLine(const StreetGraph &graph, const LineString &drawn)
{
    Path path { drawn, 0, {}, {} };
    std::vector<CrossedStreet> met;
    for (size_t i = 1; i < drawn.size(); ++i) {
        const double metres = distanceMetres(drawn[i - 1], drawn[i]);
        const Point a = graph.plane(drawn[i - 1]);
        const Point b = graph.plane(drawn[i]);
        const auto near = graph.grid.first.empty() || metres == 0 ? std::vector<Segment>() : segmentsNear(graph, a, b);
        const uint32_t along = streetAlong(near, a, b);
        for (const Segment &segment : near) {
            const auto where = meeting(a, b, segment.from, segment.to);
            if (where && segment.name != along)
                met.push_back({ graph.names[segment.name], graph.plane.back(between(a, b, *where)),
                    path.metres + *where * metres });
        }
        path.metres += metres;
        const QString name = along == kNoName ? QString() : graph.names[along];
        if (!path.followed.empty() && path.followed.back().name == name)
            path.followed.back().toMetres = path.metres;
        else
            path.followed.push_back({ name, path.metres - metres, path.metres });
    }
    std::ranges::stable_sort(met, {}, &CrossedStreet::metres);
    for (const CrossedStreet &street : met) {
        const auto same
            = std::ranges::find(path.crossed.rbegin(), path.crossed.rend(), street.name, &CrossedStreet::name);
        const bool again = same != path.crossed.rend() && street.metres - same->metres <= kSameCrossingMetres;
        if (!again && !isFollowedAt(path, street))
            path.crossed.push_back(street);
    }
    return path;
}

} // namespace cortege::geodata
