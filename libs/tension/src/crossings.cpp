#include <tension/crossings.h>

#include "factweight.h"

#include <tension/moving.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

namespace cortege::tension
{
namespace
{

constexpr double kStretch = 50; ///< metres of a route that share one time
constexpr double kMostParts = 5'000;
constexpr double kFinestIndex = 50; ///< metres
constexpr double kLeastCloseness = 0.05;

using Gap = std::chrono::milliseconds;

MetricPoint minus(MetricPoint a, MetricPoint b) { return { a.east - b.east, a.north - b.north }; }
double cross(MetricPoint a, MetricPoint b) { return a.east * b.north - a.north * b.east; }
double dot(MetricPoint a, MetricPoint b) { return a.east * b.east + a.north * b.north; }
MetricPoint between(MetricPoint a, MetricPoint b, double part)
{
    return { std::lerp(a.east, b.east, part), std::lerp(a.north, b.north, part) };
}

/// The nearest points of two things.
struct Nearest {
    double metres = 0;
    MetricPoint middle;
};
Nearest toSegment(MetricPoint place, const Presence::Piece &piece)
{
    const MetricPoint along = minus(piece.to, piece.from);
    const double square = dot(along, along);
    const double part = square > 0 ? std::clamp(dot(minus(place, piece.from), along) / square, 0.0, 1.0) : 0;
    const MetricPoint foot = between(piece.from, piece.to, part);
    return { std::hypot(place.east - foot.east, place.north - foot.north), between(place, foot, 0.5) };
}
Nearest nearest(const Presence::Piece &a, const Presence::Piece &b)
{
    const MetricPoint alongA = minus(a.to, a.from);
    const MetricPoint alongB = minus(b.to, b.from);
    if (const double turn = cross(alongA, alongB); turn != 0) {
        const MetricPoint start = minus(b.from, a.from);
        const double onA = cross(start, alongB) / turn;
        const double onB = cross(start, alongA) / turn;
        if (onA >= 0 && onA <= 1 && onB >= 0 && onB <= 1)
            return { 0, between(a.from, a.to, onA) };
    }
    return std::min({ toSegment(a.from, b), toSegment(a.to, b), toSegment(b.from, a), toSegment(b.to, a) },
        [](const Nearest &one, const Nearest &other) { return one.metres < other.metres; });
}

bool contains(const MetricRing &ring, MetricPoint place)
{
    bool inside = false;
    for (size_t i = 0; i < ring.size(); ++i) {
        const MetricPoint &a = ring[i];
        const MetricPoint &b = ring[(i + 1) % ring.size()];
        if ((a.north > place.north) != (b.north > place.north)
            && place.east < a.east + (b.east - a.east) * (place.north - a.north) / (b.north - a.north))
            inside = !inside;
    }
    return inside;
}

Gap gap(const UtcInterval &a, const UtcInterval &b)
{
    return std::max({ Gap { 0 }, a.begin - b.end, b.begin - a.end });
}
bool isNear(Gap apart, const CrossingRule &rule) { return apart == Gap { 0 } || apart < Gap(rule.margin); }

template <class Box>
Box boxAround(const MetricRing &ring)
{
    Box box { ring.front(), ring.front() };
    for (const MetricPoint &point : ring) {
        box.low = { std::min(box.low.east, point.east), std::min(box.low.north, point.north) };
        box.high = { std::max(box.high.east, point.east), std::max(box.high.north, point.north) };
    }
    return box;
}

double closeness(double value, double limit) { return value <= 0 ? 1.0 : std::max(kLeastCloseness, 1 - value / limit); }
double severityOf(double metres, Gap apart, double size, const CrossingRule &rule)
{
    return closeness(metres, rule.metres)
        * closeness(static_cast<double>(apart.count()), static_cast<double>(Gap(rule.margin).count())) * size;
}

/// Squares of the ground and what touches them.
template <class Entry>
class SquareIndex
{
public:
    explicit SquareIndex(double side) : m_side(side) { }

