#include <presentation/streetroute.h>

#include <algorithm>
#include <limits>
#include <ranges>

namespace cortege::presentation
{
namespace
{

LineString along(const geodata::StreetNetwork &network, GeoPoint from, GeoPoint to)
{
    auto path = network.route(from, to);
    return path ? std::move(path->line) : LineString { from, to };
}

void append(LineString &route, std::span<const GeoPoint> stretch)
{
    for (const GeoPoint point : stretch) {
        if (route.empty() || route.back() != point)
            route.push_back(point);
    }
}

/// The old route, cut at the old places.
class Drawn
{
public:
    Drawn(std::vector<GeoPoint> places, LineString line)
        : m_places(std::move(places)), m_line(std::move(line)), m_vertices(verticesOf(m_places, m_line))
    {
    }

    std::span<const GeoPoint> between(GeoPoint from, GeoPoint to) const
    {
        for (size_t i = 0; i + 1 < m_vertices.size(); ++i) {
            if (m_places[i] == from && m_places[i + 1] == to)
                return part(m_vertices[i], m_vertices[i + 1]);
        }
        return {};
    }
    std::span<const GeoPoint> before(GeoPoint first) const
    {
        return m_vertices.empty() || m_places.front() != first ? std::span<const GeoPoint>()
                                                               : part(0, m_vertices.front());
    }
    std::span<const GeoPoint> after(GeoPoint last) const
    {
        return m_vertices.empty() || m_places.back() != last ? std::span<const GeoPoint>()
                                                             : part(m_vertices.back(), m_line.size() - 1);
    }

private:
    std::span<const GeoPoint> part(size_t from, size_t to) const
    {
        return std::span(m_line).subspan(from, to - from + 1);
    }
    std::vector<GeoPoint> m_places;
    LineString m_line;
    std::vector<size_t> m_vertices;
};

} // namespace

std::vector<GeoPoint> placesOf(const FormContent &content)
{
    std::vector<GeoPoint> places;
    for (const Address &address : content.addresses) {
        if (address.position)
            places.push_back(*address.position);
    }
    return places;
}

std::optional<LineString> routeInStep(
    const FormContent &before, const FormContent &after, const geodata::StreetNetwork &network)
{
    const bool moving = before.kind == EventKind::MovingDemonstration && after.kind == EventKind::MovingDemonstration;
    const auto places = placesOf(after);
    if (!moving || places.size() < 2 || places == placesOf(before))
        return std::nullopt;
    if (!before.shape.empty() && placesOf(before).size() < 2)
        return std::nullopt; // drawn by hand, with no addresses to tell its stretches apart
    const Drawn drawn(placesOf(before), before.shape);
    LineString route;
    append(route, drawn.before(places.front()));
    for (const auto &[from, to] : places | std::views::pairwise) {
        const auto kept = drawn.between(from, to);
        append(route, kept.size() >= 2 ? LineString(kept.begin(), kept.end()) : along(network, from, to));
    }
    append(route, drawn.after(places.back()));
    return route;
}

std::vector<size_t> verticesOf(const std::vector<GeoPoint> &places, const LineString &line)
{
    if (line.empty())
        return {};
    // best[v]: the least cost of giving the places so far vertices up to v, the last of them v or an earlier one.
    std::vector<double> best(line.size(), 0);
    std::vector<std::vector<size_t>> chosen; // by place, by v
    for (const GeoPoint place : places) {
        std::vector<size_t> choice(line.size());
        double least = std::numeric_limits<double>::infinity();
        size_t at = 0;
        for (size_t v = 0; v < line.size(); ++v) {
            const double metres = distanceMetres(place, line[v]);
            if (const double cost = best[v] + metres * metres; cost < least) {
                least = cost;
                at = v;
            }
            best[v] = least;
            choice[v] = at;
        }
        chosen.push_back(std::move(choice));
    }
    std::vector<size_t> vertices(places.size());
    size_t upTo = line.size() - 1;
    for (size_t i = places.size(); i-- > 0;)
        upTo = vertices[i] = chosen[i][upTo];
    return vertices;
}

} // namespace cortege::presentation
