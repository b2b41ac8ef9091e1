#include <exchange/drawings.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>

#include <support/vectorfiles.h>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{

class Folder
{
public:
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

const QByteArray kGpx = R"(<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="43.1" lon="5.1"><name>Point</name></wpt>
<rte><name>Aller</name><rtept lat="43.2965" lon="5.3698"/><rtept lat="43.2975" lon="5.3798"/></rte>
<trk><name>Trace « été »</name>
<trkseg><trkpt lat="43.29" lon="5.36"><ele>12</ele></trkpt><trkpt lat="43.30" lon="5.37"><ele>14</ele></trkpt></trkseg>
<trkseg><trkpt lat="43.31" lon="5.38"/><trkpt lat="43.32" lon="5.39"/></trkseg></trk>
</gpx>)";
const QByteArray kKml = R"(<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Esplanade</name><Polygon><outerBoundaryIs><LinearRing>
<coordinates>5.36,43.29,0 5.37,43.29,0 5.37,43.30,0 5.36,43.29,0</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>)";

} // namespace

TEST_CASE("a GPX has its routes and the segments of its tracks")
{
    const Folder folder;
    const auto drawings = readDrawings(folder.write(u"sortie.gpx"_s, kGpx))->drawings;
    REQUIRE(drawings.size() == 3);
    CHECK(drawings[0] == Drawing { u"Aller"_s, { { 5.3698, 43.2965 }, { 5.3798, 43.2975 } }, false });
    CHECK(drawings[1].name == u"Trace « été »");
    CHECK(drawings[2].points == std::vector<GeoPoint> { { 5.38, 43.31 }, { 5.39, 43.32 } });
}

TEST_CASE("a KML's surface is closed and does not repeat its first point")
{
    const Folder folder;
    const auto drawings = readDrawings(folder.write(u"place.kml"_s, kKml))->drawings;
    REQUIRE(drawings.size() == 1);
    CHECK(drawings[0] == Drawing { u"Esplanade"_s, { { 5.36, 43.29 }, { 5.37, 43.29 }, { 5.37, 43.30 } }, true });
}

TEST_CASE("a surface of two corners is none")
{
    const Folder folder;
    const auto file = folder.write(
        u"trait.geojson"_s, R"({"type":"Polygon","coordinates":[[[5.36,43.29],[5.37,43.30],[5.36,43.29]]]})");
    CHECK(readDrawings(file)->drawings.empty());
}

TEST_CASE("a file that names an address of the network is read without asking there, and leaves nothing beside it")
{
    const Folder folder;
    QTcpServer network;
    REQUIRE(network.listen(QHostAddress::LocalHost));
    qputenv("GDAL_HTTP_TIMEOUT", "2"); // for the day when it asks all the same
    const QByteArray address = "http://127.0.0.1:" + QByteArray::number(network.serverPort()) + "/x";
    (void)readDrawings(folder.write(u"lien.geojson"_s,
        R"({"type":"FeatureCollection","crs":{"type":"link","properties":{"href":")" + address
            + R"(","type":"proj4"}},"features":[{"type":"Feature","properties":{},"geometry":)"
              R"({"type":"LineString","coordinates":[[5.36,43.29],[5.37,43.30]]}}]})"));
    (void)readDrawings(folder.write(u"plan.gml"_s,
        R"(<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml" )"
        R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://ogr.maptools.org/ )"
            + address
            + R"("><gml:featureMember><ogr:trait><ogr:geometryProperty><gml:LineString srsName="EPSG:4326">)"
              R"(<gml:coordinates>5.36,43.29 5.37,43.30</gml:coordinates></gml:LineString></ogr:geometryProperty>)"
              R"(</ogr:trait></gml:featureMember></ogr:FeatureCollection>)"));
    CHECK_FALSE(network.waitForNewConnection(0));
    CHECK(QDir(folder.path(u"."_s)).entryList(QDir::Files) == QStringList { u"lien.geojson"_s, u"plan.gml"_s });
}

TEST_CASE("coordinates of another system come as WGS 84")
{
    const Folder folder;
    const auto drawings = readDrawings(folder.write(u"lambert.geojson"_s, R"({"type":"FeatureCollection",
        "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},"features":[{"type":"Feature",
        "properties":{"nom":"Ici"},"geometry":{"type":"LineString","coordinates":[[700000,6600000],[700100,6600000]]}}]})"))
                              ->drawings;
    REQUIRE(drawings.size() == 1);
    CHECK(distanceMetres(drawings[0].points[0], { 3, 46.5 }) < 0.01);
    CHECK(std::abs(lengthMetres(drawings[0].points) - 100) < 0.5);
}

