#pragma once

#include <presentation/kindcolours.h>

#include <QtGui/QColor>

/// The colours and sizes of the map, in one place. Sizes are device-independent pixels.
namespace cortege::map
{

using presentation::colourOf;
QColor cancelledColour(bool dark);
/// Where no tile is yet.
QColor emptyGroundColour(bool dark);
/// Round lines, symbols and texts, so that they stand out from any ground.
QColor casingColour(bool dark);
QColor labelColour(bool dark);
/// Round what is selected.
QColor haloColour(bool dark);
/// Round what is near the event in the form.
QColor nearbyColour(bool dark);
/// Outlines of zones and what joins two events; they stand out from every colour of the density.
QColor analysisColour(bool dark);
QColor hotSpotColour(bool dark);
/// Of how many facts lie there; figures on it are in `casingColour`.
QColor plateColour(bool dark);
/// Round the facts that a person has chosen.
QColor selectionColour(bool dark);
/// The people of a march on its route.
QColor columnColour(bool dark);

inline constexpr float kRouteHalfWidth = 3.6F;
inline constexpr float kOutlineHalfWidth = 1.4F;
inline constexpr float kCasing = 1.6F;
inline constexpr float kZoneHalfWidth = 1.3F;
inline constexpr float kColumnHalfWidth = 6;
inline constexpr float kSelectionHalfWidth = 1.6F;
inline constexpr float kSelectedFactor = 1.4F;
inline constexpr float kHaloCasing = 4.5F;
/// Each of the two rings round what is near, and the gap between them: whoever sees no colours counts them.
inline constexpr float kNearbyRing = 2.2F;
inline constexpr int kFillAlpha = 64;
inline constexpr int kSelectedFillAlpha = 110;
/// What remains of an event outside the time window, where such events are shown at all.
inline constexpr float kFaint = 0.28F;

inline constexpr double kHitRadius = 8;
inline constexpr double kVertexHitRadius = 12;

/// Lines become thinner when the whole city is seen: 1 from street level on.
float lineFactor(double zoom);
/// From one arrow of a route to the next, as a share of the world: 45 to 90 pixels. They stay in their places while one
/// zooms, and double in number at each level.
double arrowSpacing(double zoom);

} // namespace cortege::map
