#include <tension/crew.h>
#include <tension/facts.h>

#include "factweight.h"

#include <QtCore/QTimeZone>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <ranges>
#include <thread>

namespace cortege::tension
{
namespace
{

constexpr FactTime kFirstTime = -62'135'596'800; // 0001-01-01
constexpr FactTime kLastTime = 253'402'300'799; // 9999-12-31T23:59:59
constexpr float kHeaviestFact = 1e6F;
constexpr FactTime kDay = 86'400;
constexpr FactTime kWeek = 7 * kDay;
constexpr size_t kBlocksToShare = 3; ///< below, another thread costs more than it saves

bool isUsable(const Fact &fact)
{
    return std::isfinite(fact.at.east) && std::isfinite(fact.at.north) && std::abs(fact.weight) <= kHeaviestFact
        && fact.time >= kFirstTime && fact.time <= kLastTime;
}

/// The hour of the week in Paris, worked out where the hour changes instead of once a fact: facts come in order. Its
/// offset is asked for where the clocks are changed.
class ParisHours
{
public:
    std::uint8_t hourOfWeek(FactTime time)
    {
        if (time < m_hourBegins || time >= m_hourEnds)
            enterHourOf(time);
        return m_hour;
    }

private:
    void enterHourOf(FactTime time)
    {
        constexpr FactTime kHour = 3'600;
        if (time < m_from || time >= m_until)
            ask(time);
        // 1970-01-01 was a Thursday: three days after a Monday.
        const FactTime remainder = (time + m_offset + 3 * kDay) % kWeek;
        const FactTime local = remainder < 0 ? remainder + kWeek : remainder;
        m_hour = static_cast<std::uint8_t>(local / kHour);
        m_hourBegins = std::max(time - local % kHour, m_from);
        m_hourEnds = std::min(time - local % kHour + kHour, m_until);
    }
    void ask(FactTime time)
    {
        const QDateTime at = QDateTime::fromSecsSinceEpoch(time, QTimeZone(QTimeZone::UTC));
        const QTimeZone::OffsetData next = m_zone.nextTransition(at);
        m_offset = m_zone.offsetFromUtc(at);
        m_from = time;
        m_until = next.atUtc.isValid() ? next.atUtc.toSecsSinceEpoch() : std::numeric_limits<FactTime>::max();
    }

