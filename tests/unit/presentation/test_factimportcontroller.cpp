#include <presentation/factimportcontroller.h>
#include <presentation/factimporttables.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QTranslator>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <support/testauthority.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using exchange::FactRecipe;
using Activity = FactImportController::Activity;

namespace
{

constexpr int kLongest = 60'000; ///< ms; only a broken program waits so long

const QByteArray kThefts = "ID;Catégorie;Longitude;Latitude;Date;Contact\n"
                           "1;Vol;5,37;43,29;2018-07-14;06 12 34 56 78\n"
                           "2;Bruit;5,38;43,29;2018-07-15;\n"
                           "2;Bruit;5,38;43,29;2018-07-15;\n"
                           "4;Vol;;43,29;2018-07-16;\n";

/// A controller whose platform is never reached.
struct ImportBench {
    SystemClock clock;
    test::TestAuthority authority;
    QTemporaryDir folder;
    std::unique_ptr<client::Platform> platform = test::wanted(client::Platform::open(
        { folder.path(), QUrl(u"wss://127.0.0.1:1"_s), authority.person(u"Claire"_s, Role::Admin).files }, u"test/1"_s,
        clock, client::Platform::UnsentWork::None));
    FactImportController controller { *platform, folder.filePath(u"recettes"_s) };
    QSignalSpy troubles { &controller, &FactImportController::failed };

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
        return file.fileName();
    }
    bool settle()
    {
        return QTest::qWaitFor([this] { return controller.activity() == Activity::None; }, kLongest);
    }
    void open(const QString &path)
    {
        controller.openFile(path);
        REQUIRE(settle());
    }
    void describeSource()
    {
        FactRecipe recipe = controller.recipe();
        recipe.source.name = u"Faits d’essai"_s;
        recipe.source.provenance = u"Jeu d’essai"_s;
        recipe.source.licence = u"Licence Ouverte 2.0"_s;
        controller.setRecipe(recipe);
    }
    void read()
    {
        controller.readFile();
        REQUIRE(settle());
        REQUIRE(controller.reading());
    }
};

QStringList textsOf(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

} // namespace

TEST_CASE_METHOD(ImportBench, "a file is looked into, described, and read; what stands in the way is said step by step")
{
    CHECK_FALSE(controller.fault(ImportStep::File).isEmpty());
    open(write(u"Vols à la tire 2018.csv"_s, kThefts));
    CHECK(troubles.isEmpty());
    CHECK(controller.fault(ImportStep::File).isEmpty());
    CHECK(controller.fault(ImportStep::Columns).isEmpty());
    CHECK(controller.recipe().source.id.toString() == u"vols-a-la-tire-2018"_s);
    CHECK(controller.recipe().place.decimalComma);
    CHECK(controller.recipe().file.delimiter == ';');
    CHECK(controller.fault(ImportStep::Source).startsWith(u"Nom"));
    describeSource();
    CHECK(controller.fault(ImportStep::Source).isEmpty());
    CHECK_FALSE(controller.fault(ImportStep::Preview).isEmpty());

    FactRecipe recipe = controller.recipe();
    recipe.key = { u"ID"_s };
    controller.setRecipe(recipe);
    read();
    CHECK(controller.fault(ImportStep::Preview).isEmpty());
    const auto &reading = *controller.reading();
    CHECK(reading.preview.counts == exchange::FactCounts { 4, 2, 2 });
    CHECK(reading.import.counts == reading.preview.counts);
    REQUIRE(reading.import.blocks.size() == 1);
    CHECK(reading.import.blocks.front().keys.size() == 2);
    CHECK(controller.tally().startsWith(u"4 lignes lues = 2 à envoyer + 2 refusées"));

    FactPreviewTable rows;
    QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::Fatal);
    rows.set(reading.preview.rows, controller.recipe().source);
    CHECK(textsOf(rows, FactPreviewTable::Line) == QStringList { u"2"_s, u"3"_s, u"4"_s, u"5"_s });
    CHECK(rows.index(0, FactPreviewTable::Category).data().toString() == u"Vol"_s);
    RowIssueTable issues;
    QAbstractItemModelTester other(&issues, QAbstractItemModelTester::FailureReportingMode::Fatal);
    issues.set(reading.import.issues);
    CHECK(textsOf(issues, RowIssueTable::Field) == QStringList { u"Clé"_s, u"Lieu"_s });
    CHECK(textsOf(issues, RowIssueTable::Reason).back() == u"absent"_s);

    const QString report = folder.filePath(u"rapport.csv"_s);
    REQUIRE(controller.saveReport(report));
    QFile file(report);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll().contains("repeated-key"));
    controller.setRecipe(FactRecipe(controller.recipe())); // the same: nothing is to be read anew
    CHECK(controller.reading());
    recipe.key.clear();
    controller.setRecipe(recipe);
    CHECK_FALSE(controller.reading());
}

