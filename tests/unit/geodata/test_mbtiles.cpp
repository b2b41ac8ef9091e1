#include "picture.h"

#include <geodata/tilerelay.h>
#include <geodata/tilesource.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <sqlite3.h>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

namespace
{

const char *const kTables
    = "CREATE TABLE metadata (name text, value text);"
      "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);";

class Folder
{
public:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    /// A database made by the statements.
    QString database(const QByteArray &sql) const
    {
        const QString file = path(u"made.mbtiles"_s);
        QFile::remove(file);
        sqlite3 *handle = nullptr;
        REQUIRE(sqlite3_open(file.toUtf8().constData(), &handle) == SQLITE_OK);
        char *message = nullptr;
        sqlite3_exec(handle, sql.constData(), nullptr, nullptr, &message);
        INFO(sql.toStdString());
        REQUIRE(message == nullptr);
        sqlite3_close(handle);
        return file;
    }

private:
    QTemporaryDir m_folder;
};

QByteArray insertTile(int zoom, int column, int row, const QByteArray &bytes)
{
    return "INSERT INTO tiles VALUES (" + QByteArray::number(zoom) + ',' + QByteArray::number(column) + ','
        + QByteArray::number(row) + ", x'" + bytes.toHex() + "');";
}

QString whyRefused(const QString &path)
{
    const auto opened = openMbtiles(path);
    REQUIRE_FALSE(opened);
    return opened.error().detail;
}

} // namespace

TEST_CASE("the attribution that a person asks for stands before the file's own")
{
    const Folder folder;
    const QString file = folder.database(QByteArray(kTables)
        + "INSERT INTO metadata VALUES ('attribution', 'Ville'), ('format', 'png');"
        + insertTile(2, 1, 3, picture(qRgb(0, 0, 200))));
    const auto attribution = [&](const QString &asked) {
        return TileRelay::startFor(file, asked, GroundPalette::Light).value()->attribution();
    };
    CHECK(attribution(u"© IGN"_s) == u"© IGN"_s);
    CHECK(attribution({}) == u"Ville"_s);
}

TEST_CASE("MBTiles count rows northwards, we count them southwards")
{
    const Folder folder;
    const QByteArray north = picture(qRgb(0, 0, 200));
    const auto source = openMbtiles(folder.database(QByteArray(kTables)
        + "INSERT INTO metadata VALUES ('bounds', '5.1,43.1,5.6,43.4'), ('attribution', 'Ville'), ('format', 'png');"
        + insertTile(2, 1, 3, north) + insertTile(5, 0, 0, picture(qRgb(200, 0, 0)))));
    REQUIRE(source);
    CHECK((*source)->minimumZoom() == 2);
    CHECK((*source)->maximumZoom() == 5);
    CHECK((*source)->attribution() == u"Ville"_s);
    CHECK((*source)->extent() == GeoBox { { 5.1, 43.1 }, { 5.6, 43.4 } });
    CHECK((*source)->tile({ 2, 1, 0 }) == north);
    CHECK((*source)->tile({ 5, 0, 31 }).has_value());
    CHECK((*source)->tile({ 2, 1, 3 }).error().kind == Failure::NotFound);
    CHECK((*source)->tile({ 30, 0, 0 }).error().kind == Failure::NotFound);
}

