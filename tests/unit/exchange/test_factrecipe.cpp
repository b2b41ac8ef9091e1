#include <exchange/factrecipe.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <support/facts.h>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{

FactRecipe smallRecipe()
{
    FactRecipe recipe { .source = test::source(u"essai"_s) };
    recipe.place.longitude = u"lon"_s;
    recipe.place.latitude = u"lat"_s;
    recipe.category.otherwise = u"vol"_s;
    return recipe;
}

QString refusalOf(const QJsonObject &object)
{
    const auto read = readRecipe(QJsonDocument(object).toJson());
    return read ? QString() : read.error().detail;
}

} // namespace

TEST_CASE("a recipe that is written is read as it was")
{
    REQUIRE(rc::check([] {
        FactRecipe recipe = smallRecipe();
        recipe.source = test::anySource();
        recipe.file.delimiter = *rc::gen::element(',', ';', '\t', '|');
        recipe.file.encoding = *rc::gen::element(u"UTF-8"_s, u"windows-1252"_s);
        recipe.place.decimalComma = *rc::gen::arbitrary<bool>();
        recipe.place.epsg = test::maybe<int>([] { return *rc::gen::inRange(1, 99'999); });
        if (*rc::gen::arbitrary<bool>())
            recipe.place.area = GeoBox { { 5.1, 43.1 }, { 5.6, 43.5 } };
        if (*rc::gen::arbitrary<bool>()) {
            recipe.when = FactRecipe::When {};
            recipe.when->begin = *CellText::parse(u"2018-{mois} {heure:4}");
            recipe.when->lasts = *rc::gen::element(FactRecipe::Lasts::Day, FactRecipe::Lasts::Month);
            recipe.when->mayMiss = *rc::gen::arbitrary<bool>();
            recipe.when->format = u"yyyy-M hhmm"_s;
        }
        recipe.category = { u"nature"_s, { { u"Robbery"_s, u"vol"_s } }, u"bruit"_s };
        recipe.weight = { u"poids"_s, *rc::gen::arbitrary<bool>() };
        recipe.key = { u"id"_s, u"rang"_s };
        const auto read = readRecipe(recipeText(recipe));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == recipe);
    }));
}

TEST_CASE("cells stand in braces, filled up with zeros where a width is given")
{
    const auto text = CellText::parse(u"2018-{mois:2} à {heure}");
    REQUIRE(text);
    CHECK(text->columns() == QStringList { u"mois"_s, u"heure"_s });
    CHECK(text->parts[1].width == 2);
    CHECK(text->toString() == u"2018-{mois:2} à {heure}"_s);
    CHECK(CellText::parse(u"{Date: début}")->columns() == QStringList { u"Date: début"_s });
    for (const QStringView wrong : { u"{", u"}", u"{}", u"a}b", u"{mois", u"{mois:0}", u"{mois:99}" })
        CHECK_FALSE(CellText::parse(wrong));
}

TEST_CASE("a slip of the pen in a recipe is told by its key")
{
    const QJsonObject good = QJsonDocument::fromJson(recipeText(smallRecipe())).object();
    REQUIRE(refusalOf(good).isEmpty());
    const auto with = [&good](const QString &key, const QJsonValue &value) {
        QJsonObject changed = good;
        changed.insert(key, value);
        return refusalOf(changed);
    };
    CHECK(with(u"colonnes"_s, 1).contains(u"recipe.colonnes"_s));
    CHECK(with(u"place"_s, QJsonObject { { u"longitude"_s, u"x"_s } }).contains(u"place"_s));
    CHECK(with(u"place"_s, QJsonObject {}).contains(u"a table has no geometry"_s));
    CHECK(with(u"file"_s, QJsonObject { { u"delimiter"_s, u"\""_s } }).contains(u"file.delimiter"_s));
    CHECK(with(u"file"_s, QJsonObject { { u"encoding"_s, u"no-such"_s } }).contains(u"file.encoding"_s));
    CHECK(with(u"category"_s, QJsonObject { { u"otherwise"_s, u"absent"_s } }).contains(u"category.otherwise"_s));
    CHECK(with(u"category"_s, QJsonObject {}).contains(u"category"_s));
    CHECK(with(u"when"_s, QJsonObject {}).contains(u"when.begin"_s));
    CHECK(with(u"when"_s, QJsonObject { { u"begin"_s, u"{d}"_s }, { u"zone"_s, u"Mars/Base"_s } })
            .contains(u"when.zone"_s));
    CHECK(
        with(u"when"_s, QJsonObject { { u"begin"_s, u"{d}"_s }, { u"lasts"_s, u"long"_s } }).contains(u"when.lasts"_s));
    CHECK(with(u"key"_s, u"id"_s).contains(u"key"_s));
    QJsonObject source = good.value(u"source"_s).toObject();
    source.insert(u"licence"_s, u"Demander à Mme Claire Martin, 06 12 34 56 78"_s);
    CHECK(with(u"source"_s, source).contains(u"personal-data"_s));
}

TEST_CASE("a recipe looks at the columns that it names, each once")
{
    FactRecipe recipe = smallRecipe();
    recipe.when = FactRecipe::When {};
    recipe.when->begin = *CellText::parse(u"{lon}");
    recipe.key = { u"id"_s, u"lat"_s };
    CHECK(recipe.columns() == QStringList { u"lon"_s, u"lat"_s, u"id"_s });
}
