#include "lanes.h"

#include "spline.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstring>

namespace cortege::tension
{
namespace
{

#define CORTEGE_INLINE [[gnu::always_inline]] inline

using Two [[gnu::vector_size(16)]] = double;
using Four [[gnu::vector_size(32)]] = double;
using Eight [[gnu::vector_size(64)]] = double;
using TwoWhole [[gnu::vector_size(16)]] = std::int64_t;
using FourWhole [[gnu::vector_size(32)]] = std::int64_t;
using EightWhole [[gnu::vector_size(64)]] = std::int64_t;

/// Vectors of any machine, and of newer ones. What is computed for both axes at once has four elements for the columns
/// and then four for the rows: `spread` makes that of one number each, and `join` puts pieces of the spline and
/// mirrored pieces in the order of the cells.
struct Narrow {
    using Real = Two;
    using Whole = TwoWhole;
    CORTEGE_INLINE static void spread(double column, double row, Two *both)
    {
        both[0] = both[1] = Two { column, column };
        both[2] = both[3] = Two { row, row };
    }
    CORTEGE_INLINE static void join(const Two *pieces, const Two *mirrored, Two *across, Two *upward)
    {
        for (int i = 0; i < 2; ++i) {
            across[i] = pieces[i];
            across[3 - i] = __builtin_shufflevector(mirrored[i], mirrored[i], 1, 0);
            upward[i] = pieces[2 + i];
            upward[3 - i] = __builtin_shufflevector(mirrored[2 + i], mirrored[2 + i], 1, 0);
        }
    }
};
struct Wide {
    using Real = Four;
    using Whole = FourWhole;
    CORTEGE_INLINE static void spread(double column, double row, Four *both)
    {
        both[0] = Four { column, column, column, column };
        both[1] = Four { row, row, row, row };
    }
    CORTEGE_INLINE static void join(const Four *pieces, const Four *mirrored, Four *across, Four *upward)
    {
        across[0] = pieces[0];
        across[1] = __builtin_shufflevector(mirrored[0], mirrored[0], 3, 2, 1, 0);
        upward[0] = pieces[1];
        upward[1] = __builtin_shufflevector(mirrored[1], mirrored[1], 3, 2, 1, 0);
    }
};
struct Widest {
    using Real = Eight;
    using Whole = EightWhole;
    CORTEGE_INLINE static void spread(double column, double row, Eight *both)
    {
        const Four columns { column, column, column, column };
        const Four rows { row, row, row, row };
        both[0] = __builtin_shufflevector(columns, rows, 0, 1, 2, 3, 4, 5, 6, 7);
    }
    CORTEGE_INLINE static void join(const Eight *pieces, const Eight *mirrored, Eight *across, Eight *upward)
    {
        across[0] = __builtin_shufflevector(pieces[0], mirrored[0], 0, 1, 2, 3, 11, 10, 9, 8);
        upward[0] = __builtin_shufflevector(pieces[0], mirrored[0], 4, 5, 6, 7, 15, 14, 13, 12);
    }
};
template <class Vectors>
constexpr int kLanes = sizeof(typename Vectors::Real) / sizeof(double);

/// Added to a number below 2^19, its last bit is a unit: the sum's bits less its own are the number in units.
constexpr double kMagic = 3.0 * (1LL << 51) * kUnit;
constexpr std::int64_t kMagicBits = std::bit_cast<std::int64_t>(kMagic);

/// The pieces of the spline for both axes.
constexpr auto kPiecesTwice = [] {
    std::array<std::array<double, kOrder>, kOrder> twice {};
    for (size_t m = 0; m < kOrder; ++m) {
        for (size_t k = 0; k < kOrder; ++k)
            twice[m][k] = spline::kPieces[m][k % (kOrder / 2)];
    }
    return twice;
}();

/// The spline's weights for the cells from 3 below to 4 above the whole part of each coordinate.
template <class Vectors>
CORTEGE_INLINE void splineWeights(
    double column, double row, typename Vectors::Real *across, typename Vectors::Real *upward)
{
    using Real = typename Vectors::Real;
    constexpr int kVectors = kOrder / kLanes<Vectors>;
    Real z[kVectors];
    Vectors::spread(0.5 - (column - static_cast<int>(column)), 0.5 - (row - static_cast<int>(row)), z);
    Real pieces[kVectors];
    Real mirrored[kVectors];
    for (int i = 0; i < kVectors; ++i) {
        Real powers[kOrder];
        for (size_t m = 0; m < kOrder; ++m)
            std::memcpy(&powers[m], &kPiecesTwice[m][static_cast<size_t>(i) * kLanes<Vectors>], sizeof(Real));
        const Real square = z[i] * z[i];
        const Real even = ((powers[6] * square + powers[4]) * square + powers[2]) * square + powers[0];
        const Real odd = (((powers[7] * square + powers[5]) * square + powers[3]) * square + powers[1]) * z[i];
        pieces[i] = even + odd;
        mirrored[i] = even - odd;
    }
    Vectors::join(pieces, mirrored, across, upward);
}

/// A drop whose weights are known.
template <class Vectors>
struct Weighed {
    typename Vectors::Real across[kOrder / kLanes<Vectors>];
    double upward[kOrder];
    std::int64_t *corner;
};
CORTEGE_INLINE std::int64_t *cornerOf(const Drop &drop, std::int64_t *cells, std::ptrdiff_t stride)
{
    return cells + (static_cast<int>(drop.row) - 3) * stride + (static_cast<int>(drop.column) - 3); // both are positive
}
template <class Vectors>
CORTEGE_INLINE void weigh(const Drop &drop, std::int64_t *corner, Weighed<Vectors> &weighed)
{
    typename Vectors::Real upward[kOrder / kLanes<Vectors>];
    splineWeights<Vectors>(drop.column, drop.row, weighed.across, upward);
    for (auto &weight : weighed.across)
        weight *= drop.weight;
    std::memcpy(weighed.upward, upward, sizeof upward);
    weighed.corner = corner;
}
template <class Vectors>
CORTEGE_INLINE void addTo(const Weighed<Vectors> &weighed, std::ptrdiff_t stride)
{
    using Whole = typename Vectors::Whole;
    for (int j = 0; j < kOrder; ++j) {
        std::int64_t *here = weighed.corner + j * stride;
        for (int i = 0; i < kOrder / kLanes<Vectors>; ++i, here += kLanes<Vectors>) {
            const typename Vectors::Real part = weighed.across[i] * weighed.upward[j] + kMagic;
            Whole bits;
            Whole sum;
            std::memcpy(&bits, &part, sizeof bits);
            std::memcpy(&sum, here, sizeof sum);
            sum += bits - kMagicBits;
            std::memcpy(here, &sum, sizeof sum);
        }
    }
}

/// Weights are computed some drops before they are added, and cells fetched some drops before that: the processor works
/// on one drop's weights while it waits for another's cells.
template <class Vectors>
CORTEGE_INLINE void layBody(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    constexpr size_t kAhead = 4;
    constexpr size_t kFetched = 8;
    Weighed<Vectors> ring[kAhead];
    for (size_t n = 0; n < drops.size() + kAhead; ++n) {
        Weighed<Vectors> &here = ring[n % kAhead];
        if (n >= kAhead)
            addTo(here, stride);
        if (n < drops.size())
            weigh(drops[n], cornerOf(drops[n], cells, stride), here);
        if (n + kFetched < drops.size()) {
            const std::int64_t *corner = cornerOf(drops[n + kFetched], cells, stride);
            for (int j = 0; j < kOrder; ++j) {
                __builtin_prefetch(corner + j * stride, 1);
                __builtin_prefetch(corner + j * stride + kOrder - 1, 1);
            }
        }
    }
}

template <class Vectors>
CORTEGE_INLINE void packBody(const std::int64_t *cells, std::ptrdiff_t stride, int rows, int width, StripRow *strip)
{
    using Real = typename Vectors::Real;
    using Whole = typename Vectors::Whole;
    for (int row = 0; row < rows; ++row, cells += stride, ++strip) {
        if (width < kStrip) {
            for (int i = 0; i < width; ++i)
                strip->values[i] = static_cast<double>(cells[i]) * kUnit;
            continue;
        }
        for (int i = 0; i < kStrip; i += kLanes<Vectors>) {
            Whole units;
            std::memcpy(&units, cells + i, sizeof units);
            const Real weights = __builtin_convertvector(units, Real) * kUnit;
            std::memcpy(strip->values + i, &weights, sizeof weights);
        }
    }
}

template <class Vectors>
CORTEGE_INLINE void pairsBody(
    const StripRow *below, const StripRow *above, const double *weights, int pairs, StripRow *to)
{
    using Real = typename Vectors::Real;
    constexpr int kVectors = kStrip / kLanes<Vectors>;
    Real sums[kVectors] {};
    for (int m = 0; m < pairs; ++m, --below, ++above) {
        for (int i = 0; i < kVectors; ++i) {
            Real a;
            Real b;
            std::memcpy(&a, below->values + i * kLanes<Vectors>, sizeof a);
            std::memcpy(&b, above->values + i * kLanes<Vectors>, sizeof b);
            sums[i] += (a + b) * weights[m];
        }
    }
    std::memcpy(to->values, sums, sizeof sums);
}

template <class Vectors>
CORTEGE_INLINE void rowsBody(const double *below, const double *above, std::ptrdiff_t stride, const double *weights,
    int pairs, int columns, double *to)
{
    using Real = typename Vectors::Real;
    int column = 0;
    for (; column + kLanes<Vectors> <= columns; column += kLanes<Vectors>) {
        Real sum {};
        for (int m = 0; m < pairs; ++m) {
            Real a;
            Real b;
            std::memcpy(&a, below + column - m * stride, sizeof a);
            std::memcpy(&b, above + column + m * stride, sizeof b);
            sum += (a + b) * weights[m];
        }
        std::memcpy(to + column, &sum, sizeof sum);
    }
    for (; column < columns; ++column) {
        double sum = 0;
        for (int m = 0; m < pairs; ++m)
            sum += (below[column - m * stride] + above[column + m * stride]) * weights[m];
        to[column] = sum;
    }
}

/// Column by column, each added up from the south; then the columns from the west: the same for any vectors.
template <class Vectors>
CORTEGE_INLINE double gatherBody(double column, double row, const double *values, std::ptrdiff_t stride)
{
    using Real = typename Vectors::Real;
    constexpr int kVectors = kOrder / kLanes<Vectors>;
    const int left = static_cast<int>(column);
    const int low = static_cast<int>(row);
    Real across[kVectors];
    Real upward[kVectors];
    splineWeights<Vectors>(column, row, across, upward);
    double up[kOrder];
    std::memcpy(up, upward, sizeof up);
    const double *corner = values + (low - 3) * stride + (left - 3);
    Real sums[kVectors] {};
    for (int j = 0; j < kOrder; ++j) {
        for (int i = 0; i < kVectors; ++i) {
            Real a;
            std::memcpy(&a, corner + j * stride + i * kLanes<Vectors>, sizeof a);
            sums[i] += a * up[j];
        }
    }
    for (int i = 0; i < kVectors; ++i)
        sums[i] *= across[i];
    double parts[kOrder];
    std::memcpy(parts, sums, sizeof parts);
    double sum = 0;
    for (const double part : parts)
        sum += part;
    return sum;
}

void layPortable(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    layBody<Narrow>(drops, cells, stride);
}
void packPortable(const std::int64_t *cells, std::ptrdiff_t stride, int rows, int width, StripRow *strip)
{
    packBody<Narrow>(cells, stride, rows, width, strip);
}
void pairsPortable(const StripRow *below, const StripRow *above, const double *weights, int pairs, StripRow *to)
{
    pairsBody<Narrow>(below, above, weights, pairs, to);
}
void rowsPortable(const double *below, const double *above, std::ptrdiff_t stride, const double *weights, int pairs,
    int columns, double *to)
{
    rowsBody<Narrow>(below, above, stride, weights, pairs, columns, to);
}
double gatherPortable(double column, double row, const double *values, std::ptrdiff_t stride)
{
    return gatherBody<Narrow>(column, row, values, stride);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void layAvx2(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    layBody<Wide>(drops, cells, stride);
}
[[gnu::target("avx2")]] void packAvx2(
    const std::int64_t *cells, std::ptrdiff_t stride, int rows, int width, StripRow *strip)
{
    packBody<Wide>(cells, stride, rows, width, strip);
}
[[gnu::target("avx2")]] void pairsAvx2(
    const StripRow *below, const StripRow *above, const double *weights, int pairs, StripRow *to)
{
    pairsBody<Wide>(below, above, weights, pairs, to);
}
[[gnu::target("avx2")]] void rowsAvx2(const double *below, const double *above, std::ptrdiff_t stride,
    const double *weights, int pairs, int columns, double *to)
{
    rowsBody<Wide>(below, above, stride, weights, pairs, columns, to);
}
[[gnu::target("avx2")]] double gatherAvx2(double column, double row, const double *values, std::ptrdiff_t stride)
{
    return gatherBody<Wide>(column, row, values, stride);
}
[[gnu::target("avx512f,avx512dq,avx512vl")]] void layAvx512(
    std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    layBody<Widest>(drops, cells, stride);
}
[[gnu::target("avx512f,avx512dq,avx512vl")]] void packAvx512(
    const std::int64_t *cells, std::ptrdiff_t stride, int rows, int width, StripRow *strip)
{
    packBody<Widest>(cells, stride, rows, width, strip);
}
[[gnu::target("avx512f,avx512dq,avx512vl")]] void pairsAvx512(
    const StripRow *below, const StripRow *above, const double *weights, int pairs, StripRow *to)
{
    pairsBody<Widest>(below, above, weights, pairs, to);
}
[[gnu::target("avx512f,avx512dq,avx512vl")]] void rowsAvx512(const double *below, const double *above,
    std::ptrdiff_t stride, const double *weights, int pairs, int columns, double *to)
{
    rowsBody<Widest>(below, above, stride, weights, pairs, columns, to);
}
[[gnu::target("avx512f,avx512dq,avx512vl")]] double gatherAvx512(
    double column, double row, const double *values, std::ptrdiff_t stride)
{
    return gatherBody<Widest>(column, row, values, stride);
}
#endif

struct Loops {
    decltype(&layPortable) lay;
    decltype(&packPortable) pack;
    decltype(&pairsPortable) pairs;
    decltype(&rowsPortable) rows;
    decltype(&gatherPortable) gather;
};
constexpr Loops kPortable { layPortable, packPortable, pairsPortable, rowsPortable, gatherPortable };
#if defined(__x86_64__)
constexpr Loops kAvx2 { layAvx2, packAvx2, pairsAvx2, rowsAvx2, gatherAvx2 };
constexpr Loops kAvx512 { layAvx512, packAvx512, pairsAvx512, rowsAvx512, gatherAvx512 };
#else
constexpr Loops kAvx2 = kPortable;
constexpr Loops kAvx512 = kPortable;
#endif

const Loops *loopsFor(Lanes lanes)
{
    lanes = std::min(lanes, bestLanes());
    return lanes == Lanes::Avx512 ? &kAvx512 : lanes == Lanes::Avx2 ? &kAvx2 : &kPortable;
}
std::atomic<const Loops *> &loopsInUse()
{
    static std::atomic<const Loops *> loops = loopsFor(bestLanes());
    return loops;
}
const Loops &loops() { return *loopsInUse().load(std::memory_order_relaxed); }

} // namespace

Lanes bestLanes()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return Lanes::Avx512;
    if (__builtin_cpu_supports("avx2"))
        return Lanes::Avx2;
#endif
    return Lanes::Portable;
}
void setLanes(Lanes lanes) { loopsInUse() = loopsFor(lanes); }

void layDrops(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    loops().lay(drops, cells, stride);
}
void packCells(const std::int64_t *cells, std::ptrdiff_t stride, int rows, int width, StripRow *strip)
{
    loops().pack(cells, stride, rows, width, strip);
}
void addPairs(const StripRow *below, const StripRow *above, const double *weights, int pairs, StripRow *to)
{
    loops().pairs(below, above, weights, pairs, to);
}
void addRows(const double *below, const double *above, std::ptrdiff_t stride, const double *weights, int pairs,
    int columns, double *to)
{
    loops().rows(below, above, stride, weights, pairs, columns, to);
}
double gather(double column, double row, const double *values, std::ptrdiff_t stride)
{
    return loops().gather(column, row, values, stride);
}

} // namespace cortege::tension