    struct Box {
        MetricPoint low;
        MetricPoint high;
    };
    void add(const Box &box, const Entry &entry)
    {
        forEachSquare(box, [&](std::uint64_t key) { m_squares[key].push_back(entry); });
    }
    /// What may touch a box; an entry may come more than once.
    template <class Take>
    void find(const Box &box, const Take &take) const
    {
        forEachSquare(box, [&](std::uint64_t key) {
            const auto square = m_squares.find(key);
            if (square != m_squares.end())
                std::ranges::for_each(square->second, take);
        });
    }

private:
    template <class Take>
    void forEachSquare(const Box &box, const Take &take) const
    {
        const auto number = [this](double metres) { return static_cast<std::int32_t>(std::floor(metres / m_side)); };
        for (std::int32_t row = number(box.low.north); row <= number(box.high.north); ++row) {
            for (std::int32_t column = number(box.low.east); column <= number(box.high.east); ++column)
                take(std::uint64_t { static_cast<std::uint32_t>(row) } << 32 | static_cast<std::uint32_t>(column));
        }
    }

    double m_side;
    std::unordered_map<std::uint64_t, std::vector<Entry>> m_squares;
};

template <class Box>
Box boxOf(MetricPoint a, MetricPoint b, double margin)
{
    return { { std::min(a.east, b.east) - margin, std::min(a.north, b.north) - margin },
        { std::max(a.east, b.east) + margin, std::max(a.north, b.north) + margin } };
}

/// A thing as wide as a country touches some ten thousand squares, not millions.
constexpr double kMostSquaresAcross = 200;
double widthOf(const MetricRing &ring)
{
    double width = 0;
    for (const MetricPoint &point : ring)
        width
            = std::max({ width, std::abs(point.east - ring.front().east), std::abs(point.north - ring.front().north) });
    return width;
}
double indexSide(std::span<const std::optional<Presence>> events, const CrossingRule &rule)
{
    double widest = 0;
    for (const auto &event : events) {
        if (!event)
            continue;
        widest = std::max(widest, 2 * widthOf(event->footprint));
        for (const Presence::Piece &piece : event->pieces)
            widest = std::max(widest, widthOf({ piece.from, piece.to }));
    }
    return std::max({ rule.metres, kFinestIndex, widest / kMostSquaresAcross });
}

void addMarch(const MarchOnRoute &march, Presence &presence)
{
    const double whole = march.routeMetres();
    const UtcTime end = march.during().end;
    const auto add = [&](MetricPoint from, MetricPoint to, UtcTime begins, UtcTime ends) {
        if (begins <= end)
            presence.pieces.push_back({ from, to, { begins, std::min(ends, end) } });
    };
    // Corners stay corners: each segment is cut by itself.
    const double stretch = std::max(kStretch, whole / kMostParts);
    double before = 0;
    for (size_t i = 1; i < march.route().size(); ++i) {
        const MetricPoint &a = march.route()[i - 1];
        const MetricPoint &b = march.route()[i];
        const double length = std::hypot(b.east - a.east, b.north - a.north);
        const int count = static_cast<int>(std::ceil(length / stretch));
        for (int j = 0; j < count; ++j) {
            add(between(a, b, static_cast<double>(j) / count), between(a, b, (j + 1.0) / count),
                march.passing(before + length * j / count).head, march.passing(before + length * (j + 1) / count).tail);
        }
        before += length;
    }
    add(march.route().front(), march.route().front(), march.during().begin, march.passing(0).tail);
    add(march.route().back(), march.route().back(), march.headArrives(), end);
}

} // namespace

std::optional<Presence> presenceOf(const EventVersion &version, const March &figures, const Projection &projection)
{
    const EventRecord &record = version.record;
    if (version.state != EventState::Active || !record.begins || !record.ends || *record.ends < *record.begins)
        return std::nullopt;
    Presence presence;
    presence.during = { *record.begins, *record.ends };
    presence.people = weightOf(record);
    if (const auto march = MarchOnRoute::of(record, figures, projection)) {
        addMarch(*march, presence);
        return presence;
    }
    std::vector<MetricPoint> places;
    const auto *standing = std::get_if<StaticDemonstration>(&record.particulars);
    const bool drawn = standing && standing->footprint.size() >= 3;
    for (const GeoPoint &point : drawn ? standing->footprint : placesOf(record)) {
        places.push_back(projection.toMetric(point));
        if (!std::isfinite(places.back().east) || !std::isfinite(places.back().north))
            return std::nullopt;
    }
    for (size_t i = 0; i < places.size(); ++i)
        presence.pieces.push_back({ places[i], drawn ? places[(i + 1) % places.size()] : places[i], presence.during });
    if (drawn)
        presence.footprint = std::move(places);
    if (presence.pieces.empty())
        return std::nullopt;
    return presence;
}

namespace
{

/// Gathers the pairs of pieces of two events.
class PairOfEvents
{
public:
    void add(const Nearest &place, const UtcInterval &a, const UtcInterval &b, double size, const CrossingRule &rule)
    {
        const Gap apart = gap(a, b);
        if (place.metres > rule.metres || !isNear(apart, rule))
            return;
        const UtcInterval both { std::max(a.begin, b.begin), std::min(a.end, b.end) };
        const Crossing one { 0, 0, place.metres, place.middle, apart,
            apart > Gap { 0 } ? UtcInterval { both.end, both.begin } : both,
            severityOf(place.metres, apart, size, rule) };
        const bool meets = apart == Gap { 0 };
        if (meets && m_meets) {
            m_together = { std::min(m_together.begin, both.begin), std::max(m_together.end, both.end) };
        } else if (meets) {
            m_together = both;
            m_meets = true;
        }
        const auto rank = [](const Crossing &c) {
            return std::tuple(-c.severity, c.metres, c.during.begin, c.place.east, c.place.north);
        };
        if (!m_worst || rank(one) < rank(*m_worst))
            m_worst = one;
    }
    std::optional<Crossing> crossing(size_t first, size_t second) const
    {
        auto result = m_worst;
        if (result) {
            result->first = first;
            result->second = second;
            if (m_meets)
                result->during = m_together;
        }
        return result;
    }

private:
    std::optional<Crossing> m_worst;
    UtcInterval m_together {};
    bool m_meets = false;
};

/// A piece of an event, or its footprint's inside.
struct PieceOfEvent {
    std::uint32_t event;
    const Presence::Piece *piece; ///< nullptr: the inside
};

} // namespace

std::vector<Crossing> crossingsOf(std::span<const std::optional<Presence>> events, const CrossingRule &rule)
{
    using Index = SquareIndex<PieceOfEvent>;
    Index index(indexSide(events, rule));
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        if (!events[i])
            continue;
        for (const Presence::Piece &piece : events[i]->pieces)
            index.add(boxOf<Index::Box>(piece.from, piece.to, 0), { i, &piece });
        if (!events[i]->footprint.empty())
            index.add(boxAround<Index::Box>(events[i]->footprint), { i, nullptr });
    }
    std::map<std::pair<size_t, size_t>, PairOfEvents> pairs;
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        if (!events[i])
            continue;
        const auto add = [&](const Nearest &place, const UtcInterval &a, std::uint32_t other, const UtcInterval &b) {
            const double people = std::max(1.0, std::min(events[i]->people, events[other]->people));
            pairs[std::minmax<size_t>(i, other)].add(place, a, b, std::sqrt(people / (people + 1'000)), rule);
        };
        for (const Presence::Piece &piece : events[i]->pieces) {
            index.find(boxOf<Index::Box>(piece.from, piece.to, rule.metres), [&](const PieceOfEvent &other) {
                // Two pieces are looked at from the later event; a piece and an inside from the piece.
                if (other.piece && other.event < i)
                    add(nearest(piece, *other.piece), piece.during, other.event, other.piece->during);
                else if (!other.piece && other.event != i && contains(events[other.event]->footprint, piece.from))
                    add({ 0, piece.from }, piece.during, other.event, events[other.event]->during);
            });
        }
    }
    std::vector<Crossing> crossings;
    for (const auto &[numbers, pair] : pairs) {
        if (const auto crossing = pair.crossing(numbers.first, numbers.second))
            crossings.push_back(*crossing);
    }
    std::ranges::stable_sort(
        crossings, {}, [](const Crossing &c) { return std::tuple(-c.severity, c.during.begin, c.first, c.second); });
    return crossings;
}

namespace
{

/// One event as facts look for it: from a square of the ground to the pieces near it.
class Surroundings
{
public:
    Surroundings(const std::optional<Presence> &event, const CrossingRule &rule)
        : m_event(*event), m_rule(rule), m_index(indexSide({ &event, 1 }, rule))
    {
        for (const Presence::Piece &piece : m_event.pieces)
            include(boxOf<Box>(piece.from, piece.to, rule.metres), &piece);
        if (!m_event.footprint.empty())
            include(boxAround<Box>(m_event.footprint), nullptr);
    }

    /// The gravest way in which something of that size, there at that time, crosses the event.
    std::optional<FactCrossing> crossing(MetricPoint place, const UtcInterval &during, double size) const
    {
        if (!(place.east >= m_box.low.east && place.east <= m_box.high.east && place.north >= m_box.low.north
                && place.north <= m_box.high.north))
            return std::nullopt;
        std::optional<FactCrossing> gravest;
        m_index.find({ place, place }, [&](const Presence::Piece *piece) {
            if (!piece && !contains(m_event.footprint, place))
                return;
            const double metres = piece ? toSegment(place, *piece).metres : 0;
            const Gap apart = gap(piece ? piece->during : m_event.during, during);
            if (metres > m_rule.metres || !isNear(apart, m_rule))
                return;
            const FactCrossing one { 0, 0, metres, place, apart, severityOf(metres, apart, size, m_rule) };
            if (!gravest || std::pair(-one.severity, one.metres) < std::pair(-gravest->severity, gravest->metres))
                gravest = one;
        });
        return gravest;
    }

private:
    using Index = SquareIndex<const Presence::Piece *>; ///< nullptr: the inside
    using Box = Index::Box;

    void include(const Box &box, const Presence::Piece *piece)
    {
        m_index.add(box, piece);
        m_box = { { std::min(m_box.low.east, box.low.east), std::min(m_box.low.north, box.low.north) },
            { std::max(m_box.high.east, box.high.east), std::max(m_box.high.north, box.high.north) } };
    }

    static constexpr double kFar = std::numeric_limits<double>::infinity();
    const Presence &m_event;
    const CrossingRule &m_rule;
    Index m_index;
    Box m_box { { kFar, kFar }, { -kFar, -kFar } };
};

} // namespace

std::vector<FactCrossing> crossingsOf(std::span<const std::optional<Presence>> events, const Facts &facts,
    const Weighting &weighting, const CrossingRule &rule)
{
    const Weighting unfading { weighting.categories, std::nullopt, weighting.hours };
    const FactWeigher weigher(facts, unfading, 0);
    std::vector<FactCrossing> crossings;
    for (size_t number = 0; number < events.size(); ++number) {
        if (!events[number])
            continue;
        const Surroundings surroundings(events[number], rule);
        const auto first = static_cast<std::ptrdiff_t>(crossings.size());
        const FactTime from = factTime(events[number]->during.begin - rule.margin);
        const FactTime to = factTime(events[number]->during.end + rule.margin) + 1;
        for (const auto &range : { facts.instantsIn(from, to), facts.lastingAround(from, to) }) {
            for (size_t i = range.begin; i < range.end; ++i) {
                const double weight = weigher.whole(i);
                if (!(weight > 0))
                    continue;
                const Fact fact = facts[i];
                const UtcTime begins { std::chrono::seconds { fact.time } };
                auto crossing = surroundings.crossing(fact.at, { begins, begins + std::chrono::seconds { fact.lasts } },
                    std::sqrt(weight / (weight + 10)));
                if (!crossing)
                    continue;
                crossing->event = number;
                crossing->fact = static_cast<std::uint32_t>(i);
                crossings.push_back(*crossing);
            }
        }
        std::ranges::sort(crossings.begin() + first, crossings.end(), {},
            [](const FactCrossing &c) { return std::pair(-c.severity, c.fact); });
    }
    return crossings;
}

} // namespace cortege::tension
