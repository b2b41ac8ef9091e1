#include "groundlabels.h"

#include "groundgeometry.h"

#include <QtCore/QLineF>
#include <QtCore/QStringList>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

constexpr double kCell = 128;
constexpr double kTile = 256;
constexpr double kHalo = 2.6;
constexpr double kPadding = 2;
constexpr double kDot = 2.6;
constexpr double kDotGap = 3;
constexpr int kLineLength = 15; // characters of a line beside a dot
constexpr int kCentredLineLength = 21;
constexpr double kRepeat = 260; // between two labels along the same street
constexpr double kShieldRepeat = 420;
constexpr double kSharpestBend = 22; // degrees between neighbouring letters
constexpr GroundKind kRanking[] = { GroundKind::City, GroundKind::Commune, GroundKind::Station, GroundKind::Landmark,
    GroundKind::Square, GroundKind::Sea, GroundKind::Island, GroundKind::District, GroundKind::Summit, GroundKind::Park,
    GroundKind::Water, GroundKind::Quarter, GroundKind::Port, GroundKind::Beach, GroundKind::Motorway,
    GroundKind::Primary, GroundKind::Secondary, GroundKind::Pedestrian, GroundKind::Street, GroundKind::Tunnel,
    GroundKind::River };

QStringList wrapped(const QString &name, int length)
{
    QStringList lines;
    for (const QString &word : name.split(u' ', Qt::SkipEmptyParts)) {
        if (!lines.isEmpty() && lines.last().size() + 1 + word.size() <= length)
            lines.last() += u' ' + word;
        else
            lines.append(word);
    }
    // "de" and "la" alone at the end of a line go down to their noun.
    for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
        const qsizetype blank = lines[i].lastIndexOf(u' ');
        if (blank > 0 && lines[i].size() - blank <= 3) {
            lines[i + 1].prepend(QStringView(lines[i]).sliced(blank + 1).toString() + u' ');
            lines[i].truncate(blank);
        }
    }
    return lines;
}

/// Lines of text one above the other, measured but not yet placed.
struct TextBlock {
    QStringList lines;
    std::vector<double> widths;
    double lineHeight;
    double ascent;
    QSizeF size;
};

TextBlock measured(const QString &name, const LabelStyle &style)
{
    const QFontMetricsF metrics(style.font);
    const int length = style.dot ? kLineLength : kCentredLineLength;
    TextBlock block { wrapped(style.capitals ? name.toUpper() : name, length), {}, metrics.height() * 0.92,
        metrics.ascent(), {} };
    double widest = 0;
    for (const QString &line : std::as_const(block.lines)) {
        block.widths.push_back(metrics.horizontalAdvance(line));
        widest = std::max(widest, block.widths.back());
    }
    block.size = { widest, block.lineHeight * static_cast<double>(block.lines.size()) };
    return block;
}

// `side`: -1 the lines end at the box's right, 0 they are centred, 1 they begin at its left.
std::vector<TextRun> runsIn(const QRectF &box, const TextBlock &block, int side)
{
    std::vector<TextRun> runs;
    double baseline = box.top() + block.ascent;
    for (size_t i = 0; i < block.widths.size(); ++i) {
        const double slack = box.width() - block.widths[i];
        const double indent = side > 0 ? 0 : side < 0 ? slack : slack / 2;
        runs.push_back({ block.lines[static_cast<qsizetype>(i)], { box.left() + indent, baseline }, 0 });
        baseline += block.lineHeight;
    }
    return runs;
}

struct Candidate {
    QRectF box;
    int side;
};

std::vector<Candidate> candidates(QPointF at, QSizeF size, bool beside)
{
    const auto box = [&](double x, double y) { return QRectF(at + QPointF(x, y), size); };
    const double w = size.width();
    const double h = size.height();
    const Candidate centred { box(-w / 2, -h / 2), 0 };
    if (!beside) {
        const double step = h * 0.7;
        return { centred, { box(-w / 2, -h / 2 - step), 0 }, { box(-w / 2, -h / 2 + step), 0 },
            { box(-w / 2 - w / 4, -h / 2), 0 }, { box(-w / 2 + w / 4, -h / 2), 0 } };
    }
    const double gap = kDot + kDotGap;
    return { { box(gap, -h / 2), 1 }, { box(-w - gap, -h / 2), -1 }, { box(-w / 2, -h - gap), 0 },
        { box(-w / 2, gap), 0 }, { box(gap, -h), 1 }, { box(gap, 0), 1 }, { box(-w - gap, -h), -1 },
        { box(-w - gap, 0), -1 } };
}

