#pragma once

#include <domain/geometry.h>

#include <algorithm>
#include <cmath>
#include <numbers>

/// Web Mercator (EPSG:3857), metres.
namespace cortege::territory::mercator
{

inline constexpr double kHalfWorld = 20'037'508.342789244;
inline constexpr double kNorthernmost = 85.0511287798066; ///< degrees; the plane is a square up to there

inline double x(double longitude) { return longitude / 180 * kHalfWorld; }
inline double y(double latitude)
{
    const double angle = std::clamp(latitude, -kNorthernmost, kNorthernmost) * std::numbers::pi / 180;
    return std::log(std::tan(std::numbers::pi / 4 + angle / 2)) / std::numbers::pi * kHalfWorld;
}
inline double tileWidth(int zoom) { return 2 * kHalfWorld / (1 << zoom); }
inline int column(double longitude, int zoom)
{
    return std::clamp(static_cast<int>((x(longitude) + kHalfWorld) / tileWidth(zoom)), 0, (1 << zoom) - 1);
}
inline int row(double latitude, int zoom)
{
    return std::clamp(static_cast<int>((kHalfWorld - y(latitude)) / tileWidth(zoom)), 0, (1 << zoom) - 1);
}

} // namespace cortege::territory::mercator
