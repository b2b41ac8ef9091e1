#include "streetgraph.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QSaveFile>
#include <QtCore/QtEndian>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

constexpr double kSnapMetres = 300;
constexpr double kFaceMetres = 2'000; // how far away the next street may be
constexpr size_t kFaceCorners = 50'000; // the outside of a large city is no square
// Both carriageways of one street are met once.
constexpr double kAtNodeMetres = 0.05;

void put(QByteArray &bytes, uint32_t value)
{
    std::array<char, 4> raw {};
    qToLittleEndian(value, raw.data());
    bytes.append(raw.data(), std::ssize(raw));
}
void put(QByteArray &bytes, GridPoint point)
{
    put(bytes, static_cast<uint32_t>(point.x));
    put(bytes, static_cast<uint32_t>(point.y));
}

/// A way as a line, with what is walked along and what is met.
class PathWriter
{
public:
    explicit PathWriter(const StreetGraph &graph) : m_graph(graph) { }

    void walk(Arc arc, const Foothold *from, const Foothold *to)
    {
        const StreetEdge &edge = m_graph.edges[edgeOf(arc)];
        const auto points = m_graph.lineOf(edge);
        const bool forward = (arc & 1) == 0;
        // The vertices between both footholds, in the direction of the edge.
        size_t begin = 0;
        size_t end = points.size();
        if (from)
            forward ? begin = from->segment + 1 : end = from->segment + 1;
        if (to)
            forward ? end = to->segment + 1 : begin = to->segment + 1;
        if (from)
            point(from->position);
        for (size_t i = begin; i < end; ++i)
            point(points[forward ? i : begin + end - 1 - i]);
        if (to)
            point(to->position);
        follow(nameOf(edge));
    }

    /// Streets at a node that are neither the one walked before nor the one walked next; `kNoName` at an end of the
    /// way.
    void meet(uint32_t node, uint32_t before, uint32_t next)
    {
        for (const Arc arc : m_graph.leaving(node)) {
            const uint32_t name = m_graph.edges[edgeOf(arc)].name;
            if (name != kNoName && name != before && name != next)
                cross(m_graph.names[name], m_graph.nodes[node]);
        }
    }

    Path finish()
    {
        if (m_path.line.size() == 1)
            m_path.line.push_back(m_path.line.front());
        return std::move(m_path);
    }

private:
    QString nameOf(const StreetEdge &edge) const { return edge.name == kNoName ? QString() : m_graph.names[edge.name]; }

    void point(GeoPoint next)
    {
        if (!m_path.line.empty()) {
            if (m_path.line.back() == next)
                return;
            m_path.metres += distanceMetres(m_path.line.back(), next);
        }
        m_path.line.push_back(next);
    }

    void follow(const QString &name)
    {
        if (!m_path.followed.empty() && m_path.followed.back().name == name)
            m_path.followed.back().toMetres = m_path.metres;
        else
            m_path.followed.push_back(
                { name, m_path.followed.empty() ? 0 : m_path.followed.back().toMetres, m_path.metres });
    }

    void cross(const QString &name, GeoPoint where)
    {
        const auto same = std::ranges::find_if(m_path.crossed.rbegin(), m_path.crossed.rend(),
            [&](const CrossedStreet &known) { return known.name == name; });
        if (same == m_path.crossed.rend() || same->metres + kSameCrossingMetres < m_path.metres)
            m_path.crossed.push_back({ name, where, m_path.metres });
    }

    const StreetGraph &m_graph;
    Path m_path;
};

Path pathOf(const StreetGraph &graph, std::span<const Arc> arcs, const Foothold &start, const Foothold &end)
{
    const auto edge = [&](Arc arc) -> const StreetEdge & { return graph.edges[edgeOf(arc)]; };
    const auto before
        = [&](Arc arc, const Foothold &foot) { return (arc & 1) == 0 ? foot.along : edge(arc).metres - foot.along; };
    const Foothold *from = &start;
    const Foothold *to = &end;
    std::optional<uint32_t> firstNode;
    std::optional<uint32_t> lastNode;
    if (before(arcs.front(), start) < kAtNodeMetres)
        firstNode = graph.tailOf(arcs.front());
    if (edge(arcs.back()).metres - before(arcs.back(), end) < kAtNodeMetres)
        lastNode = graph.headOf(arcs.back());
    // An edge of which only its node is touched is not walked.
    if (arcs.size() > 1 && edge(arcs.front()).metres - before(arcs.front(), start) < kAtNodeMetres) {
        arcs = arcs.subspan(1);
        firstNode = graph.tailOf(arcs.front());
        from = nullptr;
    }
    if (arcs.size() > 1 && before(arcs.back(), end) < kAtNodeMetres) {
        arcs = arcs.first(arcs.size() - 1);
        lastNode = graph.headOf(arcs.back());
        to = nullptr;
    }
    PathWriter path(graph);
    if (firstNode)
        path.meet(*firstNode, kNoName, edge(arcs.front()).name);
    for (size_t i = 0; i < arcs.size(); ++i) {
        const bool last = i + 1 == arcs.size();
        path.walk(arcs[i], i == 0 ? from : nullptr, last ? to : nullptr);
        if (!last)
            path.meet(graph.headOf(arcs[i]), edge(arcs[i]).name, edge(arcs[i + 1]).name);
    }
    if (lastNode)
        path.meet(*lastNode, edge(arcs.back()).name, kNoName);
    return path.finish();
}

