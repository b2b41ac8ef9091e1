#include "consoledesk.h"

#include <pki/files.h>
#include <pki/signing.h>
#include <pki/tls.h>
#include <presentation/texts.h>

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTableView>

using namespace cortege;
using namespace cortege::test;
using namespace cortege::presentation;

namespace
{

/// One crowd, now, as the picture has it.
EventId oneCrowd(Desk &desk, Agent &agent)
{
    const auto now = std::chrono::floor<std::chrono::minutes>(desk.clock.now());
    const auto event = agent.save(gathering(u"Rassemblement"_s, now - 30min, 4'000, kVieuxPort));
    REQUIRE(await([&] {
        const auto &picture = desk.controller->tension().picture();
        return picture && picture->events == 1 && !picture->zones.empty();
    }));
    desk.settleTension();
    return event;
}

void press(QWidget *window, Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    window->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(window));
    QTest::keyClick(window, key, modifiers);
}

/// Fills in the dialog as a person does, by keyboard, and waits for the file.
void order(Desk &desk, CopyForm form, const QString &path)
{
    press(desk.window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = desk.find<QDialog>(u"copyDialog"_s);
    auto *make = dialog->findChild<QPushButton *>(u"copyMake"_s);
    CHECK_FALSE(make->isEnabled()); // no purpose yet
    auto *forms = dialog->findChild<QComboBox *>(u"copyForm"_s);
    forms->setCurrentIndex(forms->findData(static_cast<int>(form)));
    auto *purposes = dialog->findChild<QComboBox *>(u"copyPurpose"_s);
    purposes->setCurrentIndex(purposes->findData(static_cast<int>(Purpose::Analysis)));
    auto *file = dialog->findChild<QLineEdit *>(u"copyPath"_s);
    file->setFocus();
    file->selectAll();
    QTest::keyClicks(file, path);
    if (form == CopyForm::MapSheet)
        dialog->grab().save(outputPath(u"console-copy-dialog.png"_s));
    REQUIRE(make->isEnabled());
    QTest::keyClick(file, Qt::Key_Return);
    REQUIRE(await([&] { return QFile::exists(path); }));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QString verdictOf(Desk &desk)
{
    QString verdict;
    REQUIRE(await([&] {
        const auto *label = desk.window->findChild<QLabel *>(u"snapshotVerdict"_s);
        verdict = label ? label->text() : QString();
        return !verdict.isEmpty() && !verdict.startsWith(u"Recalcul");
    }));
    desk.find<QDialog>(u"snapshot"_s)->grab().save(outputPath(u"console-snapshot.png"_s));
    desk.find<QDialog>(u"snapshot"_s)->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return verdict;
}

} // namespace

TEST_CASE("the map goes onto paper with what it means, for whom and what for, and the platform has noted it")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    oneCrowd(desk, agent);
    desk.waitForStillPicture();
    QTemporaryDir folder;
    const QString sheet = folder.filePath(u"carte.pdf"_s);
    order(desk, CopyForm::MapSheet, sheet);
    QProcess painter;
    painter.start(u"pdftoppm"_s, { u"-png"_s, u"-r"_s, u"70"_s, sheet, outputPath(u"console-sheet"_s) });
    REQUIRE(painter.waitForFinished(60'000));
    const QString text = textOfPdf(sheet).simplified();
    INFO(text.toStdString());
    for (const auto *part : { u"Tension sur la voie publique", u"Densité", u"Paramètres", u"150", u"Sources",
             u"Exporté par Paul Arnaud", u"Finalité : Analyse de la tension sur la voie publique", u"article 8" })
        CHECK(text.contains(QString::fromUtf16(part)));

    const QString picture = folder.filePath(u"carte.png"_s);
    order(desk, CopyForm::MapPicture, picture);
    CHECK(QImage(picture).width() > 2'000);
    QImage(picture).save(outputPath(u"console-map-picture.png"_s));
    order(desk, CopyForm::DatexII, folder.filePath(u"fermetures.xml"_s));
    order(desk, CopyForm::ZonesGeoJson, folder.filePath(u"zones.geojson"_s));
    order(desk, CopyForm::ZonesGeoPackage, folder.filePath(u"zones.gpkg"_s));
    const auto noted = desk.server.logged(u"copy-made"_s);
    REQUIRE(noted.size() == 5);
    CHECK(noted.front().value("form"_L1) == u"cartePdf"_s);
    CHECK(noted.front().value("purpose"_L1) == u"analyse"_s);
    CHECK(noted.back().value("form"_L1) == u"zonesGeopackage"_s);
}

TEST_CASE("a snapshot is reopened and found identical, also after the events have changed")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto key = desk.server.profileOf(desk.person).tls;
    const auto read = [](const QString &path) {
        QFile file(path);
        REQUIRE(file.open(QFile::ReadOnly));
        return file.readAll();
    };
    const auto signer
        = pki::CertificateSigner::from(pki::readPemFile(key.certificateChain).value(), pki::privateKeyOf(key).value())
              .value();
    desk.controller->setSigner(&signer);
    const auto event = oneCrowd(desk, agent);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"instantane.json"_s);
    order(desk, CopyForm::Snapshot, path);
    CHECK(desk.server.logged(u"copy-made"_s).front().value("form"_L1) == u"instantane"_s);

    desk.controller->timeWindow().moveBy(30h);
    desk.window->openSnapshot(path);
    CHECK(desk.textOf(u"snapshotContent"_s).contains(u"Signé"));
    CHECK(desk.textOf(u"snapshotContent"_s).contains(u"Paul Arnaud"));
    CHECK(verdictOf(desk).startsWith(u"Identique"));
    CHECK(desk.controller->timeWindow().window()
        == readSnapshot(read(path), pki::CertificateCheck())
            .value()
            .snapshot.parameters.window); // the console looks where the snapshot did

    auto changed = desk.controller->version(event)->record;
    std::get<StaticDemonstration>(changed.particulars).people.expected = 9'000;
    agent.save(changed, event);
    agent.save(gathering(u"Venu après"_s, desk.clock.now(), 500, kReformes));
    REQUIRE(
        await([&] { return desk.controller->counts().all == 2 && desk.controller->version(event)->revision == 2; }));
    desk.window->openSnapshot(path);
    CHECK(verdictOf(desk).startsWith(u"Identique")); // as the events stood then
}

TEST_CASE("the legend says how smooth the picture of a reopened snapshot is, and goes on from there")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    oneCrowd(desk, agent);
    auto *slider = desk.find<QSlider>(u"bandwidthSlider"_s);
    slider->setFocus();
    const auto step = [&](Qt::Key key, double metres) {
        QTest::keyClick(slider, key);
        REQUIRE(await([&] {
            return desk.controller->tension().isUpToDate()
                && desk.controller->tension().picture()->parameters.set.bandwidth == metres;
        }));
    };
    step(Qt::Key_Right, 175);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"instantane.json"_s);
    order(desk, CopyForm::Snapshot, path);
    slider->setFocus();
    step(Qt::Key_Left, 150);
    CHECK(desk.textOf(u"densityBandwidth"_s) == u"lissage 150 m"_s);

    desk.window->openSnapshot(path);
    CHECK(verdictOf(desk).startsWith(u"Identique"));
    REQUIRE(await([&] { return desk.textOf(u"densityBandwidth"_s) == u"lissage 175 m"_s; }));
    CHECK(desk.controller->tension().picture()->parameters.set.bandwidth == 175);
    slider->setFocus();
    step(Qt::Key_Right, 200);
    CHECK(desk.textOf(u"densityBandwidth"_s) == u"lissage 200 m"_s);
}

TEST_CASE("a snapshot that somebody has changed proves nothing")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    oneCrowd(desk, agent);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"instantane.json"_s);
    order(desk, CopyForm::Snapshot, path);
    QFile file(path);
    REQUIRE(file.open(QFile::ReadWrite));
    QByteArray bytes = file.readAll();
    bytes.replace("Paul Arnaud", "Paul Renaud");
    file.resize(0);
    file.write(bytes);
    file.close();
    desk.window->openSnapshot(path);
    CHECK(verdictOf(desk).contains(u"modifié"));
    desk.window->openSnapshot(folder.filePath(u"absent.json"_s));
    CHECK(verdictOf(desk).contains(u"n’est pas un instantané"));
}

