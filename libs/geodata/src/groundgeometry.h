#pragma once

#include <geodata/tilesource.h>

#include <QtCore/QPointF>
#include <QtCore/QRectF>
#include <QtGui/QPolygonF>

#include <vector>

namespace cortege::geodata
{

/// Web Mercator (EPSG:3857) with the whole world as the square 0 … 1, y southwards.
QPointF toMercator(GeoPoint point);
/// Width of the world in logical pixels.
double worldSide(int zoom);

/// A piece of a line and how far from the line's start it begins, so that dashes run on across tiles.
struct LinePiece {
    QPolygonF points;
    double start = 0;
};
/// The parts of a line inside `box`.
std::vector<LinePiece> clipLine(const QPolygonF &line, const QRectF &box);
/// The dashes of a piece. They depend on the distance from the line's start alone: QPen's own shift from tile to tile.
std::vector<QPolygonF> dashes(const LinePiece &piece, double dash, double gap);
/// The part of an area inside `box` (Sutherland–Hodgman: parts that fall apart stay joined along the box's edge).
QPolygonF clipArea(const QPolygonF &area, const QRectF &box);
/// Corners cut twice (Chaikin), for what has none in nature. The ends of a line stay.
QPolygonF smoothed(const QPolygonF &points, bool closed);
/// A centre of gravity; for areas of no extent, that of their box.
QPointF centroid(const QPolygonF &area);

} // namespace cortege::geodata
