#include "ground.h"

#include "groundgeometry.h"
#include "images.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <utility>

// Outside every namespace, as Q_INIT_RESOURCE asks; static libraries do not register theirs by themselves.
static void initGroundResources() { Q_INIT_RESOURCE(ground); }

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kTile = 256; // logical pixels
constexpr int kFineness = 2; // image pixels in a logical one
constexpr double kMargin = 40; // logical pixels beyond the tile: wider than half the widest road and any halo
constexpr double kDash = 5;
constexpr double kDashGap = 3;
constexpr int kMinimumZoom = 9;
constexpr int kMaximumZoom = 19;

bool isSmooth(GroundKind kind)
{
    switch (kind) {
    case GroundKind::Built:
    case GroundKind::Massif:
    case GroundKind::Park:
    case GroundKind::Water:
    case GroundKind::River:
    case GroundKind::Rail:
    case GroundKind::Tunnel:
    case GroundKind::Motorway:
        return true;
    default:
        return false;
    }
}

GroundShapeOnMap onMap(const GroundFeature &feature)
{
    GroundShapeOnMap shape { feature, {}, {} };
    for (const GeoPoint point : feature.points)
        shape.points.append(toMercator(point));
    if (isSmooth(feature.kind))
        shape.points = smoothed(shape.points, shapeOf(feature.kind) == GroundShape::Area);
    shape.box = shape.points.boundingRect();
    return shape;
}

QPen penOf(const QColor &colour, double width, Qt::PenCapStyle cap)
{
    return { colour, width, Qt::SolidLine, cap, Qt::RoundJoin };
}

} // namespace

struct Ground::View {
    View(int level, QPoint corner)
        : zoom(level), side(worldSide(level)), origin(corner),
          box(-kMargin, -kMargin, kTile + 2 * kMargin, kTile + 2 * kMargin)
    {
    }
    bool shows(const GroundShapeOnMap &shape) const
    {
        // QRectF::intersects says no to boxes without width, which straight lines have.
        const QPointF low = shape.box.topLeft() * side - origin;
        const QPointF high = shape.box.bottomRight() * side - origin;
        return low.x() <= box.right() && high.x() >= box.left() && low.y() <= box.bottom() && high.y() >= box.top();
    }
    QPolygonF local(const QPolygonF &points) const
    {
        QPolygonF result;
        result.reserve(points.size());
        for (QPointF p : points)
            result.append(p * side - origin);
        return result;
    }

    int zoom;
    double side;
    QPointF origin;
    QRectF box;
};

Ground::Ground(const GroundData &data, GroundPalette palette) : m_palette(palette)
{
    for (const GroundFeature &feature : data.features)
        m_shapes.push_back(onMap(feature));
    std::ranges::stable_sort(m_shapes, {}, [](const GroundShapeOnMap &shape) { return shape.feature.kind; });
}

QImage Ground::paint(TileKey key) { return paint(key.zoom, QPoint(key.x, key.y) * kTile); }

QImage Ground::paint(int zoom, QPoint origin)
{
    QImage image(kTile * kFineness, kTile * kFineness, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(kFineness, kFineness);
    const View view(zoom, origin);
    paintAreas(painter, view);
    paintLines(painter, view);
    paintLabels(painter, view);
    painter.end();
    image.reinterpretAsFormat(QImage::Format_RGB32); // the sea left no pixel transparent
    return image;
}

const GroundLabels &Ground::labels(int zoom)
{
    const auto known = m_labels.find(zoom);
    return known != m_labels.end() ? known->second
                                   : m_labels.try_emplace(zoom, m_shapes, zoom, m_palette).first->second;
}

// Land first, then what is only drawn where there is land, then the sea below all of it.
void Ground::paintAreas(QPainter &painter, const View &view) const
{
    const auto fill = [&](auto wanted) {
        for (const GroundShapeOnMap &shape : m_shapes) {
            const GroundKind kind = shape.feature.kind;
            if (shapeOf(kind) != GroundShape::Area || !wanted(kind) || !view.shows(shape))
                continue;
            const AreaStyle style = areaStyle(kind, m_palette);
            if (view.zoom < style.fromZoom)
                continue;
            painter.setPen(Qt::NoPen);
            painter.setBrush(style.fill);
            painter.drawPolygon(clipArea(view.local(shape.points), view.box));
        }
    };
    fill([](GroundKind kind) { return kind == GroundKind::Land; });
    painter.setCompositionMode(QPainter::CompositionMode_SourceAtop);
    fill([](GroundKind kind) { return kind != GroundKind::Land && kind != GroundKind::Water; });
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOver);
    painter.fillRect(QRect(0, 0, kTile, kTile), seaColour(m_palette));
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    fill([](GroundKind kind) { return kind == GroundKind::Water; });
    paintShores(painter, view);
}