TEST_CASE_METHOD(ImportBench, "a column with personal data is named and cannot be chosen")
{
    open(write(u"faits.csv"_s, kThefts));
    REQUIRE(controller.guardNotes().size() == 1);
    CHECK(controller.guardNotes().front().contains(u"Contact"));
    CHECK(controller.guardNotes().front().contains(u"téléphone"));
    FactRecipe recipe = controller.recipe();
    recipe.key = { u"Contact"_s };
    controller.setRecipe(recipe);
    CHECK(controller.fault(ImportStep::Columns).contains(u"article 3"));

    FileColumnTable columns;
    QAbstractItemModelTester tester(&columns, QAbstractItemModelTester::FailureReportingMode::Fatal);
    columns.set(*controller.look(), controller.recipe());
    CHECK(columns.rowCount() == 6);
    CHECK(columns.index(5, FileColumnTable::Examples).data().toString().contains(u"06") == false);
    CHECK(columns.index(0, FileColumnTable::Use).data().toString() == u"non lue"_s);
    CHECK(columns.index(2, FileColumnTable::Use).data().toString() == u"longitude"_s);

    describeSource();
    recipe = controller.recipe();
    recipe.key.clear();
    recipe.source.provenance = u"Mme Jeanne Durand, 06 12 34 56 78"_s;
    controller.setRecipe(recipe);
    CHECK(controller.fault(ImportStep::Source).startsWith(u"Provenance"));
}

TEST_CASE_METHOD(ImportBench, "a saved recipe is opened again, here and by cortege-admin, for the next delivery")
{
    open(write(u"faits.csv"_s, kThefts));
    CHECK(controller.saveRecipe(u"essai"_s).error().kind == Failure::InvalidInput); // nobody has described the source
    describeSource();
    for (const auto *name : { u"", u"../essai", u".essai", u"a/b" })
        CHECK_FALSE(controller.saveRecipe(QString::fromUtf16(name)));
    CHECK(controller.recipeNames().isEmpty());
    REQUIRE(controller.saveRecipe(u"Vols, été"_s));
    CHECK(controller.recipeNames() == QStringList { u"Vols, été"_s });
    QFile file(controller.recipePath(u"Vols, été"_s));
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(test::wanted(exchange::readRecipe(file.readAll())) == controller.recipe());

    FactImportController next(*platform, folder.filePath(u"recettes"_s));
    REQUIRE(next.openRecipe(next.recipePath(u"Vols, été"_s)));
    next.openFile(write(u"livraison-2.csv"_s, "ID;Catégorie;Longitude;Latitude;Date\n9;Vol;5,40;43,30;2018-08-01\n"));
    REQUIRE(QTest::qWaitFor([&] { return next.activity() == Activity::None; }, kLongest));
    CHECK(next.recipe() == controller.recipe());
    CHECK(next.fault(ImportStep::Columns).isEmpty());
    next.openFile(write(u"autre.csv"_s, "ID;Nature\n9;Vol\n"));
    REQUIRE(QTest::qWaitFor([&] { return next.activity() == Activity::None; }, kLongest));
    CHECK(next.fault(ImportStep::Columns).contains(u"Longitude"));
    next.dropRecipe();
    REQUIRE(QTest::qWaitFor([&] { return next.activity() == Activity::None; }, kLongest));
    CHECK(next.recipe().category.column == u"Nature"_s);
    CHECK(next.fault(ImportStep::Columns).contains(u"longitude"));
    CHECK(next.openRecipe(write(u"faux.json"_s, "{}")).error().kind == Failure::InvalidInput);
    CHECK(next.openRecipe(folder.filePath(u"absent.json"_s)).error().kind == Failure::NotFound);
}

TEST_CASE_METHOD(ImportBench, "categories are the values that nobody is named in; what else there is goes under one")
{
    const QByteArray rows = "lieu,longitude,latitude\nSquare,5.37,43.29\nMme Jeanne Durand,5.38,43.29\n";
    open(write(u"lieux.csv"_s, rows));
    CHECK(controller.recipe().category.otherwise == u"fait"_s);
    controller.setCategoryColumn(u"lieu"_s);
    const FactRecipe &recipe = controller.recipe();
    REQUIRE(recipe.source.categories.size() == 2);
    CHECK(recipe.source.categories[0].code == u"Square"_s);
    CHECK(recipe.category.otherwise == recipe.source.categories[1].code);
    CHECK_FALSE(controller.guardNotes().isEmpty());
    controller.setCategoryColumn({});
    CHECK(controller.recipe().source.categories.size() == 1);
}

