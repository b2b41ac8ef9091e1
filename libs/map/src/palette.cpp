#include "palette.h"

#include <algorithm>
#include <cmath>

namespace cortege::map
{

QColor colourOf(EventKind kind, bool dark)
{
    switch (kind) {
    case EventKind::MovingDemonstration:
        return dark ? QColor(0xff8a65) : QColor(0xc4421a);
    case EventKind::StaticDemonstration:
        return dark ? QColor(0xf4b942) : QColor(0x9a6700);
    case EventKind::PlannedOperation:
        return dark ? QColor(0x7aa7ff) : QColor(0x1f5fbf);
    case EventKind::OfficialVisit:
        return dark ? QColor(0xc79bff) : QColor(0x7a3fb0);
    }
    return {};
}

QColor cancelledColour(bool dark) { return dark ? QColor(0x9aa3ad) : QColor(0x6b7280); }
QColor emptyGroundColour(bool dark) { return dark ? QColor(0x20252b) : QColor(0xf2f0ea); }
QColor casingColour(bool dark) { return dark ? QColor(0x14181d) : QColor(0xffffff); }
QColor labelColour(bool dark) { return dark ? QColor(0xf1f3f5) : QColor(0x1c2127); }
QColor haloColour(bool dark) { return dark ? QColor(0xffffff) : QColor(0x14181d); }

float lineFactor(double zoom) { return std::clamp(static_cast<float>(0.5 + (zoom - 10) / 8), 0.4F, 1.F); }

double arrowSpacing(double zoom) { return 64 / (256 * std::exp2(std::round(zoom))); }

} // namespace cortege::map
