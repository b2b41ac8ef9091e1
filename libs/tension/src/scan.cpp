#include <tension/crew.h>
#include <tension/scan.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cortege::tension
{
namespace
{

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine, which std::shuffle does not promise.
class Draw
{
public:
    explicit Draw(std::uint64_t seed) : m_state(seed) { }
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    /// Below `bound`, each as likely as the other (Lemire 2019).
    std::uint32_t below(std::uint32_t bound)
    {
        const std::uint32_t least = -bound % bound;
        while (true) {
            const std::uint64_t product = (next() >> 32) * bound;
            if (static_cast<std::uint32_t>(product) >= least)
                return static_cast<std::uint32_t>(product >> 32);
        }
    }

private:
    std::uint64_t m_state;
};

struct Cell {
    int column = 0;
    int row = 0;
    qint64 cases = 0;
};

struct Cases {
    std::vector<Cell> cells; ///< from the south, from the west
    std::vector<std::uint32_t> cell; ///< of each case
    std::vector<std::uint16_t> step; ///< of each case
    std::vector<qint64> before; ///< cases in the steps before each, and in all
    int steps = 0;
};

/// Cells around each cell in the order of their distance, one radius after the other.
struct Circle {
    double radius = 0;
    std::vector<std::uint32_t> cells;
};
using Neighbourhood = std::vector<Circle>;

constexpr int kMostSteps = 4'096;

Result<Cases> casesOf(const Facts &facts, const FactWindow &window, const HoursOfWeek &hours, const ScanRule &rule)
{
    Cases cases;
    const FactTime step = rule.step.count();
    const FactTime steps = window.isEmpty() ? 0 : (window.end - window.begin + step - 1) / step;
    if (steps > kMostSteps)
        return fail(Failure::TooLarge, QStringLiteral("more than %1 steps of time").arg(kMostSteps));
    cases.steps = static_cast<int>(steps);
    struct Case {
        int row;
        int column;
        std::uint16_t step;
    };
    std::vector<Case> all;
    const auto add = [&](const Facts::Range &range) {
        for (size_t i = range.begin; i < range.end; ++i) {
            const FactTime time = facts.columns().time[i];
            const double column = std::floor(facts.columns().east[i] / rule.cell);
            const double row = std::floor(facts.columns().north[i] / rule.cell);
            constexpr double kFarthest = 1e9; // cells: an int
            if (time < window.begin || time >= window.end || !hours[facts.hours()[i]] || std::abs(column) > kFarthest
                || std::abs(row) > kFarthest)
                continue;
            all.push_back({ static_cast<int>(row), static_cast<int>(column),
                static_cast<std::uint16_t>((time - window.begin) / step) });
        }
    };
    add(facts.instantsIn(window.begin, window.end));
    add(facts.lastingAround(window.begin, window.end));
    std::ranges::sort(all, {}, [](const Case &c) { return std::tuple(c.row, c.column, c.step); });
    cases.before.resize(static_cast<size_t>(cases.steps) + 1);
    for (const Case &one : all) {
        if (cases.cells.empty() || cases.cells.back().row != one.row || cases.cells.back().column != one.column)
            cases.cells.push_back({ one.column, one.row, 0 });
        ++cases.cells.back().cases;
        cases.cell.push_back(static_cast<std::uint32_t>(cases.cells.size() - 1));
        cases.step.push_back(one.step);
        ++cases.before[size_t { one.step } + 1];
    }
    std::partial_sum(cases.before.begin(), cases.before.end(), cases.before.begin());
    return cases;
}

std::vector<Neighbourhood> neighbourhoodsOf(const Cases &cases, const ScanRule &rule)
{
    std::map<std::pair<int, int>, std::uint32_t> places;
    for (size_t i = 0; i < cases.cells.size(); ++i)
        places.emplace(std::pair(cases.cells[i].row, cases.cells[i].column), static_cast<std::uint32_t>(i));
    const int reach = static_cast<int>(rule.largestRadius / rule.cell);
    std::vector<std::tuple<int, int, int>> offsets; // squared distance, row, column
    for (int row = -reach; row <= reach; ++row) {
        for (int column = -reach; column <= reach; ++column) {
            if (std::hypot(row, column) * rule.cell <= rule.largestRadius)
                offsets.emplace_back(row * row + column * column, row, column);
        }
    }
    std::ranges::sort(offsets);
    std::vector<Neighbourhood> all(cases.cells.size());
    for (size_t i = 0; i < all.size(); ++i) {
        int last = -1;
        for (const auto &[square, row, column] : offsets) {
            const auto found = places.find({ cases.cells[i].row + row, cases.cells[i].column + column });
            if (found == places.end())
                continue;
            if (square != last)
                all[i].push_back({ std::sqrt(square) * rule.cell, {} });
            last = square;
            all[i].back().cells.push_back(found->second);
        }
    }
    return all;
}

double score(double observed, double expected, double all)
{
    if (!(observed > expected))
        return 0;
    const double outside = all - observed;
    return observed * std::log(observed / expected)
        + (outside > 0 ? outside * std::log(outside / (all - expected)) : 0);
}

struct Found {
    double score = 0;
    std::uint32_t cell = 0;
    size_t ring = 0;
    int first = 0; ///< step
    int end = 0;
    qint64 observed = 0;
    double expected = 0;
};

/// Calls `take` with the best cylinder around each cell, for one assignment of steps to cases.
class Search
{
public:
    Search(const Cases &cases, const std::vector<Neighbourhood> &neighbourhoods, int longest)
        : m_cases(&cases), m_neighbourhoods(&neighbourhoods), m_longest(longest),
          m_counts(cases.cells.size() * static_cast<size_t>(cases.steps)), m_sums(static_cast<size_t>(cases.steps) + 1)
    {
    }

    template <class Take>
    void run(const std::vector<std::uint16_t> &steps, const Take &take)
    {
        const auto width = static_cast<size_t>(m_cases->steps);
        std::ranges::fill(m_counts, 0);
        for (size_t i = 0; i < steps.size(); ++i)
            ++m_counts[m_cases->cell[i] * width + steps[i]];
        for (std::uint32_t cell = 0; cell < m_cases->cells.size(); ++cell)
            take(around(cell));
    }

private:
    Found around(std::uint32_t cell)
    {
        const auto all = static_cast<double>(m_cases->cell.size());
        std::ranges::fill(m_sums, 0);
        qint64 cases = 0;
        Found best;
        const Neighbourhood &rings = (*m_neighbourhoods)[cell];
        for (size_t ring = 0; ring < rings.size(); ++ring) {
            for (const std::uint32_t other : rings[ring].cells) {
                cases += m_cases->cells[other].cases;
                const std::uint32_t *counts = m_counts.data() + other * static_cast<size_t>(m_cases->steps);
                qint64 before = 0;
                for (size_t step = 0; step < static_cast<size_t>(m_cases->steps); ++step)
                    m_sums[step + 1] += before += counts[step];
            }
            for (int first = 0; first < m_cases->steps; ++first) {
                for (int end = first + 1; end <= std::min(first + m_longest, m_cases->steps); ++end)
                    look(cell, ring, first, end, static_cast<double>(cases), all, best);
            }
        }
        return best;
    }

    void look(std::uint32_t cell, size_t ring, int first, int end, double cases, double all, Found &best) const
    {
        const auto from = static_cast<size_t>(first);
        const auto to = static_cast<size_t>(end);
        const qint64 observed = m_sums[to] - m_sums[from];
        const double expected = cases * static_cast<double>(m_cases->before[to] - m_cases->before[from]) / all;
        // One case is no cluster, however rare.
        if (observed < 2 || static_cast<double>(observed) <= expected)
            return;
        const double value = score(static_cast<double>(observed), expected, all);
        if (value > best.score)
            best = { value, cell, ring, first, end, observed, expected };
    }

    const Cases *m_cases;
    const std::vector<Neighbourhood> *m_neighbourhoods;
    int m_longest;
    std::vector<std::uint32_t> m_counts; ///< cell by cell, its steps
    std::vector<qint64> m_sums; ///< of the cylinder's cells, before each step
};

/// The highest score of each permutation, in rising order.
std::vector<double> scoresByChance(const Cases &cases, const std::vector<Neighbourhood> &neighbourhoods,
    const ScanRule &rule, int longest, int threads)
{
    std::vector<double> highest(static_cast<size_t>(rule.permutations));
    Crew crew(threads);
    std::vector<Search> searches(crew.size(), Search(cases, neighbourhoods, longest));
    crew.share(highest.size(), [&](size_t worker, size_t i) {
        // Each permutation has a seed of its own, whoever computes it.
        Draw draw(Draw(rule.seed).next() ^ Draw(i + 1).next());
        auto steps = cases.step;
        for (auto last = static_cast<std::uint32_t>(steps.size()); last > 1; --last)
            std::swap(steps[last - 1], steps[draw.below(last)]);
        searches[worker].run(steps, [&](const Found &found) { highest[i] = std::max(highest[i], found.score); });
    });
    std::ranges::sort(highest);
    return highest;
}

} // namespace

Result<std::vector<Cluster>> scan(
    const Facts &facts, const FactWindow &window, const HoursOfWeek &hours, const ScanRule &rule, int threads)
{
    if (!(rule.cell > 0) || !(rule.largestRadius >= 0) || !std::isfinite(rule.largestRadius) || rule.step.count() <= 0
        || rule.longestSteps < 1 || rule.permutations < 1 || rule.mostClusters < 0)
        return fail(Failure::InvalidInput, QStringLiteral("a figure of the scan is not positive"));
    if (!(rule.largestRadius / rule.cell <= 100))
        return fail(Failure::TooLarge, QStringLiteral("a radius of more than 100 cells"));
    const auto cases = casesOf(facts, window, hours, rule);
    if (!cases)
        return std::unexpected(cases.error());
    const int longest = std::min(rule.longestSteps, cases->steps / 2);
    if (cases->cells.empty() || longest < 1)
        return std::vector<Cluster> {};
    const auto neighbourhoods = neighbourhoodsOf(*cases, rule);
    double work = 0;
    for (const Neighbourhood &rings : neighbourhoods) {
        for (const Circle &ring : rings)
            work += static_cast<double>(ring.cells.size()) + longest;
    }
    if (work * cases->steps * (rule.permutations + 1.0) > kMostScanWork)
        return fail(Failure::TooLarge, QStringLiteral("too many cells, steps and permutations"));

    std::vector<Found> found;
    Search(*cases, neighbourhoods, longest).run(cases->step, [&](const Found &best) {
        if (best.score > 0)
            found.push_back(best);
    });
    std::ranges::sort(found, {}, [&](const Found &one) {
        const Cell &cell = cases->cells[one.cell];
        return std::tuple(-one.score, cell.column, cell.row, one.first);
    });
    const auto byChance = scoresByChance(*cases, neighbourhoods, rule, longest, threads);

    std::vector<Cluster> clusters;
    std::vector<std::vector<std::pair<int, int>>> taken(cases->cells.size()); // steps, by cell
    for (const Found &one : found) {
        if (std::cmp_greater_equal(clusters.size(), rule.mostClusters))
            break;
        const Neighbourhood &rings = neighbourhoods[one.cell];
        std::vector<std::uint32_t> cells;
        for (size_t ring = 0; ring <= one.ring; ++ring)
            cells.insert(cells.end(), rings[ring].cells.begin(), rings[ring].cells.end());
        const bool overlaps = std::ranges::any_of(cells, [&](auto cell) {
            return std::ranges::any_of(
                taken[cell], [&](const auto &steps) { return one.first < steps.second && steps.first < one.end; });
        });
        if (overlaps)
            continue;
        for (const auto cell : cells)
            taken[cell].emplace_back(one.first, one.end);
        const auto reaching = byChance.end() - std::ranges::lower_bound(byChance, one.score);
        const FactTime step = rule.step.count();
        clusters.push_back(
            { { (cases->cells[one.cell].column + 0.5) * rule.cell, (cases->cells[one.cell].row + 0.5) * rule.cell },
                rings[one.ring].radius,
                { window.begin + one.first * step, std::min(window.begin + one.end * step, window.end) }, one.observed,
                one.expected, one.score,
                (1 + static_cast<double>(reaching)) / (1 + static_cast<double>(rule.permutations)) });
    }
    return clusters;
}

} // namespace cortege::tension
