#include "accessible.h"
#include "consoledesk.h"

#include <client/factstore.h>
#include <presentation/factimportcontroller.h>
#include <presentation/factimporttables.h>
#include <support/typing.h>
#include <support/vectorfiles.h>
#include <support/wanted.h>

#include <catch2/generators/catch_generators.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimeZone>
#include <QtGui/QAction>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QDialog>
#include <QtWidgets/QGroupBox>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

#include <cmath>

using namespace cortege;
using namespace cortege::test;
using namespace cortege::presentation;

namespace
{

/// As a service leaves it: windows-1252, semicolons, decimal commas, Lambert-93, and a telephone number.
const QByteArray kReports = "R\xe9"
                            "f\xe9rence;Nature;X;Y;Date;Contact\r\n"
                            "A-1;D\xe9gradation;893000,5;6246500,25;14/07/2018 22:30;06 12 34 56 78\r\n"
                            "A-2;Tapage;893100,5;6246600,75;15/07/2018 01:10;\r\n"
                            "A-2;Tapage;893100,5;6246600,75;15/07/2018 01:10;\r\n"
                            "A-3;Tapage;893200;6246700;31/02/2018 10:00;\r\n"
                            "A-4;D\xe9gradation;;6246700;16/07/2018 10:00;\r\n"
                            "A-5;D\xe9gradation;893300;6246800;16/07/2018 10:00;\r\n";

/// The import, opened as a person opens it.
struct ImportDesk : Desk {
    explicit ImportDesk(Roles roles = Role::Admin) : Desk(roles)
    {
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u"/recettes"_s).removeRecursively();
        goOnline();
    }
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
        return file.fileName();
    }
    void press(QWidget *where, Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        where->activateWindow();
        REQUIRE(await([&] { return QApplication::activeWindow() == where; })); // not its parent in its name
        QTest::keyClick(where, key, modifiers);
    }
    QDialog *openImport()
    {
        press(window.get(), Qt::Key_I, Qt::ControlModifier);
        dialog = find<QDialog>(u"factImport"_s);
        REQUIRE(QTest::qWaitForWindowExposed(dialog));
        return dialog;
    }
    template <class Widget>
    Widget *part(const QString &name)
    {
        auto *found = dialog->findChild<Widget *>(name);
        INFO(name.toStdString());
        REQUIRE(found);
        return found;
    }
    QString message() { return part<QLabel>(u"importMessage"_s)->text(); }
    QString stepTitle() { return part<QLabel>(u"importStep"_s)->text(); }
    void settle()
    {
        REQUIRE(await([this] { return !part<QPushButton>(u"importClose"_s)->text().contains(u"Arr"); }));
    }
    void openTyped(const QString &path)
    {
        auto *edit = part<QLineEdit>(u"importPath"_s);
        type(edit, path);
        QTest::keyClick(edit, Qt::Key_Return);
        settle();
        INFO(message().toStdString());
        REQUIRE(part<QPushButton>(u"importNext"_s)->isEnabled());
    }
    void type(QLineEdit *edit, const QString &text)
    {
        edit->setFocus();
        edit->selectAll();
        for (const QChar c : text)
            typeLetter(edit, c);
    }
    void type(const QString &name, const QString &text) { type(part<QLineEdit>(name), text); }
    void typeInto(const QString &box, const QString &text) { type(part<QComboBox>(box)->lineEdit(), text); }
    void describeSource()
    {
        type(u"importName"_s, u"Main courante d’essai"_s);
        type(u"importProvenance"_s, u"Jeu d’essai"_s);
        typeInto(u"importLicence"_s, u"Licence Ouverte 2.0"_s);
    }
    /// By keyboard.
    void next()
    {
        INFO(stepTitle().toStdString() << " " << message().toStdString());
        REQUIRE(part<QPushButton>(u"importNext"_s)->isEnabled());
        const QString before = stepTitle();
        press(dialog, Qt::Key_I, Qt::AltModifier);
        REQUIRE(await([&] { return stepTitle() != before; })); // the button shows that it is pressed, then acts
        settle();
    }
    void click(const QString &button) { QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton); }
    void clickNext()
    {
        INFO(stepTitle().toStdString() << " " << message().toStdString());
        REQUIRE(part<QPushButton>(u"importNext"_s)->isEnabled());
        click(u"importNext"_s);
        settle();
    }
    void closeImport()
    {
        QTest::keyClick(dialog, Qt::Key_Escape);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        REQUIRE_FALSE(window->findChild<QDialog *>(u"factImport"_s));
    }

    QTemporaryDir folder;
    QDialog *dialog = nullptr;
};

