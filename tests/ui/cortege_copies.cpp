#include "cortegedesk.h"

#include <exchange/publication.h>
#include <support/pdftext.h>
#include <support/uimain.h>

#include <QtCore/QProcess>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialog>

using namespace cortege;
using namespace cortege::test;

namespace
{

void pictureOfPdf(const QString &path, const QString &name)
{
    QProcess painter;
    painter.start(u"pdftoppm"_s, { u"-png"_s, u"-r"_s, u"70"_s, path, outputPath(name) });
    REQUIRE(painter.waitForFinished(60'000));
}

/// Fills in the dialog as a person does, and accepts it.
void order(Desk &desk, CopyForm form, Purpose purpose, const QString &path)
{
    desk.action(u"copy"_s)->trigger();
    auto *dialog = desk.find<QDialog>(u"copyDialog"_s);
    auto *make = desk.find<QPushButton>(u"copyMake"_s, dialog);
    CHECK_FALSE(make->isEnabled()); // no purpose
    auto *forms = desk.find<QComboBox>(u"copyForm"_s, dialog);
    forms->setCurrentIndex(forms->findData(static_cast<int>(form)));
    auto *purposes = desk.find<QComboBox>(u"copyPurpose"_s, dialog);
    purposes->setFocus();
    for (int i = 0; i <= static_cast<int>(purpose); ++i)
        QTest::keyClick(purposes, Qt::Key_Down);
    auto *file = desk.find<QLineEdit>(u"copyPath"_s, dialog);
    file->setFocus();
    file->selectAll();
    QTest::keyClicks(file, path);
    if (form == CopyForm::EventSheet)
        dialog->grab().save(outputPath(u"cortege-copy-dialog.png"_s));
    REQUIRE(make->isEnabled());
    QTest::keyClick(file, Qt::Key_Return);
    REQUIRE(QTest::qWaitFor([&] { return QFile::exists(path); }, kPatience));
}

EventId enterMarch(Desk &desk)
{
    desk.create(EventKind::MovingDemonstration);
    desk.type(desk.line(Field::Subject), u"Marche pour le climat"_s);
    desk.type(
        desk.field(Field::Description)->findChild<QPlainTextEdit *>(), u"Itinéraire reconnu avec l’organisateur."_s);
    desk.typeMoment(Field::Begins, u"07/12/2030"_s, u"14:00"_s);
    desk.typeMoment(Field::Ends, u"07/12/2030"_s, u"17:00"_s);
    desk.type(desk.line(Field::PeopleExpected), u"3000"_s);
    desk.draw({ { 0.4, 0.5 }, { 0.55, 0.45 }, { 0.6, 0.55 } });
    desk.key(Qt::Key_S);
    REQUIRE(desk.waitForState(u"Reçue par la plateforme à"_s));
    return *desk.controller->openEvent();
}

} // namespace

TEST_CASE("an event goes onto one page with its map, stamped, and the platform has noted it")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    enterMarch(*desk);
    desk->type(desk->line(Field::Subject), u" bis"_s);
    desk->action(u"copy"_s)->trigger();
    auto *early = desk->find<QDialog>(u"copyDialog"_s);
    CHECK(desk->find<QLabel>(u"copyWhat"_s, early)->text().startsWith(u"Enregistrez d’abord"));
    auto *purposes = desk->find<QComboBox>(u"copyPurpose"_s, early);
    purposes->setCurrentIndex(0);
    CHECK_FALSE(desk->find<QPushButton>(u"copyMake"_s, early)->isEnabled());
    early->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    desk->line(Field::Subject)->setFocus();
    desk->key(Qt::Key_Z);
    desk->key(Qt::Key_Z); // the space before the word was a step of its own
    REQUIRE_FALSE(desk->controller->isDirty());
    QTemporaryDir folder;
    const QString path = folder.filePath(u"fiche.pdf"_s);
    order(*desk, CopyForm::EventSheet, Purpose::Report, path);
    pictureOfPdf(path, u"cortege-sheet"_s);
    const QString text = textOfPdf(path);
    INFO(text.toStdString());
    CHECK(text.count(u'\f') == 1); // one page
    CHECK(text.contains(u"Marche pour le climat"));
    CHECK(text.contains(u"Itinéraire reconnu avec l’organisateur."));
    CHECK(text.contains(u"3 000") != text.contains(u"3\u202F000"));
    CHECK(text.contains(u"Finalité : Compte rendu à la hiérarchie."));
    CHECK(text.contains(u"Exporté par Claire Martin"));
    CHECK(desk->messages().contains(u"Exporté : "));
    const auto noted = house.server.logged(u"copy-made"_s);
    REQUIRE(noted.size() == 1);
    CHECK(noted.front().value("form"_L1) == u"fiche"_s);
    CHECK(noted.front().value("purpose"_L1) == u"compteRendu"_s);
    CHECK(noted.front().value("person"_L1) == house.claire.person.id.toString());
}

TEST_CASE("the sheet of a day has its events in order, and the list goes into files for other programs")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    enterMarch(*desk);
    for (int i = 0; i < 30; ++i) {
        desk->create(EventKind::StaticDemonstration);
        desk->type(desk->line(Field::Subject), u"Rassemblement %1"_s.arg(i));
        desk->typeMoment(Field::Begins, u"07/12/2030"_s, u"%1:00"_s.arg(i % 12 + 8));
        desk->key(Qt::Key_S);
        REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    }
    QTemporaryDir folder;
    const QString sheet = folder.filePath(u"jour.pdf"_s);
    order(*desk, CopyForm::DaySheet, Purpose::Preparation, sheet);
    pictureOfPdf(sheet, u"cortege-day"_s);
    const QString text = textOfPdf(sheet);
    CHECK(text.contains(u"samedi 7 décembre 2030"));
    CHECK(text.contains(u"31 événements"));
    CHECK(text.indexOf(u"Rassemblement 0") < text.indexOf(u"Rassemblement 11"));
    CHECK(text.count(u"Exporté par Claire Martin") == text.count(u'\f'));
    CHECK(text.count(u'\f') > 1);
    for (const CopyForm form : { CopyForm::Csv, CopyForm::ICalendar, CopyForm::GeoPackage, CopyForm::GeoJson,
             CopyForm::Kml, CopyForm::DatexII, CopyForm::Cifs })
        order(*desk, form, Purpose::Analysis, folder.filePath(u"%1.%2"_s.arg(jsonName(form), exchange::suffix(form))));
    QFile csv(folder.filePath(u"csv.csv"_s));
    REQUIRE(csv.open(QFile::ReadOnly));
    CHECK(csv.readAll().count("Rassemblement ") == 30);
    CHECK(house.server.logged(u"copy-made"_s).size() == 8);
}

TEST_CASE("without the platform nothing is copied, and the person reads why")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    enterMarch(*desk);
    house.stopServer(*desk);
    desk->action(u"copy"_s)->trigger();
    auto *dialog = desk->find<QDialog>(u"copyDialog"_s);
    desk->find<QComboBox>(u"copyPurpose"_s, dialog)->setCurrentIndex(0);
    QTemporaryDir folder;
    auto *path = desk->find<QLineEdit>(u"copyPath"_s, dialog);
    path->selectAll();
    QTest::keyClicks(path, folder.filePath(u"fiche.pdf"_s));
    desk->click(desk->find<QPushButton>(u"copyMake"_s, dialog));
    REQUIRE(QTest::qWaitFor([&] { return desk->messages().contains(u"attendez la connexion"); }, kPatience));
    CHECK(QDir(folder.path()).isEmpty());
}
