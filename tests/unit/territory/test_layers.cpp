#include "mercator.h"

#include <territory/build.h>

#include <catch2/catch_test_macros.hpp>

#include <geodata/tilesource.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <functional>

#include <support/sqlitefile.h>
#include <support/vectorfiles.h>

using namespace cortege;
using namespace cortege::territory;
using namespace Qt::StringLiterals;

namespace
{

Source readPath(const QString &path, Role role = {})
{
    auto source = readSource({ path, role });
    INFO((source ? QString() : source.error().detail).toStdString());
    REQUIRE(source);
    return *source;
}
/// Lines from the same place to the east, a record a name.
std::vector<test::VectorRecord> linesFrom(const test::Metres &place, const QStringList &names)
{
    std::vector<test::VectorRecord> records;
    for (const QString &name : names)
        records.push_back({ { place, { place.east + 100, place.north } }, { name } });
    return records;
}
void changeFile(const QString &path, const std::function<void(QByteArray &)> &change)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadWrite));
    QByteArray content = file.readAll();
    change(content);
    REQUIRE(file.resize(0));
    REQUIRE(file.seek(0));
    REQUIRE(file.write(content) == content.size());
}

class Silent final : public BuildListener
{
    void sourceRead(const SourceRequest &, const Source &) override { }
    void sourceFailed(const SourceRequest &, const Error &) override { }
    void stageBegun(Stage) override { }
    void tilesDrawn(qsizetype, qsizetype) override { }
};

// By the formulas of the conformal conic, and not by PROJ.
constexpr GeoPoint kQuay { 5.3698, 43.2965 };
constexpr test::Metres kQuayLambert { 892'390.222, 6'247'035.257 };
constexpr GeoPoint kAvenue { 5.3813, 43.2986 };
constexpr test::Metres kAvenueLambert { 893'316.518, 6'247'296.684 };

/// A Shapefile of streets in Lambert-93.
void writeStreets(const QString &path, const QStringList &names)
{
    test::writeLayer(path, { .columns = { u"nom"_s }, .records = linesFrom(kQuayLambert, names) });
}

} // namespace

TEST_CASE("a Shapefile in Lambert-93 is read with the accents of its columns and texts, in an archive as well")
{
    for (const char *encoding : { "ISO-8859-1", "UTF-8" }) {
        INFO(encoding);
        const QTemporaryDir folder;
        const QString streets = folder.filePath(u"voies.shp"_s);
        test::writeLayer(streets,
            { .columns = { u"Libellé"_s },
                .records = { { { kQuayLambert, kAvenueLambert }, { u"Allée de l'Évêché"_s } } },
                .encoding = encoding });
        const Source read = readPath(streets);
        CHECK(read.refusals.empty());
        REQUIRE(read.features.streets.size() == 1);
        CHECK(read.features.streets[0].name == u"Allée de l'Évêché"_s);
        REQUIRE(read.features.streets[0].line.size() == 2);
        CHECK(distanceMetres(read.features.streets[0].line[0], kQuay) < 1);
        CHECK(distanceMetres(read.features.streets[0].line[1], kAvenue) < 1);
        const QString archive = folder.filePath(u"voies.zip"_s);
        test::zipShapefile(streets, archive);
        CHECK(readPath(archive).features.streets == read.features.streets);

        const QString places = folder.filePath(u"lieux.shp"_s);
        test::writeLayer(places,
            { .columns = { u"Libellé"_s, u"Catégorie"_s },
                .records = { { { kQuayLambert }, { u"Les Pêcheurs"_s, u"École élémentaire"_s } } },
                .encoding = encoding });
        const Source place = readPath(places);
        REQUIRE(place.features.places.size() == 1);
        CHECK(place.features.places[0].name == u"Les Pêcheurs"_s);
        CHECK(place.features.places[0].category == geodata::PlaceCategory::School);
        CHECK(distanceMetres(place.features.places[0].position, kQuay) < 1);
    }
}

TEST_CASE("a GeoPackage is read in Lambert-93, and in the Lambert II of older files")
{
    struct Case {
        int system;
        test::Metres metres;
        GeoPoint place;
        double tolerance; ///< metres
    };
    // The example of IGN's notice NT/G 88, which gives the place by its grid of shifts from NTF to RGF93. PROJ goes the
    // way of EPSG 1193, a shift of the centre of the earth, which states an accuracy of 2 m; here it is 1.4 m.
    const Case older { 27572, { 606'495.326, 2'427'346.783 }, { 2.424971108, 48.844445839 }, 2 };
    for (const Case &one : { Case { 2154, kQuayLambert, kQuay, 1 }, older }) {
        INFO(one.system);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"lieux.gpkg"_s);
        test::writeLayer(path,
            { .driver = "GPKG",
                .system = one.system,
                .columns = { u"nom"_s },
                .records = { { { one.metres }, { u"Borne géodésique"_s } } } });
        const Source source = readPath(path);
        CHECK(source.refusals.empty());
        REQUIRE(source.features.places.size() == 1);
        CHECK(source.features.places[0].name == u"Borne géodésique"_s);
        CHECK(distanceMetres(source.features.places[0].position, one.place) < one.tolerance);
    }
}

TEST_CASE("a record whose numbers have no place in their system is named, and the others are kept")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"voies.gpkg"_s);
    auto records = linesFrom({ 692'000, 4'796'600 }, { u"Rue Haute"_s, u"Rue absurde"_s, u"Rue Basse"_s });
    records[1].points = { { 1e9, 1e9 }, { 2e9, 1e9 } };
    test::writeLayer(path, { .driver = "GPKG", .system = 32631, .columns = { u"nom"_s }, .records = records });
    const Source source = readPath(path);
    REQUIRE(source.features.streets.size() == 2);
    CHECK(source.features.streets[1].name == u"Rue Basse"_s);
    CHECK(source.refusals == std::vector<Refusal> { { u"2"_s, Fault::OffEarth, {} } });
}

TEST_CASE("a record of a layer in Lambert-93 that lies on another continent is named, and the others are kept")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"voies.gpkg"_s);
    auto records = linesFrom(kQuayLambert, { u"Quai du Port"_s, u"absurde"_s, u"en degrés"_s, u"à zéro"_s });
    records[1].points = { { 1e9, 1e9 }, { 2e9, 1e9 } }; // beside the South Pole
    records[2].points = { { kQuay.longitude, kQuay.latitude }, { 5.38, 43.3 } }; // in the South Atlantic, as the next
    records[3].points = { { 0, 0 }, { 100, 0 } };
    test::writeLayer(path, { .driver = "GPKG", .columns = { u"nom"_s }, .records = records });
    const Source source = readPath(path);
    REQUIRE(source.features.streets.size() == 1);
    CHECK(source.features.streets[0].name == u"Quai du Port"_s);
    CHECK(source.refusals
        == std::vector<Refusal> {
            { u"2"_s, Fault::OffEarth, {} }, { u"3"_s, Fault::OffEarth, {} }, { u"4"_s, Fault::OffEarth, {} } });
}

