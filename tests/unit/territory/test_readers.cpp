#include "inside.h"

#include <territory/source.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <osmium/io/pbf_output.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/writer.hpp>
#include <osmium/io/xml_input.hpp>

using namespace cortege;
using namespace cortege::territory;
using cortege::test::contains;
using namespace Qt::StringLiterals;
using geodata::AreaKind;
using geodata::PlaceCategory;
using geodata::StreetClass;

namespace
{

class Files
{
public:
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return file.fileName();
    }

private:
    QTemporaryDir m_folder;
};

Source readFile(const QString &name, const QByteArray &content, Role role = {})
{
    const Files files;
    auto source = readSource({ files.write(name, content), role });
    INFO((source ? QString() : source.error().detail).toStdString());
    REQUIRE(source);
    return *source;
}
Error errorOf(const QString &name, const QByteArray &content, Role role = {})
{
    const Files files;
    const auto source = readSource({ files.write(name, content), role });
    REQUIRE_FALSE(source);
    CHECK(source.error().detail.contains(name)); // who reads the message has many files
    return source.error();
}
void checkNear(const GeoPoint &a, const GeoPoint &b, double metres) { CHECK(distanceMetres(a, b) < metres); }

const QByteArray kOfficialHeader = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat\n";

constexpr auto kExtract = R"(<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
 <bounds minlat="43.0" minlon="5.0" maxlat="43.1" maxlon="5.1"/>
 <node id="1" lat="43.01" lon="5.01"/> <node id="2" lat="43.02" lon="5.02"/> <node id="3" lat="43.03" lon="5.02"/>
 <node id="4" lat="43.03" lon="5.01"><tag k="addr:housenumber" v="7 bis"/><tag k="addr:street" v="Rue Haute"/></node>
 <node id="5" lat="43.04" lon="5.01"><tag k="addr:housenumber" v="9"/></node>
 <node id="6" lat="43.05" lon="5.01"><tag k="addr:housenumber" v="11"/></node>
 <node id="7" lat="43.06" lon="5.03"><tag k="railway" v="station"/><tag k="name" v="Gare d’en Haut"/></node>
 <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Rue Haute"/></way>
 <way id="11"><nd ref="1"/><nd ref="99"/><tag k="highway" v="primary"/><tag k="tunnel" v="yes"/></way>
 <way id="12"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="leisure" v="park"/><tag k="name" v="Parc Bas"/></way>
 <way id="13"><nd ref="2"/><nd ref="3"/><tag k="highway" v="secondary"/><tag k="bridge" v="yes"/></way>
 <relation id="20"><member type="node" ref="6" role="house"/><tag k="type" v="associatedStreet"/><tag k="name" v="Rue Basse"/></relation>
</osm>
)";

} // namespace

TEST_CASE("the official address base and its re-export say the same")
{
    const QByteArray official = kOfficialHeader + "a;;12;bis;Rue de Rome;13006;13206;Marseille;0;0;5.3801;43.2899\n";
    const QByteArray exported
        = "\"\",\"id\",\"numero\",\"rep\",\"nom_voie\",\"code_postal\",\"nom_commune\",\"lon\",\"lat\"\n"
          "\"1\",\"a\",12,\"bis\",\"Rue de Rome\",13006,\"Marseille\",5.3801,43.2899\n"
          "\"2\",\"b\",13,NA,\"Rue de Rome\",13006,\"Marseille\",5.3802,43.2898\n";
    const Source one = readFile(u"ban.csv"_s, official);
    const Source other = readFile(u"export.csv"_s, exported);
    CHECK(one.format == SourceFormat::AddressBase);
    REQUIRE(one.features.numbers.size() == 1);
    REQUIRE(other.features.numbers.size() == 2);
    CHECK(one.features.numbers[0] == other.features.numbers[0]);
    CHECK(one.features.numbers[0]
        == geodata::HouseNumber { u"12 bis"_s, u"Rue de Rome"_s, u"13006"_s, u"Marseille"_s, { 5.3801, 43.2899 } });
    CHECK(other.features.numbers[1].number == u"13"_s);
    CHECK(one.attribution.contains(u"Base Adresse Nationale"_s));
}