/// A line with the distances of its vertices from the start.
class Measure
{
public:
    explicit Measure(QPolygonF line) : m_line(std::move(line)) { measure(); }
    double length() const { return m_distances.back(); }
    QPointF at(double distance) const
    {
        const auto next = std::ranges::upper_bound(m_distances, distance);
        const auto i = std::clamp<qsizetype>(next - m_distances.begin() - 1, 0, m_line.size() - 2);
        const double whole = m_distances[static_cast<size_t>(i) + 1] - m_distances[static_cast<size_t>(i)];
        const double part = whole > 0 ? (distance - m_distances[static_cast<size_t>(i)]) / whole : 0;
        return m_line[i] + (m_line[i + 1] - m_line[i]) * part;
    }
    Measure reversed() const { return Measure(QPolygonF(m_line.rbegin(), m_line.rend())); }

private:
    void measure()
    {
        m_distances.push_back(0);
        for (qsizetype i = 1; i < m_line.size(); ++i)
            m_distances.push_back(m_distances.back() + QLineF(m_line[i - 1], m_line[i]).length());
    }
    QPolygonF m_line;
    std::vector<double> m_distances;
};

double turnBetween(double a, double b) { return std::abs(std::remainder(a - b, 360)); }
double clockwiseAngle(QPointF from, QPointF to)
{
    return std::atan2(to.y() - from.y(), to.x() - from.x()) * 180 / M_PI;
}

// One run a letter; nothing where the line bends too sharply for letters.
std::vector<TextRun> lettersAlong(const Measure &line, double start, const QString &name, const QFontMetricsF &metrics)
{
    std::vector<TextRun> runs;
    const double drop = (metrics.ascent() - metrics.descent()) / 2; // the line runs through the middle of the letters
    for (qsizetype i = 0; i < name.size(); ++i) {
        const double left = start + metrics.horizontalAdvance(name, static_cast<int>(i));
        const double right = start + metrics.horizontalAdvance(name, static_cast<int>(i) + 1);
        const QPointF a = line.at(left);
        const double angle = clockwiseAngle(a, line.at(std::max(right, left + 1)));
        if (!runs.empty() && turnBetween(angle, runs.back().angle) > kSharpestBend)
            return {};
        const double radians = angle * M_PI / 180;
        runs.push_back({ name.sliced(i, 1), a + QPointF(-std::sin(radians), std::cos(radians)) * drop, angle });
    }
    return runs;
}

// Letters that all lie the same way are one run again: the font's own spacing, and less to draw.
std::vector<TextRun> joined(std::vector<TextRun> letters, const QString &name)
{
    const auto &first = letters.front();
    if (std::ranges::any_of(letters, [&](const TextRun &l) { return turnBetween(l.angle, first.angle) > 0.5; }))
        return letters;
    return { { name, first.origin, first.angle } };
}

QRectF squareAround(QPointF centre, double side)
{
    return { centre.x() - side / 2, centre.y() - side / 2, side, side };
}

QRectF united(const std::vector<QRectF> &boxes)
{
    QRectF all;
    for (const QRectF &box : boxes)
        all |= box;
    return all;
}

template <class Visit>
void forCells(const QRectF &box, double side, Visit visit)
{
    for (int y = static_cast<int>(std::floor(box.top() / side)); y <= std::floor(box.bottom() / side); ++y) {
        for (int x = static_cast<int>(std::floor(box.left() / side)); x <= std::floor(box.right() / side); ++x)
            visit(QPoint(x, y));
    }
}

QPolygonF scaled(const QPolygonF &points, double factor)
{
    QPolygonF result;
    result.reserve(points.size());
    for (QPointF p : points)
        result.append(p * factor);
    return result;
}

