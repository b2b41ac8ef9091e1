#include <exchange/factfile.h>
#include <exchange/factguess.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <support/facts.h>
#include <support/vectorfiles.h>
#include <support/wanted.h>

#include <algorithm>
#include <cmath>
#include <ranges>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{

struct Bench {
    Bench()
    {
        recipe.place.longitude = u"lon"_s;
        recipe.place.latitude = u"lat"_s;
        recipe.category.column = u"nature"_s;
        recipe.category.otherwise = QString();
    }
    QString write(const QByteArray &content, const QString &name = u"faits.csv"_s) const
    {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
        return file.fileName();
    }
    std::vector<MappedFact> read(const QByteArray &content) const { return readFile(write(content)); }
    std::vector<MappedFact> readFile(const QString &path) const
    {
        std::vector<MappedFact> rows;
        test::wanted(readFacts(path, recipe, [&rows](const MappedFact &row) { rows.push_back(row); }));
        return rows;
    }
    void timed(const QString &begin, const QString &format = u"iso"_s, const QString &zone = u"Europe/Paris"_s)
    {
        recipe.when = FactRecipe::When {};
        recipe.when->begin = *CellText::parse(begin);
        recipe.when->format = format;
        recipe.when->zone = zone;
    }
    /// Of a row with that cell for its time.
    std::optional<UtcInterval> when(const QByteArray &cell) const
    {
        const auto rows = read("lon,lat,nature,t\n5,43,vol," + cell + "\n");
        REQUIRE(rows.size() == 1);
        REQUIRE(rows[0]);
        return rows[0]->fact.when;
    }
    QString refusal(const QByteArray &cell) const
    {
        const auto rows = read("lon,lat,nature,t\n5,43,vol," + cell + "\n");
        REQUIRE(rows.size() == 1);
        REQUIRE_FALSE(rows[0]);
        return rows[0].error().front().field + u' ' + rows[0].error().front().reason;
    }

    QTemporaryDir folder;
    FactRecipe recipe { .source = test::source(u"essai"_s) };
};

UtcTime at(const QString &iso) { return fromIso(iso).value(); }
bool isNear(GeoPoint a, GeoPoint b) { return distanceMetres(a, b) < 1; }

} // namespace

TEST_CASE("rows become facts, and each refused one says where and why")
{
    Bench bench;
    const auto rows = bench.read("lon,lat,nature,nom\n"
                                 "5.37,43.29,vol,Jean Dupont\n"
                                 ",43.29,vol,\n"
                                 "5.37,x,bruit,\n"
                                 "5.37,93,bruit,\n"
                                 "5.37,43.29,incendie,\n"
                                 "5.37,43.29\n"
                                 "5.37,43.29,bruit,\n");
    REQUIRE(rows.size() == 7);
    REQUIRE(rows[0]);
    CHECK(rows[0]->fact == Fact { { 5.37, 43.29 }, {}, 0, 1 });
    REQUIRE(rows[6]);
    CHECK(rows[6]->line == 8);
    CHECK(rows[6]->fact.weight == 0.5F); // the category's
    const auto issue = [&rows](size_t row) { return rows[row].error().front(); };
    CHECK(issue(1) == RowIssue { 3, u"lieu"_s, u"missing"_s, {} });
    CHECK(issue(2) == RowIssue { 4, u"lieu"_s, u"not-a-number"_s, u"x"_s });
    CHECK(issue(3) == RowIssue { 5, u"lieu"_s, u"outside-world"_s, u"5.37 93"_s });
    CHECK(issue(4) == RowIssue { 6, u"categorie"_s, u"unknown-value"_s, u"incendie"_s });
    CHECK(issue(5) == RowIssue { 7, {}, u"wrong-number-of-cells"_s, u"2/4"_s });
}

TEST_CASE("what may name somebody stands in no report")
{
    Bench bench;
    const auto rows = bench.read("lon,lat,nature\n5,43,Vol chez M. Jean Dupont\n");
    REQUIRE_FALSE(rows[0]);
    CHECK(rows[0].error().front().value.isEmpty());
}