TEST_CASE("each address that cannot be used is named by its line")
{
    const Source source = readFile(u"ban.csv"_s,
        kOfficialHeader
            + "a;;1;;Rue de Rome;13006;13206;Marseille;0;0;5.38;43.28\n"
              "b;;2;;;13006;13206;Marseille;0;0;5.38;43.28\n"
              "c;;3;;Rue de Rome;13006;13206;Marseille;0;0;;43.28\n"
              "d;;4;;Rue de Rome;13006;13206;Marseille;0;0;543;43.28\n"
              "e;;5\n"
              "f;;;;Rue de Rome;13006;13206;Marseille;0;0;5.38;43.28\n"
              "g;;6;;Rue de Rom\xe9;13006;13206;Marseille;0;0;5.38;43.28\n"
              "h;;99999;;Les Goudes;13008;13208;Marseille;0;0;5.34;43.21\n");
    CHECK(source.features.numbers.size() == 1);
    REQUIRE(source.features.places.size() == 1);
    CHECK(source.features.places[0].name == u"Les Goudes"_s);
    CHECK(source.refusals
        == std::vector<Refusal> { { u"3"_s, Fault::NoStreet, {} }, { u"4"_s, Fault::NoPosition, {} },
            { u"5"_s, Fault::OffEarth, {} }, { u"6"_s, Fault::WrongCells, {} }, { u"7"_s, Fault::NoName, {} },
            { u"8"_s, Fault::NotUtf8, {} } });
}

TEST_CASE("a table of places is read whatever its delimiter, and never for telephones or mail")
{
    for (const QByteArray delimiter : { ",", ";", "\t" }) {
        QByteArray text = "Nom du site|Categorie|Numero de telephone|Email|Longitude|Latitude\r\n"
                          "Stade du Nord|Stades|04 91 00 00 00|chef@example.org|5.39|43.27\r\n"
                          "|Stades|04 91 00 00 01||5.39|43.27\r\n";
        const Source source = readFile(u"lieux.csv"_s, text.replace("|", delimiter));
        CHECK(source.format == SourceFormat::PlaceTable);
        REQUIRE(source.features.places.size() == 1);
        CHECK(source.features.places[0]
            == geodata::NamedPlace { u"Stade du Nord"_s, PlaceCategory::Sport, { 5.39, 43.27 }, {} });
        CHECK(source.refusals == std::vector<Refusal> { { u"3"_s, Fault::NoName, {} } });
    }
}

TEST_CASE("a street index gives centres, squares apart")
{
    const Source source = readFile(u"index.json"_s,
        R"([{"name":"Cours Belsunce","quartier":"BELSUNCE","centroid":[5.377,43.298]},
            {"name":"Rue Haute","quartier":"","centroid":[5.378,43.297]}, {"name":"","centroid":[5,43]},
            {"name":"Rue Basse","centroid":[5]}])");
    REQUIRE(source.features.streetCentres.size() == 2);
    CHECK(source.features.streetCentres[0].category == PlaceCategory::Square);
    CHECK(source.features.streetCentres[0].district == u"BELSUNCE"_s);
    CHECK(source.features.streetCentres[1].category == PlaceCategory::Other);
    CHECK(source.refusals == std::vector<Refusal> { { u"3"_s, Fault::NoName, {} }, { u"4"_s, Fault::NoPosition, {} } });
}

TEST_CASE("an OpenStreetMap extract gives streets, houses, places and parks, and names what it lacks")
{
    const Source source = readFile(u"extrait.osm"_s, kExtract);
    CHECK(source.format == SourceFormat::OpenStreetMap);
    CHECK(source.bounds == GeoBox { { 5.0, 43.0 }, { 5.1, 43.1 } });
    REQUIRE(source.features.streets.size() == 2);
    CHECK(source.features.streets[0].name == u"Rue Haute"_s);
    CHECK(source.features.streets[0].streetClass == StreetClass::Minor);
    CHECK(source.features.streets[0].line.size() == 3);
    CHECK(source.features.streets[1].streetClass == StreetClass::Major);
    CHECK(source.features.streets[1].level == 1);
    REQUIRE(source.features.numbers.size() == 2);
    CHECK(source.features.numbers[0].street == u"Rue Haute"_s);
    CHECK(source.features.numbers[1].street == u"Rue Basse"_s); // by the relation
    REQUIRE(source.features.areas.size() == 1);
    CHECK(source.features.areas[0].kind == AreaKind::Park);
    CHECK(source.features.areas[0].rings[0].size() == 3);
    REQUIRE(source.features.places.size() == 2);
    CHECK(source.features.places[0].category == PlaceCategory::Station);
    CHECK(source.refusals
        == std::vector<Refusal> { { u"node 5"_s, Fault::NoStreet, {} }, { u"way 11"_s, Fault::MissingNodes, {} } });
}