double cross(Plane::Point a, Plane::Point b) { return a.x * b.y - a.y * b.x; }

double signedArea(std::span<const Plane::Point> ring)
{
    double twice = 0;
    for (size_t i = 0; i < ring.size(); ++i)
        twice += cross(ring[i], ring[(i + 1) % ring.size()]);
    return twice / 2;
}

bool contains(std::span<const Plane::Point> ring, Plane::Point p)
{
    bool inside = false;
    for (size_t i = 0; i < ring.size(); ++i) {
        const Plane::Point a = ring[i];
        const Plane::Point b = ring[(i + 1) % ring.size()];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
            inside = !inside;
    }
    return inside;
}

/// The next arc around the face on the left: at the node, the one clockwise of the way back.
Arc nextAround(const StreetGraph &graph, Arc arc)
{
    const uint32_t node = graph.headOf(arc);
    const Plane::Point at = graph.plane(graph.nodes[node]);
    const auto angle = [&](Arc leaving) {
        const auto line = graph.lineOf(graph.edges[edgeOf(leaving)]);
        const Plane::Point toward = graph.plane((leaving & 1) == 0 ? line[1] : line[line.size() - 2]);
        return std::pair(std::atan2(toward.y - at.y, toward.x - at.x), leaving);
    };
    const auto back = angle(reversed(arc));
    std::optional<std::pair<double, Arc>> below;
    std::optional<std::pair<double, Arc>> highest;
    for (const Arc leaving : graph.leaving(node)) {
        const auto candidate = angle(leaving);
        if (candidate < back && (!below || candidate > *below))
            below = candidate;
        if (!highest || candidate > *highest)
            highest = candidate;
    }
    return below ? below->second : highest->second;
}

/// The vertices around the face on the left of an arc; nothing when it is too long to be one.
std::optional<std::vector<GeoPoint>> around(const StreetGraph &graph, Arc start, std::set<Arc> &walked)
{
    std::vector<GeoPoint> ring;
    Arc arc = start;
    do {
        walked.insert(arc);
        const auto line = graph.lineOf(graph.edges[edgeOf(arc)]);
        for (size_t i = 0; i + 1 < line.size(); ++i)
            ring.push_back((arc & 1) == 0 ? line[i] : line[line.size() - 1 - i]);
        if (ring.size() > kFaceCorners)
            return std::nullopt;
        arc = nextAround(graph, arc);
    } while (arc != start);
    return ring;
}

/// The face's outline without dead ends and without what it surrounds: of the loops it consists of, the smallest about
/// p.
std::optional<Ring> outline(const StreetGraph &graph, const std::vector<GeoPoint> &walk, Plane::Point p)
{
    std::optional<Ring> best;
    double bestArea = 0;
    Ring open;
    const auto close = [&](size_t from) {
        const Ring loop(open.begin() + static_cast<std::ptrdiff_t>(from), open.end());
        if (loop.size() < 3)
            return;
        std::vector<Plane::Point> flat;
        std::ranges::transform(loop, std::back_inserter(flat), graph.plane);
        if (const double area = signedArea(flat); area > 0 && (!best || area < bestArea) && contains(flat, p)) {
            best = loop;
            bestArea = area;
        }
    };
    const auto key = [](GeoPoint point) { return std::pair(point.longitude, point.latitude); };
    std::map<std::pair<double, double>, size_t> places;
    for (const GeoPoint point : walk) {
        if (const auto seen = places.find(key(point)); seen != places.end()) {
            const size_t from = seen->second;
            close(from);
            for (size_t i = from + 1; i < open.size(); ++i)
                places.erase(key(open[i]));
            open.resize(from + 1);
        } else {
            places.emplace(key(point), open.size());
            open.push_back(point);
        }
    }
    close(0);
    return best;
}

} // namespace

