#include <ground.h>
#include <groundgeometry.h>

#include <catch2/catch_test_macros.hpp>
#include <rapidcheck.h>

#include <QtCore/QSet>
#include <QtGui/QColor>
#include <QtGui/QImage>
#include <QtGui/QPainter>

#include <cmath>
#include <cstdlib>
#include <vector>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kTile = 256;

GroundData data()
{
    auto read = marseille();
    if (!read)
        FAIL(read.error().detail.toStdString());
    return *std::move(read);
}

QPointF worldPixel(GeoPoint point, int zoom) { return toMercator(point) * worldSide(zoom); }

TileKey tileAt(GeoPoint point, int zoom)
{
    const QPointF pixel = worldPixel(point, zoom) / kTile;
    return { zoom, static_cast<int>(pixel.x()), static_cast<int>(pixel.y()) };
}

QColor colourAt(Ground &ground, GeoPoint point, int zoom)
{
    const TileKey key = tileAt(point, zoom);
    const QPointF inTile = (worldPixel(point, zoom) - QPointF(key.x, key.y) * kTile) * 2;
    return ground.paint(key).pixelColor(inTile.toPoint());
}

GeoPoint between(GeoPoint a, GeoPoint b, double part)
{
    return { std::lerp(a.longitude, b.longitude, part), std::lerp(a.latitude, b.latitude, part) };
}

int difference(QRgb a, QRgb b)
{
    return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) + std::abs(qBlue(a) - qBlue(b));
}

} // namespace

TEST_CASE("sea, basins and islands are where they are")
{
    Ground ground(data(), GroundPalette::Light);
    const QColor sea = seaColour(GroundPalette::Light);
    const auto wet = [&](GeoPoint point, int zoom = 15) { return colourAt(ground, point, zoom) == sea; };
    CHECK(wet({ 5.3680, 43.2941 })); // Vieux-Port
    CHECK(wet({ 5.3605, 43.3060 })); // Bassin de la Joliette
    CHECK(wet({ 5.3500, 43.3100 })); // off the Digue du Large
    CHECK(wet({ 5.3500, 43.2620 })); // Prado bay
    CHECK(wet({ 5.3290, 43.2880 })); // between If and Endoume
    CHECK(wet({ 5.2000, 43.1500 }, 9));
    CHECK(wet({ 5.1200, 43.4700 }, 11)); // Étang de Berre
    CHECK_FALSE(wet({ 5.3699, 43.2966 })); // Hôtel de Ville
    CHECK_FALSE(wet({ 5.3711, 43.2835 })); // Notre-Dame de la Garde
    CHECK_FALSE(wet({ 5.3140, 43.2830 })); // Ratonneau
    CHECK_FALSE(wet({ 5.2960, 43.2690 })); // Pomègues
    CHECK_FALSE(wet({ 5.3850, 43.1765 })); // Riou
    CHECK_FALSE(wet({ 5.4000, 43.3800 }, 9));
}

TEST_CASE("the main axes are drawn as roads")
{
    Ground ground(data(), GroundPalette::Light);
    const auto share = [&](GeoPoint a, GeoPoint b, GroundKind kind) {
        const GroundFeature road { kind, {}, {}, {}, {} };
        const QColor fill = lineStyle(road, 17, GroundPalette::Light)->fill;
        int found = 0;
        for (int i = 1; i < 20; ++i)
            found += colourAt(ground, between(a, b, i / 20.0), 17) == fill;
        return found; // of 19; names stand on the rest
    };
    CHECK(share({ 5.3776, 43.2965 }, { 5.3810, 43.2976 }, GroundKind::Primary) > 9); // La Canebière
    CHECK(share({ 5.3857, 43.2819 }, { 5.3875, 43.2787 }, GroundKind::Primary) > 9); // Avenue du Prado
    CHECK(share({ 5.3718, 43.2991 }, { 5.3694, 43.3019 }, GroundKind::Primary) > 9); // Rue de la République
    CHECK(share({ 5.3783, 43.2899 }, { 5.3805, 43.2846 }, GroundKind::Secondary) > 9); // Rue Paradis
}

TEST_CASE("a tile is the same whenever and by whomever it is drawn")
{
    Ground one(data(), GroundPalette::Light);
    Ground other(data(), GroundPalette::Light);
    for (const int zoom : { 9, 12, 15, 19 }) {
        const TileKey key = tileAt({ 5.3742, 43.2953 }, zoom);
        other.paint({ key.zoom, key.x + 1, key.y });
        CHECK(one.paint(key) == other.paint(key));
    }
    Ground night(data(), GroundPalette::Dark);
    CHECK(night.paint(tileAt({ 5.3742, 43.2953 }, 15)) != one.paint(tileAt({ 5.3742, 43.2953 }, 15)));
}

