#include "palette.h"

#include <algorithm>
#include <cmath>

namespace cortege::map
{

QColor cancelledColour(bool dark) { return dark ? QColor(0x9aa3ad) : QColor(0x6b7280); }
QColor emptyGroundColour(bool dark) { return dark ? QColor(0x20252b) : QColor(0xf2f0ea); }
QColor casingColour(bool dark) { return dark ? QColor(0x14181d) : QColor(0xffffff); }
QColor labelColour(bool dark) { return dark ? QColor(0xf1f3f5) : QColor(0x1c2127); }
QColor nearbyColour(bool dark) { return dark ? QColor(0xffc74d) : QColor(0xb36b00); }
QColor analysisColour(bool dark) { return dark ? QColor(0xf1f3f5) : QColor(0x1c2127); }
QColor hotSpotColour(bool dark) { return dark ? QColor(0xd0a8ff) : QColor(0x4b1f8a); }
QColor columnColour(bool dark) { return dark ? QColor(0x4fd1c5) : QColor(0x00695c); }
QColor plateColour(bool dark) { return dark ? QColor(0x9cc9f0) : QColor(0x274b6d); }
QColor selectionColour(bool dark) { return dark ? QColor(0x9cc9f0) : QColor(0x0b3c6f); }
QColor haloColour(bool dark) { return dark ? QColor(0xffffff) : QColor(0x14181d); }

float lineFactor(double zoom) { return std::clamp(static_cast<float>(0.5 + (zoom - 10) / 8), 0.4F, 1.F); }
double arrowSpacing(double zoom) { return 64 / (256 * std::exp2(std::round(zoom))); }

} // namespace cortege::map