struct StreetNetworkBuilder::Data {
    std::vector<Street> streets;
};

StreetNetworkBuilder::StreetNetworkBuilder() : m_data(std::make_unique<Data>()) { }
StreetNetworkBuilder::StreetNetworkBuilder(StreetNetworkBuilder &&) noexcept = default;
StreetNetworkBuilder &StreetNetworkBuilder::operator=(StreetNetworkBuilder &&) noexcept = default;
StreetNetworkBuilder::~StreetNetworkBuilder() = default;

void StreetNetworkBuilder::add(const Street &street)
{
    if (street.line.size() >= 2 && street.onFoot)
        m_data->streets.push_back(street);
}

QByteArray StreetNetworkBuilder::bytes() const
{
    const NodedStreets noded = nodeStreets(m_data->streets);
    QHash<QString, uint32_t> numbers;
    QStringList names;
    QByteArray bytes;
    bytes += kStreetMagic;
    put(bytes, kStreetVersion);
    QByteArray edges;
    for (const NodedEdge &edge : noded.edges) {
        const QString &name = m_data->streets[edge.street].name;
        uint32_t number = kNoName;
        if (!name.isEmpty()) {
            const auto known = numbers.constFind(name);
            number = known == numbers.constEnd() ? static_cast<uint32_t>(names.size()) : *known;
            if (known == numbers.constEnd()) {
                numbers.insert(name, number);
                names.append(name);
            }
        }
        put(edges, edge.from);
        put(edges, edge.to);
        put(edges, number);
        put(edges, static_cast<uint32_t>(edge.between.size()));
        for (const GridPoint point : edge.between)
            put(edges, point);
    }
    put(bytes, static_cast<uint32_t>(noded.nodes.size()));
    put(bytes, static_cast<uint32_t>(noded.edges.size()));
    put(bytes, static_cast<uint32_t>(names.size()));
    for (const GridPoint node : noded.nodes)
        put(bytes, node);
    bytes += edges;
    for (const QString &name : names) {
        const QByteArray text = name.toUtf8();
        put(bytes, static_cast<uint32_t>(text.size()));
        bytes += text;
    }
    return sealed(std::move(bytes));
}

Result<> StreetNetworkBuilder::write(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes()) < 0 || !file.commit())
        return fail(Failure::Unavailable, u"%1: %2"_s.arg(path, file.errorString()));
    return {};
}

struct StreetNetwork::Data {
    StreetGraph graph;
};

StreetNetwork::StreetNetwork(std::unique_ptr<const Data> data) : m_data(std::move(data)) { }
StreetNetwork::StreetNetwork(StreetNetwork &&) noexcept = default;
StreetNetwork &StreetNetwork::operator=(StreetNetwork &&) noexcept = default;
StreetNetwork::~StreetNetwork() = default;

Result<StreetNetwork> StreetNetwork::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::NotFound, u"%1: %2"_s.arg(path, file.errorString()));
    auto network = read(file.readAll());
    if (!network)
        return fail(network.error().kind, u"%1: %2"_s.arg(path, network.error().detail));
    return network;
}

Result<StreetNetwork> StreetNetwork::read(const QByteArray &bytes)
{
    auto graph = readStreetGraph(bytes);
    if (!graph)
        return std::unexpected(graph.error());
    return StreetNetwork(std::make_unique<const Data>(*std::move(graph)));
}

std::optional<Snap> StreetNetwork::snap(GeoPoint point, double withinMetres) const
{
    const StreetGraph &graph = m_data->graph;
    const auto found = footholds(graph, point, withinMetres);
    if (found.empty())
        return std::nullopt;
    const uint32_t name = graph.edges[found.front().edge].name;
    return Snap { found.front().position, found.front().away, name == kNoName ? QString() : graph.names[name] };
}

Result<Path> StreetNetwork::route(GeoPoint from, GeoPoint to) const
{
    const StreetGraph &graph = m_data->graph;
    const auto starts = footholds(graph, from, kSnapMetres);
    const auto ends = footholds(graph, to, kSnapMetres);
    if (starts.empty() || ends.empty())
        return fail(Failure::NotFound, u"no street near the %1"_s.arg(starts.empty() ? u"start" : u"end"));
    const Foothold *start = nullptr;
    const Foothold *end = nullptr;
    for (const Foothold &a : starts) {
        const auto b = std::ranges::find(ends, graph.edges[a.edge].component,
            [&](const Foothold &other) { return graph.edges[other.edge].component; });
        if (b != ends.end() && (!start || a.away + b->away < start->away + end->away)) {
            start = &a;
            end = &*b;
        }
    }
    const auto way = start ? shortestWay(graph, *start, *end, Search::AStar) : std::nullopt;
    if (!way)
        return fail(Failure::NotFound, u"no way along streets"_s);
    return pathOf(graph, way->arcs, *start, *end);
}

