#include <presentation/factsigns.h>

#include <array>
#include <cmath>
#include <numbers>

namespace cortege::presentation
{
namespace
{

constexpr double kReach = 7;

/// Corners on a circle, the first at `turned` from the top.
QPainterPath regular(int corners, double turned)
{
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = turned + 2 * std::numbers::pi * i / corners - std::numbers::pi / 2;
        polygon << QPointF(kReach * std::cos(angle), kReach * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(polygon);
    path.closeSubpath();
    return path;
}

QPainterPath cross()
{
    constexpr double kArm = 2.2;
    constexpr double kEnd = 6.4;
    QPainterPath path;
    path.addPolygon(QPolygonF { QPointF(-kArm, -kEnd), QPointF(kArm, -kEnd), QPointF(kArm, -kArm), QPointF(kEnd, -kArm),
        QPointF(kEnd, kArm), QPointF(kArm, kArm), QPointF(kArm, kEnd), QPointF(-kArm, kEnd), QPointF(-kArm, kArm),
        QPointF(-kEnd, kArm), QPointF(-kEnd, -kArm), QPointF(-kArm, -kArm) });
    path.closeSubpath();
    return path;
}

} // namespace

QPainterPath factShape(int sign)
{
    switch (sign % kFactShapes) {
    case 0: {
        QPainterPath disc;
        disc.addEllipse(QPointF(), 5.6, 5.6);
        return disc;
    }
    case 1:
        return regular(3, 0);
    case 2:
        return regular(4, std::numbers::pi / 4);
    case 3:
        return regular(3, std::numbers::pi);
    case 4:
        return cross();
    default:
        return regular(4, 0);
    }
}

QColor factColour(int sign, bool dark)
{
    static const std::array<QColor, kFactColours> kOnLight { QColor(0x0072b2), QColor(0xd55e00), QColor(0x009e73),
        QColor(0xcc79a7), QColor(0xe69f00), QColor(0x56b4e9), QColor(0x3d3d3d) };
    static const std::array<QColor, kFactColours> kOnDark { QColor(0x56b4e9), QColor(0xff8c42), QColor(0x2fd3a3),
        QColor(0xe9a3c9), QColor(0xf0e442), QColor(0x9fd6ff), QColor(0xd9d9d9) };
    return (dark ? kOnDark : kOnLight)[static_cast<size_t>(sign % kFactColours)];
}

} // namespace cortege::presentation
