#pragma once

#include "noding.h"

#include <geodata/streetnetwork.h>

#include <QtCore/QStringList>

#include <array>
#include <span>

/// What a StreetNetwork holds, and the searches in it.
namespace cortege::geodata
{

constexpr QByteArrayView kStreetMagic = "CORTEGE-STREETS\n";
constexpr uint32_t kStreetVersion = 1;
constexpr uint32_t kNoName = ~0U;

/// Metres of the way between two meetings with a street of one name that are still one: both its carriageways.
inline constexpr double kSameCrossingMetres = 40;

/// An edge walked one way: twice its number, and one more against its direction.
using Arc = uint32_t;
constexpr uint32_t edgeOf(Arc arc) { return arc / 2; }
constexpr Arc reversed(Arc arc) { return arc ^ 1; }

struct StreetEdge {
    uint32_t from = 0;
    uint32_t to = 0;
    uint32_t name = kNoName;
    uint32_t firstPoint = 0; ///< in `points`: both nodes and what is between them
    uint32_t pointCount = 0;
    uint32_t component = 0;
    double metres = 0;
};

/// Where a point was put onto the network.
struct Foothold {
    uint32_t edge = 0;
    uint32_t segment = 0;
    GeoPoint position;
    double along = 0; ///< metres from the beginning of the edge
    double away = 0; ///< metres from the point asked for
};

struct StreetGraph {
    std::vector<GeoPoint> nodes;
    std::vector<std::array<double, 3>> onSphere; ///< metres from the earth's centre, for the bound of A*
    std::vector<StreetEdge> edges;
    std::vector<GeoPoint> points;
    std::vector<uint32_t> firstArc; ///< per node, one more than there are nodes
    std::vector<Arc> arcs; ///< leaving the node
    QStringList names;
    Plane plane;

    struct SegmentRef {
        uint32_t edge;
        uint32_t segment;
    };
    struct Grid {
        double cell = 0; ///< metres
        int64_t column = 0; ///< of the first cell
        int64_t row = 0;
        int64_t columns = 0;
        int64_t rows = 0;
        std::vector<uint32_t> first; ///< per cell, one more than there are
        std::vector<SegmentRef> segments;
    };
    Grid grid;

    uint32_t tailOf(Arc arc) const { return arc & 1 ? edges[edgeOf(arc)].to : edges[edgeOf(arc)].from; }
    uint32_t headOf(Arc arc) const { return tailOf(reversed(arc)); }
    std::span<const Arc> leaving(uint32_t node) const
    {
        return std::span(arcs).subspan(firstArc[node], firstArc[node + 1] - firstArc[node]);
    }
    std::span<const GeoPoint> lineOf(const StreetEdge &edge) const
    {
        return std::span(points).subspan(edge.firstPoint, edge.pointCount);
    }
};

/// The digest at the end of the file: its last 32 bytes, BLAKE2b-256 of all before.
QByteArray sealed(QByteArray contents);
Result<StreetGraph> readStreetGraph(const QByteArray &bytes);

/// The nearest point of each component within reach, the nearest first.
std::vector<Foothold> footholds(const StreetGraph &graph, GeoPoint point, double withinMetres);

enum class Search { AStar, Dijkstra };
struct Way {
    std::vector<Arc> arcs; ///< the first and the last are walked in part; a single one may be the whole
    double metres = 0;
};
/// Nothing when they are not joined.
std::optional<Way> shortestWay(const StreetGraph &graph, const Foothold &from, const Foothold &to, Search search);

/// As StreetNetwork::along.
Path alongDrawnLine(const StreetGraph &graph, const LineString &drawn);

} // namespace cortege::geodata