// "16e": the letters stand raised and smaller.
void addRun(QPainterPath &path, const TextRun &run, const QFont &font, bool ordinal)
{
    if (!ordinal) {
        path.addText({ 0, 0 }, font, run.text);
        return;
    }
    const qsizetype digits = std::ranges::find_if(run.text, [](QChar c) { return !c.isDigit(); }) - run.text.begin();
    const QString number = run.text.first(digits);
    path.addText({ 0, 0 }, font, number);
    const QFontMetricsF metrics(font);
    QFont small = font;
    small.setPixelSize(font.pixelSize() * 6 / 10);
    path.addText(
        { metrics.horizontalAdvance(number) + 0.5, -metrics.capHeight() * 0.45 }, small, run.text.sliced(digits));
}

} // namespace

GroundLabels::GroundLabels(const std::vector<GroundShapeOnMap> &shapes, int zoom, GroundPalette palette)
    : m_zoom(zoom), m_palette(palette)
{
    for (const GroundKind kind : kRanking) {
        for (const GroundShapeOnMap &shape : shapes) {
            if (shape.feature.kind == kind)
                place(shape);
        }
    }
    for (size_t i = 0; i < m_labels.size(); ++i)
        forCells(m_labels[i].bounds, kTile, [&](QPoint cell) { m_byCell[cell].push_back(i); });
    m_taken.clear();
}

std::vector<const PlacedLabel *> GroundLabels::in(const QRectF &rectangle) const
{
    std::set<size_t> found; // in the order in which they were placed, wherever the rectangle begins
    forCells(rectangle, kTile, [&](QPoint cell) {
        const auto there = m_byCell.constFind(cell);
        if (there != m_byCell.cend())
            found.insert(there->begin(), there->end());
    });
    std::vector<const PlacedLabel *> labels;
    for (const size_t i : found) {
        if (m_labels[i].bounds.intersects(rectangle))
            labels.push_back(&m_labels[i]);
    }
    return labels;
}

void GroundLabels::place(const GroundShapeOnMap &shape)
{
    const GroundFeature &feature = shape.feature;
    if (!feature.reference.isEmpty() && m_zoom >= 11)
        placeShields(shape);
    const auto style = labelStyle(feature.kind, m_zoom, m_palette);
    const bool road = style && style->alongLine;
    if (!style || feature.name.isEmpty() || m_zoom > style->toZoom)
        return;
    if (m_zoom < (road ? style->fromZoom : feature.fromZoom.value_or(style->fromZoom)))
        return;
    if (road)
        return placeAlongLine(shape, *style);
    const QPointF at = shapeOf(feature.kind) == GroundShape::Point ? shape.points.first() : centroid(shape.points);
    placeAtPoint(shape, at * worldSide(m_zoom), *style);
}

void GroundLabels::placeAtPoint(const GroundShapeOnMap &shape, QPointF at, const LabelStyle &style)
{
    const TextBlock block = measured(shape.feature.name, style);
    for (const Candidate &candidate : candidates(at, block.size, style.dot)) {
        PlacedLabel label { shape.feature.kind, shape.feature.name, runsIn(candidate.box, block, candidate.side), {},
            {}, {} };
        std::vector<QRectF> boxes { candidate.box };
        if (style.dot) {
            label.dot = at;
            boxes.push_back(squareAround(at, 2 * kDot));
        }
        if (take(std::move(label), boxes))
            return;
    }
}

