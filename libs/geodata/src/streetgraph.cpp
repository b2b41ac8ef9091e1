#include "streetgraph.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <numeric>
#include <queue>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

constexpr double kEarthRadius = 6'371'008.8; // metres, as in domain

std::unexpected<Error> corrupt(const QString &what)
{
    return fail(Failure::Corrupt, u"street network: %1"_s.arg(what));
}

/// Little-endian numbers one after the other; reading past the end gives zeros and is remembered.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_bytes(bytes) { }
    uint32_t number()
    {
        if (m_bytes.size() - m_at < 4) {
            m_short = true;
            return 0;
        }
        const auto value = qFromLittleEndian<quint32>(m_bytes.data() + m_at);
        m_at += 4;
        return value;
    }
    GridPoint point()
    {
        const auto x = static_cast<int32_t>(number());
        return { x, static_cast<int32_t>(number()) };
    }
    QByteArrayView take(qsizetype size)
    {
        if (size < 0 || m_bytes.size() - m_at < size) {
            m_short = true;
            return {};
        }
        m_at += size;
        return m_bytes.sliced(m_at - size, size);
    }
    bool isShort() const { return m_short; }
    qsizetype left() const { return m_bytes.size() - m_at; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_short = false;
};

void joinArcs(StreetGraph &graph)
{
    graph.firstArc.assign(graph.nodes.size() + 1, 0);
    for (const StreetEdge &edge : graph.edges) {
        ++graph.firstArc[edge.from + 1];
        ++graph.firstArc[edge.to + 1];
    }
    std::partial_sum(graph.firstArc.begin(), graph.firstArc.end(), graph.firstArc.begin());
    graph.arcs.resize(graph.edges.size() * 2);
    std::vector<uint32_t> next(graph.firstArc.begin(), graph.firstArc.end() - 1);
    for (uint32_t edge = 0; edge < graph.edges.size(); ++edge) {
        graph.arcs[next[graph.edges[edge].from]++] = edge * 2;
        graph.arcs[next[graph.edges[edge].to]++] = edge * 2 + 1;
    }
}

void findComponents(StreetGraph &graph)
{
    constexpr uint32_t kNone = ~0U;
    std::vector<uint32_t> of(graph.nodes.size(), kNone);
    std::vector<uint32_t> open;
    for (uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (of[node] != kNone)
            continue;
        of[node] = node;
        open.push_back(node);
        while (!open.empty()) {
            const uint32_t at = open.back();
            open.pop_back();
            for (const Arc arc : graph.leaving(at)) {
                if (const uint32_t head = graph.headOf(arc); of[head] == kNone) {
                    of[head] = node;
                    open.push_back(head);
                }
            }
        }
    }
    for (StreetEdge &edge : graph.edges)
        edge.component = of[edge.from];
}

