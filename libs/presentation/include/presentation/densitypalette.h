#pragma once

#include <QtGui/QColor>

#include <array>

/// The colours of the tension overlay, for the map and for its legend alike.
namespace cortege::presentation
{

/// Evenly spaced from 0 to the maximum. Light to dark in one direction, so that it reads the same to every eye and on
/// paper (after YlOrRd of ColorBrewer); nearly nothing is transparent.
inline constexpr int kDensityColours = 9;
std::array<QColor, kDensityColours> densityColours();
/// `share` of the maximum, from 0 to 1; values outside count as the nearest end.
QColor densityColour(double share);
/// Where the overlay draws lines of equal density, as shares of the maximum.
inline constexpr std::array kDensityIsoLines { 0.1, 0.25, 0.5, 0.75 };

} // namespace cortege::presentation
