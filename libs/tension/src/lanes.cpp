#include "lanes.h"

#include "spline.h"

#include <algorithm>
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

/// Vectors of any machine, and of newer ones. `Half` holds four pieces of the spline, or two where no vector is so
/// wide; `join` puts pieces and mirrored pieces in the order of the cells.
struct Narrow {
    using Real = Two;
    using Whole = TwoWhole;
    using Half = Two;
    CORTEGE_INLINE static void join(const Two (&pieces)[2], const Two (&mirrored)[2], Two *weights)
    {
        weights[0] = pieces[0];
        weights[1] = pieces[1];
        weights[2] = __builtin_shufflevector(mirrored[1], mirrored[1], 1, 0);
        weights[3] = __builtin_shufflevector(mirrored[0], mirrored[0], 1, 0);
    }
};
struct Wide {
    using Real = Four;
    using Whole = FourWhole;
    using Half = Four;
    CORTEGE_INLINE static void join(const Four (&pieces)[1], const Four (&mirrored)[1], Four *weights)
    {
        weights[0] = pieces[0];
        weights[1] = __builtin_shufflevector(mirrored[0], mirrored[0], 3, 2, 1, 0);
    }
};
struct Widest {
    using Real = Eight;
    using Whole = EightWhole;
    using Half = Four;
    CORTEGE_INLINE static void join(const Four (&pieces)[1], const Four (&mirrored)[1], Eight *weights)
    {
        weights[0] = __builtin_shufflevector(pieces[0], mirrored[0], 0, 1, 2, 3, 7, 6, 5, 4);
    }
};
template <class Vectors>
constexpr int kLanes = sizeof(typename Vectors::Real) / sizeof(double);

/// Added to a number below 2^19, its last bit is a unit: the sum's bits less its own are the number in units.
constexpr double kMagic = 3.0 * (1LL << 51) * kUnit;
constexpr std::int64_t kMagicBits = std::bit_cast<std::int64_t>(kMagic);

/// The spline's weights for the cells from below − 3 to below + 4, `below` being the whole part of `at`.
template <class Vectors>
CORTEGE_INLINE void splineWeights(double at, int below, typename Vectors::Real *weights)
{
    using Half = typename Vectors::Half;
    constexpr int kPerHalf = sizeof(Half) / sizeof(double);
    constexpr int kHalves = kOrder / 2 / kPerHalf;
    const double z = 0.5 - (at - below);
    const double square = z * z;
    Half pieces[kHalves];
    Half mirrored[kHalves];
    for (int i = 0; i < kHalves; ++i) {
        Half powers[kOrder];
        for (size_t m = 0; m < kOrder; ++m)
            std::memcpy(&powers[m], &spline::kPieces[m][static_cast<size_t>(i) * kPerHalf], sizeof(Half));
        const Half even = ((powers[6] * square + powers[4]) * square + powers[2]) * square + powers[0];
        const Half odd = (((powers[7] * square + powers[5]) * square + powers[3]) * square + powers[1]) * z;
        pieces[i] = even + odd;
        mirrored[i] = even - odd;
    }
    Vectors::join(pieces, mirrored, weights);
}

