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
/// Evenly spaced from less to more: blue, nothing, orange (after PuOr and RdBu of ColorBrewer, which people tell apart
/// who see no red or no green). The two ends differ in lightness from the middle alike.
std::array<QColor, kDensityColours> differenceColours();
/// `share` of the maximum, from 0 to 1; values outside count as the nearest end.
QColor densityColour(double share);
/// From −1 to 1, as `densityColour`.
QColor differenceColour(double share);
/// Where the overlay draws lines of equal density, as shares of the maximum.
inline constexpr std::array kDensityIsoLines { 0.1, 0.25, 0.5, 0.75 };
/// The same of a difference, whose middle is at 0.5.
inline constexpr std::array kDifferenceIsoLines { 0.125, 0.375, 0.625, 0.875 };

} // namespace cortege::presentation
