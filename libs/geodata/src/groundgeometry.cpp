#include "groundgeometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace cortege::geodata
{
namespace
{

struct Part {
    double from;
    double to;
};

// Liang–Barsky: which part (0 … 1) of the segment lies in the box.
std::optional<Part> insidePart(QPointF a, QPointF b, const QRectF &box)
{
    const QPointF d = b - a;
    Part part { 0, 1 };
    const auto cut = [&part](double p, double q) {
        if (p == 0)
            return q >= 0;
        const double t = q / p;
        if (p < 0)
            part.from = std::max(part.from, t);
        else
            part.to = std::min(part.to, t);
        return part.from <= part.to;
    };
    const bool inside = cut(-d.x(), a.x() - box.left()) && cut(d.x(), box.right() - a.x())
        && cut(-d.y(), a.y() - box.top()) && cut(d.y(), box.bottom() - a.y());
    return inside ? std::optional(part) : std::nullopt;
}

// What lies on the inner side of one edge of the box; `depth` is positive there.
template <class Depth>
QPolygonF clipToHalfPlane(const QPolygonF &area, Depth depth)
{
    QPolygonF kept;
    kept.reserve(area.size() + 8);
    for (qsizetype i = 0; i < area.size(); ++i) {
        const QPointF a = area[i];
        const QPointF b = area[(i + 1) % area.size()];
        const double da = depth(a);
        const double db = depth(b);
        if (da >= 0)
            kept.append(a);
        if ((da >= 0) != (db >= 0))
            kept.append(a + (b - a) * (da / (da - db)));
    }
    return kept;
}

} // namespace

QPointF toMercator(GeoPoint point)
{
    const double latitude = point.latitude * std::numbers::pi / 180;
    return { (point.longitude + 180) / 360, 0.5 - std::asinh(std::tan(latitude)) / (2 * std::numbers::pi) };
}

double worldSide(int zoom) { return std::ldexp(256.0, zoom); }

std::vector<LinePiece> clipLine(const QPolygonF &line, const QRectF &box)
{
    std::vector<LinePiece> pieces;
    double distance = 0;
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        const QPointF a = line[i];
        const QPointF b = line[i + 1];
        const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
        if (const auto part = insidePart(a, b, box)) {
            const QPointF from = a + (b - a) * part->from;
            if (pieces.empty() || pieces.back().points.last() != from)
                pieces.push_back({ QPolygonF { from }, distance + length * part->from });
            pieces.back().points.append(part->to == 1 ? b : a + (b - a) * part->to);
        }
        distance += length;
    }
    return pieces;
}

std::vector<QPolygonF> dashes(const LinePiece &piece, double dash, double gap)
{
    const double period = dash + gap;
    std::vector<QPolygonF> result;
    double distance = piece.start;
    double resultEnd = -1; // where the last dash was left, to go on round a bend
    for (qsizetype i = 0; i + 1 < piece.points.size(); ++i) {
        const QPointF a = piece.points[i];
        const QPointF b = piece.points[i + 1];
        const double length = std::hypot(b.x() - a.x(), b.y() - a.y());
        const double end = distance + length;
        for (double n = std::floor(distance / period); length > 0 && n * period < end; ++n) {
            const double from = std::max(n * period, distance);
            const double to = std::min(n * period + dash, end);
            if (from >= to)
                continue;
            if (from != resultEnd || from == n * period)
                result.push_back({ a + (b - a) * ((from - distance) / length) });
            result.back().append(a + (b - a) * ((to - distance) / length));
            resultEnd = to;
        }
        distance = end;
    }
    return result;
}

QPolygonF clipArea(const QPolygonF &area, const QRectF &box)
{
    QPolygonF kept = clipToHalfPlane(area, [&](QPointF p) { return p.x() - box.left(); });
    kept = clipToHalfPlane(kept, [&](QPointF p) { return box.right() - p.x(); });
    kept = clipToHalfPlane(kept, [&](QPointF p) { return p.y() - box.top(); });
    return clipToHalfPlane(kept, [&](QPointF p) { return box.bottom() - p.y(); });
}

QPolygonF smoothed(const QPolygonF &points, bool closed)
{
    QPolygonF line = points;
    for (int round = 0; round < 2; ++round) {
        QPolygonF cut;
        cut.reserve(2 * line.size());
        if (!closed)
            cut.append(line.first());
        const qsizetype corners = closed ? line.size() : line.size() - 1;
        for (qsizetype i = 0; i < corners; ++i) {
            const QPointF a = line[i];
            const QPointF b = line[(i + 1) % line.size()];
            cut.append(a * 0.75 + b * 0.25);
            cut.append(a * 0.25 + b * 0.75);
        }
        if (!closed)
            cut.append(line.last());
        line = std::move(cut);
    }
    return line;
}

QPointF centroid(const QPolygonF &area)
{
    const QPointF origin = area.boundingRect().center(); // near the points, to keep the sums exact
    double doubled = 0;
    QPointF sum;
    for (qsizetype i = 0; i < area.size(); ++i) {
        const QPointF a = area[i] - origin;
        const QPointF b = area[(i + 1) % area.size()] - origin;
        const double cross = a.x() * b.y() - b.x() * a.y();
        doubled += cross;
        sum += (a + b) * cross;
    }
    return doubled == 0 ? origin : origin + sum / (3 * doubled);
}

} // namespace cortege::geodata