/// First the weights of some drops, while their cells come into the nearest cache, and then the cells: neither waits
/// for the other.
template <class Vectors>
CORTEGE_INLINE void layBody(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    using Real = typename Vectors::Real;
    using Whole = typename Vectors::Whole;
    constexpr int kVectors = kOrder / kLanes<Vectors>;
    constexpr size_t kAtOnce = 32;
    Real across[kAtOnce][kVectors];
    Real upward[kAtOnce][kVectors];
    std::int64_t *corners[kAtOnce];
    while (!drops.empty()) {
        const size_t count = std::min(kAtOnce, drops.size());
        for (size_t n = 0; n < count; ++n) {
            const Drop &drop = drops[n];
            const int left = static_cast<int>(drop.column); // both are positive
            const int low = static_cast<int>(drop.row);
            corners[n] = cells + (low - 3) * stride + (left - 3);
            for (int j = 0; j < kOrder; ++j) {
                __builtin_prefetch(corners[n] + j * stride, 1);
                __builtin_prefetch(corners[n] + j * stride + kOrder - 1, 1);
            }
            splineWeights<Vectors>(drop.column, left, across[n]);
            splineWeights<Vectors>(drop.row, low, upward[n]);
            for (int i = 0; i < kVectors; ++i)
                across[n][i] *= drop.weight;
        }
        for (size_t n = 0; n < count; ++n) {
            double up[kOrder];
            std::memcpy(up, upward[n], sizeof up);
            for (int j = 0; j < kOrder; ++j) {
                std::int64_t *here = corners[n] + j * stride;
                for (int i = 0; i < kVectors; ++i) {
                    const Real part = across[n][i] * up[j] + kMagic;
                    Whole bits;
                    Whole sum;
                    std::memcpy(&bits, &part, sizeof bits);
                    std::memcpy(&sum, here + i * kLanes<Vectors>, sizeof sum);
                    sum += bits - kMagicBits;
                    std::memcpy(here + i * kLanes<Vectors>, &sum, sizeof sum);
                }
            }
        }
        drops = drops.subspan(count);
    }
}

template <class Vectors>
CORTEGE_INLINE void pairsBody(std::span<const PairedRow> rows)
{
    using Real = typename Vectors::Real;
    constexpr int kVectors = kStrip / kLanes<Vectors>;
    for (const PairedRow &row : rows) {
        Real sums[kVectors] {};
        const double *below = row.below;
        const double *above = row.above;
        for (int m = 0; m < row.pairs; ++m) {
            const double weight = row.weights[m];
            for (int i = 0; i < kVectors; ++i) {
                Real a;
                Real b;
                std::memcpy(&a, below + i * kLanes<Vectors>, sizeof a);
                std::memcpy(&b, above + i * kLanes<Vectors>, sizeof b);
                sums[i] += (a + b) * weight;
            }
            below -= kStrip;
            above += kStrip;
        }
        std::memcpy(row.to, sums, sizeof sums);
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
    splineWeights<Vectors>(column, left, across);
    splineWeights<Vectors>(row, low, upward);
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
void pairsPortable(std::span<const PairedRow> rows) { pairsBody<Narrow>(rows); }
double gatherPortable(double column, double row, const double *values, std::ptrdiff_t stride)
{
    return gatherBody<Narrow>(column, row, values, stride);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void layAvx2(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    layBody<Wide>(drops, cells, stride);
}
[[gnu::target("avx2")]] void pairsAvx2(std::span<const PairedRow> rows) { pairsBody<Wide>(rows); }
[[gnu::target("avx2")]] double gatherAvx2(double column, double row, const double *values, std::ptrdiff_t stride)
{
    return gatherBody<Wide>(column, row, values, stride);
}
[[gnu::target("avx512f,avx512dq,avx512vl")]] void layAvx512(
    std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    layBody<Widest>(drops, cells, stride);
}
[[gnu::target("avx512f,avx512dq,avx512vl")]] void pairsAvx512(std::span<const PairedRow> rows)
{
    pairsBody<Widest>(rows);
}
[[gnu::target("avx512f,avx512dq,avx512vl")]] double gatherAvx512(
    double column, double row, const double *values, std::ptrdiff_t stride)
{
    return gatherBody<Widest>(column, row, values, stride);
}
#endif

struct Loops {
    decltype(&layPortable) lay;
    decltype(&pairsPortable) pairs;
    decltype(&gatherPortable) gather;
};
constexpr Loops kPortable { layPortable, pairsPortable, gatherPortable };
#if defined(__x86_64__)
constexpr Loops kAvx2 { layAvx2, pairsAvx2, gatherAvx2 };
constexpr Loops kAvx512 { layAvx512, pairsAvx512, gatherAvx512 };
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
void addPairs(std::span<const PairedRow> rows) { loops().pairs(rows); }
double gather(double column, double row, const double *values, std::ptrdiff_t stride)
{
    return loops().gather(column, row, values, stride);
}

} // namespace cortege::tension