TEST_CASE("what is no raster MBTiles is refused by name")
{
    const Folder folder;
    CHECK(openMbtiles(folder.path(u"absent.mbtiles"_s)).error().kind == Failure::NotFound);
    QFile text(folder.path(u"text.mbtiles"_s));
    REQUIRE(text.open(QIODevice::WriteOnly));
    text.write(QByteArray("no database at all ").repeated(200));
    text.close();
    CHECK(whyRefused(text.fileName()).contains(u"not a database"_s));
    CHECK(whyRefused(folder.database("CREATE TABLE metadata (name text, value text);")).contains(u"no tiles table"_s));
    CHECK(whyRefused(folder.database(kTables)).contains(u"empty"_s));
    const QByteArray tile = insertTile(0, 0, 0, picture(qRgb(1, 2, 3)));
    CHECK(whyRefused(
        folder.database(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);" + tile))
            .contains(u"no metadata table"_s));
    CHECK(whyRefused(folder.database(QByteArray(kTables) + tile + "INSERT INTO metadata VALUES ('format', 'pbf');"))
            .contains(u"vector"_s));
    CHECK(whyRefused(folder.database(QByteArray(kTables) + insertTile(0, 0, 0, "\x1f\x8b gzip"))).contains(u"PNG"_s));
    CHECK(whyRefused(folder.database(QByteArray(kTables) + insertTile(99, 0, 0, "x"))).contains(u"99"_s));
}

TEST_CASE("zoom levels that are no numbers of ours are refused")
{
    const Folder folder;
    const QByteArray good = insertTile(10, 0, 0, picture(qRgb(1, 2, 3)));
    for (const QByteArray wrong : { "'deep'", "4294967306", "x'00'", "-1" }) {
        INFO(wrong.toStdString());
        const QByteArray odd = "INSERT INTO tiles VALUES (" + wrong + ", 0, 0, x'00');";
        CHECK(whyRefused(folder.database(QByteArray(kTables) + good + odd)).contains(u"zoom levels"));
    }
}

TEST_CASE("a map begins where the file says, else with all of it")
{
    const Folder folder;
    const QByteArray rest = QByteArray(kTables) + insertTile(1, 0, 0, picture(qRgb(1, 2, 3)))
        + "INSERT INTO metadata VALUES ('bounds', '5.1,43.1,5.6,43.4');";
    const auto homeOf = [&](const QByteArray &centre) {
        const auto source
            = openMbtiles(folder.database(rest + "INSERT INTO metadata VALUES ('center', '" + centre + "');"));
        REQUIRE(source);
        return (*source)->home();
    };
    const auto home = homeOf("5.37,43.29,14");
    REQUIRE(home);
    CHECK(home->southWest.longitude < 5.37);
    CHECK(home->northEast.longitude - home->southWest.longitude == Catch::Approx(4 * 360 / 16384.));
    CHECK((home->southWest.latitude + home->northEast.latitude) / 2 == Catch::Approx(43.29));
    const std::optional<GeoBox> whole { { { 5.1, 43.1 }, { 5.6, 43.4 } } };
    for (const char *useless : { "", "5.37,43.29", "5.37,43.29,x", "500,43.29,14", "5.37,43.29,-1", "5.37,43.29,1e9" })
        CHECK(homeOf(useless) == whole);
}

TEST_CASE("careless metadata do no harm")
{
    const Folder folder;
    const QByteArray tile = insertTile(1, 0, 0, picture(qRgb(1, 2, 3)));
    const auto extentOf = [&](const QByteArray &bounds) {
        const auto source = openMbtiles(folder.database(QByteArray(kTables) + tile
            + "INSERT INTO metadata VALUES ('bounds', '" + bounds + "'), ('minzoom', 'x');"));
        REQUIRE(source);
        return (*source)->extent();
    };
    CHECK_FALSE(extentOf(""));
    CHECK_FALSE(extentOf("1,2,3"));
    CHECK_FALSE(extentOf("1,2,nan,4"));
    CHECK_FALSE(extentOf("9,2,3,4"));
    CHECK(extentOf("-200,-95,200,95") == GeoBox { { -180, -90 }, { 180, 90 } });
}

TEST_CASE("real MBTiles open")
{
    const QString folder = qEnvironmentVariable("CORTEGE_DATA") + u"/mbtiles/"_s;
    if (!QFile::exists(folder + u"plain_1.mbtiles"_s))
        SKIP("no real data");
    const auto world = openMbtiles(folder + u"plain_1.mbtiles"_s);
    REQUIRE(world);
    CHECK((*world)->maximumZoom() == 4);
    CHECK((*world)->tile({ 4, 8, 5 }).has_value());
    const auto europe = openMbtiles(folder + u"plain_3.mbtiles"_s);
    REQUIRE(europe);
    CHECK((*europe)->minimumZoom() == 4);
    CHECK((*europe)->tile({ 8, 131, 93 }).has_value()); // Marseille
}
