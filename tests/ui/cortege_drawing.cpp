#include "accessible.h"
#include "town.h"

#include <presentation/announcer.h>
#include <presentation/drawingmeasures.h>

#include <QtCore/QFile>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMenu>

#include <support/uimain.h>

using namespace cortege;
using namespace cortege::test;

namespace
{

GeoPoint inBlock(int column, int row)
{
    return { corner(column, row).longitude + kBlock / 2, corner(column, row).latitude + kBlock / 2 };
}

/// An event in the town with the drawing begun.
struct Board : Town {
    explicit Board(EventKind kind) : Town(kind)
    {
        seeAll();
        desk->activate();
        desk->action(u"draw"_s)->trigger();
    }
    LineString shape() const { return content().shape; }
    QUndoStack &undo() { return desk->controller->form().undoStack(); }
    /// By keyboard alone: the menu's shortcut, then the letter in it.
    void choose(Qt::Key letter)
    {
        desk->key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        auto *menu = desk->find<QMenu>(u"footprintTools"_s);
        REQUIRE(QTest::qWaitFor([&] { return menu->isVisible(); }, kPatience));
        QTest::keyClick(menu, letter);
        REQUIRE(QTest::qWaitFor([&] { return !menu->isVisible(); }, kPatience));
    }
    void click(GeoPoint place) { QTest::mouseClick(desk->surface(), Qt::LeftButton, {}, pixel(place)); }
    void point(GeoPoint place) { QTest::mouseMove(desk->surface(), pixel(place)); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(desk->surface(), key, modifiers); }
    QString measures() { return desk->find<QLabel>(u"measures"_s)->text(); }
    QLineEdit *coordinates() { return desk->find<QLineEdit>(u"coordinates"_s); }
};

double share(double value, double of) { return std::abs(value / of - 1); }

} // namespace

TEST_CASE("footprints are stamped by mouse: rectangle, circle, square, stretch of street")
{
    Board board(EventKind::StaticDemonstration);
    board.choose(Qt::Key_R);
    board.click(corner(1, 1));
    board.point(corner(3, 2));
    CHECK(board.shape().empty());
    CHECK(board.measures().contains(u"personnes à 2"));
    board.desk->picture(u"cortege-rectangle"_s);
    board.click(corner(3, 2));
    REQUIRE(board.shape().size() == 4);
    CHECK(share(areaSquareMetres(board.shape()),
              areaSquareMetres({ corner(1, 1), corner(3, 1), corner(3, 2), corner(1, 2) }))
        < 0.05);
    CHECK(board.undo().count() == 1);

    board.choose(Qt::Key_C);
    board.click(corner(2, 2));
    board.point(corner(3, 2));
    board.desk->picture(u"cortege-circle"_s);
    board.click(corner(3, 2));
    const double radius = distanceMetres(corner(2, 2), corner(3, 2));
    CHECK(share(areaSquareMetres(board.shape()), 3.14159 * radius * radius) < 0.05);

    board.choose(Qt::Key_L);
    board.point(inBlock(1, 3));
    board.desk->picture(u"cortege-square"_s);
    board.click(inBlock(1, 3));
    CHECK(share(areaSquareMetres(board.shape()),
              areaSquareMetres({ corner(1, 3), corner(2, 3), corner(2, 4), corner(1, 4) }))
        < 0.01);

    board.choose(Qt::Key_T);
    auto *width = board.desk->find<QDoubleSpinBox>(u"streetWidth"_s);
    REQUIRE(width->isVisible());
    width->setValue(20);
    board.click(corner(0, 2));
    board.point(corner(4, 2));
    board.desk->picture(u"cortege-street"_s);
    board.click(corner(4, 2));
    CHECK(share(areaSquareMetres(board.shape()), 20 * distanceMetres(corner(0, 2), corner(4, 2))) < 0.05);
    CHECK(board.undo().count() == 4);
    while (board.undo().canUndo())
        board.undo().undo();
    CHECK(board.shape().empty());
}