TEST_CASE("a Shapefile in Lambert-93 is read, loose or in an archive, and its names keep their accents")
{
    const Folder folder;
    const QString path = folder.path(u"defile.shp"_s);
    // By the formulas of the conformal conic, and not by PROJ.
    const test::Metres quay { 892'390.222, 6'247'035.257 };
    const test::Metres avenue { 893'316.518, 6'247'296.684 };
    test::writeLayer(path,
        { .columns = { u"Année"_s, u"nom"_s }, .records = { { { quay, avenue }, { u"2026"_s, u"Défilé d'été"_s } } } });
    const auto drawings = readDrawings(path)->drawings;
    REQUIRE(drawings.size() == 1);
    CHECK(drawings[0].name == u"Défilé d'été"_s);
    CHECK_FALSE(drawings[0].closed);
    REQUIRE(drawings[0].points.size() == 2);
    CHECK(distanceMetres(drawings[0].points[0], { 5.3698, 43.2965 }) < 1);
    CHECK(distanceMetres(drawings[0].points[1], { 5.3813, 43.2986 }) < 1);
    const QString archive = folder.path(u"defile.zip"_s);
    test::zipShapefile(path, archive);
    CHECK(readDrawings(archive)->drawings == drawings);
}

TEST_CASE("a bad record of a drawing's file is named with the reason, and the others are kept")
{
    const Folder folder;
    const QByteArray features = R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Aller"},"geometry":{"type":"LineString","coordinates":[[5.36,43.29],[5.37,43.30]]}},
        {"type":"Feature","properties":{"name":"Loin"},"geometry":{"type":"LineString","coordinates":[[700000,43.29],[5.37,43.30]]}},
        {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[["x",43.29],[5.37,43.30]]}},
        {"type":"Feature","properties":{"name":"Sans dessin"},"geometry":null},
        {"type":"Feature","properties":{"name":"Sans nombre"},"geometry":{"type":"LineString","coordinates":[[5.36,43.29],[NaN,43.30],[5.37,43.30]]}},
        {"type":"Feature","properties":{"name":"Retour"},"geometry":{"type":"LineString","coordinates":[[5.37,43.30],[5.36,43.29]]}}]})";
    const auto found = readDrawings(folder.write(u"sorties.geojson"_s, features)).value();
    REQUIRE(found.drawings.size() == 2);
    CHECK(found.drawings[0].name == u"Aller"_s);
    CHECK(found.drawings[1].name == u"Retour"_s);
    REQUIRE(found.refused.size() == 3);
    CHECK(found.refused[2].name == u"Sans nombre"_s);
    CHECK(found.refused[0] == RefusedDrawing { u"1"_s, u"Loin"_s, { ShapeFault::Kind::OffEarth, {} } });
    CHECK(found.refused[1].record == u"2"_s);
    CHECK(found.refused[1].fault.kind == ShapeFault::Kind::Unreadable);
    CHECK_FALSE(found.refused[1].fault.detail.isEmpty());
}

TEST_CASE("a record of which GDAL complains several times costs itself alone")
{
    const Folder folder;
    const QByteArray good
        = R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[5.36,43.29],[5.37,43.30]]}})";
    const QByteArray bad
        = R"({"type":"Feature","properties":{},"geometry":{"type":"MultiLineString","coordinates":[[["x",43.29],[5.37,43.30]],[["y",43.29],[5.37,43.30]]]}})";
    for (const QByteArray &features : { bad + ',' + good, good + ',' + bad }) {
        const auto found = readDrawings(
            folder.write(u"deux.geojson"_s, R"({"type":"FeatureCollection","features":[)" + features + "]}"));
        INFO((found ? QString() : found.error().detail).toStdString());
        REQUIRE(found);
        CHECK(found->drawings.size() == 1);
        CHECK(found->refused.size() == 1);
    }
}

TEST_CASE("a packed file that would unpack to more than a drawing can be is refused before it does")
{
    const Folder folder;
    const QString big = folder.path(u"zeros.geojson"_s);
    {
        QFile file(big);
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.resize(kDrawingUnpackedLimit + 1));
    }
    QString archive;
    SECTION("gzip")
    {
        archive = folder.path(u"zeros.geojson.gz"_s);
        QProcess gzip;
        gzip.setStandardOutputFile(archive);
        gzip.start(u"gzip"_s, { u"-c"_s, u"-1"_s, big });
        REQUIRE(gzip.waitForFinished());
    }
    SECTION("zip")
    {
        archive = folder.path(u"zeros.zip"_s);
        void *const zip = CPLCreateZip(archive.toUtf8().constData(), nullptr);
        REQUIRE(zip);
        CHECK(CPLAddFileInZip(zip, "zeros.geojson", big.toUtf8().constData(), nullptr, nullptr, nullptr, nullptr)
            == CE_None);
        REQUIRE(CPLCloseZip(zip) == CE_None);
    }
    REQUIRE(QFileInfo(archive).size() < kDrawingFileLimit);
    const auto read = readDrawings(archive);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == Failure::TooLarge);
    CHECK(read.error().detail.contains(QString::number(kDrawingUnpackedLimit)));
}

TEST_CASE("what is no drawing is empty, and what is none at all says so with its name")
{
    const Folder folder;
    CHECK(readDrawings(folder.write(u"points.geojson"_s,
                           R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[5,43]}})"))
            ->drawings.empty());
    const auto kindOf = [](const QString &path) {
        const auto read = readDrawings(path);
        REQUIRE_FALSE(read);
        CHECK(read.error().detail.startsWith(path));
        return read.error().kind;
    };
    CHECK(kindOf(folder.path(u"absent.gpx"_s)) == Failure::NotFound);
    CHECK(kindOf(folder.write(u"lettre.gpx"_s, "Bonjour")) == Failure::InvalidInput);
    CHECK(kindOf(folder.write(u"vide.kml"_s, "")) == Failure::InvalidInput);
    CHECK(kindOf(folder.write(u"coupe.gpx"_s, kGpx.first(420))) == Failure::InvalidInput);
    CHECK(
        kindOf(folder.write(u"loin.geojson"_s,
            R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[700000,6600000],[700100,6600000]]}})"))
        == Failure::Corrupt);
    QFile large(folder.path(u"gros.gpx"_s));
    REQUIRE(large.open(QIODevice::WriteOnly));
    REQUIRE(large.resize(kDrawingFileLimit + 1));
    CHECK(kindOf(large.fileName()) == Failure::TooLarge);
}