TEST_CASE("an extract in PBF says the same as in XML")
{
    const Files files;
    const QString xml = files.write(u"extrait.osm"_s, kExtract);
    const QString pbf = files.write(u"extrait.pbf"_s, {});
    osmium::io::Reader from(osmium::io::File(xml.toStdString(), "osm"));
    osmium::io::Writer to(osmium::io::File(pbf.toStdString(), "pbf"), from.header(), osmium::io::overwrite::allow);
    while (osmium::memory::Buffer buffer = from.read())
        to(std::move(buffer));
    to.close();
    from.close();
    const auto read = readSource({ pbf, {} });
    INFO((read ? QString() : read.error().detail).toStdString());
    REQUIRE(read);
    const Source same = readSource({ xml, {} }).value();
    CHECK(read->format == SourceFormat::OpenStreetMap);
    CHECK(read->bounds == same.bounds);
    CHECK(read->features.streets == same.features.streets);
    CHECK(read->features.numbers == same.features.numbers);
    CHECK(read->features.places == same.features.places);
    CHECK(read->features.areas == same.features.areas);
    CHECK(read->refusals == same.refusals);
    REQUIRE(read->features.streets.size() == 2);
    CHECK(distanceMetres(read->features.streets[0].line[0], { 5.01, 43.01 }) < 1);
}

TEST_CASE("a coast that leaves the streets and comes back has no land at sea, where the extract states no bounds")
{
    // The streets end at 5.02; the coast goes round a cape at 5.03, and the extract ends behind it.
    const Source source = readFile(u"cap.osm"_s, R"(<?xml version='1.0' encoding='UTF-8'?>
<osm version="0.6">
 <node id="1" lat="43.00" lon="5.00"/> <node id="2" lat="43.04" lon="5.02"/>
 <node id="3" lat="43.01" lon="4.98"/> <node id="4" lat="43.01" lon="5.03"/> <node id="5" lat="43.03" lon="5.03"/>
 <node id="6" lat="43.032" lon="5.019"/>
 <way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
 <way id="11"><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="6"/><tag k="natural" v="coastline"/></way>
</osm>)");
    const auto isLand = [&](const GeoPoint &p) {
        return std::ranges::any_of(source.features.areas,
            [&](const geodata::Area &area) { return area.kind == AreaKind::Land && contains(area.rings.front(), p); });
    };
    CHECK(isLand({ 5.01, 43.02 }));
    CHECK(isLand({ 5.025, 43.02 })); // the cape
    CHECK_FALSE(isLand({ 5.1, 43.02 })); // beyond it
    CHECK_FALSE(isLand({ 5.01, 43.005 }));
}

TEST_CASE("layers are brought to WGS 84 from the system that they state")
{
    const QByteArray lambert93 = R"({"type":"FeatureCollection",
      "crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}},"features":[
      {"type":"Feature","properties":{"nom":"La Canebière","roadClass":"major"},
       "geometry":{"type":"LineString","coordinates":[[892390,6247035],[892950,6247180]]}}]})";
    const Source source = readFile(u"voies.geojson"_s, lambert93);
    REQUIRE(source.features.streets.size() == 1);
    CHECK(source.features.streets[0].name == u"La Canebière"_s);
    CHECK(source.features.streets[0].streetClass == StreetClass::Major);
    checkNear(source.features.streets[0].line[0], { 5.3733, 43.2957 }, 900); // the Vieux-Port
}

