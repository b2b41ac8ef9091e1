#include <presentation/densitypalette.h>

#include <algorithm>
#include <cmath>

namespace cortege::presentation
{

std::array<QColor, kDensityColours> densityColours()
{
    return { QColor(255, 255, 204, 0), QColor(255, 237, 160, 120), QColor(254, 217, 118, 150),
        QColor(254, 178, 76, 165), QColor(253, 141, 60, 175), QColor(252, 78, 42, 185), QColor(227, 26, 28, 195),
        QColor(189, 0, 38, 205), QColor(128, 0, 38, 215) };
}

QColor densityColour(double share)
{
    static const auto kColours = densityColours();
    const double place = std::clamp(share, 0., 1.) * (kDensityColours - 1);
    const auto lower = std::min(static_cast<size_t>(place), kColours.size() - 2);
    const auto t = static_cast<float>(place - static_cast<double>(lower));
    const QColor &a = kColours[lower];
    const QColor &b = kColours[lower + 1];
    return QColor::fromRgbF(std::lerp(a.redF(), b.redF(), t), std::lerp(a.greenF(), b.greenF(), t),
        std::lerp(a.blueF(), b.blueF(), t), std::lerp(a.alphaF(), b.alphaF(), t));
}

} // namespace cortege::presentation