Path StreetNetwork::along(const LineString &drawn) const { return alongDrawnLine(m_data->graph, drawn); }

std::optional<Ring> StreetNetwork::face(GeoPoint point) const
{
    const StreetGraph &graph = m_data->graph;
    const auto &grid = graph.grid;
    if (grid.first.empty() || !isOnEarth(point))
        return std::nullopt;
    const Plane::Point p = graph.plane(point);
    const int64_t row = static_cast<int64_t>(std::floor(p.y / grid.cell)) - grid.row;
    const int64_t from = static_cast<int64_t>(std::floor(p.x / grid.cell)) - grid.column;
    const int64_t to = from + static_cast<int64_t>(kFaceMetres / grid.cell) + 1;
    if (row < 0 || row >= grid.rows)
        return std::nullopt;
    // Eastwards from the point: what is met, each with the arc that has the point on its left.
    std::vector<std::pair<double, Arc>> met;
    for (int64_t column = std::max<int64_t>(from, 0); column <= std::min(to, grid.columns - 1); ++column) {
        const auto cell = static_cast<size_t>(row * grid.columns + column);
        for (uint32_t i = grid.first[cell]; i < grid.first[cell + 1]; ++i) {
            const auto [edge, segment] = grid.segments[i];
            const auto line = graph.lineOf(graph.edges[edge]);
            const Plane::Point a = graph.plane(line[segment]);
            const Plane::Point b = graph.plane(line[segment + 1]);
            if ((a.y > p.y) == (b.y > p.y))
                continue;
            const double x = a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y);
            if (x > p.x && x < p.x + kFaceMetres)
                met.emplace_back(x, edge * 2 + (b.y > a.y ? 0U : 1U));
        }
    }
    std::ranges::sort(met);
    std::set<Arc> walked;
    for (const auto &[x, arc] : met) {
        if (walked.contains(arc))
            continue;
        const auto walk = around(graph, arc, walked);
        if (!walk)
            continue;
        // Streets on two levels can make a walk that is no surface.
        if (auto ring = outline(graph, *walk, p); ring && !selfCrossing(*ring))
            return ring;
    }
    return std::nullopt;
}

qsizetype StreetNetwork::nodeCount() const { return std::ssize(m_data->graph.nodes); }
qsizetype StreetNetwork::edgeCount() const { return std::ssize(m_data->graph.edges); }
std::optional<GeoBox> StreetNetwork::extent() const { return boundingBox(m_data->graph.points); }

Path joined(const std::vector<Path> &stretches)
{
    Path whole;
    for (const Path &stretch : stretches) {
        const double before = whole.metres;
        for (const GeoPoint point : stretch.line) {
            if (whole.line.empty() || whole.line.back() != point)
                whole.line.push_back(point);
        }
        // What was met where the one ends and the other begins, and then is walked along, is no crossing.
        const QString last = whole.followed.empty() ? QString() : whole.followed.back().name;
        const QString next = stretch.followed.empty() ? QString() : stretch.followed.front().name;
        std::erase_if(whole.crossed,
            [&](const CrossedStreet &street) { return street.name == next && street.metres > before - kAtNodeMetres; });
        for (const CrossedStreet &street : stretch.crossed) {
            const bool known = std::ranges::any_of(whole.crossed, [&](const CrossedStreet &other) {
                return other.name == street.name && other.metres + kSameCrossingMetres >= before + street.metres;
            });
            if (!known && (street.name != last || street.metres > kAtNodeMetres))
                whole.crossed.push_back({ street.name, street.position, before + street.metres });
        }
        for (const FollowedStreet &street : stretch.followed) {
            if (!whole.followed.empty() && whole.followed.back().name == street.name)
                whole.followed.back().toMetres = before + street.toMetres;
            else
                whole.followed.push_back({ street.name, before + street.fromMetres, before + street.toMetres });
        }
        whole.metres = before + stretch.metres;
    }
    if (whole.line.size() == 1)
        whole.line.push_back(whole.line.front());
    return whole;
}

} // namespace cortege::geodata