TEST_CASE("tiles join without a seam: any square of the map is made of their parts")
{
    Ground ground(data(), GroundPalette::Light);
    for (const int zoom : { 11, 13, 15, 16, 17 }) {
        const TileKey key = tileAt({ 5.3780, 43.2960 }, zoom);
        const QPoint half(kTile / 2, kTile / 2);
        const QImage across = ground.paint(zoom, QPoint(key.x, key.y) * kTile + half);
        QImage joined(across.size(), across.format());
        QPainter painter(&joined);
        for (int y = 0; y < 2; ++y) {
            for (int x = 0; x < 2; ++x)
                painter.drawImage((QPoint(x, y) * kTile - half) * 2, ground.paint({ zoom, key.x + x, key.y + y }));
        }
        painter.end();
        int different = 0; // more than the rounding of coordinates makes of a pixel's edge
        for (int y = 0; y < across.height(); ++y) {
            for (int x = 0; x < across.width(); ++x)
                different += difference(across.pixel(x, y), joined.pixel(x, y)) > 24;
        }
        INFO("zoom " << zoom);
        CHECK(different == 0);
    }
}

TEST_CASE("every place has its name at zoom 16, and names leave room for each other")
{
    const GroundData ground = data();
    Ground painter(ground, GroundPalette::Light);
    QSet<QString> named;
    for (const PlacedLabel &label : painter.labels(16).all())
        named.insert(label.name);
    for (const GroundFeature &feature : ground.features) {
        const bool lowZoomOnly = feature.kind == GroundKind::City || feature.kind == GroundKind::District;
        if (shapeOf(feature.kind) == GroundShape::Point && !lowZoomOnly) {
            INFO(feature.name.toStdString());
            CHECK(named.contains(feature.name));
        }
    }
    for (const auto &name : { u"Vieux-Port"_s, u"Préfecture"_s, u"Castellane"_s, u"Rond-Point du Prado"_s,
             u"Porte d’Aix"_s, u"Place de la Joliette"_s, u"Réformés"_s, u"Stade Vélodrome"_s, u"Marché aux Puces"_s,
             u"MIN des Arnavaux"_s, u"Hôtel de Ville"_s, u"Notre-Dame de la Garde"_s, u"Hôpital de la Timone"_s,
             u"Cours Julien"_s, u"Bougainville"_s, u"Mucem"_s, u"Parc Chanot"_s, u"Plages du Prado"_s,
             u"La Canebière"_s, u"Rue Saint-Ferréol"_s, u"A 7"_s }) {
        INFO(name.toStdString());
        CHECK(named.contains(name));
    }
    const auto &labels = painter.labels(14).all();
    for (size_t i = 0; i < labels.size(); ++i) {
        for (size_t j = i + 1; j < labels.size(); ++j) {
            const bool upright = labels[i].runs.front().angle == 0 && labels[j].runs.front().angle == 0;
            const double halo = 2.6;
            const auto core = [&](const PlacedLabel &l) { return l.bounds.adjusted(halo, halo, -halo, -halo); };
            if (upright && !labels[i].dot && !labels[j].dot && core(labels[i]).intersects(core(labels[j])))
                FAIL((labels[i].name + u" hides "_s + labels[j].name).toStdString());
        }
    }
}

TEST_CASE("coast and limits cut the city in sixteen")
{
    const GroundData ground = data();
    constexpr int kZoom = 13;
    const QPointF origin = worldPixel({ 5.25, 43.41 }, kZoom);
    const QPointF end = worldPixel({ 5.56, 43.17 }, kZoom);
    QImage cells((end - origin).toPoint().x(), (end - origin).toPoint().y(), QImage::Format_RGB32);
    cells.fill(Qt::white);
    QPainter painter(&cells);
    painter.translate(-origin);
    painter.setPen(QPen(Qt::black, 3, Qt::SolidLine, Qt::RoundCap));
    std::vector<QPoint> numbers;
    for (const GroundFeature &feature : ground.features) {
        QPolygonF line;
        for (const GeoPoint point : feature.points)
            line.append(worldPixel(point, kZoom));
        if (feature.kind == GroundKind::Land)
            painter.drawPolygon(line);
        if (feature.kind == GroundKind::DistrictLimit || feature.kind == GroundKind::CommuneLimit)
            painter.drawPolyline(line);
        if (feature.kind == GroundKind::District)
            numbers.push_back((line.first() - origin).toPoint());
    }
    painter.end();
    REQUIRE(numbers.size() == 16);
    // Each number fills its own cell; a cell that was filled before, or runs out to the edge, is not closed.
    for (size_t i = 0; i < numbers.size(); ++i) {
        INFO("number " << i + 1);
        REQUIRE(cells.pixelColor(numbers[i]) == QColor(Qt::white));
        std::vector<QPoint> open { numbers[i] };
        bool closed = true;
        while (!open.empty()) {
            const QPoint at = open.back();
            open.pop_back();
            if (!cells.rect().contains(at)) {
                closed = false;
                break;
            }
            if (cells.pixelColor(at) != QColor(Qt::white))
                continue;
            cells.setPixelColor(at, Qt::red);
            for (const QPoint step : { QPoint(1, 0), QPoint(-1, 0), QPoint(0, 1), QPoint(0, -1) })
                open.push_back(at + step);
        }
        CHECK(closed);
    }
}

