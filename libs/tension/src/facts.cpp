#include <tension/facts.h>

#include "factweight.h"

#include <QtCore/QTimeZone>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cortege::tension
{
namespace
{

constexpr FactTime kFirstTime = -62'135'596'800; // 0001-01-01
constexpr FactTime kLastTime = 253'402'300'799; // 9999-12-31T23:59:59
constexpr float kHeaviestFact = 1e6F;
constexpr FactTime kWeek = 7 * 86'400;

bool isUsable(const Fact &fact)
{
    return std::isfinite(fact.at.east) && std::isfinite(fact.at.north) && std::abs(fact.weight) <= kHeaviestFact
        && fact.time >= kFirstTime && fact.time <= kLastTime;
}

/// The offset of Paris, asked for once an hour of facts in order instead of once a fact: it changes at full hours.
class ParisHours
{
public:
    std::uint8_t hourOfWeek(FactTime time)
    {
        const FactTime hour = time >= 0 ? time / 3'600 : -((3'599 - time) / 3'600);
        if (!m_known || hour != m_hour) {
            m_hour = hour;
            m_known = true;
            m_offset = m_zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(hour * 3'600, QTimeZone(QTimeZone::UTC)));
        }
        // 1970-01-01 was a Thursday: three days after a Monday.
        const FactTime local = (time + m_offset + 3 * 86'400) % kWeek;
        return static_cast<std::uint8_t>((local < 0 ? local + kWeek : local) / 3'600);
    }

private:
    QTimeZone m_zone { "Europe/Paris" };
    FactTime m_hour = 0;
    bool m_known = false;
    int m_offset = 0;
};

} // namespace

FactTime factTime(UtcTime time) { return std::chrono::ceil<std::chrono::seconds>(time).time_since_epoch().count(); }
FactWindow factWindow(const UtcInterval &interval) { return { factTime(interval.begin), factTime(interval.end) }; }

HoursOfWeek hoursOfWeek(std::bitset<24> hours, std::bitset<7> weekdays)
{
    HoursOfWeek both;
    for (size_t bit = 0; bit < both.size(); ++bit)
        both[bit] = hours[bit % 24] && weekdays[bit / 24];
    return both;
}

int hourOfWeek(FactTime time) { return ParisHours().hourOfWeek(time); }

void FactColumns::reserve(size_t count)
{
    east.reserve(count);
    north.reserve(count);
    time.reserve(count);
    lasts.reserve(count);
    category.reserve(count);
    weight.reserve(count);
}

void FactColumns::add(const Fact &fact)
{
    east.push_back(fact.at.east);
    north.push_back(fact.at.north);
    time.push_back(fact.time);
    lasts.push_back(fact.lasts);
    category.push_back(fact.category);
    weight.push_back(fact.weight);
}

Facts::Facts(const FactColumns &columns)
{
    m_origins.reserve(columns.size());
    for (size_t i = 0; i < columns.size(); ++i) {
        if (isUsable(columns[i]))
            m_origins.push_back(static_cast<std::uint32_t>(i));
    }
    m_leftOut = columns.size() - m_origins.size();
    std::ranges::stable_sort(
        m_origins, {}, [&](std::uint32_t i) { return std::pair(columns.lasts[i] > 0, columns.time[i]); });
    m_columns.reserve(m_origins.size());
    m_hours.reserve(m_origins.size());
    ParisHours paris;
    for (const std::uint32_t i : m_origins) {
        m_columns.add(columns[i]);
        m_hours.push_back(paris.hourOfWeek(columns.time[i]));
        m_longest = std::max(m_longest, columns.lasts[i]);
        m_instants += columns.lasts[i] == 0;
    }
}

Facts::Range Facts::instantsIn(FactTime from, FactTime to) const
{
    const auto begin = m_columns.time.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(m_instants);
    const auto first = std::lower_bound(begin, end, from);
    const auto last = std::lower_bound(first, end, std::max(from, to));
    return { static_cast<size_t>(first - begin), static_cast<size_t>(last - begin) };
}

Facts::Range Facts::lastingAround(FactTime from, FactTime to) const
{
    const auto begin = m_columns.time.begin();
    const auto first = std::lower_bound(
        begin + static_cast<std::ptrdiff_t>(m_instants), m_columns.time.end(), from - FactTime { m_longest });
    const auto last = std::lower_bound(first, m_columns.time.end(), std::max(from, to));
    return { static_cast<size_t>(first - begin), static_cast<size_t>(last - begin) };
}

double weightIn(const Facts &facts, size_t number, const FactWindow &window, const Weighting &weighting)
{
    return window.isEmpty() ? 0 : FactWeigher(facts, weighting, window.end).in(number, window);
}

std::vector<Tally> tallyByCategory(const Facts &facts, const FactWindow &window, const Weighting &weighting)
{
    std::vector<Tally> tallies;
    forEachFact(facts, window, weighting, [&](size_t i, double weight) {
        const size_t category = facts.columns().category[i];
        if (category >= tallies.size())
            tallies.resize(category + 1);
        ++tallies[category].facts;
        tallies[category].weight += weight;
    });
    return tallies;
}

std::vector<std::uint32_t> factsIn(
    const Facts &facts, const FactWindow &window, const Weighting &weighting, const MetricBox &box)
{
    std::vector<std::uint32_t> inside;
    forEachFact(facts, window, weighting, [&](size_t i, double) {
        const double east = facts.columns().east[i];
        const double north = facts.columns().north[i];
        if (east >= box.southWest.east && east < box.northEast.east && north >= box.southWest.north
            && north < box.northEast.north)
            inside.push_back(static_cast<std::uint32_t>(i));
    });
    return inside;
}

} // namespace cortege::tension
