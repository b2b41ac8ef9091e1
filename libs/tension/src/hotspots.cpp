#include <tension/hotspots.h>

#include "factweight.h"

#include <QtCore/QtAssert>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

namespace cortege::tension
{
namespace
{

/// Σ over windows of up to (2 · reach + 1)² cells, by differences of prefixes along rows and then along columns.
std::vector<double> windowSums(const std::vector<double> &values, int columns, int rows, int reach)
{
    const auto width = static_cast<size_t>(columns);
    std::vector<double> along(values.size());
    std::vector<double> before(width + 1);
    for (size_t row = 0; row < static_cast<size_t>(rows); ++row) {
        for (size_t i = 0; i < width; ++i)
            before[i + 1] = before[i] + values[row * width + i];
        for (int i = 0; i < columns; ++i) {
            along[row * width + static_cast<size_t>(i)] = before[static_cast<size_t>(std::min(i + reach + 1, columns))]
                - before[static_cast<size_t>(std::max(i - reach, 0))];
        }
    }
    std::vector<double> up(values.size() + width);
    for (size_t i = 0; i < values.size(); ++i)
        up[i + width] = up[i] + along[i];
    for (int row = 0; row < rows; ++row) {
        const double *high = up.data() + static_cast<size_t>(std::min(row + reach + 1, rows)) * width;
        const double *low = up.data() + static_cast<size_t>(std::max(row - reach, 0)) * width;
        double *to = along.data() + static_cast<size_t>(row) * width;
        for (size_t i = 0; i < width; ++i)
            to[i] = high[i] - low[i];
    }
    return along;
}

int windowCells(int at, int count, int reach) { return std::min(at + reach, count - 1) - std::max(at - reach, 0) + 1; }

struct Ranked {
    std::uint64_t key; ///< the bits of a p from 0 to 1, which rise as it does
    std::uint32_t cell;
};
/// In rising order of their keys, digit by digit: half a million cells are sorted while one looks.
std::vector<Ranked> sortedByKey(std::vector<Ranked> all)
{
    constexpr int kBits = 13;
    constexpr std::uint64_t kDigits = 1 << kBits;
    std::vector<Ranked> other(all.size());
    for (int shift = 0; shift < 64; shift += kBits) {
        std::array<size_t, kDigits> starts {};
        const auto digit = [shift](const Ranked &one) { return (one.key >> shift) % kDigits; };
        for (const Ranked &one : all)
            ++starts[digit(one)];
        if (std::ranges::find(starts, all.size()) != starts.end())
            continue; // all have the same digit
        std::exclusive_scan(starts.begin(), starts.end(), starts.begin(), size_t { 0 });
        for (const Ranked &one : all)
            other[starts[digit(one)]++] = one;
        all.swap(other);
    }
    return all;
}

/// Benjamini–Hochberg: q = min over p' >= p of p' · n / rank(p').
std::vector<double> falseDiscoveryRates(const std::vector<double> &p)
{
    std::vector<Ranked> order(p.size());
    for (size_t i = 0; i < p.size(); ++i)
        order[i] = { std::bit_cast<std::uint64_t>(p[i]), static_cast<std::uint32_t>(i) };
    order = sortedByKey(std::move(order));
    std::vector<double> q(p.size());
    double least = 1;
    for (size_t rank = order.size(); rank > 0; --rank) {
        const auto cell = order[rank - 1].cell;
        least = std::min(least, p[cell] * (static_cast<double>(p.size()) / static_cast<double>(rank)));
        q[cell] = least;
    }
    return q;
}

} // namespace

std::vector<double> countsOn(const Grid &grid, const Facts &facts, const FactWindow &window, const Weighting &weighting)
{
    std::vector<double> counts(static_cast<size_t>(grid.columns) * static_cast<size_t>(grid.rows));
    forEachFact(facts, window, weighting, [&](size_t i, double weight) {
        const double column = std::floor((facts.columns().east[i] - grid.southWest.east) / grid.cell);
        const double row = std::floor((facts.columns().north[i] - grid.southWest.north) / grid.cell);
        if (column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)
            counts[static_cast<size_t>(row) * static_cast<size_t>(grid.columns) + static_cast<size_t>(column)]
                += weight;
    });
    return counts;
}

HotSpots hotSpots(std::span<const double> values, int columns, int rows, int reach)
{
    Q_ASSERT(columns >= 0 && rows >= 0 && reach >= 0
        && values.size() == static_cast<size_t>(columns) * static_cast<size_t>(rows));
    HotSpots spots;
    spots.z.resize(values.size());
    spots.p.assign(values.size(), 1);
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    std::vector<double> apart(values.size()); // from the mean: small numbers keep the digits of small differences
    double squares = 0;
    for (size_t i = 0; i < values.size(); ++i) {
        apart[i] = values[i] - mean;
        squares += apart[i] * apart[i];
    }
    const double deviation = std::sqrt(squares / n);
    // Of equal values only rounding is left.
    if (values.empty() || !(deviation > 1e-12 * std::abs(mean))) {
        spots.q = spots.p;
        return spots;
    }
    const auto sums = windowSums(apart, columns, rows, reach);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const double w = windowCells(row, rows, reach) * static_cast<double>(windowCells(column, columns, reach));
            const auto cell = static_cast<size_t>(row) * static_cast<size_t>(columns) + static_cast<size_t>(column);
            const double spread = std::sqrt((n * w - w * w) / (n - 1));
            if (!(spread > 0))
                continue;
            spots.z[cell] = sums[cell] / (deviation * spread);
            spots.p[cell] = std::erfc(std::abs(spots.z[cell]) / std::numbers::sqrt2);
        }
    }
    spots.q = falseDiscoveryRates(spots.p);
    return spots;
}

} // namespace cortege::tension