TEST_CASE("footprints are stamped by keyboard alone")
{
    Board board(EventKind::StaticDemonstration);
    board.choose(Qt::Key_R);
    REQUIRE(board.desk->surface()->hasFocus());
    board.press(Qt::Key_Space);
    board.press(Qt::Key_Space);
    for (int i = 0; i < 6; ++i) {
        board.press(Qt::Key_Right);
        board.press(Qt::Key_Down);
    }
    board.desk->picture(u"cortege-rectangle-by-keyboard"_s);
    board.press(Qt::Key_Return);
    REQUIRE(board.shape().size() == 4);

    board.choose(Qt::Key_L);
    board.press(Qt::Key_Space);
    board.press(Qt::Key_Up);
    board.press(Qt::Key_Space);
    CHECK(board.shape().size() >= 4);
    CHECK(board.undo().count() == 2);

    // Escape goes back one place, then leaves the form; nothing that was drawn goes away.
    const auto kept = board.shape();
    board.choose(Qt::Key_C);
    board.press(Qt::Key_Space);
    board.press(Qt::Key_Space);
    board.press(Qt::Key_Escape);
    board.press(Qt::Key_Escape);
    CHECK(board.shape() == kept);
    CHECK(board.desk->action(u"draw"_s)->isChecked());
    CHECK(board.desk->find<QToolButton>(u"footprintTool"_s)->text().contains(u"Polygone"));
    board.press(Qt::Key_Escape);
    CHECK_FALSE(board.desk->action(u"draw"_s)->isChecked());
    CHECK(board.shape() == kept);
}

TEST_CASE("outside all streets a square is none, and the map says so")
{
    Board board(EventKind::StaticDemonstration);
    board.choose(Qt::Key_L);
    const GeoPoint outside { corner(0, 2).longitude - kBlock / 3, corner(0, 2).latitude };
    board.point(outside);
    board.click(outside);
    CHECK(board.shape().empty());
    bool said = false;
    for (const QLabel *label : board.desk->surface()->findChildren<QLabel *>())
        said = said || (label->isVisible() && label->text().contains(u"Aucune place"));
    CHECK(said);
    board.desk->picture(u"cortege-no-square"_s);
}

TEST_CASE("the measures of a drawing are told to screen readers with each vertex, and not while the hand moves")
{
    Board board(EventKind::MovingDemonstration);
    board.click(corner(1, 1));
    Told told;
    board.click(corner(3, 1));
    CHECK(told.waitFor(u"à 3"_s));
    const auto measures = [&] { return told.texts().filter(u"à 3"_s); };
    CHECK(measures() == QStringList { presentation::routeMeasures(board.shape()) });
    for (int step = 0; step < 20; ++step)
        board.point({ corner(3, 1).longitude + step * kBlock / 20, corner(3, 1).latitude });
    QTest::qWait(2 * presentation::Announcer::kSettled); // there is nothing to wait for
    REQUIRE(measures().size() == 1);
    const QString before = measures().back();
    board.undo().undo();
    board.undo().redo();
    CHECK(QTest::qWaitFor([&] { return measures() == QStringList { before, before }; }, kPatience));
}

TEST_CASE("capacity and missing squares are told to screen readers once they have settled")
{
    Board board(EventKind::StaticDemonstration);
    board.choose(Qt::Key_L);
    Told told;
    board.click(inBlock(2, 2));
    CHECK(told.waitFor(u"personnes à 2"_s));
    board.desk->find<QDoubleSpinBox>(u"density"_s)->setValue(4);
    CHECK(told.waitFor(u"à 4"_s));
    board.choose(Qt::Key_L);
    const GeoPoint outside { corner(0, 2).longitude - kBlock / 3, corner(0, 2).latitude };
    for (const GeoPoint place : { inBlock(1, 1), outside, inBlock(1, 2), outside })
        board.point(place);
    CHECK(told.waitFor(u"Aucune place"_s));
    CHECK(told.texts().filter(u"Aucune place"_s).size() == 1);
}

TEST_CASE("what is wrong with typed coordinates or a told march is told to screen readers")
{
    Board board(EventKind::MovingDemonstration);
    Told told;
    board.desk->key(Qt::Key_G);
    board.desk->type(board.coordinates(), u"43° 61′ N, 5° 22′ E\n"_s);
    CHECK(told.waitFor(board.desk->find<QLabel>(u"coordinateTrouble"_s)->text()));
    board.tell(u"Nulle part"_s);
    CHECK(told.waitFor(u"Nommez au moins deux lieux"_s));
}