// Cells of about 60 m, larger where so many would be mostly empty.
void fillGrid(StreetGraph &graph)
{
    auto &grid = graph.grid;
    const auto box = boundingBox(graph.points);
    if (!box)
        return;
    graph.plane = Plane({ (box->southWest.longitude + box->northEast.longitude) / 2,
        (box->southWest.latitude + box->northEast.latitude) / 2 });
    const Plane::Point low = graph.plane(box->southWest);
    const Plane::Point high = graph.plane(box->northEast);
    const double surface = (high.x - low.x) * (high.y - low.y);
    const double most = std::max<double>(1'000, 4 * static_cast<double>(graph.points.size()));
    grid.cell = std::max({ 60.0, std::sqrt(surface / most), (high.x - low.x) / most, (high.y - low.y) / most });
    grid.column = static_cast<int64_t>(std::floor(low.x / grid.cell));
    grid.row = static_cast<int64_t>(std::floor(low.y / grid.cell));
    grid.columns = static_cast<int64_t>(std::floor(high.x / grid.cell)) - grid.column + 1;
    grid.rows = static_cast<int64_t>(std::floor(high.y / grid.cell)) - grid.row + 1;
    grid.first.assign(static_cast<size_t>(grid.columns * grid.rows) + 1, 0);
    const auto each = [&](auto visit) {
        for (uint32_t edge = 0; edge < graph.edges.size(); ++edge) {
            const auto line = graph.lineOf(graph.edges[edge]);
            for (uint32_t i = 0; i + 1 < line.size(); ++i) {
                cellsOf(graph.plane(line[i]), graph.plane(line[i + 1]), grid.cell, [&](int64_t column, int64_t row) {
                    const int64_t x = std::clamp<int64_t>(column - grid.column, 0, grid.columns - 1);
                    const int64_t y = std::clamp<int64_t>(row - grid.row, 0, grid.rows - 1);
                    visit(static_cast<size_t>(y * grid.columns + x), StreetGraph::SegmentRef { edge, i });
                });
            }
        }
    };
    each([&](size_t cell, StreetGraph::SegmentRef) { ++grid.first[cell + 1]; });
    std::partial_sum(grid.first.begin(), grid.first.end(), grid.first.begin());
    grid.segments.resize(grid.first.back());
    std::vector<uint32_t> next(grid.first.begin(), grid.first.end() - 1);
    each([&](size_t cell, StreetGraph::SegmentRef segment) { grid.segments[next[cell]++] = segment; });
}

std::array<double, 3> onSphere(GeoPoint point)
{
    const double longitude = point.longitude * std::numbers::pi / 180;
    const double latitude = point.latitude * std::numbers::pi / 180;
    return { kEarthRadius * std::cos(latitude) * std::cos(longitude),
        kEarthRadius * std::cos(latitude) * std::sin(longitude), kEarthRadius * std::sin(latitude) };
}

/// What is known of a node in one search. All bytes zero: nothing yet.
struct Reached {
    double metres;
    uint32_t arc; ///< that led here, plus one; kStart at the beginning
};
constexpr uint32_t kStart = ~0U;
struct Free {
    void operator()(Reached *reached) const noexcept { std::free(reached); }
};

} // namespace

QByteArray sealed(QByteArray contents)
{
    contents += QCryptographicHash::hash(contents, QCryptographicHash::Blake2b_256);
    return contents;
}

Result<StreetGraph> readStreetGraph(const QByteArray &bytes)
{
    constexpr qsizetype kDigest = 32;
    if (!bytes.startsWith(kStreetMagic))
        return fail(Failure::InvalidInput, u"not a street network"_s);
    if (bytes.size() < kStreetMagic.size() + 4 + kDigest)
        return corrupt(u"it ends too early"_s);
    Reader reader(QByteArrayView(bytes).chopped(kDigest));
    reader.take(kStreetMagic.size());
    if (const uint32_t version = reader.number(); version != kStreetVersion)
        return fail(Failure::InvalidInput,
            u"street network of version %1; this program reads %2"_s.arg(version).arg(kStreetVersion));
    if (sealed(bytes.chopped(kDigest)) != bytes)
        return corrupt(u"the checksum does not fit"_s);

    const uint32_t nodeCount = reader.number();
    const uint32_t edgeCount = reader.number();
    const uint32_t nameCount = reader.number();
    // Everything takes eight bytes or more, names four: no reservation beyond what is there.
    if (reader.isShort()
        || int64_t { nodeCount } * 8 + int64_t { edgeCount } * 16 + int64_t { nameCount } * 4 > reader.left())
        return corrupt(u"it ends too early"_s);
    StreetGraph graph;
    for (uint32_t i = 0; i < nodeCount; ++i) {
        const GeoPoint point = fromGrid(reader.point());
        if (!isOnEarth(point))
            return corrupt(u"node %1 is not on earth"_s.arg(i));
        graph.nodes.push_back(point);
        graph.onSphere.push_back(onSphere(point));
    }
    for (uint32_t i = 0; i < edgeCount; ++i) {
        StreetEdge edge;
        edge.from = reader.number();
        edge.to = reader.number();
        edge.name = reader.number();
        const uint32_t between = reader.number();
        if (edge.from >= nodeCount || edge.to >= nodeCount || (edge.name != kNoName && edge.name >= nameCount)
            || int64_t { between } * 8 > reader.left())
            return corrupt(u"edge %1 leads nowhere"_s.arg(i));
        edge.firstPoint = static_cast<uint32_t>(graph.points.size());
        edge.pointCount = between + 2;
        graph.points.push_back(graph.nodes[edge.from]);
        for (uint32_t k = 0; k < between; ++k)
            graph.points.push_back(fromGrid(reader.point()));
        graph.points.push_back(graph.nodes[edge.to]);
        const auto line = graph.lineOf(edge);
        for (size_t k = 1; k < line.size(); ++k) {
            const double metres = isOnEarth(line[k]) ? distanceMetres(line[k - 1], line[k]) : kLongestSegmentMetres;
            if (metres >= kLongestSegmentMetres)
                return corrupt(u"edge %1 is no street"_s.arg(i));
            edge.metres += metres;
        }
        graph.edges.push_back(edge);
    }
    for (uint32_t i = 0; i < nameCount; ++i)
        graph.names.append(QString::fromUtf8(reader.take(reader.number())));
    if (reader.isShort() || reader.left() > 0)
        return corrupt(u"its length does not fit its contents"_s);
    joinArcs(graph);
    findComponents(graph);
    fillGrid(graph);
    return graph;
}

