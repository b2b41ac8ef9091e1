#include "symbols.h"

#include "palette.h"

#include <presentation/factsigns.h>

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <cmath>
#include <numbers>

namespace cortege::map
{
namespace
{

constexpr int kAtlasColumns = 8;
constexpr int kAtlasRows = (kSymbolCount + kAtlasColumns - 1) / kAtlasColumns;
constexpr qreal kBorder = 2;
constexpr int kFigureWidth = 7; ///< of a bold figure of 12 pixels
constexpr int kPointWidth = 4;

int number(SymbolShape shape) { return static_cast<int>(shape); }

/// Shapes of resources/icons, about (0, 0).
QPainterPath square()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(-9, -9, 18, 18), 3, 3);
    return path;
}

QPainterPath polygon(std::initializer_list<QPointF> corners)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(corners)));
    path.closeSubpath();
    return path;
}

QPainterPath diamond() { return polygon({ { 0, -12 }, { 12, 0 }, { 0, 12 }, { -12, 0 } }); }

QPainterPath star()
{
    QPolygonF corners;
    for (int i = 0; i < 10; ++i) {
        const double radius = i % 2 == 0 ? 13 : 6.2;
        const double angle = i * std::numbers::pi / 5 - std::numbers::pi / 2;
        corners << QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
}

QPainterPath disc(qreal radius)
{
    QPainterPath path;
    path.addEllipse(QPointF(), radius, radius);
    return path;
}

QPainterPath silhouetteOf(EventKind kind)
{
    switch (kind) {
    case EventKind::MovingDemonstration:
        return disc(11);
    case EventKind::StaticDemonstration:
        return square();
    case EventKind::PlannedOperation:
        return diamond();
    case EventKind::OfficialVisit:
        return star();
    }
    return {};
}

QPainterPath arrow() // the head of the marching line
{
    QPainterPath path(QPointF(-5, 5));
    path.lineTo(4.6, -4.6);
    path.moveTo(-2.2, -4.8);
    path.lineTo(4.8, -4.8);
    path.lineTo(4.8, 2.2);
    return path;
}

struct Brush {
    QPainter &painter;
    QColor casing;

    void outlined(const QPainterPath &path, const QColor &fill, qreal border)
    {
        shadow(path, border);
        painter.strokePath(path, QPen(casing, 2 * border, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(path, fill);
    }
    void shadow(const QPainterPath &path, qreal border)
    {
        for (int spread = 3; spread >= 1; --spread)
            painter.strokePath(path.translated(0, 1),
                QPen(QColor(0, 0, 0, 26), 2 * (border + spread * 0.7), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    void stroked(const QPainterPath &path, const QColor &colour, qreal width)
    {
        painter.strokePath(path, QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
};

void drawEvent(Brush &brush, EventKind kind, bool cancelled, bool dark)
{
    const QColor colour = cancelled ? cancelledColour(dark) : colourOf(kind, dark);
    brush.outlined(silhouetteOf(kind), colour, kBorder);
    if (cancelled) {
        QPainterPath crossed(QPointF(-4, -4));
        crossed.lineTo(4, 4);
        crossed.moveTo(4, -4);
        crossed.lineTo(-4, 4);
        brush.stroked(crossed, brush.casing, 2.2);
    } else if (kind == EventKind::MovingDemonstration) {
        brush.stroked(arrow(), brush.casing, 2.4);
    }
}

void drawSelected(Brush &brush, EventKind kind, bool dark)
{
    brush.painter.scale(1.15, 1.15);
    brush.shadow(silhouetteOf(kind), kBorder + 2);
    brush.stroked(silhouetteOf(kind), haloColour(dark), 2 * (kBorder + 2));
    brush.stroked(silhouetteOf(kind), brush.casing, 2 * kBorder);
    drawEvent(brush, kind, false, dark);
}

void drawNearby(Brush &brush, EventKind kind, bool dark)
{
    const QPainterPath silhouette = silhouetteOf(kind);
    for (const auto &[colour, rings] :
        { std::pair(nearbyColour(dark), 3.0F), std::pair(brush.casing, 2.0F), std::pair(nearbyColour(dark), 1.0F) })
        brush.stroked(silhouette, colour, 2 * (kBorder + rings * kNearbyRing));
    drawEvent(brush, kind, false, dark);
}

void drawVertex(Brush &brush, SymbolShape shape, bool dark)
{
    const QColor ink = labelColour(dark);
    switch (shape) {
    case SymbolShape::VertexHovered:
        brush.outlined(disc(9), ink, 0);
        brush.painter.fillPath(disc(6), brush.casing);
        return;
    case SymbolShape::VertexCurrent:
        brush.outlined(disc(9), brush.casing, 0);
        brush.painter.fillPath(disc(8), ink);
        brush.painter.fillPath(disc(3), brush.casing);
        return;
    case SymbolShape::VertexGhost: {
        brush.painter.setOpacity(0.75);
        brush.outlined(disc(7), ink, 0);
        brush.painter.fillPath(disc(5), brush.casing);
        QPainterPath plus(QPointF(-3, 0));
        plus.lineTo(3, 0);
        plus.moveTo(0, -3);
        plus.lineTo(0, 3);
        brush.stroked(plus, ink, 1.6);
        return;
    }
    default:
        brush.outlined(disc(7), ink, 0);
        brush.painter.fillPath(disc(4.5), brush.casing);
    }
}

void drawCrosshair(Brush &brush, bool dark)
{
    QPainterPath path;
    for (const QPointF &direction : { QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1) }) {
        path.moveTo(direction * 4);
        path.lineTo(direction * 18);
    }
    brush.stroked(path, brush.casing, 5);
    brush.stroked(path, labelColour(dark), 2);
}

void drawText(Brush &brush, const QString &text)
{
    QFont font;
    font.setPixelSize(text.size() < 2 ? 14 : 12);
    font.setBold(true);
    brush.painter.setFont(font);
    brush.painter.setPen(brush.casing);
    brush.painter.drawText(QRectF(-11, -11, 22, 22), Qt::AlignCenter, text);
}

/// The last picture stands for all addresses that are too many to be numbered.
void drawNumber(Brush &brush, int value, bool dark)
{
    brush.outlined(disc(11), labelColour(dark), kBorder);
    drawText(brush, value < kNumberedMarkers ? QString::number(value) : QStringLiteral("…"));
}

void drawLetter(Brush &brush, int place, bool dark)
{
    brush.outlined(square(), analysisColour(dark), kBorder);
    drawText(brush, place < kLetteredMarkers - 1 ? QString(QChar(u'A' + place)) : QStringLiteral("…"));
}

void drawColumnEnd(Brush &brush, bool head, bool dark)
{
    if (!head)
        return brush.outlined(disc(6), columnColour(dark), kBorder);
    brush.outlined(disc(12), columnColour(dark), kBorder);
    brush.stroked(arrow(), brush.casing, 2.8);
}

void drawFact(Brush &brush, int sign, bool dark)
{
    brush.outlined(presentation::factShape(sign), presentation::factColour(sign, dark), kBorder / 2);
}

void drawPlate(Brush &brush, int size, bool dark)
{
    const qreal half = (size + 1) * kFigureWidth / 2.0 + 5;
    QPainterPath path;
    path.addRoundedRect(QRectF(-half, -9, 2 * half, 18), 5, 5);
    brush.outlined(path, plateColour(dark), kBorder / 2);
}

void drawGlyph(Brush &brush, QChar letter)
{
    QFont font;
    font.setPixelSize(12);
    font.setBold(true);
    brush.painter.setFont(font);
    brush.painter.setPen(brush.casing);
    brush.painter.drawText(QRectF(-11, -11, 22, 22), Qt::AlignCenter, letter);
}

void draw(Brush &brush, SymbolShape shape, bool dark)
{
    const auto kind = static_cast<EventKind>(number(shape) % kCancelledBit);
    if (shape < SymbolShape::MovingCancelled)
        return drawEvent(brush, kind, false, dark);
    if (shape < SymbolShape::MovingSelected)
        return drawEvent(brush, kind, true, dark);
    if (shape < SymbolShape::MovingNearby)
        return drawSelected(brush, kind, dark);
    if (shape < SymbolShape::Vertex)
        return drawNearby(brush, kind, dark);
    if (shape < SymbolShape::Crosshair)
        return drawVertex(brush, shape, dark);
    if (shape == SymbolShape::Crosshair)
        return drawCrosshair(brush, dark);
    if (shape < SymbolShape::FirstNumber)
        return drawColumnEnd(brush, shape == SymbolShape::Head, dark);
    if (shape < SymbolShape::FirstLetter)
        return drawNumber(brush, number(shape) - number(SymbolShape::FirstNumber) + 1, dark);
    if (shape < SymbolShape::FirstFact)
        return drawLetter(brush, number(shape) - number(SymbolShape::FirstLetter), dark);
    if (shape < SymbolShape::FirstPlate)
        return drawFact(brush, number(shape) - number(SymbolShape::FirstFact), dark);
    if (shape < SymbolShape::FirstGlyph)
        return drawPlate(brush, number(shape) - number(SymbolShape::FirstPlate), dark);
    drawGlyph(brush, kGlyphs[number(shape) - number(SymbolShape::FirstGlyph)]);
}

} // namespace

SymbolShape glyphOf(QChar letter)
{
    const qsizetype place = kGlyphs.indexOf(letter);
    Q_ASSERT(place >= 0);
    return static_cast<SymbolShape>(number(SymbolShape::FirstGlyph) + static_cast<int>(place));
}

int glyphWidth(QChar letter) { return letter == u',' || letter == u'.' ? kPointWidth : kFigureWidth; }

QSizeF symbolAtlasSize() { return { kAtlasColumns * kSymbolCell, kAtlasRows * kSymbolCell }; }

QRectF symbolRect(SymbolShape shape)
{
    const int place = number(shape);
    const int column = place % kAtlasColumns;
    const int row = place / kAtlasColumns;
    return { QPointF(column, row) * kSymbolCell, QSizeF(kSymbolCell, kSymbolCell) };
}

QImage symbolAtlas(qreal devicePixelRatio, bool dark)
{
    QImage atlas((symbolAtlasSize() * devicePixelRatio).toSize(), QImage::Format_ARGB32_Premultiplied);
    atlas.setDevicePixelRatio(devicePixelRatio);
    atlas.fill(Qt::transparent);
    QPainter painter(&atlas);
    painter.setRenderHint(QPainter::Antialiasing);
    Brush brush { painter, casingColour(dark) };
    for (int place = 0; place < kSymbolCount; ++place) {
        const auto shape = static_cast<SymbolShape>(place);
        painter.save();
        painter.translate(symbolRect(shape).center());
        draw(brush, shape, dark);
        painter.restore();
    }
    return atlas;
}

} // namespace cortege::map
