#include <exchange/csv.h>
#include <exchange/publication.h>
#include <vectorfiles/vectorfile.h>

#include <domain/geojson.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtCore/QXmlStreamReader>

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>
#include <support/fulldisk.h>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{

UtcTime at(const char16_t *iso) { return fromIso(iso).value(); }

EventVersion versionOf(EventRecord record, const QString &subject)
{
    record.subject = subject;
    return { EventId::make(), 2, 7, EventState::Active, { PersonId::make(), u"Claire Martin (DOPC)"_s },
        at(u"2026-11-24T13:32:00Z"), std::move(record) };
}

/// A march, a gathering, a visit with one address on the map, and an operation that nobody has placed.
std::vector<EventVersion> someEvents()
{
    EventRecord march = emptyRecord(EventKind::MovingDemonstration);
    march.description = u"Première ligne ; « deuxième », \"troisième\"\nquatrième"_s;
    march.begins = at(u"2026-11-28T13:00:00Z");
    march.ends = at(u"2026-11-28T16:00:00Z");
    auto &moving = std::get<MovingDemonstration>(march.particulars);
    moving.departure = { u"Vieux-Port"_s, GeoPoint { 5.3698, 43.2951 } };
    moving.people.expected = 3'000;
    moving.route = { { 5.3698, 43.2951 }, { 5.3806, 43.2986 }, { 5.3855, 43.3001 } };
    EventRecord gathering = emptyRecord(EventKind::StaticDemonstration);
    std::get<StaticDemonstration>(gathering.particulars).footprint
        = { { 5.377, 43.289 }, { 5.379, 43.289 }, { 5.379, 43.291 } };
    EventRecord visit = emptyRecord(EventKind::OfficialVisit);
    visit.begins = at(u"2026-11-29T08:00:00Z");
    std::get<OfficialVisit>(visit.particulars).addresses = { { u"Préfecture"_s, GeoPoint { 5.3786, 43.2888 } } };
    std::vector<EventVersion> events { versionOf(march, u"Marche, dite « blanche »; 1re"_s),
        versionOf(gathering, u"=1+1"_s), versionOf(visit, u"Visite <officielle> & suite"_s),
        versionOf(emptyRecord(EventKind::PlannedOperation), u"CODAF"_s) };
    events[2].state = EventState::Cancelled;
    return events;
}

const Stamp kStamp { Purpose::Preparation, u"Claire Martin (DOPC)"_s, at(u"2026-11-25T09:00:00Z") };

struct Made {
    QTemporaryDir dir;
    QString path;
    std::vector<EventVersion> events = someEvents();

    explicit Made(CopyForm form) : path(dir.filePath(u"événements."_s + suffix(form)))
    {
        const auto done = publish(path, form, events, kStamp);
        INFO((done ? std::string() : done.error().detail.toStdString()));
        REQUIRE(done);
    }
    QByteArray bytes() const
    {
        QFile file(path);
        REQUIRE(file.open(QFile::ReadOnly));
        return file.readAll();
    }
};

