#include "lanes.h"

#include "spline.h"

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
using TwoWhole [[gnu::vector_size(16)]] = std::int64_t;
using FourWhole [[gnu::vector_size(32)]] = std::int64_t;

/// Vectors of any machine, and of the machine at hand.
struct Narrow {
    using Real = Two;
    using Whole = TwoWhole;
    CORTEGE_INLINE static void reverse(Two &lanes) { lanes = __builtin_shufflevector(lanes, lanes, 1, 0); }
};
struct Wide {
    using Real = Four;
    using Whole = FourWhole;
    CORTEGE_INLINE static void reverse(Four &lanes) { lanes = __builtin_shufflevector(lanes, lanes, 3, 2, 1, 0); }
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
    using Real = typename Vectors::Real;
    constexpr int kHalf = kOrder / 2 / kLanes<Vectors>; // vectors
    const double z = 0.5 - (at - below);
    const double square = z * z;
    for (int i = 0; i < kHalf; ++i) {
        Real powers[kOrder];
        for (size_t m = 0; m < kOrder; ++m)
            std::memcpy(&powers[m], &spline::kPieces[m][static_cast<size_t>(i) * kLanes<Vectors>], sizeof(Real));
        const Real even = ((powers[6] * square + powers[4]) * square + powers[2]) * square + powers[0];
        const Real odd = (((powers[7] * square + powers[5]) * square + powers[3]) * square + powers[1]) * z;
        weights[i] = even + odd;
        Real mirrored = even - odd;
        Vectors::reverse(mirrored);
        weights[2 * kHalf - 1 - i] = mirrored;
    }
}

template <class Vectors>
CORTEGE_INLINE void layBody(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    using Real = typename Vectors::Real;
    using Whole = typename Vectors::Whole;
    constexpr int kVectors = kOrder / kLanes<Vectors>;
    for (const Drop &drop : drops) {
        const int left = static_cast<int>(drop.column); // both are positive
        const int low = static_cast<int>(drop.row);
        Real across[kVectors];
        Real upward[kVectors];
        splineWeights<Vectors>(drop.column, left, across);
        splineWeights<Vectors>(drop.row, low, upward);
        double up[kOrder];
        std::memcpy(up, upward, sizeof up);
        for (int i = 0; i < kVectors; ++i)
            across[i] *= drop.weight;
        std::int64_t *corner = cells + (low - 3) * stride + (left - 3);
        for (int j = 0; j < kOrder; ++j) {
            std::int64_t *here = corner + j * stride;
            for (int i = 0; i < kVectors; ++i) {
                const Real part = across[i] * up[j] + kMagic;
                Whole bits;
                Whole sum;
                std::memcpy(&bits, &part, sizeof bits);
                std::memcpy(&sum, here + i * kLanes<Vectors>, sizeof sum);
                sum += bits - kMagicBits;
                std::memcpy(here + i * kLanes<Vectors>, &sum, sizeof sum);
            }
        }
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
bool hasAvx2() { return __builtin_cpu_supports("avx2"); }
#else
constexpr auto layAvx2 = layPortable;
constexpr auto pairsAvx2 = pairsPortable;
constexpr auto gatherAvx2 = gatherPortable;
bool hasAvx2() { return false; }
#endif

std::atomic<Lanes> &lanesInUse()
{
    static std::atomic<Lanes> lanes = bestLanes();
    return lanes;
}
bool wide() { return lanesInUse().load(std::memory_order_relaxed) == Lanes::Avx2; }

} // namespace

Lanes bestLanes() { return hasAvx2() ? Lanes::Avx2 : Lanes::Portable; }
void setLanes(Lanes lanes) { lanesInUse() = hasAvx2() ? lanes : Lanes::Portable; }

void layDrops(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride)
{
    (wide() ? layAvx2 : layPortable)(drops, cells, stride);
}
void addPairs(std::span<const PairedRow> rows) { (wide() ? pairsAvx2 : pairsPortable)(rows); }
double gather(double column, double row, const double *values, std::ptrdiff_t stride)
{
    return (wide() ? gatherAvx2 : gatherPortable)(column, row, values, stride);
}

} // namespace cortege::tension