TEST_CASE("a record that its format's reader cannot read is named with the reason, and the others are kept")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"voies.shp"_s);
    writeStreets(path, { u"Rue Haute"_s, u"Rue abîmée"_s, u"Rue Basse"_s });
    // A header of 100 bytes, lines of two points of 88, and the number of points 48 into one.
    changeFile(path, [](QByteArray &shp) { shp.replace(100 + 88 + 48, 4, QByteArray("\xff\xff\xff\x7f", 4)); });
    const Source source = readPath(path);
    REQUIRE(source.features.streets.size() == 2);
    CHECK(source.features.streets[1].name == u"Rue Basse"_s);
    REQUIRE(source.refusals.size() == 1);
    CHECK(source.refusals[0].record == u"1"_s);
    CHECK(source.refusals[0].fault == Fault::Unreadable);
    CHECK(source.refusals[0].detail.contains(u"shape 1"_s));

    const QString other = folder.filePath(u"voies.geojson"_s);
    changeFile(other, [](QByteArray &json) {
        json = R"({"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{"name":"Rue Haute"},"geometry":{"type":"LineString","coordinates":[[5.1,43.1],[5.2,43.2]]}},
          {"type":"Feature","properties":{"name":"Rue abîmée"},"geometry":{"type":"LineString","coordinates":[["x",43.1],[5.2,43.2]]}},
          {"type":"Feature","properties":{"name":"Rue Basse"},"geometry":{"type":"LineString","coordinates":[[5.1,43.1],[5.2,43.2]]}}]})";
    });
    const Source json = readPath(other);
    CHECK(json.features.streets.size() == 2);
    REQUIRE(json.refusals.size() == 1);
    CHECK(json.refusals[0].record == u"1"_s);
    CHECK(json.refusals[0].fault == Fault::Unreadable);
}

TEST_CASE("a layer that breaks off is damaged as a whole, and the last record before the end is named")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"voies.shp"_s);
    writeStreets(path, { u"Rue Haute"_s, u"Rue coupée"_s, u"Rue perdue"_s });
    changeFile(folder.filePath(u"voies.dbf"_s), [](QByteArray &dbf) { dbf.chop(100); }); // rows of 81 bytes
    const auto source = readSource({ path, {} });
    REQUIRE_FALSE(source);
    CHECK(source.error().kind == Failure::Corrupt);
    CHECK(source.error().detail.startsWith(path + u": after record 0: "_s));
}

TEST_CASE("tiles are drawn anew when a file beside a Shapefile has changed, and not before")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"voies.shp"_s);
    const QString other = folder.filePath(u"autre.shp"_s);
    writeStreets(path, { u"Rue Haute"_s });
    writeStreets(other, { u"Rue Basse"_s });
    BuildOptions options;
    options.name = u"Essai"_s;
    options.folder = folder.filePath(u"essai"_s);
    options.sources = { { path, {} } };
    options.minimumZoom = 14;
    options.maximumZoom = 14;
    const QString tiles = options.folder + u"/tiles.mbtiles"_s;
    const auto isMarked = [&] {
        Silent silent;
        REQUIRE(build(options, silent));
        const geodata::TileKey key { 14, mercator::column(kQuay.longitude, 14), mercator::row(kQuay.latitude, 14) };
        return geodata::openMbtiles(tiles).value()->tile(key).value().endsWith('\0');
    };
    CHECK_FALSE(isMarked());
    // A mark in a tile shows whether it was drawn again.
    test::changeSqlite(tiles, "UPDATE tiles SET tile_data = tile_data || x'00'");
    CHECK(isMarked());
    REQUIRE(QFile::remove(folder.filePath(u"voies.dbf"_s)));
    REQUIRE(QFile::copy(folder.filePath(u"autre.dbf"_s), folder.filePath(u"voies.dbf"_s)));
    CHECK_FALSE(isMarked());
}