TEST_CASE("delimiter, encoding, decimal comma and metric coordinates are read as the recipe says")
{
    Bench bench;
    bench.recipe.file.delimiter = ';';
    bench.recipe.file.encoding = u"windows-1252"_s;
    bench.recipe.place.decimalComma = true;
    bench.recipe.place.epsg = 2154;
    bench.recipe.category.table = { { u"dégât"_s, u"bruit"_s } };
    const auto rows = bench.read("lon;lat;nature\r\n893000,5;6247000,25;d\xe9g\xe2t\r\n1;1;vol\r\n");
    REQUIRE(rows[0]);
    CHECK(rows[0]->fact.category == 1);
    CHECK(std::abs(rows[0]->fact.place.longitude - 5.38) < 0.05);
    CHECK(std::abs(rows[0]->fact.place.latitude - 43.29) < 0.05);
    REQUIRE_FALSE(rows[1]); // far from where Lambert-93 is meant for
    CHECK(rows[1].error().front().reason == u"outside-world"_s);
}

TEST_CASE("times are what the recipe says, in the zone that it names")
{
    Bench bench;
    bench.timed(u"{t}"_s);
    CHECK(bench.when("2018-07-14T12:00:00Z")->begin == at(u"2018-07-14T12:00:00Z"_s));
    CHECK(bench.when("2018-07-14 12:00:00")->begin == at(u"2018-07-14T10:00:00Z"_s));
    CHECK(bench.when("2018-07-14")->begin == at(u"2018-07-13T22:00:00Z"_s));
    CHECK(bench.refusal("14/07/2018") == u"date unreadable-time"_s);
    CHECK(bench.refusal("") == u"date missing"_s);
    CHECK(bench.refusal("2018-03-25 02:30:00") == u"date skipped-time"_s); // the clocks go forward
    CHECK(bench.when("2018-10-28 02:30:00")->begin == at(u"2018-10-28T00:30:00Z"_s)); // the first of two
    SECTION("a format of their own")
    {
        bench.timed(u"{t}"_s, u"dd/MM/yyyy HH:mm"_s);
        CHECK(bench.when("14/07/2018 12:30")->begin == at(u"2018-07-14T10:30:00Z"_s));
        CHECK(bench.refusal("31/02/2018 12:30") == u"date unreadable-time"_s);
        bench.recipe.when->zone = u"UTC"_s; // whatever this machine's zone skips
        CHECK(bench.when("25/03/2018 02:30")->begin == at(u"2018-03-25T02:30:00Z"_s));
    }
    SECTION("an hour without its zeros, a month without its days")
    {
        bench.timed(u"2018-01-02 {t:4}"_s, u"yyyy-MM-dd hhmm"_s, u"UTC"_s);
        CHECK(bench.when("300")->begin == at(u"2018-01-02T03:00:00Z"_s));
        bench.timed(u"2018-{t}"_s, u"yyyy-M"_s);
        bench.recipe.when->lasts = FactRecipe::Lasts::Month;
        CHECK(bench.when("3") == UtcInterval { at(u"2018-02-28T23:00:00Z"_s), at(u"2018-03-31T22:00:00Z"_s) });
    }
    SECTION("a day of 23 hours")
    {
        bench.recipe.when->lasts = FactRecipe::Lasts::Day;
        CHECK(bench.when("2018-03-25") == UtcInterval { at(u"2018-03-24T23:00:00Z"_s), at(u"2018-03-25T22:00:00Z"_s) });
    }
    SECTION("none at all, where that may be")
    {
        bench.recipe.when->mayMiss = true;
        CHECK_FALSE(bench.when(""));
    }
    SECTION("an end")
    {
        bench.recipe.when->end = *CellText::parse(u"2018-07-15");
        CHECK(bench.when("2018-07-14")->end == at(u"2018-07-14T22:00:00Z"_s));
        CHECK(bench.refusal("2018-07-16") == u"date end-before-start"_s);
    }
}

TEST_CASE("weights come from a column, else from the category")
{
    Bench bench;
    bench.recipe.weight = { u"p"_s, true };
    const auto rows = bench.read("lon,lat,nature,p\n5,43,bruit,\n5,43,bruit,\"2,5\"\n5,43,bruit,-1\n5,43,bruit,x\n");
    CHECK(rows[0]->fact.weight == 0.5F);
    CHECK(rows[1]->fact.weight == 2.5F);
    CHECK(rows[2].error().front().reason == u"negative"_s);
    CHECK(rows[3].error().front().reason == u"not-a-number"_s);
}

