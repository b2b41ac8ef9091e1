#include <tension/facts.h>

#include "factweight.h"

#include <QtCore/QTimeZone>

#include <algorithm>
#include <array>
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

void reserveCommon(CommonColumns &columns, size_t count)
{
    columns.east.reserve(count);
    columns.north.reserve(count);
    columns.time.reserve(count);
    columns.category.reserve(count);
    columns.weight.reserve(count);
}
void addCommon(CommonColumns &columns, const Fact &fact)
{
    columns.east.push_back(fact.at.east);
    columns.north.push_back(fact.at.north);
    columns.time.push_back(fact.time);
    columns.category.push_back(fact.category);
    columns.weight.push_back(fact.weight);
}

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

/// What is equal keeps its order.
void countingSort(
    std::span<const std::uint16_t> numbers, std::span<const std::uint8_t> keys, std::span<std::uint16_t> sorted)
{
    std::array<size_t, 257> places {};
    for (const std::uint16_t number : numbers)
        ++places[keys[number] + size_t { 1 }];
    std::partial_sum(places.begin(), places.end(), places.begin());
    for (const std::uint16_t number : numbers)
        sorted[places[keys[number]]++] = number;
}

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
    reserveCommon(*this, count);
    lasts.reserve(count);
}

void FactColumns::add(const Fact &fact)
{
    addCommon(*this, fact);
    lasts.push_back(fact.lasts);
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
    reserveCommon(m_columns, m_origins.size());
    const auto lasting = std::ranges::find_if(m_origins, [&](std::uint32_t i) { return columns.lasts[i] > 0; });
    m_instants = static_cast<size_t>(lasting - m_origins.begin());
    m_lasts.reserve(m_origins.size() - m_instants);
    m_hours.reserve(m_origins.size());
    ParisHours paris;
    for (const std::uint32_t i : m_origins) {
        addCommon(m_columns, columns[i]);
        m_hours.push_back(paris.hourOfWeek(columns.time[i]));
        if (columns.lasts[i] > 0)
            m_lasts.push_back(columns.lasts[i]);
        m_longest = std::max(m_longest, columns.lasts[i]);
    }
    orderByGround();
}

/// Squares of half a kilometre, from the west in each row and row after row from the south. They come again every 131
/// km: whoever has facts in all of France has strangers among the neighbours, and nothing worse.
void Facts::orderByGround()
{
    constexpr double kSquare = 512; // metres
    constexpr double kFarthest = 1e9; // squares: they have a number
    const auto square = [](double metres) {
        const double number = std::floor(metres / kSquare);
        return std::abs(number) < kFarthest ? static_cast<std::uint8_t>(static_cast<int>(number)) : std::uint8_t { 0 };
    };
    std::array<std::uint8_t, kBlock> column;
    std::array<std::uint8_t, kBlock> row;
    std::array<std::uint16_t, kBlock> inTime;
    std::array<std::uint16_t, kBlock> byColumn;
    std::iota(inTime.begin(), inTime.end(), std::uint16_t { 0 });
    m_groundOrder.resize(m_instants);
    for (size_t begin = 0; begin < m_instants; begin += kBlock) {
        const size_t count = std::min(kBlock, m_instants - begin);
        for (size_t i = 0; i < count; ++i) {
            column[i] = square(m_columns.east[begin + i]);
            row[i] = square(m_columns.north[begin + i]);
        }
        countingSort(std::span(inTime).first(count), column, byColumn);
        countingSort(std::span(byColumn).first(count), row, std::span(m_groundOrder).subspan(begin, count));
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
