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

std::array<QColor, kDensityColours> differenceColours()
{
    return { QColor(5, 48, 97, 225), QColor(33, 102, 172, 210), QColor(67, 147, 195, 190), QColor(146, 197, 222, 150),
        QColor(247, 247, 247, 0), QColor(253, 184, 99, 150), QColor(224, 130, 20, 190), QColor(179, 88, 6, 210),
        QColor(127, 59, 8, 225) };
}

namespace
{

QColor interpolated(const std::array<QColor, kDensityColours> &colours, double share)
{
    const double place = std::clamp(share, 0., 1.) * (kDensityColours - 1);
    const auto lower = std::min(static_cast<size_t>(place), colours.size() - 2);
    const auto t = static_cast<float>(place - static_cast<double>(lower));
    const QColor &a = colours[lower];
    const QColor &b = colours[lower + 1];
    return QColor::fromRgbF(std::lerp(a.redF(), b.redF(), t), std::lerp(a.greenF(), b.greenF(), t),
        std::lerp(a.blueF(), b.blueF(), t), std::lerp(a.alphaF(), b.alphaF(), t));
}

} // namespace

QColor densityColour(double share)
{
    static const auto kColours = densityColours();
    return interpolated(kColours, share);
}

QColor differenceColour(double share)
{
    static const auto kColours = differenceColours();
    return interpolated(kColours, (share + 1) / 2);
}

} // namespace cortege::presentation