TEST_CASE("a key that comes again is refused; rows without a key are told apart and found again")
{
    Bench bench;
    const QByteArray text = "lon,lat,nature,id\n5,43,vol,a\n5,43,vol,a\n5,43,vol,b\n5,43,vol,\n";
    SECTION("with a key")
    {
        bench.recipe.key = { u"id"_s };
        const auto rows = bench.read(text);
        REQUIRE(rows[0]);
        CHECK(rows[1].error().front() == RowIssue { 3, u"cle"_s, u"repeated-key"_s, u"a"_s });
        REQUIRE(rows[2]);
        CHECK(rows[0]->key != rows[2]->key);
        CHECK(rows[3].error().front().reason == u"missing"_s);
    }
    SECTION("without")
    {
        const auto rows = bench.read(text);
        QSet<FactKey> keys;
        for (const MappedFact &row : rows)
            keys.insert(row->key);
        CHECK(keys.size() == 4);
        bench.recipe.source.categories[0].weight = 3; // another weight makes no other rows
        const auto again = bench.read(text);
        for (size_t i = 0; i < rows.size(); ++i)
            CHECK(rows[i]->key == again[i]->key);
    }
}

TEST_CASE("what lies outside the area is refused")
{
    Bench bench;
    bench.recipe.place.area = GeoBox { { 5, 43 }, { 6, 44 } };
    const auto rows = bench.read("lon,lat,nature\n5.5,43.5,vol\n-95.1,31.4,vol\n");
    CHECK(rows[0]);
    CHECK(rows[1].error().front() == RowIssue { 3, u"lieu"_s, u"outside-area"_s, u"-95.10000 31.40000"_s });
}

TEST_CASE("a column that the recipe names must be there, once")
{
    Bench bench;
    const auto detail = [&bench](const QByteArray &text) {
        const auto read = readFacts(bench.write(text), bench.recipe, [](const MappedFact &) { });
        return read ? QString() : read.error().detail;
    };
    CHECK(detail("lon,nature\n").contains(u"no column \"lat\""_s));
    CHECK(detail("lon,lat,lat,nature\n").contains(u"two columns \"lat\""_s));
    CHECK(detail("lon,lat,nature,x,x\n").isEmpty());
    CHECK(detail("").contains(u"no header"_s));
}

