#pragma once

#include <array>

namespace cortege::tension
{

/// Lagrange's weights of the values at −1, 0, 1 and 2, for a place from 0 to 1 between the middle two.
constexpr std::array<double, 4> cubicWeights(double at)
{
    const double before = at + 1;
    const double after = at - 1;
    const double beyond = at - 2;
    return { -at * after * beyond / 6, before * after * beyond / 2, -before * at * beyond / 2,
        before * at * after / 6 };
}

} // namespace cortege::tension
