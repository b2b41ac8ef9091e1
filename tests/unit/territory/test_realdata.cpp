#include <territory/source.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <support/places.h>

using namespace cortege;
using namespace cortege::territory;
using namespace Qt::StringLiterals;

namespace
{

Source readReal(const QString &name, Role role = {})
{
    const QString folder = qEnvironmentVariable("CORTEGE_DATA", test::sourcePath(u"../shared/data"_s));
    const QString path = QDir(folder).filePath(name);
    if (!QFileInfo(path).isFile())
        SKIP("real data are not there: " << path.toStdString());
    auto source = readSource({ path, role });
    INFO((source ? QString() : source.error().detail).toStdString());
    REQUIRE(source);
    return *source;
}

} // namespace

TEST_CASE("Marseille's streets, quarters and land are read whole")
{
    const Source roads = readReal(u"marseille/roads.geojson.gz"_s);
    CHECK(roads.features.streets.size() + roads.refusals.size() == 24'232);
    CHECK(roads.refusals.size() < 10);
    const Source quarters = readReal(u"marseille/quartiers-marseille.gpkg"_s);
    CHECK(quarters.features.areas.size() >= 111);
    CHECK(std::ranges::any_of(quarters.features.areas, [](const auto &area) { return area.name == u"Belsunce"_s; }));
    const Source land = readReal(u"marseille/land.geojson"_s);
    CHECK(land.features.areas.size() == 70);
    CHECK(land.features.areas.front().kind == geodata::AreaKind::Land);
    const Source index = readReal(u"marseille/streets_index.json"_s);
    CHECK(index.features.streetCentres.size() == 5'190);
}

TEST_CASE("every row of Marseille's facilities is a place or is refused")
{
    // Rows without the header, counted by another reader of CSV; two monuments have a line break in a cell.
    const std::pair<QString, size_t> files[] { { u"crous-marseille.csv"_s, 14 },
        { u"marseille_bases_nautiques_plages_2018_vsohc0e.csv"_s, 27 },
        { u"marseille_batiments_institutionnels_2018.csv"_s, 71 }, { u"marseille_creches_ukxm5oz.csv"_s, 198 },
        { u"marseille_ecoles_elementaires_2018.csv"_s, 227 }, { u"marseille_ecoles_maternelles_2018.csv"_s, 241 },
        { u"marseille_equipements_sociaux_2018.csv"_s, 162 }, { u"marseille_equipements_sportifs_2018.csv"_s, 138 },
        { u"marseille_lieux_culturels_2018_jrvozrd.csv"_s, 109 }, { u"marseille_monuments_historiques_2018.csv"_s, 79 },
        { u"marseille_parcs_jardins_2018.csv"_s, 109 } };
    size_t rows = 0;
    for (const auto &[name, inFile] : files) {
        const Source source = readReal(u"marseille/equipements/"_s + name);
        INFO(name.toStdString());
        CHECK(source.format == SourceFormat::PlaceTable);
        CHECK(source.features.places.size() + source.refusals.size() == inFile);
        CHECK(source.features.count() == std::ssize(source.features.places));
        // The city's files are clean: a row that is refused here is one that we no longer know how to read.
        CHECK(source.refusals.empty());
        CHECK(
            std::ranges::none_of(source.features.places, [](const auto &place) { return place.name.contains(u'@'); }));
        rows += source.features.places.size() + source.refusals.size();
    }
    CHECK(rows == 1'375);
}

TEST_CASE("Bondy's addresses and the extracts of Bondy and Monaco are read")
{
    const Source addresses = readReal(u"addresses/bondy-ban.csv"_s);
    CHECK(addresses.features.numbers.size() + addresses.features.places.size() + addresses.refusals.size() == 8'413);
    const Source bondy = readReal(u"osm/bondy.osm.gz"_s);
    CHECK(bondy.bounds.has_value());
    CHECK(bondy.features.streets.size() > 150);
    const Source monaco = readReal(u"osm/monaco.osm.gz"_s);
    CHECK(monaco.features.streets.size() > 700);
    CHECK(std::ranges::any_of(
        monaco.features.areas, [](const auto &area) { return area.kind == geodata::AreaKind::Land; }));
}
