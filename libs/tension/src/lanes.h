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
/// A row of a strip. Aligned: a vector over the edge of two cache lines would be read twice.
struct alignas(64) StripRow {
    double values[kStrip];
};
/// Laid cells, `width` to a row, as a strip of weights.
void packCells(const std::int64_t *cells, std::ptrdiff_t stride, int rows, int width, StripRow *strip);
/// to = Σₘ weights[m] · (below[−m] + above[m]) for m from 0 to pairs − 1, in each column.
void addPairs(const StripRow *below, const StripRow *above, const double *weights, int pairs, StripRow *to);

/// The same for `columns` values of rows that lie `stride` apart.
void addRows(const double *below, const double *above, std::ptrdiff_t stride, const double *weights, int pairs,
    int columns, double *to);

/// Σ over the 8 × 8 values around a place of its spline weight times the value; the place as in `Drop`.
double gather(double column, double row, const double *values, std::ptrdiff_t stride);

} // namespace cortege::tension