TEST_CASE("people walk neither on motorways nor in the tunnels of main streets")
{
    const auto onFoot = [](const QByteArray &tags) {
        const Source source = readFile(u"voie.osm"_s,
            R"(<osm version="0.6"><node id="1" lat="43.01" lon="5.01"/><node id="2" lat="43.02" lon="5.02"/>)"
            R"(<way id="10"><nd ref="1"/><nd ref="2"/>)"
                + tags + "</way></osm>");
        REQUIRE(source.features.streets.size() == 1);
        return source.features.streets[0].onFoot;
    };
    const QByteArray tunnel = R"(<tag k="tunnel" v="yes"/>)";
    const QByteArray primary = R"(<tag k="highway" v="primary"/>)";
    const QByteArray trunk = R"(<tag k="highway" v="trunk"/>)";
    CHECK_FALSE(onFoot(R"(<tag k="highway" v="motorway"/>)"));
    CHECK_FALSE(onFoot(trunk + R"(<tag k="motorroad" v="yes"/>)"));
    CHECK_FALSE(onFoot(trunk + R"(<tag k="foot" v="no"/>)"));
    CHECK(onFoot(trunk));
    CHECK_FALSE(onFoot(primary + tunnel));
    CHECK(onFoot(primary + tunnel + R"(<tag k="sidewalk" v="both"/>)"));
    CHECK(onFoot(R"(<tag k="highway" v="footway"/>)" + tunnel));
    CHECK(onFoot(primary));

    const Source layer = readFile(u"voies.geojson"_s, R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"name":"Tunnel du Vieux-Port","roadClass":"major"},
       "geometry":{"type":"LineString","coordinates":[[5.363,43.297],[5.365,43.292]]}},
      {"type":"Feature","properties":{"name":"Tunnel Saint-Charles","roadClass":"minor"},
       "geometry":{"type":"LineString","coordinates":[[5.382,43.302],[5.381,43.301]]}},
      {"type":"Feature","properties":{"name":"A7","roadClass":"highway"},
       "geometry":{"type":"LineString","coordinates":[[5.37,43.31],[5.36,43.32]]}}]})");
    REQUIRE(layer.features.streets.size() == 3);
    CHECK_FALSE(layer.features.streets[0].onFoot);
    CHECK(layer.features.streets[1].onFoot);
    CHECK_FALSE(layer.features.streets[2].onFoot);
}

TEST_CASE("what a layer holds is guessed by its shapes, or told")
{
    const QByteArray mixed = R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"name":"Noailles"},
       "geometry":{"type":"MultiPolygon","coordinates":[[[[5,43],[5.1,43],[5.1,43.1],[5,43]]],[[[5.2,43],[5.3,43],[5.3,43.1],[5.2,43]]]]}},
      {"type":"Feature","properties":{"name":"Opéra"},"geometry":{"type":"Point","coordinates":[5.37,43.29]}},
      {"type":"Feature","properties":{"name":"Rue Haute"},"geometry":{"type":"LineString","coordinates":[[5,43],[5.1,43]]}},
      {"type":"Feature","properties":{"name":"Rue courte"},"geometry":{"type":"LineString","coordinates":[[5,43],[5,43]]}},
      {"type":"Feature","properties":{"name":"nulle part"},"geometry":null},
      {"type":"Feature","properties":{"name":null},"geometry":{"type":"Point","coordinates":[5.37,43.29]}}]})";
    const Source guessed = readFile(u"tout.geojson"_s, mixed);
    CHECK(guessed.features.areas.size() == 2); // one for each part
    CHECK(guessed.features.areas[0].kind == AreaKind::Quarter);
    CHECK(guessed.features.places.size() == 1);
    CHECK(guessed.features.places[0].category == PlaceCategory::Culture);
    CHECK(guessed.features.streets.size() == 1);
    CHECK(guessed.refusals.size() == 3);
    const Source told = readFile(u"tout.geojson"_s, mixed, { Role::Kind::Areas, AreaKind::Water });
    CHECK(told.features.areas[0].kind == AreaKind::Water);
    CHECK(told.features.streets.empty());
    CHECK(told.refusals.size() == 5); // four of another shape, one without any
}

TEST_CASE("a file that cannot be read as a whole is an error with its name")
{
    CHECK(errorOf(u"vide.csv"_s, {}).kind == Failure::InvalidInput);
    CHECK(errorOf(u"bruit.bin"_s, QByteArray(5000, '\x7f')).kind == Failure::InvalidInput);
    CHECK(errorOf(u"coupe.osm"_s, QByteArray(kExtract).first(600)).kind == Failure::Corrupt);
    CHECK(errorOf(u"coupe.geojson"_s, R"({"type":"FeatureCollection","features":[{"type":)").kind
        == Failure::InvalidInput);
    CHECK(errorOf(u"coupe.json"_s, R"([{"name":"a","centroid":[5,43]},)").kind == Failure::Corrupt);
    CHECK(errorOf(u"colonnes.csv"_s, "lat,lon\n43,5\n").kind == Failure::InvalidInput);
    const auto missing = readSource({ u"/nowhere/at-all.osm"_s, {} });
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == Failure::NotFound);
}