TEST_CASE("layers of other programs are read, brought to WGS 84")
{
    Bench bench;
    bench.recipe.place = {};
    bench.recipe.file.form = FactRecipe::Form::Layer;
    const auto [driver, name] = GENERATE(std::pair { "ESRI Shapefile", u"f.shp"_s }, std::pair { "GPKG", u"f.gpkg"_s });
    const QString path = bench.folder.filePath(name);
    test::writeLayer(path,
        { .driver = driver,
            .columns = { u"nature"_s, u"autre"_s },
            .records = { { { { 893'000, 6'247'000 } }, { u"vol"_s, u"1"_s } },
                { { { 893'100, 6'247'000 } }, { u"bruit"_s, u"2"_s } } } });
    const auto rows = bench.readFile(path);
    REQUIRE(rows.size() == 2);
    REQUIRE(rows[0]);
    REQUIRE(rows[1]);
    CHECK(std::abs(rows[0]->fact.place.longitude - 5.38) < 0.05);
    CHECK(std::abs(distanceMetres(rows[0]->fact.place, rows[1]->fact.place) - 100) < 1);
    CHECK(rows[1]->fact.category == 1);
}

TEST_CASE("GeoJSON, KML and GPX are read as they are")
{
    Bench bench;
    bench.recipe.place = {};
    bench.recipe.file.form = FactRecipe::Form::Layer;
    bench.recipe.category = { {}, {}, u"vol"_s };
    SECTION("GeoJSON, with a line that stands at its middle only if it may")
    {
        const QString path = bench.write(
            R"({"type":"FeatureCollection","features":[
                {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[5.37,43.29]}},
                {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[5,43],[6,43]]}},
                {"type":"Feature","properties":{},"geometry":null}]})",
            u"f.geojson"_s);
        auto rows = bench.readFile(path);
        REQUIRE(rows.size() == 3);
        CHECK(rows[0]->fact.place == GeoPoint { 5.37, 43.29 });
        CHECK(rows[1].error().front().reason == u"not-a-point"_s);
        CHECK(rows[2].error().front().reason == u"missing"_s);
        bench.recipe.place.centroid = true;
        rows = bench.readFile(path);
        CHECK(rows[1]->fact.place == GeoPoint { 5.5, 43 });
    }
    SECTION("KML")
    {
        const auto rows = bench.readFile(bench.write(
            R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>f</name>)"
            R"(<Placemark><name>a</name><Point><coordinates>5.37,43.29</coordinates></Point></Placemark>)"
            R"(</Folder></Document></kml>)",
            u"f.kml"_s));
        REQUIRE(rows.size() == 1);
        CHECK(isNear(rows[0]->fact.place, { 5.37, 43.29 }));
    }
    SECTION("GPX, with its time")
    {
        bench.timed(u"{time}"_s);
        bench.recipe.file.layer = u"waypoints"_s;
        const auto rows = bench.readFile(bench.write(
            R"(<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">)"
            R"(<wpt lat="43.29" lon="5.37"><time>2018-07-14T12:00:00Z</time></wpt></gpx>)",
            u"f.gpx"_s));
        REQUIRE(rows.size() == 1);
        REQUIRE(rows[0]);
        CHECK(rows[0]->fact.when->begin == at(u"2018-07-14T12:00:00Z"_s));
    }
}

TEST_CASE("a preview counts the whole file and shows its first rows")
{
    Bench bench;
    QByteArray text = "lon,lat,nature\n";
    for (int i = 0; i < 5'000; ++i)
        text += i % 10 == 0 ? "5.37,,vol\n" : "5." + QByteArray::number(1'000 + i) + ",43.29,bruit\n";
    const QString path = bench.write(text);
    const FactPreview preview = test::wanted(previewFacts(path, bench.recipe, 20));
    CHECK(preview.rows.size() == 20);
    CHECK(preview.counts == FactCounts { 5'000, 4'500, 500 });
    CHECK(preview.ofCategory == std::vector<qint64> { 0, 4'500 });
    CHECK(preview.reasons == std::vector<std::pair<QString, qint64>> { { u"lieu: missing"_s, 500 } });
    const FactImport import = test::wanted(importFacts(path, bench.recipe));
    CHECK(import.counts == preview.counts);
    CHECK(import.issues.size() == 500);
    REQUIRE(import.blocks.size() == 2);
    CHECK(import.blocks[0].keys.size() == 4'096);
    CHECK(import.blocks[1].columns.size() == 404);
    const FactReading both = test::wanted(previewAndImport(path, bench.recipe, 20));
    CHECK(both.preview.rows == preview.rows);
    CHECK(both.preview.reasons == preview.reasons);
    CHECK(both.import.blocks == import.blocks);
    CHECK(both.import.issues == import.issues);

    std::stop_source stop;
    int rows = 0;
    test::wanted(readFacts(
        path, bench.recipe,
        [&](const MappedFact &) {
            if (++rows == 10)
                stop.request_stop();
        },
        stop.get_token()));
    CHECK(rows == 10);
}

TEST_CASE("a first recipe is guessed from the file, and what nobody can guess must be written")
{
    Bench bench;
    const QString path = bench.write("ID;Catégorie;Longitude;Latitude;Date;Contact\n"
                                     "1;Vol;5,37;43,29;2018-07-14;M. Jean Dupont, 06 12 34 56 78\n"
                                     "2;Bruit;5,38;43,29;2018-07-15;\n");
    const FileLook look = test::wanted(lookInto(path));
    CHECK(look.file.delimiter == ';');
    REQUIRE(look.columns.size() == 6);
    CHECK(look.columns[5].values.isEmpty()); // nobody's name is shown
    REQUIRE(look.columns[5].personal);
    CHECK(look.columns[5].personal->certainty == Certainty::Certain);
    CHECK(std::ranges::none_of(
        look.columns | std::views::take(5), [](const FileColumn &one) { return one.personal.has_value(); }));
    FactRecipe::File otherwise = look.file;
    otherwise.delimiter = ',';
    CHECK(test::wanted(lookAs(path, otherwise)).columns.size() == 1);
    otherwise.encoding = u"klingon"_s;
    CHECK_FALSE(lookAs(path, otherwise));
    FactRecipe recipe = guessRecipe(look, *FactSourceId::parse(u"essai"));
    CHECK(recipe.place.longitude == u"Longitude"_s);
    CHECK(recipe.place.decimalComma);
    CHECK(recipe.category.column == u"Catégorie"_s);
    CHECK(recipe.key == QStringList { u"ID"_s });
    REQUIRE(recipe.when);
    CHECK(recipe.when->lasts == FactRecipe::Lasts::Day);
    CHECK_FALSE(readRecipe(recipeText(recipe)));
    recipe.source.name = u"Essai"_s;
    recipe.source.provenance = u"Jeu d’essai"_s;
    recipe.source.licence = u"Licence Ouverte 2.0"_s;
    CHECK(test::wanted(previewFacts(path, recipe, 5)).counts == FactCounts { 2, 2, 0 });
}