QStringList column(const QString &database, const char *sql)
{
    sqlite3 *handle = nullptr;
    REQUIRE(sqlite3_open(database.toUtf8().constData(), &handle) == SQLITE_OK);
    QStringList values;
    const auto take = [](void *into, int, char **cells, char **) {
        *static_cast<QStringList *>(into) << QString::fromUtf8(cells[0]);
        return 0;
    };
    REQUIRE(sqlite3_exec(handle, sql, take, &values, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
    return values;
}

} // namespace

TEST_CASE("GeoJSON holds the features as the platform has them, and what the copy is for")
{
    const Made made(CopyForm::GeoJson);
    const QJsonObject collection = QJsonDocument::fromJson(made.bytes()).object();
    const QJsonArray features = collection.value("features"_L1).toArray();
    REQUIRE(features.size() == 4);
    for (qsizetype i = 0; i < 4; ++i)
        CHECK(versionFromFeature(features[i].toObject()).value() == made.events[static_cast<size_t>(i)]);
    const QJsonObject extraction = collection.value("extraction"_L1).toObject();
    CHECK(extraction.value("finalite"_L1) == u"Préparation du service d’ordre"_s);
    CHECK(extraction.value("extraitPar"_L1) == u"Claire Martin (DOPC)"_s);
    CHECK(extraction.value("extraitLe"_L1) == u"2026-11-25T09:00:00Z"_s);
}

TEST_CASE("A spreadsheet reads every field back, and no cell is a formula")
{
    const Made made(CopyForm::Csv);
    const QByteArray bytes = made.bytes();
    CHECK(bytes.startsWith("\xEF\xBB\xBFid;revision;etat;nature;auteur;recu;objet;description;debut;fin;"));
    CsvReader reader(bytes, ';');
    const QStringList header = reader.next()->value().cells;
    std::vector<QStringList> rows;
    while (const auto row = reader.next())
        rows.push_back(row->value().cells);
    REQUIRE(rows.size() == 4);
    const auto cell = [&](size_t row, const QString &name) { return rows[row].at(header.indexOf(name)); };
    CHECK(cell(0, u"objet"_s) == made.events[0].record.subject);
    CHECK(cell(0, u"description"_s) == made.events[0].record.description);
    CHECK(cell(0, u"debut"_s) == u"2026-11-28T13:00:00Z");
    CHECK(cell(0, u"adresseDepart"_s) == u"Vieux-Port");
    CHECK(cell(0, u"personnesAttendues"_s) == u"3000");
    CHECK(cell(1, u"objet"_s) == u"'=1+1");
    CHECK(cell(2, u"etat"_s) == u"annulee");
    CHECK(cell(2, u"adresses"_s) == u"Préfecture");
    CHECK(cell(3, u"finalite"_s) == u"Préparation du service d’ordre");
    for (const QStringList &row : rows)
        CHECK(row.size() == header.size());
}

TEST_CASE("A spreadsheet has what is on the map as WKT, which GDAL reads back")
{
    const Made made(CopyForm::Csv);
    GDALAllRegister();
    const vectorfiles::VectorFile file(
        GDALDataset::Open(made.path.toUtf8().constData(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    REQUIRE(file);
    REQUIRE(QByteArray(file->GetDriverName()) == "CSV");
    OGRLayer &layer = *file->GetLayer(0);
    std::vector<QString> shapes;
    for (const auto &feature : layer) {
        const OGRGeometry *const shape = feature->GetGeometryRef();
        shapes.push_back(shape ? QString::fromStdString(shape->exportToWkt()) : QString());
    }
    CHECK(shapes
        == std::vector { u"LINESTRING (5.3698 43.2951,5.3806 43.2986,5.3855 43.3001)"_s,
            u"POLYGON ((5.377 43.289,5.379 43.289,5.379 43.291,5.377 43.289))"_s, u"MULTIPOINT (5.3786 43.2888)"_s,
            QString() });
    CHECK(made.bytes().contains("MULTIPOINT ((5.3786 43.2888))")); // as ISO 19125 writes it
}

TEST_CASE("A GeoPackage has a layer for each sort of shape, in WGS 84")
{
    const Made made(CopyForm::GeoPackage);
    CHECK(column(made.path, "SELECT table_name || ':' || data_type || ':' || srs_id FROM gpkg_contents ORDER BY rowid")
        == QStringList { u"parcours:features:4326"_s, u"emprises:features:4326"_s, u"lieux:features:4326"_s,
            u"sans_lieu:attributes:0"_s });
    CHECK(column(made.path, "SELECT geometry_type_name FROM gpkg_geometry_columns")
        == QStringList { u"LINESTRING"_s, u"POLYGON"_s, u"MULTIPOINT"_s });
    CHECK(column(made.path, "SELECT objet FROM parcours") == QStringList { made.events[0].record.subject });
    CHECK(column(made.path, "SELECT objet FROM emprises") == QStringList { u"=1+1"_s });
    CHECK(column(made.path, "SELECT etat FROM lieux") == QStringList { u"annulee"_s });
    CHECK(column(made.path, "SELECT finalite FROM sans_lieu") == QStringList { u"Préparation du service d’ordre"_s });
    CHECK(column(made.path,
              "SELECT round(min_x, 4) || ' ' || round(max_y, 4) FROM gpkg_contents WHERE table_name='parcours'")
        == QStringList { u"5.3698 43.3001"_s });
    CHECK(QDir(made.dir.path()).entryList(QDir::Files | QDir::Hidden) == QStringList { u"événements.gpkg"_s });
}

TEST_CASE("KML is well formed and names its placemarks")
{
    const Made made(CopyForm::Kml);
    QXmlStreamReader xml(made.bytes());
    QStringList names;
    QString coordinates;
    bool inPlacemark = false;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.name() == u"Placemark")
            inPlacemark = xml.isStartElement();
        if (xml.isStartElement() && xml.name() == u"name" && inPlacemark)
            names << xml.readElementText();
        else if (xml.isStartElement() && xml.name() == u"coordinates" && coordinates.isEmpty())
            coordinates = xml.readElementText().simplified();
    }
    CHECK_FALSE(xml.hasError());
    CHECK(names.size() == 4);
    CHECK(names.contains(u"Visite <officielle> & suite"_s));
    CHECK(coordinates.startsWith(u"5.3698,43.2951"));
}

TEST_CASE("A calendar has the events with a beginning, in UTC, cancelled ones as cancelled")
{
    const Made made(CopyForm::ICalendar);
    QByteArray text = made.bytes();
    for (const QByteArray &line : text.split('\n'))
        CHECK(line.size() <= 76); // 75 octets and CR, RFC 5545 §3.1
    text.replace("\r\n ", "");
    CHECK(text.count("BEGIN:VEVENT") == 2);
    CHECK(text.contains("DTSTART:20261128T130000Z\r\nDTEND:20261128T160000Z\r\n"));
    CHECK(text.contains("SUMMARY:Marche\\, dite « blanche »\\; 1re\r\n"));
    CHECK(text.contains("quatrième\r\n"));
    CHECK(text.contains("LOCATION:Vieux-Port\r\n"));
    CHECK(text.count("STATUS:CANCELLED") == 1);
    CHECK(text.contains("UID:" + made.events[0].id.toString().toLatin1()));
    CHECK(text.contains("X-CORTEGE-FINALITE:Préparation du service d’ordre\r\n"));
}

TEST_CASE("What cannot be written is an error, and an old file stays as it was")
{
    const auto events = someEvents();
    for (const CopyForm form :
        { CopyForm::GeoJson, CopyForm::GeoPackage, CopyForm::Csv, CopyForm::Kml, CopyForm::ICalendar }) {
        INFO(jsonName(form).data());
        CHECK(publish(u"/nowhere/at/all."_s + suffix(form), form, events, kStamp).error().kind == Failure::Unavailable);
        const Made made(form);
        const QByteArray before = made.bytes();
        {
            const test::FullDisk full;
            CHECK_FALSE(publish(made.path, form, events, kStamp));
        }
        CHECK(made.bytes() == before);
        CHECK(
            QDir(made.dir.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size() == 1); // nothing half made
        REQUIRE(publish(made.path, form, {}, kStamp)); // in the place of the old one, and empty is no fault
        CHECK(made.bytes() != before);
    }
}

TEST_CASE("Every file says by whom, for what and when it was taken out")
{
    for (const CopyForm form : { CopyForm::GeoJson, CopyForm::Csv, CopyForm::Kml, CopyForm::ICalendar }) {
        INFO(jsonName(form).data());
        const Made made(form);
        const QByteArray text = made.bytes().replace("\r\n ", "");
        CHECK(text.contains("Préparation du service d’ordre"));
        CHECK(text.contains("Claire Martin (DOPC)"));
        CHECK((text.contains("2026-11-25T09:00:00Z") || text.contains("20261125T090000Z")));
    }
    const Made made(CopyForm::GeoPackage);
    for (const char *layer : { "parcours", "emprises", "lieux", "sans_lieu" }) {
        INFO(layer);
        const QByteArray sql = QByteArray("SELECT finalite || '|' || extraitPar || '|' || extraitLe FROM ") + layer;
        const QStringList stamps = column(made.path, sql.constData());
        REQUIRE_FALSE(stamps.isEmpty());
        CHECK(stamps.front() == u"Préparation du service d’ordre|Claire Martin (DOPC)|2026-11-25T09:00:00Z"_s);
    }
}

TEST_CASE("zones go into GeoJSON and into a GeoPackage that QGIS opens styled, each stamped, with their parameters")
{
    const PublishedZones zones { { { u"A"_s, { { 5.37, 43.29 }, { 5.38, 43.29 }, { 5.38, 43.30 }, { 5.37, 43.30 } },
                                     { { { 5.373, 43.293 }, { 5.373, 43.296 }, { 5.376, 43.296 } } }, 4.5, 45.25, 1'250,
                                     720'000 } },
        u"personnes"_s, u"noyau gaussien 150 m"_s, u"© Essai"_s };
    const QTemporaryDir dir;
    const QString json = dir.filePath(u"zones.geojson"_s);
    REQUIRE(publishZones(json, CopyForm::ZonesGeoJson, zones, kStamp));
    QFile file(json);
    REQUIRE(file.open(QFile::ReadOnly));
    const auto feature = QJsonDocument::fromJson(file.readAll())["features"_L1][0].toObject();
    CHECK(feature["geometry"_L1]["coordinates"_L1].toArray().size() == 2);
    CHECK(feature["geometry"_L1]["coordinates"_L1][0].toArray().size() == 5); // closed
    CHECK(feature["properties"_L1]["quantite"_L1].toDouble() == 1'250);
    CHECK(feature["properties"_L1]["parametres"_L1].toString() == u"noyau gaussien 150 m"_s);
    CHECK(feature["properties"_L1]["extraitPar"_L1].toString() == kStamp.person);

    const QString package = dir.filePath(u"zones.gpkg"_s);
    REQUIRE(publishZones(package, CopyForm::ZonesGeoPackage, zones, kStamp));
    GDALAllRegister();
    const vectorfiles::VectorFile dataset(GDALDataset::Open(package.toUtf8().constData(), GDAL_OF_VECTOR));
    REQUIRE(dataset);
    OGRLayer *layer = dataset->GetLayerByName("zones");
    REQUIRE(layer);
    REQUIRE(layer->GetFeatureCount() == 1);
    const std::unique_ptr<OGRFeature, void (*)(OGRFeature *)> zone(layer->GetNextFeature(), OGRFeature::DestroyFeature);
    CHECK(zone->GetGeometryRef()->toPolygon()->getNumInteriorRings() == 1);
    CHECK(zone->GetFieldAsDouble("maximum_ha") == 45.25);
    CHECK(QString::fromUtf8(layer->GetGeometryColumn()) == u"geom"_s);
    OGRLayer *styles = dataset->GetLayerByName("layer_styles");
    REQUIRE(styles);
    // As QGIS asks for it.
    styles->SetAttributeFilter("f_table_schema='' AND f_table_name='zones' AND f_geometry_column='geom'");
    const std::unique_ptr<OGRFeature, void (*)(OGRFeature *)> style(
        styles->GetNextFeature(), OGRFeature::DestroyFeature);
    REQUIRE(style);
    CHECK(style->GetFieldAsInteger("useAsDefault") == 1);
    QXmlStreamReader reader(QString::fromUtf8(style->GetFieldAsString("styleQML")));
    while (!reader.atEnd())
        reader.readNext();
    CHECK_FALSE(reader.hasError());
}
