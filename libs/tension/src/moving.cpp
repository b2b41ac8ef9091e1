#include <tension/moving.h>

#include <algorithm>
#include <cmath>

namespace cortege::tension
{
namespace
{

double metresBetween(MetricPoint a, MetricPoint b) { return std::hypot(b.east - a.east, b.north - a.north); }

/// The mean over a < t < b of clamp(t, 0, limit): the part between the two flat ends, and the upper end. Nothing is
/// subtracted that is nearly the same, so that short windows are as exact as long ones.
double meanClamped(double a, double b, double limit)
{
    const double low = std::clamp(a, 0.0, limit);
    const double high = std::clamp(b, 0.0, limit);
    return ((high - low) * (low + high) / 2 + limit * std::max(0.0, b - std::max(a, limit))) / (b - a);
}

} // namespace

MarchOnRoute::MarchOnRoute(std::vector<MetricPoint> route, const March &march, UtcTime ends)
    : m_route(std::move(route)), m_lengths { 0 }, m_march(march), m_ends(ends),
      m_column(cortege::columnMetres(march).value_or(0))
{
    for (size_t i = 1; i < m_route.size(); ++i)
        m_lengths.push_back(m_lengths.back() + metresBetween(m_route[i - 1], m_route[i]));
}

Result<MarchOnRoute> MarchOnRoute::make(std::vector<MetricPoint> route, const March &march, UtcTime ends)
{
    if (route.empty())
        return fail(Failure::InvalidInput, QStringLiteral("no route"));
    if (!std::ranges::all_of(route, [](MetricPoint p) { return std::isfinite(p.east) && std::isfinite(p.north); }))
        return fail(Failure::InvalidInput, QStringLiteral("the route has a point without a place"));
    if (ends < march.begins)
        return fail(Failure::InvalidInput, QStringLiteral("the march ends before it begins"));
    if (!cortege::columnMetres(march))
        return fail(Failure::InvalidInput, QStringLiteral("speed, width, density or people make no sense"));
    return MarchOnRoute(std::move(route), march, ends);
}

Result<MarchOnRoute> MarchOnRoute::of(const EventRecord &record, const March &figures, const Projection &projection)
{
    const auto *moving = std::get_if<MovingDemonstration>(&record.particulars);
    if (!moving || !record.begins || !record.ends)
        return fail(Failure::InvalidInput, QStringLiteral("no moving demonstration with both dates"));
    std::vector<MetricPoint> route;
    route.reserve(moving->route.size());
    for (const GeoPoint &point : moving->route)
        route.push_back(projection.toMetric(point));
    March march = figures;
    march.begins = *record.begins;
    march.people = weightOf(record);
    return make(std::move(route), march, *record.ends);
}

MetricPoint MarchOnRoute::pointAt(double metres) const
{
    const auto after = std::ranges::lower_bound(m_lengths, metres);
    if (after == m_lengths.begin())
        return m_route.front();
    if (after == m_lengths.end())
        return m_route.back();
    const auto i = static_cast<size_t>(after - m_lengths.begin());
    const double part = (metres - m_lengths[i - 1]) / (m_lengths[i] - m_lengths[i - 1]);
    return { std::lerp(m_route[i - 1].east, m_route[i].east, part),
        std::lerp(m_route[i - 1].north, m_route[i].north, part) };
}

namespace
{

/// Metres that the head has walked, were the route without end.
double walked(const March &march, UtcTime time)
{
    using Hours = std::chrono::duration<double, std::ratio<3'600>>;
    return Hours(time - march.begins).count() * march.kilometresPerHour * 1'000;
}

} // namespace

MarchPosition MarchOnRoute::at(UtcTime time) const
{
    MarchPosition position;
    position.head = position.tail = m_route.front();
    if (time < m_march.begins)
        return position;
    const double whole = routeMetres();
    const double ahead = walked(m_march, time);
    position.headMetres = std::min(ahead, whole);
    position.tailMetres = std::clamp(ahead - m_column, 0.0, whole);
    position.head = pointAt(position.headMetres);
    position.tail = pointAt(position.tailMetres);
    if (time >= m_ends) {
        position.phase = MarchPosition::Phase::After;
        return position;
    }
    const double perMetre = m_column > 0 ? m_march.people / m_column : 0;
    position.waiting = perMetre * std::max(m_column - ahead, 0.0);
    position.arrived = perMetre * std::clamp(ahead - whole, 0.0, m_column);
    position.walking = m_march.people - position.waiting - position.arrived;
    using enum MarchPosition::Phase;
    position.phase = ahead >= whole ? Dispersing : ahead < m_column ? Gathering : Walking;
    position.extent.push_back(position.tail);
    for (size_t i = 0; i < m_route.size(); ++i) {
        if (m_lengths[i] > position.tailMetres && m_lengths[i] < position.headMetres)
            position.extent.push_back(m_route[i]);
    }
    if (position.headMetres > position.tailMetres)
        position.extent.push_back(position.head);
    return position;
}

MarchOnRoute::Passing MarchOnRoute::passing(double metres) const
{
    const auto time = walkingTime(std::clamp(metres, 0.0, routeMetres()), m_march);
    return { m_march.begins + time->head, m_march.begins + time->tail };
}

UtcTime MarchOnRoute::headArrives() const { return passing(routeMetres()).head; }
UtcTime MarchOnRoute::tailArrives() const { return passing(routeMetres()).tail; }

std::vector<WeightedPoint> MarchOnRoute::massesIn(const UtcInterval &window, double spacing) const
{
    const auto begin = std::max(m_march.begins, window.begin);
    const auto end = std::min(m_ends, window.end);
    if (end <= begin || m_march.people <= 0)
        return {};
    using Milliseconds = std::chrono::duration<double, std::milli>;
    const double people = m_march.people * (Milliseconds(end - begin) / Milliseconds(window.end - window.begin));
    // People that passed a place: (metres walked − place), between none and the column. Their mean over time is exact,
    // and what passed the one end of a stretch and not the other is on it.
    const double from = walked(m_march, begin);
    const double to = walked(m_march, end);
    const auto passed = [&](double metres) { return meanClamped(from - metres, to - metres, m_column) / m_column; };
    const double whole = routeMetres();
    constexpr double kMostStretches = 20'000;
    const int count = whole > 0 ? static_cast<int>(std::clamp(std::ceil(whole / spacing), 1.0, kMostStretches)) : 0;
    std::vector<WeightedPoint> masses;
    const auto add = [&](MetricPoint at, double share) {
        if (share > 0)
            masses.push_back({ at, people * share });
    };
    double before = passed(0);
    add(m_route.front(), 1 - before);
    for (int i = 0; i < count; ++i) {
        const double after = passed(whole * (i + 1) / count);
        add(pointAt(whole * (i + 0.5) / count), before - after);
        before = after;
    }
    add(m_route.back(), before);
    return masses;
}

std::vector<WeightedPoint> massesOf(const EventVersion &version, const UtcInterval &window, double spacing,
    const March &figures, const Projection &projection)
{
    const auto *moving = std::get_if<MovingDemonstration>(&version.record.particulars);
    if (!moving || moving->route.size() < 2)
        return massesOf(version, window, spacing, projection);
    if (version.state != EventState::Active)
        return {};
    const auto march = MarchOnRoute::of(version.record, figures, projection);
    return march ? march->massesIn(window, spacing) : std::vector<WeightedPoint> {};
}

} // namespace cortege::tension
