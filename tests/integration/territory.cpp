#include <catch2/catch_test_macros.hpp>

#include <geodata/territory.h>
#include <geodata/tilesource.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <csignal>
#include <poll.h>
#include <pty.h>
#include <unistd.h>

#include <support/places.h>
#include <support/sqlitefile.h>

using namespace cortege;
using namespace Qt::StringLiterals;
using geodata::Territory;

namespace
{

constexpr int kPatience = 500'000; // under sanitizers, beside other tests

constexpr auto kExtract = R"(<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
 <bounds minlat="43.290" minlon="5.370" maxlat="43.300" maxlon="5.385"/>
 <node id="1" lat="43.2950" lon="5.3740"/> <node id="2" lat="43.2960" lon="5.3780"/> <node id="3" lat="43.2975" lon="5.3830"/>
 <node id="4" lat="43.2920" lon="5.3800"/>
 <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="name" v="La Canebière"/></way>
 <way id="11"><nd ref="2"/><nd ref="4"/><tag k="highway" v="residential"/><tag k="name" v="Rue de Rome"/></way>
 <way id="12"><nd ref="2"/><nd ref="98"/><tag k="highway" v="residential"/><tag k="name" v="Rue coupée"/></way>
</osm>
)";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// A folder with the small files that docs/territoire.md names.
class Place
{
public:
    Place()
    {
        write(u"extrait.osm"_s, kExtract);
        write(u"adresses.csv"_s,
            "id;numero;rep;nom_voie;code_postal;nom_commune;lon;lat\n"
            "a;1;;Rue de Rome;13001;Marseille;5.3781;43.2955\n"
            "b;2;;Rue de Rome;13001;Marseille;;\n");
        write(u"voies.geojson"_s, R"({"type":"FeatureCollection","features":[{"type":"Feature",
            "properties":{"name":"Rue Haute"},"geometry":{"type":"LineString","coordinates":[[5.37,43.29],[5.38,43.30]]}}]})");
        write(u"quartiers.geojson"_s,
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":"Noailles"},
            "geometry":{"type":"Polygon","coordinates":[[[5.37,43.29],[5.385,43.29],[5.385,43.3],[5.37,43.29]]]}}]})");
        write(u"lieux.geojson"_s,
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Gare"},
            "geometry":{"type":"Point","coordinates":[5.38,43.295]}}]})");
        write(u"equipements.csv"_s, "Nom du site,Longitude,Latitude\nStade,5.379,43.294\n,5.379,43.294\n");
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

struct Ran {
    int code;
    QString said;
    QString complained;
};
Ran run(const Place &place, const QStringList &words)
{
    QProcess process;
    process.setWorkingDirectory(place.folder());
    process.start(test::binPath(u"cortege-territory"_s), QStringList { u"--language"_s, u"fr"_s } + words);
    REQUIRE(process.waitForFinished(kPatience));
    return { process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
        QString::fromUtf8(process.readAllStandardError()) };
}
/// Starts it before a terminal, where it draws a bar of how far it is, and kills it at the first bar: some tiles are
/// there.
void killWhileItDraws(const Place &place, const QStringList &words)
{
    int master = -1;
    int terminal = -1;
    REQUIRE(openpty(&master, &terminal, nullptr, nullptr, nullptr) == 0);
    QProcess process;
    process.setWorkingDirectory(place.folder());
    process.setChildProcessModifier([terminal] { dup2(terminal, STDERR_FILENO); });
    process.start(test::binPath(u"cortege-territory"_s), QStringList { u"--language"_s, u"fr"_s } + words);
    REQUIRE(process.waitForStarted(kPatience));
    close(terminal); // at the end of the program there is no more to read
    QByteArray drawn;
    pollfd waiting { .fd = master, .events = POLLIN, .revents = 0 };
    while (!drawn.contains("] ") && poll(&waiting, 1, kPatience) == 1) {
        char bytes[256] {};
        const ssize_t count = read(master, bytes, sizeof bytes);
        if (count <= 0)
            break;
        drawn.append(bytes, count);
    }
    process.kill();
    REQUIRE(process.waitForFinished(kPatience));
    close(master);
    INFO(drawn.toStdString() << process.readAllStandardOutput().toStdString());
    REQUIRE(drawn.contains("] "));
    CHECK(process.exitStatus() == QProcess::CrashExit);
}
/// Of the file's tiles, those that `which` chooses.
qint64 tilesOf(const QString &path, const QString &which)
{
    QProcess sqlite;
    sqlite.start(u"sqlite3"_s, { path, u"SELECT count(*) FROM tiles WHERE "_s + which });
    REQUIRE(sqlite.waitForFinished(kPatience));
    REQUIRE(sqlite.exitCode() == 0);
    return sqlite.readAllStandardOutput().trimmed().toLongLong();
}
const QStringList kBuild { u"build"_s, u"--name"_s, u"Essai"_s, u"--output"_s, u"essai"_s, u"--zoom"_s, u"12-14"_s,
    u"extrait.osm"_s, u"adresses.csv"_s };

} // namespace

