#pragma once

#include <array>
#include <cstdint>
#include <vector>

/// B-splines on a grid, in cells, and the kernels that go with them. Decision 0200.
namespace cortege::tension
{

/// Masses are laid on that many cells along each axis.
inline constexpr int kOrder = 8;
/// Between coarse nodes, values are drawn with splines of that order.
inline constexpr int kDrawnOrder = 12;

namespace spline
{

constexpr double power(double base, int exponent)
{
    double result = 1;
    for (int i = 0; i < exponent; ++i)
        result *= base;
    return result;
}
constexpr double choose(int n, int k)
{
    double result = 1;
    for (int i = 1; i <= k; ++i)
        result = result * (n - k + i) / i;
    return result;
}

/// kPieces[m][k]: the coefficient of z^m in piece k of the spline of order 8, z from −½ to ½ about the piece's middle:
/// Σᵢ (−1)^i · C(8, i) · (z + ½ + k − i)₊⁷ / 7!. Numerators times 2⁷ are whole and exact in double. Piece 7 − k is the
/// mirror image of piece k, so that four are enough: even powers are the same, odd ones change their sign.
constexpr std::array<std::array<double, kOrder / 2>, kOrder> pieces()
{
    std::array<std::array<double, kOrder / 2>, kOrder> table {};
    for (int m = 0; m < kOrder; ++m) {
        for (int k = 0; k < kOrder / 2; ++k) {
            double sum = 0;
            for (int i = 0; i <= k; ++i)
                sum += (i % 2 ? -1 : 1) * choose(kOrder, i) * power(0.5 + k - i, kOrder - 1 - m);
            table[static_cast<size_t>(m)][static_cast<size_t>(k)] = choose(kOrder - 1, m) * sum / 5'040;
        }
    }
    return table;
}
inline constexpr auto kPieces = pieces();

} // namespace spline

/// The spline of an order, centred: positive within order/2 of 0.
double splineAt(double distance, int order);

/// The kernel k for which laying with splines of order 8, convolving with k, and drawing between every `step`-th cell
/// (1: every cell, not drawn) with splines of order 12 gives a Gaussian of `deviation` cells. Values at 0, 1, … reach;
/// it is even.
///
///     k(n) = ∫ exp(−2π²σ²f²) / (sinc⁸(f) · sinc¹²(2f)) · exp(2πi·f·n) df
///
/// over the line of complex f with the imaginary part n / 2πσ², through the saddle: nothing cancels, and the last
/// values are as good as the first.
std::vector<double> kernelFor(double deviation, int reach, int step);

} // namespace cortege::tension