/// What an analyst's console gets of it.
class Analyst
{
public:
    explicit Analyst(ImportDesk &desk)
        : m_platform(wanted(client::Platform::open(desk.server.profileOf(desk.server.person(u"Anne"_s, Role::Analyst)),
              u"test/1"_s, desk.clock, client::Platform::UnsentWork::None))),
          m_store(*m_platform)
    {
        m_platform->start();
        REQUIRE(await([this] { return m_store.isComplete(); }));
    }
    const client::FactStore &facts() const { return m_store; }

private:
    std::unique_ptr<client::Platform> m_platform;
    client::FactStore m_store;
};

/// Through GDAL, as the programs do that write such files.
Metres inSystem(GeoPoint place, int epsg)
{
    OGRSpatialReference from;
    OGRSpatialReference to;
    REQUIRE(from.importFromEPSG(4326) == OGRERR_NONE);
    REQUIRE(to.importFromEPSG(epsg) == OGRERR_NONE);
    from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::unique_ptr<OGRCoordinateTransformation> way(OGRCreateCoordinateTransformation(&from, &to));
    REQUIRE(way);
    Metres metres { place.longitude, place.latitude };
    REQUIRE(way->Transform(1, &metres.east, &metres.north));
    return metres;
}

bool isNear(GeoPoint a, GeoPoint b)
{
    constexpr double kMetre = 1e-5; // degrees
    return std::abs(a.longitude - b.longitude) < kMetre && std::abs(a.latitude - b.latitude) < kMetre;
}

} // namespace

