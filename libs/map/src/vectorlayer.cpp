#include "vectorlayer.h"

#include "palette.h"
#include "symbols.h"
#include "vectornode.h"

#include <QtGui/QPainter>
#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGTexture>

#include <utility>

namespace cortege::map
{

void VectorLayer::setPrimitives(PrimitivesPtr primitives, bool dark)
{
    m_primitives = std::move(primitives);
    if (dark != m_dark)
        m_atlas = {};
    m_dark = dark;
    m_changed = true;
    update();
}

void VectorLayer::setFilter(const Filter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    update();
}

QSGNode *VectorLayer::updateScene(QSGNode *old)
{
    auto *node = static_cast<VectorNode *>(old);
    const Look look { pixelRatio(), m_dark };
    const bool otherAtlas = std::exchange(m_builtFor, look) != look;
    const bool changed = std::exchange(m_changed, false);
    if (!node || changed || otherAtlas) {
        std::shared_ptr<QSGTexture> atlas;
        if (node && !otherAtlas)
            atlas = node->atlas();
        // Some 20 ms each: a map begins with a dozen layers, and with nothing in them.
        if (!atlas && !m_primitives->symbols.empty())
            atlas.reset(window()->createTextureFromImage(symbolAtlas(pixelRatio(), m_dark)));
        delete node;
        node = new VectorNode(*m_primitives, std::move(atlas));
    }
    node->setState({ view(), m_filter, m_primitives->origin, static_cast<float>(pixelRatio()) });
    return node;
}

QPolygonF VectorLayer::onScreen(const std::vector<QPointF> &points) const
{
    QPolygonF polygon;
    polygon.reserve(std::ssize(points));
    for (const QPointF &point : points)
        polygon << onScreen(point);
    return polygon;
}

void VectorLayer::paint(QPainter &painter)
{
    for (const Area &area : m_primitives->areas) {
        painter.setOpacity(m_filter.alphaOf(area.tag));
        painter.setPen(Qt::NoPen);
        painter.setBrush(area.colour);
        painter.drawPolygon(onScreen(area.ring));
    }
    painter.setBrush(Qt::NoBrush);
    for (const bool casing : { true, false })
        for (const Line &line : m_primitives->lines)
            if (!casing || line.style.casing > 0)
                paintLine(painter, line, casing);
    if (!m_primitives->symbols.empty() && (m_atlas.isNull() || m_atlas.devicePixelRatio() != pixelRatio()))
        m_atlas = symbolAtlas(pixelRatio(), m_dark);
    for (const Symbol &symbol : m_primitives->symbols) {
        painter.setOpacity(m_filter.alphaOf(symbol.tag));
        const QRectF cell = symbolRect(symbol.shape);
        const QPointF corner = onScreen(symbol.at) + symbol.offset - QPointF(kSymbolCell, kSymbolCell) / 2;
        painter.drawImage(
            corner.toPoint(), m_atlas, QRectF(cell.topLeft() * pixelRatio(), cell.size() * pixelRatio()).toRect());
    }
}

void VectorLayer::paintLine(QPainter &painter, const Line &line, bool casing) const
{
    const float alpha = m_filter.alphaOf(line.tag);
    if (alpha == 0)
        return;
    const LineStyle &style = line.style;
    const qreal width = 2 * (style.halfWidth * lineFactor(view().zoom) + (casing ? style.casing : 0));
    QPen pen(casing ? style.casingColour : style.colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (style.dashed) {
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({ 8 / width, 6 / width });
    }
    painter.setOpacity(alpha);
    painter.setPen(pen);
    const QPolygonF polygon = onScreen(line.points);
    line.closed ? painter.drawPolygon(polygon) : painter.drawPolyline(polygon);
    if (style.arrows && !casing)
        paintArrows(painter, polygon, width / 2);
}

void VectorLayer::paintArrows(QPainter &painter, const QPolygonF &line, qreal halfWidth) const
{
    painter.setPen(QPen(casingColour(m_dark), 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    const double spacing = arrowSpacing(view().zoom) * view().pixelsPerWorld();
    double next = spacing / 2;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF segment(line[i - 1], line[i]);
        for (; next < segment.length(); next += spacing) {
            const QPointF tip = segment.pointAt(next / segment.length());
            const QPointF along = (segment.p2() - segment.p1()) / segment.length() * halfWidth;
            const QPointF across(-along.y(), along.x());
            painter.drawPolyline(QPolygonF { tip - along + across, tip, tip - along - across });
        }
        next -= segment.length();
    }
}

} // namespace cortege::map