std::vector<Foothold> footholds(const StreetGraph &graph, GeoPoint point, double withinMetres)
{
    std::vector<Foothold> found;
    const auto &grid = graph.grid;
    if (grid.first.empty() || !isOnEarth(point))
        return found;
    const Plane::Point p = graph.plane(point);
    const auto within = [](double metres, double cell, int64_t first, int64_t count) {
        return std::clamp<int64_t>(static_cast<int64_t>(std::floor(metres / cell)) - first, 0, count - 1);
    };
    // A point far from all streets ends in the cells of the border, and is too far from what is in them.
    const int64_t left = within(p.x - withinMetres, grid.cell, grid.column, grid.columns);
    const int64_t right = within(p.x + withinMetres, grid.cell, grid.column, grid.columns);
    const int64_t bottom = within(p.y - withinMetres, grid.cell, grid.row, grid.rows);
    const int64_t top = within(p.y + withinMetres, grid.cell, grid.row, grid.rows);
    struct Nearest {
        double away;
        StreetGraph::SegmentRef segment;
        double where;
        uint32_t component;
    };
    std::vector<Nearest> nearest;
    for (int64_t row = bottom; row <= top; ++row) {
        for (int64_t column = left; column <= right; ++column) {
            const auto cell = static_cast<size_t>(row * grid.columns + column);
            for (uint32_t i = grid.first[cell]; i < grid.first[cell + 1]; ++i) {
                const auto segment = grid.segments[i];
                const StreetEdge &edge = graph.edges[segment.edge];
                const Plane::Point a = graph.plane(graph.points[edge.firstPoint + segment.segment]);
                const Plane::Point b = graph.plane(graph.points[edge.firstPoint + segment.segment + 1]);
                const double where = nearestOn(a, b, p);
                const double away = std::hypot(a.x + (b.x - a.x) * where - p.x, a.y + (b.y - a.y) * where - p.y);
                if (!(away <= withinMetres))
                    continue;
                const auto of = std::ranges::find(nearest, edge.component, &Nearest::component);
                if (of == nearest.end())
                    nearest.push_back({ away, segment, where, edge.component });
                else if (away < of->away)
                    *of = { away, segment, where, edge.component };
            }
        }
    }
    std::ranges::stable_sort(nearest, {}, &Nearest::away);
    for (const Nearest &best : nearest) {
        const StreetEdge &edge = graph.edges[best.segment.edge];
        const auto line = graph.lineOf(edge);
        const GeoPoint a = line[best.segment.segment];
        const GeoPoint b = line[best.segment.segment + 1];
        // Not through the plane and back: a point on the street is to come out as the same point.
        const GeoPoint position = best.where >= 1 ? b
                                                  : GeoPoint { a.longitude + (b.longitude - a.longitude) * best.where,
                                                        a.latitude + (b.latitude - a.latitude) * best.where };
        double along = distanceMetres(a, position);
        for (uint32_t i = 0; i < best.segment.segment; ++i)
            along += distanceMetres(line[i], line[i + 1]);
        found.push_back({ best.segment.edge, best.segment.segment, position, std::min(along, edge.metres), best.away });
    }
    return found;
}

