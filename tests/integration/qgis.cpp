#include <support/gis.h>
#include <support/places.h>
#include <support/records.h>

#include <exchange/publication.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QFile>
#include <QtCore/QProcess>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

// With the real QGIS where it is there, skipped elsewhere: `./dev test -R qgis` installs it.

namespace
{

struct Said {
    int code = 0;
    QByteArray said;
    QByteArray complained;
};

/// Python with folders of its own for what QGIS keeps.
Said python(const QStringList &arguments)
{
    const QTemporaryDir own;
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"QGIS_CUSTOM_CONFIG_PATH"_s, own.path());
    environment.insert(u"QGIS_AUTH_DB_DIR_PATH"_s, own.path());
    environment.insert(u"HOME"_s, own.path());
    environment.remove(u"LD_PRELOAD"_s); // a sanitizer's, which is not for it
    process.setProcessEnvironment(environment);
    process.start(u"python3"_s, arguments);
    if (!process.waitForStarted())
        return { 127, {}, "no python3" };
    REQUIRE(waitFor([&] { return process.state() == QProcess::NotRunning; }));
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
        process.readAllStandardError() };
}

/// What the script prints last, as JSON; other programs may have said something before.
QJsonDocument qgis(const QString &script, const QStringList &arguments)
{
    const Said said = python(QStringList { sourcePath(u"tests/qgis/"_s + script) } + arguments);
    INFO(said.said.toStdString() << said.complained.toStdString());
    REQUIRE(said.code == 0);
    const QJsonDocument read = QJsonDocument::fromJson(said.said.trimmed().split('\n').last());
    REQUIRE_FALSE(read.isNull());
    return read;
}

void needQgis()
{
    static const bool isThere = python({ u"-c"_s, u"import qgis.core"_s }).code == 0;
    if (!isThere)
        SKIP("QGIS is not here: ./dev test -R qgis");
}

EventRecord marchFrom(const QString &subject, GeoPoint from)
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = subject;
    record.begins = utc(u"2026-05-01T12:00:00Z");
    std::get<MovingDemonstration>(record.particulars).route = { from, { from.longitude + 0.01, from.latitude } };
    return record;
}

EventVersion versionOf(const EventRecord &record)
{
    return { EventId::make(), 1, 1, EventState::Active, { PersonId::make(), u"Claire Martin (DOPC)"_s },
        utc(u"2026-04-24T13:32:00Z"), record };
}

} // namespace

TEST_CASE("QGIS opens what is exported: layers, fields, coordinates, style")
{
    needQgis();
    EventRecord gathering = emptyRecord(EventKind::StaticDemonstration);
    gathering.subject = u"Rassemblement"_s;
    std::get<StaticDemonstration>(gathering.particulars).footprint
        = { { 5.377, 43.289 }, { 5.379, 43.289 }, { 5.379, 43.291 } };
    const std::vector events { versionOf(marchFrom(u"Marche"_s, { 5.37, 43.29 })), versionOf(gathering) };
    const exchange::Stamp stamp { Purpose::Analysis, u"Anne Roche (DPUP)"_s, SystemClock().now() };
    const QTemporaryDir folder;
    const QStringList files { folder.filePath(u"e.gpkg"_s), folder.filePath(u"e.geojson"_s),
        folder.filePath(u"e.csv"_s), folder.filePath(u"e.kml"_s), folder.filePath(u"z.gpkg"_s) };
    wanted(exchange::publish(files[0], CopyForm::GeoPackage, events, stamp));
    wanted(exchange::publish(files[1], CopyForm::GeoJson, events, stamp));
    wanted(exchange::publish(files[2], CopyForm::Csv, events, stamp));
    wanted(exchange::publish(files[3], CopyForm::Kml, events, stamp));
    const exchange::PublishedZones zones {
        { { u"A"_s, { { 5.37, 43.29 }, { 5.38, 43.29 }, { 5.38, 43.3 } }, {}, 3, 12, 240, 65'000 } }, u"personnes"_s,
        u"rayon 120 m"_s, u"© OpenStreetMap"_s
    };
    wanted(exchange::publishZones(files[4], CopyForm::ZonesGeoPackage, zones, stamp));

    const QJsonArray opened = qgis(u"layers.py"_s, files).array();
    REQUIRE(opened.size() == files.size());
    const auto layer = [&opened](qsizetype file, const QString &wantedName) {
        for (const auto &one : opened[file].toArray()) {
            if (wantedName.isEmpty() || one[u"name"_s].toString() == wantedName)
                return one.toObject();
        }
        FAIL("no layer " << wantedName.toStdString());
        return QJsonObject();
    };
    const QJsonObject routes = layer(0, u"parcours"_s);
    CHECK(routes[u"valid"_s].toBool());
    CHECK(routes[u"crs"_s] == u"EPSG:4326"_s);
    CHECK(routes[u"geometry"_s] == u"LineString"_s);
    CHECK(routes[u"features"_s].toInt() == 1);
    for (const QString &field : { u"objet"_s, u"debut"_s, u"finalite"_s, u"extraitPar"_s })
        CHECK(routes[u"fields"_s].toObject().contains(field));
    CHECK(layer(0, u"emprises"_s)[u"geometry"_s] == u"Polygon"_s);
    for (qsizetype file = 1; file < 4; ++file) {
        const QJsonObject one = layer(file, {});
        INFO(files[file].toStdString());
        CHECK(one[u"valid"_s].toBool());
    }
    CHECK(layer(1, {})[u"crs"_s] == u"EPSG:4326"_s);
    const QJsonObject zone = layer(4, u"zones"_s);
    CHECK(zone[u"features"_s].toInt() == 1);
    CHECK_FALSE(zone[u"style"_s].toString().isEmpty());
    CHECK(zone[u"fields"_s].toObject().contains(u"parametres"_s));
}

TEST_CASE("QGIS reads the platform's events with an analyst's certificate")
{
    needQgis();
    TestServer server;
    const auto writer = wanted(storage::SqliteJournalWriter::open(server.database(), server.cipher()));
    std::vector<Write> writes;
    QStringList subjects;
    for (int i = 0; i < 7; ++i) {
        subjects << u"Marche %1"_s.arg(i);
        writes.push_back({ RequestId::make(), { PersonId::make(), u"Autre (DOPC)"_s }, EventId::make(), 0,
            marchFrom(subjects.last(), { 5.30 + 0.02 * i, 43.29 }), SystemClock().now() });
    }
    wanted(writer->apply(writes));
    server.setOptions({ u"--features-listen"_s, u"127.0.0.1:0"_s });
    server.start();
    const auto analyst = server.person(u"Anne"_s, Role::Analyst);
    const QJsonObject read = qgis(u"features.py"_s,
        { u"https://127.0.0.1:%1"_s.arg(featuresPort(server)), analyst.files.certificateChain, analyst.files.key,
            analyst.files.serverAuthority, u"manifestations-deambulatoires"_s })
                                 .object();
    CHECK(read[u"crs"_s] == u"OGC:CRS84"_s);
    CHECK(read[u"geometry"_s] == u"LineString"_s);
    CHECK(read[u"fields"_s].toArray().contains(u"objet"_s));
    CHECK(read[u"subjects"_s] == QJsonArray::fromStringList(subjects));
    CHECK(read[u"inBox"_s] == QJsonArray { u"Marche 0"_s });
}
