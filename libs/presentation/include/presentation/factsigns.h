#pragma once

#include <QtGui/QColor>
#include <QtGui/QPainterPath>

/// What facts look like on the map and in lists. A category has a sign by its number: shapes and colours take turns, so
/// that no two of the first `kFactSigns` are the same, neighbours differ in both, and the shape alone tells apart as
/// many as there are shapes.
namespace cortege::presentation
{

inline constexpr int kFactShapes = 6;
inline constexpr int kFactColours = 7;
inline constexpr int kFactSigns = kFactShapes * kFactColours;

/// The sign of a category.
inline int factSign(size_t category) { return static_cast<int>(category % size_t { kFactSigns }); }
/// About (0, 0), within 7 of it.
QPainterPath factShape(int sign);
/// By Okabe and Ito, whom people with any colour vision can tell apart (jfly.uni-koeln.de/color), with an edge of
/// `casingColour` round it on the map.
QColor factColour(int sign, bool dark);

} // namespace cortege::presentation
