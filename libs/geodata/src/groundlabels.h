#pragma once

#include "groundstyle.h"

#include <QtCore/QHash>
#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtCore/QString>
#include <QtGui/QPolygonF>

#include <optional>
#include <vector>

class QPainter;

namespace cortege::geodata
{

/// A feature with its points on the Mercator square (0 … 1).
struct GroundShapeOnMap {
    GroundFeature feature;
    QPolygonF points;
    QRectF box;
};

/// A run of text with its own place and turn. Positions are logical pixels of the whole world at the plan's zoom.
struct TextRun {
    QString text;
    QPointF origin; ///< left end of the base line
    double angle = 0; ///< degrees, clockwise
};
struct PlacedLabel {
    GroundKind kind;
    QString name;
    std::vector<TextRun> runs;
    std::optional<QPointF> dot;
    std::optional<QRectF> shield;
    QRectF bounds;
};

/// Where the labels of one zoom level stand. Made once for the whole ground, so that a label which crosses tiles is the
/// same on all of them, and none hides another.
class GroundLabels
{
public:
    GroundLabels(const std::vector<GroundShapeOnMap> &shapes, int zoom, GroundPalette palette);
    const std::vector<PlacedLabel> &all() const { return m_labels; }
    /// Those that may show in a rectangle of the world.
    std::vector<const PlacedLabel *> in(const QRectF &rectangle) const;

private:
    void place(const GroundShapeOnMap &shape);
    void placeAtPoint(const GroundShapeOnMap &shape, QPointF at, const LabelStyle &style);
    void placeAlongLine(const GroundShapeOnMap &shape, const LabelStyle &style);
    void placeShields(const GroundShapeOnMap &shape);
    bool take(PlacedLabel label, const std::vector<QRectF> &boxes);
    bool isFree(const QRectF &box) const;

    int m_zoom;
    GroundPalette m_palette;
    std::vector<PlacedLabel> m_labels;
    QHash<QPoint, std::vector<QRectF>> m_taken; ///< by cell of the occupancy grid
    QHash<QPoint, std::vector<size_t>> m_byCell;
};

/// Draws with the painter in logical pixels of the world.
void paintLabel(QPainter &painter, const PlacedLabel &label, int zoom, GroundPalette palette);

} // namespace cortege::geodata