void GroundLabels::placeAlongLine(const GroundShapeOnMap &shape, const LabelStyle &style)
{
    const QString &name = shape.feature.name;
    const QFontMetricsF metrics(style.font);
    const double width = metrics.horizontalAdvance(name);
    const Measure forwards(scaled(shape.points, worldSide(m_zoom)));
    if (forwards.length() < width + 4)
        return;
    const Measure backwards = forwards.reversed();
    const int count = std::max(1, static_cast<int>(forwards.length() / (width + kRepeat)));
    const double stretch = forwards.length() / count;
    for (int i = 0; i < count; ++i) {
        for (const double shift : { 0.0, -0.12, 0.12, -0.24, 0.24, -0.36, 0.36 }) {
            const double start = stretch * (i + 0.5 + shift) - width / 2;
            if (start < 1 || start + width > forwards.length() - 1)
                continue;
            const bool leftwards = forwards.at(start).x() > forwards.at(start + width).x();
            const Measure &line = leftwards ? backwards : forwards;
            std::vector<TextRun> letters
                = lettersAlong(line, leftwards ? forwards.length() - start - width : start, name, metrics);
            if (letters.empty())
                continue;
            std::vector<QRectF> boxes;
            const double from = leftwards ? forwards.length() - start - width : start;
            const int steps = static_cast<int>(width / (metrics.height() / 2));
            for (int step = 0; step <= steps; ++step)
                boxes.push_back(squareAround(line.at(from + step * metrics.height() / 2), metrics.height()));
            if (take({ shape.feature.kind, name, joined(std::move(letters), name), {}, {}, {} }, boxes))
                break;
        }
    }
}

void GroundLabels::placeShields(const GroundShapeOnMap &shape)
{
    const QFontMetricsF metrics(shieldStyle(m_palette).font);
    const QSizeF size(metrics.horizontalAdvance(shape.feature.reference) + 7, metrics.height() + 1);
    const Measure line(scaled(shape.points, worldSide(m_zoom)));
    const int count = std::max(1, static_cast<int>(line.length() / kShieldRepeat));
    for (int i = 0; i < count; ++i) {
        for (const double shift : { 0.5, 0.35, 0.65, 0.2, 0.8 }) {
            const QPointF centre = line.at(line.length() / count * (i + shift));
            const QRectF box(centre - QPointF(size.width(), size.height()) / 2, size);
            const QPointF origin(box.left() + 3.5, box.top() + 0.5 + metrics.ascent());
            if (take({ shape.feature.kind, shape.feature.reference, { { shape.feature.reference, origin, 0 } }, {}, box,
                         {} },
                    { box }))
                break;
        }
    }
}

bool GroundLabels::take(PlacedLabel label, const std::vector<QRectF> &boxes)
{
    if (!std::ranges::all_of(boxes, [this](const QRectF &box) { return isFree(box); }))
        return false;
    for (const QRectF &box : boxes)
        forCells(box, kCell, [&](QPoint cell) { m_taken[cell].push_back(box); });
    label.bounds = united(boxes).adjusted(-kHalo, -kHalo, kHalo, kHalo);
    m_labels.push_back(std::move(label));
    return true;
}

bool GroundLabels::isFree(const QRectF &box) const
{
    const QRectF wide = box.adjusted(-kPadding, -kPadding, kPadding, kPadding);
    bool free = true;
    forCells(wide, kCell, [&](QPoint cell) {
        const auto taken = m_taken.constFind(cell);
        if (free && taken != m_taken.cend())
            free = std::ranges::none_of(*taken, [&](const QRectF &other) { return other.intersects(wide); });
    });
    return free;
}

void paintLabel(QPainter &painter, const PlacedLabel &label, int zoom, GroundPalette palette)
{
    if (label.shield) {
        const ShieldStyle style = shieldStyle(palette);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.fill);
        painter.drawRoundedRect(*label.shield, 2.5, 2.5);
        QPainterPath path;
        path.addText(label.runs.front().origin, style.font, label.runs.front().text);
        painter.fillPath(path, style.text);
        return;
    }
    const auto style = labelStyle(label.kind, zoom, palette);
    Q_ASSERT(style);
    if (label.dot) {
        painter.setPen(QPen(style->halo, 1.2));
        painter.setBrush(style->text);
        painter.drawEllipse(*label.dot, kDot, kDot);
    }
    for (const TextRun &run : label.runs) {
        QPainterPath path;
        addRun(path, run, style->font, label.kind == GroundKind::District);
        painter.save();
        painter.translate(run.origin);
        painter.rotate(run.angle);
        painter.strokePath(path, QPen(style->halo, kHalo, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(path, style->text);
        painter.restore();
    }
}

} // namespace cortege::geodata
