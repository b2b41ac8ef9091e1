#pragma once

#include <geodata/mapfeatures.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

/// Street lines cut where they meet. What the network is made of, and where the gazetteer finds its crossings.
namespace cortege::geodata
{

/// Ten millionths of a degree (a centimetre), as OpenStreetMap keeps them: equal is equal.
struct GridPoint {
    int32_t x = 0; ///< longitude
    int32_t y = 0; ///< latitude

    friend bool operator==(const GridPoint &, const GridPoint &) = default;
};
constexpr double kGridUnits = 1e7; ///< a degree
GridPoint toGrid(GeoPoint point);
GeoPoint fromGrid(GridPoint point);

struct NodedEdge {
    uint32_t from = 0;
    uint32_t to = 0;
    uint32_t street = 0; ///< index of what was handed in
    std::vector<GridPoint> between; ///< without the nodes at its ends
};

struct NodedStreets {
    std::vector<GridPoint> nodes;
    std::vector<NodedEdge> edges;
};

/// A stretch without a vertex of more than this is a mistake of the source, not a street.
constexpr double kLongestSegmentMetres = 100'000;

NodedStreets nodeStreets(std::span<const Street> streets);

/// Metres in a plane about a latitude: equirectangular.
class Plane
{
public:
    Plane() = default;
    explicit Plane(GeoPoint origin);
    struct Point {
        double x = 0;
        double y = 0;
    };
    Point operator()(GeoPoint point) const
    {
        return { (point.longitude - m_origin.longitude) * m_x, (point.latitude - m_origin.latitude) * m_y };
    }
    GeoPoint back(Point point) const
    {
        return { m_origin.longitude + point.x / m_x, m_origin.latitude + point.y / m_y };
    }

private:
    GeoPoint m_origin;
    double m_x = 1; ///< metres a degree
    double m_y = 1;
};

/// Where on a segment a point is nearest: 0 at its beginning, 1 at its end.
double nearestOn(Plane::Point a, Plane::Point b, Plane::Point p);

/// The cells of a grid of squares that a segment touches, a column at a time; `visit` gets column and row.
template <class Visit>
void cellsOf(Plane::Point a, Plane::Point b, double cell, Visit visit)
{
    if (a.x > b.x)
        std::swap(a, b);
    const auto first = static_cast<int64_t>(std::floor(a.x / cell));
    const auto last = static_cast<int64_t>(std::floor(b.x / cell));
    for (int64_t column = first; column <= last; ++column) {
        const double left = std::max(a.x, static_cast<double>(column) * cell);
        const double right = std::min(b.x, static_cast<double>(column + 1) * cell);
        const auto at = [&](double x) { return b.x > a.x ? a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) : a.y; };
        double low = first == last ? std::min(a.y, b.y) : std::min(at(left), at(right));
        double high = first == last ? std::max(a.y, b.y) : std::max(at(left), at(right));
        for (auto row = static_cast<int64_t>(std::floor(low / cell));
            row <= static_cast<int64_t>(std::floor(high / cell)); ++row)
            visit(column, row);
    }
}

} // namespace cortege::geodata
