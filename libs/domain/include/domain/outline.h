#pragma once

#include <domain/geometry.h>

/// Outlines made of a few places. Metres are reckoned in a plane about the middle of what is made, equirectangular on
/// the mean sphere of `distanceMetres`: within 0.1 % for shapes of a few kilometres.
namespace cortege
{

/// Sides along meridians and parallels. Empty when the corners lie on one of them.
Ring rectangle(GeoPoint corner, GeoPoint opposite);

/// How far from the true circle a side of the polygon runs at most, in metres. Smaller than what a hand can point at.
inline constexpr double kCircleTolerance = 0.5;
/// The polygon in the circle that stays within `kCircleTolerance` of it. Empty for a radius of no length.
Ring circle(GeoPoint centre, GeoPoint onEdge);

/// Everything within half of `widthMetres` of the line, ended squarely at both ends; the outer outline of it where the
/// line encloses something. Empty when the line has no length or the width is not positive.
Ring band(const LineString &line, double widthMetres);

/// With fewer points, none of the old ones farther than `toleranceMetres` from the new line; its ends stay.
LineString simplified(const LineString &line, double toleranceMetres);

} // namespace cortege