TEST_CASE("the schematic ground says what it is and what it covers")
{
    const auto source = schematicGround();
    CHECK(source->attribution().contains(u"schématique"_s));
    CHECK(source->minimumZoom() == 9);
    CHECK(source->maximumZoom() == 19);
    const auto extent = source->extent();
    REQUIRE(extent);
    for (const GeoPoint inside :
        { GeoPoint { 5.3742, 43.2953 }, GeoPoint { 5.312, 43.364 }, GeoPoint { 5.514, 43.303 } }) {
        CHECK(inside.longitude > extent->southWest.longitude);
        CHECK(inside.longitude < extent->northEast.longitude);
        CHECK(inside.latitude > extent->southWest.latitude);
        CHECK(inside.latitude < extent->northEast.latitude);
    }
    CHECK(source->tile({ 8, 0, 0 }).error().kind == Failure::NotFound);
    CHECK(source->tile({ 20, 0, 0 }).error().kind == Failure::NotFound);
    CHECK(QImage::fromData(*source->tile({ 9, 0, 0 })).size() == QSize(512, 512));
}

TEST_CASE("ground data are refused with the line")
{
    const auto refusal = [](const char *text) {
        const auto read = readGround(text);
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == Failure::InvalidInput);
        return read.error().detail;
    };
    CHECK(refusal("").contains(u"extent"_s));
    CHECK(refusal("extent: 5 43, 6 44\nswamp: Marais\n  5 43\n").startsWith(u"line 2"_s));
    CHECK(refusal("extent: 5 43, 6 44\nland: A\n  5 43, 6 43\nland: B\n  5 43, 6 43, 6 44\n").startsWith(u"line 4"_s));
    CHECK(refusal("extent: 5 43, 6 44\nland: A\n  5 43, 6 x\n").startsWith(u"line 3"_s));
    CHECK(refusal("extent: 5 43, 6 44\nland: A\n  5 43, 6 89\n").startsWith(u"line 3"_s));
    CHECK(refusal("extent: 6 43, 5 44\n").startsWith(u"line 1"_s));
    CHECK(refusal("extent: 5 43, 6 44\nquarter:\n  5 43\n").contains(u"no name"_s));
    CHECK(refusal("extent: 5 43, 6 44\nquarter: A; from x\n  5 43\n").startsWith(u"line 2"_s));
    CHECK(refusal("extent: 5 43, 6 44\nrail:\n  5 nan, 6 inf\n").startsWith(u"line 3"_s));
    const auto read = readGround("extent: 5 43, 6 44\n# c\nmotorway: Nord; ref A 7; from 8\n  5 43,\n  6 44\n");
    REQUIRE(read);
    CHECK(read->features.front().reference == u"A 7"_s);
    CHECK(read->features.front().fromZoom == 8);
    CHECK(read->features.front().points == std::vector<GeoPoint> { { 5, 43 }, { 6, 44 } });
}

TEST_CASE("clipping keeps what is inside and nothing else")
{
    const auto point = [] { return QPointF(*rc::gen::inRange(-100, 100), *rc::gen::inRange(-100, 100)); };
    const QRectF box(-30, -20, 70, 50);
    CHECK(rc::check("lines", [&] {
        const QPolygonF line { point(), point(), point(), point() };
        double clipped = 0;
        for (const LinePiece &piece : clipLine(line, box)) {
            for (qsizetype i = 0; i + 1 < piece.points.size(); ++i)
                clipped += QLineF(piece.points[i], piece.points[i + 1]).length();
            for (const QPointF p : piece.points)
                RC_ASSERT(box.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(p));
        }
        double inside = 0; // by small steps
        constexpr int kSteps = 4000;
        for (qsizetype i = 0; i + 1 < line.size(); ++i) {
            for (int s = 0; s < kSteps; ++s)
                inside += box.contains(line[i] + (line[i + 1] - line[i]) * ((s + 0.5) / kSteps))
                    ? QLineF(line[i], line[i + 1]).length() / kSteps
                    : 0;
        }
        RC_ASSERT(std::abs(inside - clipped) < 0.5);
    }));
    CHECK(rc::check("areas", [&] {
        const QPolygonF area { point(), point(), point() };
        const QPolygonF clipped = clipArea(area, box);
        for (int i = 0; i < 50; ++i) {
            const QPointF p = point() + QPointF(0.37, 0.21); // off the edges of both
            RC_ASSERT(clipped.containsPoint(p, Qt::OddEvenFill)
                == (area.containsPoint(p, Qt::OddEvenFill) && box.contains(p)));
        }
    }));
}
