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

/// In four sums, of which none waits for another.
double sumOf(std::span<const double> values)
{
    std::array<double, 4> sums {};
    const size_t whole = values.size() / sums.size() * sums.size();
    for (size_t i = 0; i < whole; i += sums.size()) {
        for (size_t k = 0; k < sums.size(); ++k)
            sums[k] += values[i + k];
    }
    return std::accumulate(
        values.begin() + static_cast<std::ptrdiff_t>(whole), values.end(), (sums[0] + sums[1]) + (sums[2] + sums[3]));
}

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
/// In rising order of their keys but for the last 18 bits, digit by digit: half a million cells are sorted while one
/// looks. What differs in those bits alone differs by less than 2⁻³⁴ of itself, and so does what follows from its rank.
std::vector<Ranked> sortedByKey(std::vector<Ranked> all)
{
    constexpr int kIgnored = 18;
    constexpr int kBits = 11;
    constexpr int kPasses = 4; // keys of p end at bit 62
    constexpr std::uint64_t kDigits = 1 << kBits;
    const auto digit = [](const Ranked &one, int pass) { return (one.key >> (kIgnored + pass * kBits)) % kDigits; };
    std::array<std::array<std::uint32_t, kDigits>, kPasses> starts {};
    for (const Ranked &one : all) {
        for (int pass = 0; pass < kPasses; ++pass)
            ++starts[static_cast<size_t>(pass)][digit(one, pass)];
    }
    std::vector<Ranked> other(all.size());
    for (int pass = 0; pass < kPasses; ++pass) {
        auto &places = starts[static_cast<size_t>(pass)];
        std::exclusive_scan(places.begin(), places.end(), places.begin(), std::uint32_t { 0 });
        for (const Ranked &one : all)
            other[places[digit(one, pass)]++] = one;
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
        const auto here = std::bit_cast<double>(order[rank - 1].key);
        least = std::min(least, here * (static_cast<double>(p.size()) / static_cast<double>(rank)));
        // Of two that the order takes for equal, the first may be the greater.
        q[order[rank - 1].cell] = std::max(least, here);
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
    const double mean = sumOf(values) / n;
    std::vector<double> apart(values.size()); // from the mean: small numbers keep the digits of small differences
    std::vector<double> squares(values.size());
    for (size_t i = 0; i < values.size(); ++i) {
        apart[i] = values[i] - mean;
        squares[i] = apart[i] * apart[i];
    }
    const double deviation = std::sqrt(sumOf(squares) / n);
    // Of equal values only rounding is left.
    if (values.empty() || !(deviation > 1e-12 * std::abs(mean))) {
        spots.q = spots.p;
        return spots;
    }
    const auto sums = windowSums(apart, columns, rows, reach);
    std::vector<double> divisors(
        static_cast<size_t>(columns)); // of a row; all rows but those at the edges have the same
    int high = 0;
    size_t cell = 0;
    for (int row = 0; row < rows; ++row) {
        if (const int now = windowCells(row, rows, reach); now != high) {
            high = now;
            for (int column = 0; column < columns; ++column) {
                const double w = high * static_cast<double>(windowCells(column, columns, reach));
                divisors[static_cast<size_t>(column)] = deviation * std::sqrt((n * w - w * w) / (n - 1));
            }
        }
        for (const double divisor : divisors) {
            if (divisor > 0) {
                spots.z[cell] = sums[cell] / divisor;
                spots.p[cell] = std::erfc(std::abs(spots.z[cell]) / std::numbers::sqrt2);
            }
            ++cell;
        }
    }
    spots.q = falseDiscoveryRates(spots.p);
    return spots;
}

} // namespace cortege::tension