std::optional<Way> shortestWay(const StreetGraph &graph, const Foothold &from, const Foothold &to, Search search)
{
    const StreetEdge &first = graph.edges[from.edge];
    const StreetEdge &last = graph.edges[to.edge];
    if (first.component != last.component)
        return std::nullopt;

    // Zeroed pages come from the system when they are touched: a short way in a large city touches few.
    const std::unique_ptr<Reached[], Free> reached(
        static_cast<Reached *>(std::calloc(graph.nodes.size(), sizeof(Reached))));
    if (!reached)
        return std::nullopt;
    const auto goal = onSphere(to.position);
    // The straight line through the earth is never longer than the way over it.
    const auto bound = [&](uint32_t node) {
        if (search == Search::Dijkstra)
            return 0.0;
        const auto &at = graph.onSphere[node];
        const double x = at[0] - goal[0];
        const double y = at[1] - goal[1];
        const double z = at[2] - goal[2];
        return std::sqrt(x * x + y * y + z * z);
    };
    struct Open {
        double least; ///< metres of a way through here at best
        double metres;
        uint32_t node;
        bool operator<(const Open &other) const { return least > other.least; }
    };
    std::priority_queue<Open> open;
    const auto reach = [&](uint32_t node, double metres, uint32_t arc) {
        Reached &known = reached[node];
        if (known.arc != 0 && known.metres <= metres)
            return;
        known = { metres, arc };
        open.push({ metres + bound(node), metres, node });
    };

    std::optional<Way> best;
    uint32_t through = 0;
    Arc lastArc = 0;
    if (from.edge == to.edge) {
        const bool forward = from.along <= to.along;
        best = Way { { from.edge * 2 + (forward ? 0U : 1U) }, std::abs(to.along - from.along) };
    }
    bool roundabout = false; // the way leaves the edge on which it begins
    reach(first.to, first.metres - from.along, kStart);
    reach(first.from, from.along, kStart);
    while (!open.empty()) {
        const Open at = open.top();
        open.pop();
        if (best && at.least >= best->metres)
            break;
        if (at.metres > reached[at.node].metres)
            continue;
        const auto arrive = [&](double rest, Arc arc) {
            if (!best || at.metres + rest < best->metres) {
                best = Way { {}, at.metres + rest };
                through = at.node;
                lastArc = arc;
                roundabout = true;
            }
        };
        if (at.node == last.from)
            arrive(to.along, to.edge * 2);
        if (at.node == last.to)
            arrive(last.metres - to.along, to.edge * 2 + 1);
        for (const Arc arc : graph.leaving(at.node))
            reach(graph.headOf(arc), at.metres + graph.edges[edgeOf(arc)].metres, arc + 1);
    }
    if (!best || !roundabout)
        return best;
    best->arcs.push_back(lastArc);
    uint32_t node = through;
    while (reached[node].arc != kStart) {
        const Arc arc = reached[node].arc - 1;
        best->arcs.push_back(arc);
        node = graph.tailOf(arc);
    }
    // Which end of the first edge the way began at: of a loop, both are the same node, and the shorter side was taken.
    const bool forward = first.to != first.from ? node == first.to : first.metres - from.along <= from.along;
    best->arcs.push_back(from.edge * 2 + (forward ? 0U : 1U));
    std::ranges::reverse(best->arcs);
    return best;
}

} // namespace cortege::geodata