TEST_CASE("coordinates that were given up by Escape are there again, for the same event")
{
    Board board(EventKind::MovingDemonstration);
    auto *field = board.coordinates();
    board.desk->key(Qt::Key_G);
    board.desk->type(field, u"43,293 ; 5,3"_s);
    QTest::keyClick(field, Qt::Key_Escape);
    REQUIRE(board.desk->surface()->hasFocus());
    board.point(corner(2, 2)); // the field shows the place under the pointer again
    CHECK(field->text() != u"43,293 ; 5,3");
    board.desk->key(Qt::Key_G);
    CHECK(field->text() == u"43,293 ; 5,3");
    QTest::keyClick(field, Qt::Key_End);
    board.desk->type(field, u"71\n"_s);
    REQUIRE(board.shape().size() == 1);
    CHECK(distanceMetres(board.shape().back(), { 5.371, 43.293 }) < 0.01);

    // Taken, or of another event: not there again.
    QTest::keyClick(field, Qt::Key_Escape);
    board.desk->key(Qt::Key_G);
    CHECK(field->text() != u"43,293 ; 5,371");
    board.desk->type(field, u"43,29"_s);
    board.desk->create(EventKind::MovingDemonstration);
    board.desk->action(u"draw"_s)->trigger();
    board.desk->key(Qt::Key_G);
    CHECK(field->text() != u"43,29");
}

TEST_CASE("the density is the person's to state")
{
    Board board(EventKind::StaticDemonstration);
    board.choose(Qt::Key_L);
    board.click(inBlock(2, 2));
    const QString atTwo = board.measures();
    board.desk->find<QDoubleSpinBox>(u"density"_s)->setValue(4);
    CHECK(board.measures() != atTwo);
    CHECK(board.measures().contains(u"à 4"));
}

TEST_CASE("coordinates are seen and typed: a vertex goes where the numbers say")
{
    Board board(EventKind::MovingDemonstration);
    auto *field = board.coordinates();
    board.desk->key(Qt::Key_G);
    REQUIRE(field->hasFocus());
    board.desk->type(field, u"43,293 ; 5,371\n"_s);
    REQUIRE(board.shape().size() == 1);
    CHECK(distanceMetres(board.shape().back(), { 5.371, 43.293 }) < 0.01);
    board.desk->type(field, u"43° 17′ 40″ N, 5° 22′ 20″ E\n"_s);
    REQUIRE(board.shape().size() == 2);
    CHECK(distanceMetres(board.shape().back(), { 5 + 22 / 60. + 20 / 3600., 43 + 17 / 60. + 40 / 3600. }) < 0.01);
    CHECK(board.measures().contains(u"à 3"));

    board.desk->type(field, u"43° 61′ N, 5° 22′ E\n"_s);
    auto *trouble = board.desk->find<QLabel>(u"coordinateTrouble"_s);
    CHECK(trouble->isVisible());
    CHECK(field->accessibleDescription() == trouble->text());
    CHECK(board.shape().size() == 2);
    board.desk->picture(u"cortege-coordinates-wrong"_s);

    // The first vertex, chosen by keyboard, is shown and moved; in Lambert-93.
    QTest::keyClick(field, Qt::Key_Escape);
    REQUIRE(board.desk->surface()->hasFocus());
    board.press(Qt::Key_Tab);
    auto *format = board.desk->find<QComboBox>(u"coordinateFormat"_s);
    QTest::keyClick(format, Qt::Key_End);
    CHECK(field->text().contains(u"6"));
    board.desk->picture(u"cortege-coordinates"_s);
    const auto before = board.undo().count();
    board.desk->key(Qt::Key_G);
    board.desk->type(field, u"892 400 ; 6 247 000\n"_s);
    CHECK(board.shape().size() == 2);
    CHECK(board.undo().count() == before + 1);
    CHECK(field->text().startsWith(QLocale().toString(892400)));

    board.undo().undo();
    CHECK(distanceMetres(board.shape().front(), { 5.371, 43.293 }) < 0.01);
}

TEST_CASE("the place of an address is typed as coordinates")
{
    Town town(EventKind::OfficialVisit);
    town.desk->click(town.desk->find<QPushButton>(u"addAddress"_s));
    town.desk->click(town.desk->find<QToolButton>(u"place"_s, town.desk->field(Field::Addresses)));
    town.desk->key(Qt::Key_G);
    auto *field = town.desk->find<QLineEdit>(u"coordinates"_s);
    REQUIRE(field->hasFocus());
    town.desk->picture(u"cortege-coordinates-of-an-address"_s);
    town.desk->type(field, u"43.2942 5.3725\n"_s);
    REQUIRE(town.content().addresses.front().position);
    CHECK(distanceMetres(*town.content().addresses.front().position, { 5.3725, 43.2942 }) < 0.01);
    CHECK_FALSE(field->isVisible());
}