void Ground::paintShores(QPainter &painter, const View &view) const
{
    for (const GroundShapeOnMap &shape : m_shapes) {
        if ((shape.feature.kind != GroundKind::Land && shape.feature.kind != GroundKind::Water) || !view.shows(shape))
            continue;
        QPolygonF outline = view.local(shape.points);
        outline.append(outline.first());
        painter.setPen(penOf(shoreColour(m_palette), 1, Qt::FlatCap));
        for (const LinePiece &piece : clipLine(outline, view.box))
            painter.drawPolyline(piece.points);
    }
}

void Ground::paintLines(QPainter &painter, const View &view) const
{
    struct Stroke {
        bool road;
        LineStyle style;
        std::vector<LinePiece> pieces;
    };
    std::vector<Stroke> strokes;
    for (const GroundShapeOnMap &shape : m_shapes) {
        if (shapeOf(shape.feature.kind) != GroundShape::Line || !view.shows(shape))
            continue;
        if (const auto style = lineStyle(shape.feature, view.zoom, m_palette))
            strokes.push_back({ isRoad(shape.feature.kind), *style, clipLine(view.local(shape.points), view.box) });
    }
    const auto draw = [&painter](const Stroke &stroke, const QColor &colour, double width) {
        painter.setPen(penOf(colour, width, stroke.style.dashed ? Qt::FlatCap : Qt::RoundCap));
        for (const LinePiece &piece : stroke.pieces) {
            if (!stroke.style.dashed)
                painter.drawPolyline(piece.points);
            else
                std::ranges::for_each(
                    dashes(piece, kDash, kDashGap), [&](const QPolygonF &dash) { painter.drawPolyline(dash); });
        }
    };
    const auto roads = std::ranges::find_if(strokes, &Stroke::road);
    const auto drawAll = [&](auto from, auto to) {
        for (auto stroke = from; stroke != to; ++stroke) {
            if (stroke->style.casing.isValid())
                draw(*stroke, stroke->style.casing, stroke->style.width + 1.6);
        }
        for (auto stroke = from; stroke != to; ++stroke)
            draw(*stroke, stroke->style.fill, stroke->style.width);
    };
    // Casings of all roads first: crossings are open, whatever the classes.
    drawAll(strokes.begin(), roads);
    drawAll(roads, strokes.end());
}

void Ground::paintLabels(QPainter &painter, const View &view)
{
    painter.translate(-view.origin);
    for (const PlacedLabel *label : labels(view.zoom).in(QRectF(view.origin, QSizeF(kTile, kTile))))
        paintLabel(painter, *label, view.zoom, m_palette);
}

Result<GroundData> marseille()
{
    initGroundResources();
    QFile file(u":/ground/marseille.txt"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::NotFound, file.errorString());
    return readGround(file.readAll());
}

namespace
{

/// From the Joliette and the Réformés to the Vélodrome, where most demonstrations go.
constexpr GeoBox kCentre { { 5.345, 43.262 }, { 5.412, 43.318 } };

struct GroundTexts {
    Q_DECLARE_TR_FUNCTIONS(GroundTexts)
};

class SchematicGround final : public TileSource
{
public:
    SchematicGround(const GroundData &data, GroundPalette palette) : m_extent(data.extent), m_ground(data, palette) { }

    Result<QByteArray> tile(TileKey key) override
    {
        if (key.zoom < kMinimumZoom || key.zoom > kMaximumZoom)
            return fail(Failure::NotFound);
        return toPng(m_ground.paint(key));
    }
    int minimumZoom() const override { return kMinimumZoom; }
    int maximumZoom() const override { return kMaximumZoom; }
    std::optional<GeoBox> extent() const override { return m_extent; }
    std::optional<GeoBox> home() const override { return kCentre; }
    QString attribution() const override { return GroundTexts::tr("Fond schématique, recalé sur © OpenStreetMap"); }

private:
    GeoBox m_extent;
    Ground m_ground;
};

} // namespace

std::unique_ptr<TileSource> schematicGround(GroundPalette palette)
{
    const auto data = marseille();
    Q_ASSERT_X(data, "schematicGround", "the built-in ground data are read by the tests");
    return std::make_unique<SchematicGround>(*data, palette);
}

} // namespace cortege::geodata
