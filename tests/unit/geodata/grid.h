#pragma once

#include <domain/geometry.h>

namespace cortege::test
{

inline constexpr double kStep = 0.001; ///< degrees; 111 m northwards, 81 m eastwards
inline constexpr GeoPoint kOrigin { 5.37, 43.29 };

/// A place on a grid of streets in Marseille, in steps.
constexpr GeoPoint at(double east, double north)
{
    return { kOrigin.longitude + east * kStep, kOrigin.latitude + north * kStep };
}

} // namespace cortege::test