TEST_CASE("vertices are added, moved and taken away by keyboard, and the route goes on from its end")
{
    Board board(EventKind::MovingDemonstration);
    for (const GeoPoint place : { corner(1, 1), corner(3, 1), corner(3, 3) })
        board.click(place);
    board.press(Qt::Key_Return);
    board.desk->action(u"draw"_s)->trigger();
    REQUIRE(board.desk->surface()->hasFocus());
    board.press(Qt::Key_Tab);
    board.press(Qt::Key_Insert);
    REQUIRE(board.shape().size() == 4);
    CHECK(distanceMetres(board.shape()[1], corner(2, 1)) < 10);
    board.press(Qt::Key_Down, Qt::ShiftModifier);
    CHECK(distanceMetres(board.shape()[1], corner(2, 1)) > 5);
    board.desk->picture(u"cortege-vertex-by-keyboard"_s);
    board.press(Qt::Key_Delete);
    CHECK(board.shape().size() == 3);
    board.press(Qt::Key_Tab); // from where it was to the end
    board.press(Qt::Key_Space);
    board.press(Qt::Key_Up, Qt::ShiftModifier);
    board.press(Qt::Key_Space);
    CHECK(board.shape().size() == 4);
    board.press(Qt::Key_Return);
    CHECK_FALSE(board.desk->action(u"draw"_s)->isChecked());
}

TEST_CASE("a route is taken from a file, in one step")
{
    Board board(EventKind::MovingDemonstration);
    const auto write = [&](const QString &name, const QByteArray &bytes) {
        QFile file(board.folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    };
    const QByteArray line
        = R"("geometry":{"type":"LineString","coordinates":[[5.371,43.293],[5.374,43.293],[5.374,43.296]]}})";
    const QByteArray other = R"("geometry":{"type":"LineString","coordinates":[[5.370,43.292],[5.372,43.295]]}})";
    board.desk->answers.file = write(u"un.geojson"_s, R"({"type":"Feature","properties":{},)" + line);
    board.desk->click(board.desk->find<QToolButton>(u"importShape"_s));
    CHECK(board.shape() == LineString { { 5.371, 43.293 }, { 5.374, 43.293 }, { 5.374, 43.296 } });
    CHECK(board.undo().count() == 1);
    CHECK_FALSE(board.desk->action(u"draw"_s)->isChecked());
    board.desk->picture(u"cortege-imported"_s);

    board.desk->answers.file = write(u"deux.geojson"_s,
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Aller"},)" + line
            + R"(,{"type":"Feature","properties":{"name":"Retour"},)" + other + "]}");
    board.desk->action(u"draw"_s)->trigger();
    board.desk->click(board.desk->find<QToolButton>(u"importShape"_s));
    auto *choices = board.desk->find<QDialog>(u"importChoices"_s);
    REQUIRE(QTest::qWaitForWindowActive(choices));
    CHECK_FALSE(choices->isModal());
    choices->grab().save(outputPath(u"cortege-import-choices.png"_s));
    auto *list = choices->findChild<QListWidget *>();
    REQUIRE(list->count() == 2);
    CHECK(list->item(1)->text().startsWith(u"Retour"));
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    CHECK(board.shape() == LineString { { 5.370, 43.292 }, { 5.372, 43.295 } });
    CHECK(board.undo().count() == 2);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // else it is found again

    board.desk->answers.file = write(u"loin.geojson"_s,
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Aller"},)" + line
            + R"(,{"type":"Feature","properties":{"name":"Loin"},"geometry":{"type":"LineString",)"
              R"("coordinates":[[700000,6600000],[700100,6600000]]}}]})");
    board.desk->action(u"draw"_s)->trigger();
    board.desk->click(board.desk->find<QToolButton>(u"importShape"_s));
    auto *only = board.desk->find<QDialog>(u"importChoices"_s);
    REQUIRE(QTest::qWaitForWindowActive(only));
    CHECK(only->findChild<QListWidget *>()->count() == 1);
    CHECK(only->findChild<QLabel *>()->text().contains(u"Loin"));
    only->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    board.desk->action(u"draw"_s)->trigger();
    REQUIRE_FALSE(board.desk->action(u"draw"_s)->isChecked());

    board.desk->answers.file = write(u"lettre.gpx"_s, "Bonjour");
    board.desk->action(u"draw"_s)->trigger();
    board.desk->click(board.desk->find<QToolButton>(u"importShape"_s));
    REQUIRE(board.desk->answers.told.size() == 1);
    CHECK(board.desk->answers.told.front().contains(u"lettre.gpx"));
    CHECK(board.shape().size() == 2);
    board.undo().undo();
    board.undo().undo();
    CHECK(board.shape().empty());
}