    QTimeZone m_zone { "Europe/Paris" };
    FactTime m_hourBegins = 0;
    FactTime m_hourEnds = 0; ///< every fact from `m_hourBegins` to here is in `m_hour`
    FactTime m_from = 0;
    FactTime m_until = 0; ///< the offset is good from `m_from` to here
    int m_offset = 0;
    std::uint8_t m_hour = 0;
};

FactMoments momentsOf(const FactColumns &columns)
{
    FactMoments moments;
    moments.reserve(columns.size());
    for (size_t i = 0; i < columns.size(); ++i) {
        if (isUsable(columns[i]))
            moments.push_back({ columns.time[i], columns.lasts[i], static_cast<std::uint32_t>(i) });
    }
    return moments;
}

/// By time; what is equal keeps its order. Digits of 11 bits from the lowest up: the seconds of a year are three of
/// them, where comparisons would look at each fact twenty times.
void sortByTime(std::span<std::uint32_t> numbers, const FactMoments &moments)
{
    constexpr int kDigit = 11;
    const auto time = [&moments](std::uint32_t number) { return moments[number].time; };
    if (std::ranges::is_sorted(numbers, {}, time))
        return;
    const auto [first, last] = std::ranges::minmax(numbers | std::views::transform(time));
    struct Entry {
        std::uint32_t since; ///< seconds from the first fact
        std::uint32_t number;
    };
    if (last - first > FactTime { std::numeric_limits<std::uint32_t>::max() }) { // more than a century
        std::ranges::stable_sort(numbers, {}, time);
        return;
    }
    Column<Entry> entries;
    entries.reserve(numbers.size());
    for (const std::uint32_t number : numbers)
        entries.push_back({ static_cast<std::uint32_t>(time(number) - first), number });
    Column<Entry> sorted(entries.size());
    for (int shift = 0; shift < 32 && (last - first) >> shift != 0; shift += kDigit) {
        const auto digit = [shift](const Entry &entry) { return entry.since >> shift & ((1U << kDigit) - 1); };
        std::array<std::uint32_t, (1U << kDigit) + 1> places {};
        for (const Entry &entry : entries)
            ++places[digit(entry) + 1];
        std::partial_sum(places.begin(), places.end(), places.begin());
        for (const Entry &entry : entries)
            sorted[places[digit(entry)]++] = entry;
        entries.swap(sorted);
    }
    std::ranges::transform(entries, numbers.begin(), &Entry::number);
}

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

Facts::Facts(const FactColumns &columns) : Facts(columns, momentsOf(columns)) { }

Facts::Facts(const FactColumns &columns, const FactMoments &moments)
    : Facts(moments, [&](Range range, std::span<const std::uint32_t> numbers, CommonColumns &to) {
          for (size_t i = range.begin; i < range.end; ++i) {
              const std::uint32_t from = moments[numbers[i - range.begin]].origin;
              to.east[i] = columns.east[from];
              to.north[i] = columns.north[from];
              to.category[i] = columns.category[from];
              to.weight[i] = columns.weight[from];
          }
      })
{
    m_leftOut = columns.size() - size();
}

Facts::Facts(const FactMoments &moments, const Fetch &fetch)
{
    const size_t count = moments.size();
    Column<std::uint32_t> order;
    order.reserve(count);
    Column<std::uint32_t> lasting;
    for (size_t i = 0; i < count; ++i)
        (moments[i].lasts > 0 ? lasting : order).push_back(static_cast<std::uint32_t>(i));
    m_instants = order.size();
    order.insert(order.end(), lasting.begin(), lasting.end());
    sortByTime(std::span(order).first(m_instants), moments);
    sortByTime(std::span(order).subspan(m_instants), moments);
    const auto each = [count](auto &...column) { (column.resize(count), ...); };
    each(m_columns.east, m_columns.north, m_columns.time, m_columns.category, m_columns.weight, m_origins, m_hours);
    m_groundOrder.resize(m_instants);
    m_lasts.resize(count - m_instants);
    const size_t blocks = (count + kBlock - 1) / kBlock;
    Crew crew(blocks < kBlocksToShare ? 1 : static_cast<int>(std::thread::hardware_concurrency()));
    crew.share(blocks, [&](size_t, size_t block) { settle(block * kBlock, order, moments, fetch); });
    if (!m_lasts.empty())
        m_longest = std::ranges::max(m_lasts);
}

/// A block of the new order, from all over the old one: whoever is free.
void Facts::settle(size_t begin, std::span<const std::uint32_t> order, const FactMoments &moments, const Fetch &fetch)
{
    const size_t end = std::min(order.size(), begin + kBlock);
    ParisHours paris;
    for (size_t i = begin; i < end; ++i) {
        const FactMoment &moment = moments[order[i]];
        m_columns.time[i] = moment.time;
        m_origins[i] = moment.origin;
        m_hours[i] = paris.hourOfWeek(moment.time);
        if (i >= m_instants)
            m_lasts[i - m_instants] = moment.lasts;
    }
    fetch({ begin, end }, order.subspan(begin, end - begin), m_columns);
    if (begin < m_instants)
        orderByGround(begin);
}

/// Squares of half a kilometre, from the west in each row and row after row from the south. They come again every 131
/// km: whoever has facts in all of France has strangers among the neighbours, and nothing worse.
void Facts::orderByGround(size_t begin)
{
    constexpr double kSquare = 512; // metres
    constexpr double kFarthest = 1e9; // squares: they have a number
    const auto square = [](double metres) {
        const double number = std::floor(metres / kSquare);
        return std::abs(number) < kFarthest ? static_cast<std::uint8_t>(static_cast<int>(number)) : std::uint8_t { 0 };
    };
    std::array<std::uint8_t, kBlock> column {};
    std::array<std::uint8_t, kBlock> row {};
    std::array<std::uint16_t, kBlock> inTime {};
    std::array<std::uint16_t, kBlock> byColumn {};
    std::ranges::iota(inTime, std::uint16_t { 0 });
    const size_t count = std::min(kBlock, m_instants - begin);
    for (size_t i = 0; i < count; ++i) {
        column[i] = square(m_columns.east[begin + i]);
        row[i] = square(m_columns.north[begin + i]);
    }
    countingSort(std::span(inTime).first(count), column, byColumn);
    countingSort(std::span(byColumn).first(count), row, std::span(m_groundOrder).subspan(begin, count));
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