TEST_CASE("a territory is built, described, checked, and read by the map's own reader")
{
    const Place place;
    const Ran built = run(place, kBuild);
    INFO(built.said.toStdString() << built.complained.toStdString());
    REQUIRE(built.code == 0);
    CHECK(built.said.contains(u"enregistrement way 12 : des points manquent"_s));
    CHECK(built.said.contains(u"enregistrement 3 : sans position"_s));
    CHECK_FALSE(QFile::exists(place.path(u"essai.partial"_s)));

    const auto territory = Territory::open(place.path(u"essai"_s));
    REQUIRE(territory);
    CHECK(territory->name == u"Essai"_s);
    CHECK(territory->counts.value(u"streets"_s) == 2);
    CHECK(territory->counts.value(u"addresses"_s) == 1);
    CHECK(territory->sources.at(1).refused == 1);
    const auto tiles = geodata::openMbtiles(territory->tiles());
    REQUIRE(tiles);
    CHECK((*tiles)->minimumZoom() == 12);
    CHECK((*tiles)->maximumZoom() == 14);
    CHECK((*tiles)->attribution()
        == u"© les contributeurs d’OpenStreetMap (ODbL), Base Adresse Nationale (Licence Ouverte 2.0)"_s);
    CHECK((*tiles)->tile({ 14, 8436, 6001 }).has_value());
    CHECK(run(place, { u"info"_s, u"essai"_s }).said.contains(u"Essai"_s));
    CHECK(run(place, { u"check"_s, u"essai"_s }).code == 0);
}

TEST_CASE("tiles are kept when more zooms are asked for, and drawn anew for other sources")
{
    const Place place;
    REQUIRE(run(place, kBuild).code == 0);
    const QByteArray tile
        = (*geodata::openMbtiles(place.path(u"essai/tiles.mbtiles"_s)))->tile({ 14, 8436, 6001 }).value();
    // A mark in a tile shows whether it was drawn again.
    QProcess sqlite;
    sqlite.start(u"sqlite3"_s,
        { place.path(u"essai/tiles.mbtiles"_s),
            u"UPDATE tiles SET tile_data = tile_data || x'00' WHERE zoom_level = 14"_s });
    REQUIRE(sqlite.waitForFinished(kPatience));
    QStringList more = kBuild;
    more[6] = u"13-15"_s;
    REQUIRE(run(place, more).code == 0);
    const auto kept = geodata::openMbtiles(place.path(u"essai/tiles.mbtiles"_s));
    CHECK((*kept)->minimumZoom() == 13);
    CHECK((*kept)->maximumZoom() == 15);
    CHECK((*kept)->tile({ 14, 8436, 6001 }).value() == tile + '\0');

    place.write(u"adresses.csv"_s, "id;numero;nom_voie;lon;lat\na;3;Rue de Rome;5.3781;43.2955\n");
    REQUIRE(run(place, kBuild).code == 0);
    const auto anew = geodata::openMbtiles(place.path(u"essai/tiles.mbtiles"_s));
    CHECK((*anew)->tile({ 14, 8436, 6001 }).value() == tile);
}