TEST_CASE_METHOD(ImportDesk, "a table of another service goes in by keyboard alone; a second time it is known already")
{
    openImport();
    CHECK(stepTitle().contains(u"1 sur 5"));
    CHECK(message().contains(u"Choisissez un fichier"));
    openTyped(write(u"main-courante.csv"_s, kReports));
    CHECK(part<QComboBox>(u"importDelimiter"_s)->currentText() == u"Point-virgule"_s);
    CHECK(part<QComboBox>(u"importEncoding"_s)->currentText() == u"windows-1252"_s);
    CHECK(part<QLabel>(u"importGuard"_s)->text().contains(u"Contact"));
    next();

    CHECK(stepTitle().contains(u"2 sur 5"));
    typeInto(u"importSystem"_s, u"EPSG:2154"_s);
    part<QGroupBox>(u"importTimed"_s)->setFocus();
    if (!part<QGroupBox>(u"importTimed"_s)->isChecked())
        QTest::keyClick(part<QGroupBox>(u"importTimed"_s), Qt::Key_Space);
    typeInto(u"importBegin"_s, u"{Date}"_s);
    typeInto(u"importFormat"_s, u"dd/MM/yyyy HH:mm"_s);
    auto *key = part<QListWidget>(u"importKey"_s);
    key->setFocus();
    key->setCurrentRow(0);
    QTest::keyClick(key, Qt::Key_Space);
    CHECK(key->item(0)->checkState() == Qt::Checked);
    CHECK(key->item(5)->flags() == Qt::NoItemFlags); // Contact
    next();

    CHECK(stepTitle().contains(u"3 sur 5"));
    CHECK_FALSE(part<QPushButton>(u"importNext"_s)->isEnabled());
    CHECK(message().contains(u"Nom"));
    type(u"importId"_s, u"Main Courante"_s);
    describeSource();
    CHECK(message().contains(u"minuscules"));
    type(u"importId"_s, u"main-courante"_s);
    next();

    CHECK(stepTitle().contains(u"4 sur 5"));
    CHECK(part<QLabel>(u"importTally"_s)->text().startsWith(u"6 lignes lues = 3 à envoyer + 3 refusées"));
    const auto *rows = part<QAbstractItemView>(u"importRows"_s)->model();
    REQUIRE(rows->rowCount() == 6);
    CHECK(rows->index(0, FactPreviewTable::Category).data().toString() == u"Dégradation"_s);
    const auto *refused = part<QAbstractItemView>(u"importRefused"_s)->model();
    REQUIRE(refused->rowCount() == 3);
    CHECK(refused->index(0, 0).data().toString() == u"4"_s);
    CHECK(refused->index(0, 1).data().toString() == u"Clé"_s);
    CHECK(refused->index(1, 1).data().toString() == u"Date et heure"_s);
    CHECK(refused->index(1, 3).data().toString() == u"31/02/2018 10:00"_s);
    CHECK(refused->index(2, 1).data().toString() == u"Lieu"_s);
    CHECK(refused->index(2, 2).data().toString() == u"absent"_s);
    dialog->grab().save(outputPath(u"console-import-preview.png"_s));
    next();

    CHECK(stepTitle().contains(u"5 sur 5"));
    CHECK(part<QLabel>(u"importSent"_s)->text().contains(u"3 enregistrées + 0 déjà connues + 3 refusées"));
    CHECK_FALSE(part<QPushButton>(u"importNext"_s)->isEnabled());
    type(u"importRecipeName"_s, u"Main courante"_s);
    press(dialog, Qt::Key_G, Qt::AltModifier);
    const auto *saved = part<QLabel>(u"importRecipeSaved"_s);
    CHECK(await([&] { return saved->text().startsWith(u"Recette enregistrée"); }));
    dialog->grab().save(outputPath(u"console-import-sent.png"_s));
    closeImport();

    const Analyst analyst(*this);
    REQUIRE(analyst.facts().size() == 3);
    REQUIRE(analyst.facts().sources().size() == 1);
    CHECK(analyst.facts().sources()[0].source.name == u"Main courante d’essai"_s);
    CHECK(analyst.facts().sources()[0].source.licence == u"Licence Ouverte 2.0"_s);
    const Fact first = analyst.facts().columns().at(0);
    const Metres metres = inSystem(first.place, 2154);
    CHECK(std::abs(metres.east - 893'000.5) < 0.1);
    CHECK(std::abs(metres.north - 6'246'500.25) < 0.1);
    REQUIRE(first.when);
    CHECK(toParis(first.when->begin) == QDateTime(QDate(2018, 7, 14), QTime(22, 30), QTimeZone("Europe/Paris")));

    openImport();
    auto *recipes = part<QComboBox>(u"importRecipes"_s);
    recipes->setFocus();
    QTest::keyClick(recipes, Qt::Key_Down);
    CHECK(recipes->currentText() == u"Main courante"_s);
    openTyped(write(u"livraison-2.csv"_s, kReports));
    for (int step = 0; step < 4; ++step)
        next();
    CHECK(part<QLabel>(u"importSent"_s)->text().contains(u"0 enregistrées + 3 déjà connues + 3 refusées"));
}

TEST_CASE_METHOD(ImportDesk, "files of geographic programs go in by mouse, in their own coordinate systems")
{
    struct Written {
        const char *driver;
        QString name;
        int system;
        QString column;
    };
    const Written written = GENERATE(Written { "GeoJSON", u"points.geojson"_s, 4326, u"nature"_s },
        Written { "GPKG", u"points.gpkg"_s, 2154, u"nature"_s },
        Written { "ESRI Shapefile", u"points.shp"_s, 2154, u"nature"_s },
        Written { "KML", u"points.kml"_s, 4326, u"Name"_s }, Written { "GPX", u"waypoints.gpx"_s, 4326, u"name"_s });
    INFO(written.driver);
    const QString path = folder.filePath(written.name);
    VectorLayer layer { written.driver, written.system, { written.column }, {} };
    for (const GeoPoint place : { kVieuxPort, kReformes })
        layer.records.push_back({ { inSystem(place, written.system) }, { u"lieu"_s } });
    writeLayer(path, layer);

    openImport();
    openTyped(path);
    CHECK_FALSE(part<QComboBox>(u"importDelimiter"_s)->isEnabled());
    clickNext();
    clickNext();
    describeSource();
    clickNext();
    CHECK(part<QAbstractItemView>(u"importRows"_s)->model()->rowCount() == 2);
    clickNext();
    CHECK(part<QLabel>(u"importSent"_s)->text().contains(u"2 enregistrées + 0 déjà connues + 0 refusées"));
    const Analyst analyst(*this);
    REQUIRE(analyst.facts().size() == 2);
    CHECK(isNear(analyst.facts().columns().at(0).place, kVieuxPort));
    CHECK(isNear(analyst.facts().columns().at(1).place, kReformes));
}

TEST_CASE_METHOD(ImportDesk, "a stopped import leaves what is there, and goes on where it was")
{
    QByteArray many = "id,longitude,latitude\n";
    constexpr int kMany = 60'000; // fifteen blocks
    for (int i = 0; i < kMany; ++i)
        many += QByteArray::number(i) + ",5." + QByteArray::number(30'000 + i % 10'000) + ",43.29\n";
    openImport();
    openTyped(write(u"beaucoup.csv"_s, many));
    clickNext();
    clickNext();
    describeSource();
    clickNext();
    auto *importer = part<FactImportController>({});
    bool stopped = false;
    QObject::connect(importer, &FactImportController::advanced, dialog, [&](qint64 done, qint64 total) {
        CHECK(done <= total);
        if (!std::exchange(stopped, true))
            QTest::keyClick(dialog, Qt::Key_Escape);
    });
    clickNext();
    REQUIRE(importer->sent());
    const FactsSent first = *importer->sent();
    CHECK(first.stored > 0);
    CHECK(first.remaining > 0);
    CHECK(first.trouble.isEmpty());
    CHECK(part<QProgressBar>(u"importProgress"_s)->value() > 0);
    CHECK(part<QPushButton>(u"importNext"_s)->text().remove(u'&') == u"Réessayer"_s);
    clickNext();
    CHECK(importer->sent()->remaining == 0);
    CHECK(importer->sent()->known == first.stored);
    CHECK(importer->sent()->stored + importer->sent()->known == kMany);
    const Analyst analyst(*this);
    CHECK(analyst.facts().size() == kMany);
}

TEST_CASE_METHOD(ImportDesk, "a source whose categories have another meaning there is not mixed with it")
{
    const auto send = [this](const QByteArray &rows) {
        openImport();
        openTyped(write(u"essai.csv"_s, "nature,longitude,latitude\n" + rows));
        clickNext();
        clickNext();
        describeSource();
        clickNext();
        clickNext();
    };
    send("vol,5.37,43.29\nbruit,5.38,43.29\n");
    CHECK(message().contains(u"fait"));
    closeImport();
    send("bruit,5.37,43.29\nvol,5.38,43.29\n");
    CHECK(message().contains(u"autres catégories"));
    click(u"importBack"_s);
    click(u"importBack"_s);
    type(u"importId"_s, u"essai-2"_s);
    clickNext();
    clickNext();
    CHECK(part<QLabel>(u"importSent"_s)->text().contains(u"2 enregistrées"));
}

TEST_CASE_METHOD(ImportDesk, "a column with personal data cannot be chosen in any place, and its values are not shown")
{
    openImport();
    openTyped(write(u"main-courante.csv"_s, kReports));
    const auto *columns = part<QAbstractItemView>(u"importColumns"_s)->model();
    REQUIRE(columns->rowCount() == 6);
    CHECK(columns->index(5, 2).data().toString().contains(u"téléphone"));
    CHECK_FALSE(columns->index(5, 1).data().toString().contains(u"06"));
    clickNext();
    clickNext();
    for (const auto *name : { u"importLongitude", u"importCategory", u"importWeight" }) {
        auto *box = part<QComboBox>(QString::fromUtf16(name));
        const int row = box->findData(u"Contact"_s);
        REQUIRE(row > 0);
        CHECK_FALSE(qobject_cast<QStandardItemModel *>(box->model())->item(row)->isEnabled());
    }
    describeSource();
    type(u"importProvenance"_s, u"M. Jean Dupont, 06 12 34 56 78"_s);
    CHECK(message().contains(u"article 3"));
    CHECK_FALSE(part<QPushButton>(u"importNext"_s)->isEnabled());
}

TEST_CASE_METHOD(ImportDesk, "a file that does not read shows nothing of the one before, and is read as one says then")
{
    openImport();
    openTyped(write(u"essai.csv"_s, "nature,longitude,latitude\nvol,5.37,43.29\n"));
    const auto *columns = part<QAbstractItemView>(u"importColumns"_s)->model();
    REQUIRE(columns->rowCount() == 3);
    const QString path = write(u"vide.csv"_s, {});
    const auto openVoid = [&] {
        type(u"importPath"_s, path);
        QTest::keyClick(part<QLineEdit>(u"importPath"_s), Qt::Key_Return);
    };
    openVoid();
    QTest::keyClick(dialog, Qt::Key_Escape); // before it is heard of
    CHECK(columns->rowCount() == 0);
    CHECK_FALSE(part<QPushButton>(u"importNext"_s)->isEnabled());
    openVoid();
    settle();
    CHECK(message().contains(u"vérifiez le séparateur"));
    CHECK(columns->rowCount() == 0);

    const auto chooseNext = [this](const QString &name) {
        auto *box = part<QComboBox>(name);
        REQUIRE(box->isEnabled());
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Down);
        settle();
    };
    chooseNext(u"importDelimiter"_s);
    CHECK(message().contains(u"vérifiez le séparateur"));
    CHECK(part<QComboBox>(u"importDelimiter"_s)->currentText() == u"Point-virgule"_s);
    write(u"vide.csv"_s, "nature;longitude;latitude\nvol;5.37;43.29\n");
    chooseNext(u"importEncoding"_s);
    CHECK(columns->rowCount() == 3);
    CHECK(part<QComboBox>(u"importEncoding"_s)->currentText() == u"windows-1252"_s);
    CHECK(part<QPushButton>(u"importNext"_s)->isEnabled());
}

TEST_CASE_METHOD(ImportDesk, "a coordinate system without its number and an end without its brace are not passed over")
{
    openImport();
    openTyped(write(u"main-courante.csv"_s, kReports));
    clickNext();
    const auto *next = part<QPushButton>(u"importNext"_s);
    REQUIRE(next->isEnabled());
    typeInto(u"importSystem"_s, u"Lambert-93"_s);
    CHECK(message().startsWith(u"Système de coordonnées"));
    CHECK_FALSE(next->isEnabled());
    typeInto(u"importSystem"_s, u"Lambert-93, EPSG:2154"_s);
    CHECK(next->isEnabled());

    auto *timed = part<QGroupBox>(u"importTimed"_s);
    timed->setChecked(true);
    typeInto(u"importBegin"_s, u"{Date}"_s);
    typeInto(u"importFormat"_s, u"dd/MM/yyyy HH:mm"_s);
    CHECK(next->isEnabled());
    typeInto(u"importEnd"_s, u"{Date"_s);
    CHECK(message().startsWith(u"Fin"));
    CHECK_FALSE(next->isEnabled());
    timed->setChecked(false);
    CHECK(next->isEnabled());
    timed->setChecked(true);
    CHECK_FALSE(next->isEnabled());
    typeInto(u"importEnd"_s, u"{Date}"_s);
    CHECK(next->isEnabled());
}

TEST_CASE_METHOD(ImportDesk, "every step has names for screen readers, and cuts no text")
{
    openImport();
    const auto check = [this](const QString &name) {
        INFO(name.toStdString());
        QCoreApplication::processEvents();
        checkNames(dialog);
        checkNothingCut(dialog);
        dialog->grab().save(outputPath(u"console-import-%1.png"_s.arg(name)));
    };
    check(u"empty"_s);
    openTyped(write(u"main-courante.csv"_s, kReports));
    check(u"file"_s);
    clickNext();
    part<QComboBox>(u"importSystem"_s)->setCurrentIndex(2); // Lambert-93
    part<QComboBox>(u"importFormat"_s)->setEditText(u"dd/MM/yyyy HH:mm"_s);
    check(u"columns"_s);
    clickNext();
    describeSource();
    check(u"source"_s);
    clickNext();
    check(u"rows"_s);
    clickNext();
    check(u"end"_s);
}

TEST_CASE("who may not import sees that, and why")
{
    Desk desk(Role::Analyst);
    desk.goOnline();
    auto *action = desk.find<QAction>(u"importFacts"_s);
    CHECK_FALSE(action->isEnabled());
    CHECK(action->text().contains(u"administration"));
    CHECK(action->toolTip().contains(u"habilitation"));
    desk.window->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(desk.window.get()));
    QTest::keyClick(desk.window.get(), Qt::Key_I, Qt::ControlModifier);
    CHECK_FALSE(desk.window->findChild<QDialog *>(u"factImport"_s));
}

TEST_CASE_METHOD(ImportDesk, "open data goes in by the recipe that cortege-admin uses")
{
    const QString data = qEnvironmentVariable("CORTEGE_DATA");
    const QString path = data + u"/facts/accidents-france-2018.csv.gz"_s;
    if (data.isEmpty() || !QFile::exists(path))
        SKIP("CORTEGE_DATA holds no facts");
    openImport();
    auto *importer = part<FactImportController>({});
    REQUIRE(importer->openRecipe(sourcePath(u"resources/recipes/accidents-france-2018.json"_s)));
    openTyped(path);
    for (int step = 0; step < 4; ++step)
        clickNext();
    CHECK(importer->reading()->import.counts == exchange::FactCounts { 57'783, 55'960, 1'823 });
    CHECK(importer->sent()->stored == 55'960);
    CHECK(importer->sent()->trouble.isEmpty());
}
