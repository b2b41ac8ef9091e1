#include <presentation/streetroute.h>

#include <QtCore/QtMath>

#include <algorithm>
#include <cmath>
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

/// Nearer than a hand points: the same line.
constexpr double kSameMetres = 1;
/// An address so near beside the drawing is one that it passes.
constexpr double kBesideMetres = 30;
/// Of a drawing no more is cut off than so many times what the address has moved: a loop passes many places twice.
constexpr double kGivenUp = 1.5;

bool isNear(GeoPoint a, GeoPoint b) { return distanceMetres(a, b) < kSameMetres; }

/// The point of a–b that is nearest to the place; on the plane, which is enough for one segment of a route.
GeoPoint nearestOn(GeoPoint place, GeoPoint a, GeoPoint b)
{
    const double narrow = std::cos(qDegreesToRadians(a.latitude)); // of a degree of longitude
    const double x = (b.longitude - a.longitude) * narrow;
    const double y = b.latitude - a.latitude;
    const double length = x * x + y * y;
    const double product = (place.longitude - a.longitude) * narrow * x + (place.latitude - a.latitude) * y;
    const double share = length > 0 ? std::clamp(product / length, 0., 1.) : 0.;
    return { a.longitude + (b.longitude - a.longitude) * share, a.latitude + (b.latitude - a.latitude) * share };
}

/// The drawing led to another place at its end: cut where it passes the place, else kept whole and led on to it.
LineString ledTo(GeoPoint place, LineString drawn, const geodata::StreetNetwork &network)
{
    const double most = kGivenUp * distanceMetres(drawn.back(), place);
    double given = 0;
    double nearest = kBesideMetres;
    std::optional<std::pair<size_t, GeoPoint>> cut; // the segment's end, and where on it
    for (size_t v = drawn.size() - 1; v > 0 && given <= most; --v) {
        const GeoPoint foot = nearestOn(place, drawn[v - 1], drawn[v]);
        const double away = distanceMetres(foot, place);
        if (away < nearest && given + distanceMetres(drawn[v], foot) <= most) {
            nearest = away;
            cut = { v, foot };
        }
        given += distanceMetres(drawn[v - 1], drawn[v]);
    }
    if (cut) {
        drawn.resize(cut->first);
        append(drawn, std::span(&cut->second, 1));
    }
    if (!cut || drawn.size() < 2)
        append(drawn, along(network, drawn.back(), place));
    return drawn;
}

/// The drawing led by one more place. The rest of it stays.
LineString ledBy(GeoPoint place, LineString drawn, const geodata::StreetNetwork &network)
{
    size_t segment = 0;
    GeoPoint foot = drawn.front();
    for (size_t v = 0; v + 1 < drawn.size(); ++v) {
        const GeoPoint here = nearestOn(place, drawn[v], drawn[v + 1]);
        if (distanceMetres(here, place) < distanceMetres(foot, place)) {
            foot = here;
            segment = v;
        }
    }
    const double away = distanceMetres(foot, place);
    const bool atVertex = isNear(foot, drawn[segment]) || isNear(foot, drawn[segment + 1]);
    const size_t at = isNear(foot, drawn[segment]) ? segment : segment + 1;
    if (!atVertex)
        drawn.insert(drawn.begin() + static_cast<std::ptrdiff_t>(at), foot);
    if (away < kBesideMetres)
        return drawn;
    size_t from = at;
    for (double given = 0; from > 0; --from) {
        given += distanceMetres(drawn[from - 1], drawn[from]);
        if (given > away)
            break;
    }
    size_t to = at;
    for (double given = 0; to + 1 < drawn.size(); ++to) {
        given += distanceMetres(drawn[to], drawn[to + 1]);
        if (given > away)
            break;
    }
    LineString route(drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(from) + 1);
    append(route, along(network, drawn[from], place));
    append(route, along(network, place, drawn[to]));
    append(route, std::span(drawn).subspan(to));
    return route;
}

/// A route that was drawn by hand from one address to the other, with none between: it would be lost as a whole when
/// one of them changes or a waypoint comes. Nothing: it follows the streets, or both addresses are others.
std::optional<LineString> handDrawingLed(const std::vector<GeoPoint> &was, const LineString &line,
    const std::vector<GeoPoint> &places, const geodata::StreetNetwork &network)
{
    if (was.size() != 2 || line.size() < 2)
        return std::nullopt;
    const auto ends = verticesOf(was, line);
    const auto at = [&](size_t vertex) { return line.begin() + static_cast<std::ptrdiff_t>(vertex); };
    const LineString drawn(at(ends[0]), at(ends[1]) + 1);
    if (drawn.size() < 2 || std::ranges::equal(drawn, along(network, was[0], was[1]), isNear))
        return std::nullopt;
    LineString led;
    if (places.size() == 2 && places[0] == was[0]) {
        led.assign(line.begin(), at(ends[1]) + 1);
        return ledTo(places[1], std::move(led), network);
    }
    if (places.size() == 2 && places[1] == was[1]) {
        led.assign(at(ends[0]), line.end());
        std::ranges::reverse(led);
        led = ledTo(places[0], std::move(led), network);
        std::ranges::reverse(led);
        return led;
    }
    if (places.size() != 3 || places[0] != was[0] || places[2] != was[1])
        return std::nullopt;
    append(led, std::span(line).first(ends[0]));
    append(led, ledBy(places[1], drawn, network));
    append(led, std::span(line).subspan(ends[1]));
    return led;
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
    if (auto led = handDrawingLed(placesOf(before), before.shape, places, network))
        return led;
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