TEST_CASE("a build that was killed while it drew is gone on with, and the tiles that were drawn are kept")
{
    const Place place;
    // Zoom after zoom from the top: at the first bar the most are still to come.
    const QStringList words { u"build"_s, u"--name"_s, u"Essai"_s, u"--output"_s, u"essai"_s, u"--zoom"_s, u"10-15"_s,
        u"--bbox"_s, u"5.25,43.15,5.55,43.45"_s, u"extrait.osm"_s };
    killWhileItDraws(place, words);
    CHECK_FALSE(QFile::exists(place.path(u"essai"_s)));
    const QString begun = place.path(u"essai.partial/tiles.mbtiles"_s);
    // A mark in a tile shows whether it was drawn again.
    test::changeSqlite(begun, "UPDATE tiles SET tile_data = tile_data || x'00'");
    const qint64 before = tilesOf(begun, u"true"_s);
    REQUIRE(before > 0);
    const Ran again = run(place, words);
    INFO(again.said.toStdString() << again.complained.toStdString());
    REQUIRE(again.code == 0);
    const QString complete = place.path(u"essai/tiles.mbtiles"_s);
    CHECK(tilesOf(complete, u"hex(tile_data) LIKE '%00'"_s) == before);
    CHECK(tilesOf(complete, u"true"_s) > before);
    CHECK_FALSE(QFile::exists(place.path(u"essai.partial"_s)));
    CHECK(run(place, { u"check"_s, u"essai"_s }).code == 0);
}

TEST_CASE("an unreadable source is named and nothing is touched")
{
    const Place place;
    REQUIRE(run(place, kBuild).code == 0);
    const QByteArray before = contentOf(place.path(u"essai/territory.json"_s));
    place.write(u"extrait.osm"_s, QByteArray(kExtract).first(500));
    const Ran broken = run(place, kBuild);
    CHECK(broken.code == 1);
    CHECK(broken.complained.contains(u"extrait.osm ne peut pas être lu"_s));
    CHECK(contentOf(place.path(u"essai/territory.json"_s)) == before);
    CHECK(run(place, { u"build"_s, u"--name"_s, u"x"_s, u"--output"_s, u"y"_s }).code == 2);
    CHECK(run(place, kBuild + QStringList { u"--tile-size"_s, u"300"_s }).code == 2);
    QDir(place.folder()).mkpath(u"autre/chose"_s);
    Ran other = run(place, { u"build"_s, u"--name"_s, u"x"_s, u"--output"_s, u"autre"_s, u"adresses.csv"_s });
    CHECK(other.code == 1); // a folder of somebody's work is not replaced
    CHECK(QFile::exists(place.path(u"autre/chose"_s)));
}

TEST_CASE("a damaged part is named")
{
    const Place place;
    REQUIRE(run(place, kBuild).code == 0);
    for (const QString &part : { u"tiles.mbtiles"_s, u"gazetteer.sqlite"_s, u"streets.network"_s }) {
        const QByteArray sound = contentOf(place.path(u"essai/"_s + part));
        QByteArray damaged = sound;
        damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
        place.write(u"essai/"_s + part, damaged);
        const Ran checked = run(place, { u"check"_s, u"essai"_s });
        CHECK(checked.code == 1);
        CHECK(checked.complained.contains(part + u" : abîmé"_s));
        place.write(u"essai/"_s + part, sound);
    }
    place.write(u"essai/tiles.mbtiles"_s, QByteArray(4096, 'x')); // built again, damaged tiles are no obstacle
    REQUIRE(run(place, kBuild).code == 0);
    CHECK(run(place, { u"check"_s, u"essai"_s }).code == 0);
}

TEST_CASE("the commands in docs/territoire.md do what the page says")
{
    const QString page = QString::fromUtf8(contentOf(test::sourcePath(u"docs/territoire.md"_s)));
    const QString script = page.section(u"<!-- executed -->\n```sh\n"_s, 1, 1).section(u"```"_s, 0, 0);
    REQUIRE(script.count(u"cortege-territory "_s) == 6);
    const Place place;
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, test::binPath(u":"_s) + environment.value(u"PATH"_s));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s); // French
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(place.folder());
    shell.start(u"bash"_s, { u"-euc"_s, script });
    REQUIRE(shell.waitForFinished(kPatience));
    INFO(shell.readAllStandardError().toStdString());
    CHECK(shell.exitCode() == 0);
    CHECK(shell.readAllStandardOutput().trimmed().endsWith("tout est en ordre"));
    CHECK(contentOf(place.path(u"refus.csv"_s))
        == "fichier;enregistrement;raison\r\nequipements.csv;3;sans nom ni numéro\r\n");
}
