#include <exchange/factfile.h>
#include <support/places.h>
#include <support/wanted.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>

using namespace cortege;
using namespace cortege::exchange;
using namespace Qt::StringLiterals;

namespace
{

QString factData()
{
    const QString folder = qEnvironmentVariable("CORTEGE_DATA");
    if (folder.isEmpty() || !QDir(folder).exists(u"facts"_s))
        SKIP("CORTEGE_DATA holds no facts");
    return folder;
}

FactRecipe recipeNamed(const QString &name)
{
    QFile file(test::sourcePath(u"resources/recipes/"_s + name));
    INFO(name.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return test::wanted(readRecipe(file.readAll()));
}

struct RealFile {
    QString file;
    QString recipe;
    qint64 rows;
    qint64 refused;
};

} // namespace

TEST_CASE("each recipe of ours keeps the rules and is written as it is read")
{
    const QStringList names = QDir(test::sourcePath(u"resources/recipes"_s)).entryList({ u"*.json"_s });
    CHECK(names.size() == 14);
    for (const QString &name : names) {
        const FactRecipe recipe = recipeNamed(name);
        CHECK(recipe.source.id.toString() + ".json"_L1 == name);
        CHECK(test::wanted(readRecipe(recipeText(recipe))) == recipe);
    }
}

TEST_CASE("all open data goes in, and each refused row says why")
{
    const RealFile real = GENERATE(
        RealFile { u"facts/houston_2010.csv.gz"_s, u"houston-2010.json"_s, 86'314, 5 + 203 }, // no place; far away
        RealFile { u"facts/london_2018.csv.gz"_s, u"london-2018.json"_s, 153'296, 14'545 },
        RealFile { u"facts/accidents-france-2018.csv.gz"_s, u"accidents-france-2018.json"_s, 57'783, 1'823 },
        RealFile { u"marseille/equipements/crous-marseille.csv"_s, u"marseille-crous.json"_s, 14, 0 },
        RealFile { u"marseille/equipements/marseille_bases_nautiques_plages_2018_vsohc0e.csv"_s,
            u"marseille-plages.json"_s, 27, 0 },
        RealFile { u"marseille/equipements/marseille_batiments_institutionnels_2018.csv"_s,
            u"marseille-institutions.json"_s, 71, 0 },
        RealFile { u"marseille/equipements/marseille_creches_ukxm5oz.csv"_s, u"marseille-creches.json"_s, 198, 0 },
        RealFile { u"marseille/equipements/marseille_ecoles_elementaires_2018.csv"_s,
            u"marseille-ecoles-elementaires.json"_s, 227, 0 },
        RealFile { u"marseille/equipements/marseille_ecoles_maternelles_2018.csv"_s,
            u"marseille-ecoles-maternelles.json"_s, 241, 0 },
        RealFile { u"marseille/equipements/marseille_equipements_sociaux_2018.csv"_s,
            u"marseille-equipements-sociaux.json"_s, 162, 0 },
        RealFile { u"marseille/equipements/marseille_equipements_sportifs_2018.csv"_s,
            u"marseille-equipements-sportifs.json"_s, 138, 0 },
        RealFile { u"marseille/equipements/marseille_lieux_culturels_2018_jrvozrd.csv"_s, u"marseille-culture.json"_s,
            109, 0 },
        RealFile {
            u"marseille/equipements/marseille_monuments_historiques_2018.csv"_s, u"marseille-monuments.json"_s, 79, 0 },
        RealFile { u"marseille/equipements/marseille_parcs_jardins_2018.csv"_s, u"marseille-parcs.json"_s, 109, 0 });
    const QString path = factData() + u'/' + real.file;
    INFO(path.toStdString());
    const FactRecipe recipe = recipeNamed(real.recipe);
    const FactImport import = test::wanted(importFacts(path, recipe));
    CHECK(import.counts == FactCounts { real.rows, real.rows - real.refused, real.refused });
    CHECK(std::ssize(import.issues) == real.refused); // one reason a row here
    for (const RowIssue &issue : import.issues)
        CHECK(issue.field == u"lieu"_s);
    for (const FactBlock &block : import.blocks)
        CHECK(columnsFromBytes(columnBytes(block.columns)).has_value());
}
