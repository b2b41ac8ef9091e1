#pragma once

#include <tension/field.h>

#include <cstddef>
#include <cstdint>
#include <span>

/// The inner loops. Written with the compiler's vectors of four, and compiled for the machine at hand and for any: each
/// element goes through the same operations in the same order, no two of them fused, so that the bits are the same.
namespace cortege::tension
{

/// A mass in cells from the first centre of the canvas, at least 3 from its lower edges and 4 from its upper.
struct Drop {
    double column = 0;
    double row = 0;
    double weight = 0;
};
/// Laid cells are whole multiples of that weight.
inline constexpr double kUnit = 1.0 / (1LL << 32);
/// A drop's weight is at most that, so that its parts are exact to half a unit in a double.
inline constexpr double kHeaviest = 1 << 20;

/// Adds each drop to the 8 × 8 cells around it.
void layDrops(std::span<const Drop> drops, std::int64_t *cells, std::ptrdiff_t stride);

/// So many columns are worked on at once, packed row by row: what neighbouring rows read stays in the nearest cache.
inline constexpr int kStrip = 16;
/// to[i] = Σₘ weights[m] · (below[i − m·kStrip] + above[i + m·kStrip]) for i from 0 to kStrip − 1, m from 0 to pairs
/// − 1.
struct PairedRow {
    double *to = nullptr;
    const double *below = nullptr;
    const double *above = nullptr;
    const double *weights = nullptr;
    int pairs = 0;
};
void addPairs(std::span<const PairedRow> rows);

/// Σ over the 8 × 8 values around a place of its spline weight times the value; the place as in `Drop`.
double gather(double column, double row, const double *values, std::ptrdiff_t stride);

} // namespace cortege::tension