TEST_CASE_METHOD(ImportBench, "the one category is called in French, in whichever language one imports")
{
    class English final : public QTranslator
    {
    public:
        bool isEmpty() const override { return false; }
        QString translate(const char *, const char *text, const char *, int) const override
        {
            return qstrcmp(text, "Fait") == 0 ? u"Fact"_s : QString();
        }
    };
    English english;
    REQUIRE(QCoreApplication::installTranslator(&english));
    open(write(u"lieux.csv"_s, "longitude,latitude\n5.37,43.29\n"));
    const auto categories = controller.recipe().source.categories;
    CHECK(categories == std::vector<FactCategory> { { u"fait"_s, u"Fait"_s, 1 } });
    controller.setCategoryColumn({});
    CHECK(controller.recipe().source.categories == categories);
}

TEST_CASE_METHOD(ImportBench, "what is cancelled or overtaken is not heard of")
{
    QByteArray many = "Longitude,Latitude\n";
    for (int i = 0; i < 200'000; ++i)
        many += "5.37,43.29\n";
    const QString large = write(u"grand.csv"_s, many);
    const QString small = write(u"faits.csv"_s, kThefts);
    QSignalSpy looked(&controller, &FactImportController::looked);
    QSignalSpy read(&controller, &FactImportController::read);
    controller.openFile(large);
    controller.openFile(small);
    REQUIRE(settle());
    CHECK(looked.size() == 1);
    CHECK(controller.look()->columns.size() == 6);

    open(large);
    describeSource();
    controller.readFile();
    CHECK(controller.activity() == Activity::Reading);
    controller.cancel();
    CHECK(controller.activity() == Activity::None);
    open(small);
    CHECK(read.isEmpty());
    CHECK_FALSE(controller.reading());
    CHECK(troubles.isEmpty());
}

TEST_CASE_METHOD(ImportBench, "a file that is none is refused with a sentence that names it")
{
    open(folder.filePath(u"absent.csv"_s));
    REQUIRE(troubles.size() == 1);
    CHECK(troubles.front().front().toString().contains(u"absent.csv"));
    open(write(u"faux.gpkg"_s, "rien de tel"));
    CHECK(troubles.size() == 2);
    CHECK_FALSE(controller.look());
}

TEST_CASE_METHOD(ImportBench, "a file that does not read as one wishes has no columns, and the wish stands")
{
    open(write(u"faits.csv"_s, kThefts));
    FactRecipe::File file = controller.recipe().file;
    file.encoding = u"klingon"_s;
    controller.readAs(file);
    REQUIRE(settle());
    CHECK(troubles.size() == 1);
    CHECK_FALSE(controller.look());
    CHECK_FALSE(controller.fault(ImportStep::File).isEmpty());
    CHECK(controller.recipe().file == file);
    file.encoding = u"UTF-8"_s;
    controller.readAs(file);
    REQUIRE(settle());
    CHECK(controller.look());

    open(write(u"faux.gpkg"_s, "rien de tel"));
    CHECK(controller.recipe().file == FactRecipe::File { .form = FactRecipe::Form::Layer });
    open(write(u"vide.csv.gz"_s, {}));
    CHECK(controller.recipe().file == FactRecipe::File {});
}

TEST_CASE_METHOD(ImportBench, "who is not known to the platform yet is told to wait; without it nothing is sent")
{
    CHECK_FALSE(FactImportController::refusal(*platform).isEmpty());
    open(write(u"faits.csv"_s, kThefts));
    describeSource();
    read();
    QSignalSpy finished(&controller, &FactImportController::finished);
    controller.send();
    REQUIRE(settle());
    REQUIRE(controller.sent());
    CHECK(finished.size() == 1);
    CHECK(controller.sent()->stored == 0);
    CHECK(controller.sent()->remaining == 3);
    CHECK_FALSE(controller.sent()->trouble.isEmpty());
}

TEST_CASE("labels and weights of categories are written by people, in their numbers; codes are the file's")
{
    FactCategoryTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::Fatal);
    table.set({ { u"vol"_s, u"Vol"_s, 1 }, { u"bruit"_s, u"Tapage"_s, 0.5F } });
    CHECK_FALSE(table.flags(table.index(0, FactCategoryTable::Code)).testFlag(Qt::ItemIsEditable));
    const auto weight = table.index(1, FactCategoryTable::Weight);
    CHECK(table.setData(weight, QLocale().toString(2.5), Qt::EditRole));
    CHECK(table.categories()[1].weight == 2.5F);
    for (const auto *wrong : { u"", u"-1", u"beaucoup", u"nan", u"inf", u"2000000" })
        CHECK_FALSE(table.setData(weight, QString::fromUtf16(wrong), Qt::EditRole));
    CHECK(table.setData(table.index(0, FactCategoryTable::Label), u" Vols "_s, Qt::EditRole));
    CHECK(table.categories()[0].label == u"Vols"_s);
}