TEST_CASE("without the platform nothing is exported, and the person reads why")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    oneCrowd(desk, agent);
    desk.server.kill();
    REQUIRE(await([&] { return desk.platform->link() != client::Link::Online; }));
    QTemporaryDir folder;
    desk.controller->copy(CopyForm::MapSheet, Purpose::Report, folder.filePath(u"carte.pdf"_s));
    REQUIRE(await([&] { return desk.window->findChild<QMessageBox *>(u"copyFailed"_s) != nullptr; }));
    CHECK(desk.find<QMessageBox>(u"copyFailed"_s)->text().contains(u"attendez la connexion"));
    CHECK(QDir(folder.path()).isEmpty());
}

TEST_CASE("charts count the period by hour, day, kind and part, and a table says the same")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    oneCrowd(desk, agent);
    press(desk.window.get(), Qt::Key_4, Qt::ControlModifier);
    auto *dialog = desk.find<QDialog>(u"charts"_s);
    auto *by = dialog->findChild<QComboBox *>(u"chartBy"_s);
    auto *table = dialog->findChild<QTableView *>(u"chartTable"_s);
    auto *view = dialog->findChild<QWidget *>(u"chartView"_s);
    REQUIRE(table->model()->rowCount() == 24);
    CHECK(view->accessibleName().contains(u"heure"));
    by->setFocus();
    QString name = view->accessibleName();
    for (int row = 1; row < by->count(); ++row) {
        by->setCurrentIndex(row);
        Q_EMIT by->activated(row);
        CHECK(view->accessibleName() != std::exchange(name, view->accessibleName()));
        CHECK(table->model()->rowCount() >= 1);
        int events = 0;
        for (int i = 0; i < table->model()->rowCount(); ++i)
            events += table->model()->index(i, 1).data().toInt();
        CHECK(events >= 1);
        dialog->grab().save(outputPath(u"console-chart-%1.png"_s.arg(row)));
    }
    QTest::keyClick(dialog, Qt::Key_Escape);
}
