#pragma once

#include <domain/column.h>
#include <domain/time.h>

#include <tension/density.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace cortege::tension
{

/// Seconds since 1970-01-01 in UTC, leap seconds not counted: the time of facts.
using FactTime = std::int64_t;
/// Rounded up: a fact of a second lies in a half-open window exactly when that second does.
FactTime factTime(UtcTime time);

/// One fact: something that happened at a place, from `time` on for `lasts` seconds. 0 stands for an instant; more for
/// what lasts, or for what happened at an unknown moment of that span.
struct Fact {
    MetricPoint at; ///< Lambert-93
    FactTime time = 0;
    std::uint32_t lasts = 0; ///< seconds
    std::uint16_t category = 0; ///< an index into the caller's categories
    float weight = 1; ///< as its source says

    friend bool operator==(const Fact &, const Fact &) = default;
};

/// What every fact has, instant or not. Positions are doubles: half a metre, which is what a float of Lambert-93 keeps,
/// would be seen in the sixth digit of a density.
struct CommonColumns {
    Column<double> east;
    Column<double> north;
    Column<FactTime> time;
    Column<std::uint16_t> category;
    Column<float> weight;

    size_t size() const { return east.size(); }
};
/// Facts as columns, in the order in which they came.
struct FactColumns : CommonColumns {
    Column<std::uint32_t> lasts;

    void reserve(size_t count);
    void add(const Fact &fact);
    Fact operator[](size_t number) const
    {
        return { { east[number], north[number] }, time[number], lasts[number], category[number], weight[number] };
    }
};

/// When a fact is, and which it is to the caller: all that its place in the order follows from.
struct FactMoment {
    FactTime time = 0;
    std::uint32_t lasts = 0;
    std::uint32_t origin = 0; ///< a number of the caller's own
};
using FactMoments = Column<FactMoment>;

/// Hours of the week that count, in Europe/Paris: bit 24 · (weekday − 1) + hour, Monday being 1. On a day of 23 hours
/// the skipped hour has no facts; on one of 25 the hour that comes twice has those of both.
using HoursOfWeek = std::bitset<168>;
/// Every hour in both sets: "Monday to Friday, 17 h to 20 h". `hours` of a bit per hour, `weekdays` of a bit per day.
HoursOfWeek hoursOfWeek(std::bitset<24> hours, std::bitset<7> weekdays);
/// Its bit.
int hourOfWeek(FactTime time);

/// Facts in the order of their time, never changed: shared between threads and pictures. Instants come first, then what
/// lasts; each by time, and at the same time in the order in which they came. 37 bytes an instant and 39 what lasts,
/// all included.
class Facts
{
public:
    Facts() = default;
    /// What has no place (NaN, infinities), no weight (NaN, infinities, beyond ±1e6) or a time outside the years 1 to
    /// 9999 is left out, and counted.
    explicit Facts(const FactColumns &columns);

    struct Range {
        size_t begin = 0;
        size_t end = 0;
    };
    /// Fills in, at the numbers of `range`, the columns of the facts whose places among the moments are `from`, one for
    /// each; their times are there. Called for one range after the other, by several threads.
    using Fetch = std::function<void(Range range, std::span<const std::uint32_t> from, CommonColumns &columns)>;
    /// For whoever would have to make the columns first: each fact is fetched into its place, once that is known. None
    /// may be one that the other constructor leaves out.
    Facts(const FactMoments &moments, const Fetch &fetch);

    static constexpr size_t kBytesEach = 8 + 8 + 8 + 2 + 4 + 1 + 4 + 4; ///< of what lasts
    static_assert(kBytesEach <= 40);

    size_t size() const { return m_columns.size(); }
    size_t leftOut() const { return m_leftOut; }
    /// The first `instants()` facts are instants.
    size_t instants() const { return m_instants; }
    std::uint32_t longest() const { return m_longest; } ///< seconds that any fact lasts
    const CommonColumns &columns() const { return m_columns; }
    /// Seconds; of instants 0 is not kept.
    std::uint32_t lasts(size_t number) const { return number < m_instants ? 0 : m_lasts[number - m_instants]; }
    std::span<const std::uint32_t> lasting() const { return m_lasts; } ///< of the facts from `instants()` on
    std::span<const std::uint8_t> hours() const { return m_hours; } ///< hourOfWeek of each
    /// What the caller knows it by: its place in the columns that it came from, or its origin among the moments.
    std::uint32_t origin(size_t number) const { return m_origins[number]; }
    Fact operator[](size_t number) const
    {
        return { { m_columns.east[number], m_columns.north[number] }, m_columns.time[number], lasts(number),
            m_columns.category[number], m_columns.weight[number] };
    }

    /// Instants in blocks of so many, the last one shorter, have a second order in which neighbours on the ground
    /// follow each other: what is laid in it finds its cells in the nearest caches (decision 0236).
    static constexpr size_t kBlock = 1 << 14;
    /// Places in the block, from 0, in that order.
    std::span<const std::uint16_t> groundOrder(size_t block) const
    {
        return std::span(m_groundOrder).subspan(block * kBlock).first(std::min(kBlock, m_instants - block * kBlock));
    }

    /// Instants with `from` <= time < `to`.
    Range instantsIn(FactTime from, FactTime to) const;
    /// What lasts and may take part in `from` to `to`; some of it does not.
    Range lastingAround(FactTime from, FactTime to) const;

private:
    Facts(const FactColumns &columns, const FactMoments &moments);
    void settle(size_t begin, std::span<const std::uint32_t> order, const FactMoments &moments, const Fetch &fetch);
    void orderByGround(size_t begin); ///< the block from there on

    CommonColumns m_columns;
    Column<std::uint32_t> m_lasts; ///< of what lasts
    Column<std::uint16_t> m_groundOrder; ///< of instants
    Column<std::uint8_t> m_hours;
    Column<std::uint32_t> m_origins;
    size_t m_instants = 0;
    size_t m_leftOut = 0;
    std::uint32_t m_longest = 0;
};

/// A half-open span of facts' time; begin == end holds nothing.
struct FactWindow {
    FactTime begin = 0;
    FactTime end = 0;

    bool isEmpty() const { return end <= begin; }
    friend bool operator==(const FactWindow &, const FactWindow &) = default;
};
FactWindow factWindow(const UtcInterval &interval);

/// How much a fact weighs:
///
///     w = weight · categories[category] · share · 2^((time − end of the window) / halfLife)
///
/// `share` is 1 for an instant in the window, else the part of the fact's span that lies in the window (aoristic
/// weighting: Ratcliffe, "Aoristic signatures and the spatio-temporal analysis of high volume crime patterns", Journal
/// of Quantitative Criminology 18 (2002) 23–43). A span decays from its beginning. A fact outside `hours` by its
/// beginning weighs nothing.
struct Weighting {
    std::vector<double> categories; ///< a category beyond its end weighs 1
    std::optional<std::chrono::seconds> halfLife; ///< positive; nothing: facts do not fade
    HoursOfWeek hours = HoursOfWeek().set();

    friend bool operator==(const Weighting &, const Weighting &) = default;
};
double weightIn(const Facts &facts, size_t number, const FactWindow &window, const Weighting &weighting);

/// How many facts weigh in the window, and how much: for charts and lists.
struct Tally {
    qint64 facts = 0;
    double weight = 0;

    friend bool operator==(const Tally &, const Tally &) = default;
};
/// One for each category, the highest that occurs being the last.
std::vector<Tally> tallyByCategory(const Facts &facts, const FactWindow &window, const Weighting &weighting);
/// The facts of the window that lie in the box, in the order of `Facts`.
std::vector<std::uint32_t> factsIn(
    const Facts &facts, const FactWindow &window, const Weighting &weighting, const MetricBox &box);

} // namespace cortege::tension
