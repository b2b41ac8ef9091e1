#pragma once

#include <presentation/shapemodel.h>

#include <QtCore/QString>

#include <chrono>

/// What is said of a drawing while it is being made.
namespace cortege::presentation
{

/// Persons a square metre that an area is taken to hold where nobody says otherwise: between the loose crowd (1.1) and
/// the dense one (2.4) of H. Jacobs, "To Count a Crowd", Columbia Journalism Review 6 (1967), the classes still counted
/// by. The most that one standing area is licensed for is 4.7 (Guide to Safety at Sports Grounds, "Green Guide").
inline constexpr double kStandingDensity = 2;
inline constexpr double kLeastDensity = 0.1;
inline constexpr double kMostDensity = 6;

/// "2,4 km, 48 min à 3 km/h": length, and how long a march takes at the speed of `geodata::March`. Empty before the
/// second vertex.
QString routeMeasures(const LineString &route);
/// "1 850 m², ≈ 3 700 personnes à 2 pers./m²". Empty before the third vertex.
QString footprintMeasures(const Ring &footprint, double peoplePerSquareMetre);

QString durationText(std::chrono::milliseconds duration); ///< "48 min", "1 h 05"

} // namespace cortege::presentation
