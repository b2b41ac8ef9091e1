#include "town.h"

#include <QtWidgets/QListView>
#include <QtWidgets/QTreeWidget>

#include <support/uimain.h>

using namespace cortege;
using namespace cortege::test;

namespace
{

double metresTo(const LineString &line, GeoPoint point)
{
    double least = 1e9;
    for (const GeoPoint vertex : line)
        least = std::min(least, distanceMetres(vertex, point));
    return least;
}

} // namespace

TEST_CASE("an address is completed by keyboard and lies on the map")
{
    Town town;
    auto *line = town.desk->line(Field::Departure);
    town.desk->type(line, u"av 3"_s);
    auto *list = [&] {
        QListView *found = nullptr;
        REQUIRE(QTest::qWaitFor(
            [&] {
                for (QWidget *window : QApplication::topLevelWidgets()) {
                    if (window->objectName() == u"addressSuggestions" && window->isVisible())
                        found = qobject_cast<QListView *>(window);
                }
                return found != nullptr;
            },
            kPatience));
        return found;
    }();
    CHECK(list->model()->index(0, 0).data().toString().startsWith(u"Avenue 3"));
    town.desk->picture(u"cortege-completion"_s);
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Return);
    CHECK(line->text().startsWith(u"Avenue 3"));
    CHECK(town.content().addresses.front().text == line->text());
    CHECK(town.content().addresses.front().position);
    town.desk->key(Qt::Key_Z);
    CHECK_FALSE(town.content().addresses.front().position);
}

TEST_CASE("a march as it is told becomes addresses and a route along the streets, in one step")
{
    Town town;
    town.tell(u"angle Rue 0 / Avenue 1 – Rue 3 – angle Rue 5 / Avenue 4"_s);
    const auto content = town.content();
    REQUIRE(content.addresses.size() == 3);
    for (const Address &address : content.addresses)
        CHECK(address.position);
    CHECK(metresTo(content.shape, corner(1, 0)) < 2);
    CHECK(metresTo(content.shape, corner(4, 5)) < 2);
    // Eight blocks by the streets; five as the crow flies.
    CHECK(lengthMetres(content.shape) > 0.99 * lengthMetres({ corner(1, 0), corner(1, 5), corner(4, 5) }));
    REQUIRE(town.desk->find<QLineEdit>(u"toldMarch"_s)->text().isEmpty());
    REQUIRE_FALSE(town.desk->line(Field::Arrival)->text().isEmpty());
    CHECK(town.desk->line(Field::Arrival)->cursorPosition() == 0); // where it is long, its beginning is seen
    town.desk->type(town.desk->line(Field::Subject), u"Marche"_s);
    town.desk->key(Qt::Key_S);
    REQUIRE(town.desk->waitForState(u"Reçue par la plateforme à"_s));
    town.desk->picture(u"cortege-told-march"_s);

    town.desk->controller->form().undoStack().setIndex(0);
    CHECK(town.content().shape.empty());
    CHECK(town.content().addresses.size() == 2);
}

TEST_CASE("a march that is being told is part of what was typed: undone, and kept as a draft")
{
    Town town;
    auto *line = town.desk->find<QLineEdit>(u"toldMarch"_s);
    town.desk->type(line, u"Rue 1 – Rue 3"_s);
    CHECK(town.content().told == u"Rue 1 – Rue 3"_s);
    CHECK(town.desk->controller->isDirty());
    town.desk->key(Qt::Key_Z);
    CHECK(line->text() != u"Rue 1 – Rue 3"_s);
    CHECK(line->hasFocus());
}

TEST_CASE("what the territory does not know stays to be placed")
{
    Town town;
    town.tell(u"Rue 1, Cirque Introuvable, Rue 4"_s);
    auto content = town.content();
    REQUIRE(content.addresses.size() == 3);
    CHECK(content.addresses[1] == Address { u"Cirque Introuvable"_s, std::nullopt });
    CHECK(content.shape.size() >= 2);
    bool said = false;
    for (const QLabel *label : town.desk->window->findChildren<QLabel *>(u"issue"_s))
        said = said || (label->isVisible() && label->text().contains(u"Cirque Introuvable"));
    CHECK(said);
    town.tell(u"Rue 1"_s);
    content.told = u"Rue 1"_s; // to be gone on with
    CHECK(town.content() == content);
}

TEST_CASE("another name typed over an address does not keep the place of the former one")
{
    Town town;
    town.tell(u"angle Rue 0 / Avenue 0 – angle Rue 5 / Avenue 5"_s);
    auto *arrival = town.desk->line(Field::Arrival);
    const auto placed = [&] { return town.content().addresses.back().position.has_value(); };
    const auto leave = [&] {
        town.desk->line(Field::Subject)->setFocus();
        QCoreApplication::processEvents();
    };
    arrival->setFocus();
    arrival->end(false);
    QTest::keyClicks(arrival, u", devant le kiosque"_s);
    leave();
    CHECK(placed());
    arrival->setFocus();
    arrival->selectAll();
    QTest::keyClicks(arrival, u"Nulle part"_s);
    CHECK(placed()); // who types may be on the way to the same
    leave();
    CHECK_FALSE(placed());
    CHECK(arrival->text() == u"Nulle part");
    town.desk->key(Qt::Key_Z);
    CHECK(placed());

    town.desk->type(town.desk->line(Field::Subject), u"Marche"_s);
    arrival->setFocus();
    arrival->selectAll();
    QTest::keyClicks(arrival, u"Ailleurs"_s);
    town.desk->key(Qt::Key_S); // while the field has the focus
    REQUIRE(town.desk->waitForState(u"Reçue par la plateforme à"_s));
    CHECK_FALSE(placed());
}

TEST_CASE("an address typed over and left by a click in the list does not keep the place of the former one")
{
    Town town;
    const EventId other = enter(*town.desk, u"Autre marche"_s);
    const EventId march = enter(*town.desk, u"Marche"_s);
    town.tell(u"angle Rue 0 / Avenue 0 – angle Rue 5 / Avenue 5"_s);
    REQUIRE(town.content().addresses.back().position);
    auto *arrival = town.desk->line(Field::Arrival);
    arrival->setFocus();
    arrival->selectAll();
    QTest::keyClicks(arrival, u"Nulle part"_s);
    town.desk->clickRow(other);
    REQUIRE(town.desk->controller->openEvent() == other);
    town.desk->clickRow(march);
    REQUIRE(town.desk->controller->openEvent() == march);
    CHECK(town.content().addresses.back().text == u"Nulle part");
    CHECK_FALSE(town.content().addresses.back().position);
}

TEST_CASE("a point placed on the map gets the name of its place, and the route follows it")
{
    Town town;
    town.tell(u"angle Rue 0 / Avenue 0 – angle Rue 5 / Avenue 5"_s);
    const auto before = town.content();
    auto *arrival = town.desk->line(Field::Arrival);
    arrival->setFocus();
    arrival->selectAll();
    QTest::keyClick(arrival, Qt::Key_Delete);
    town.desk->click(town.desk->find<QToolButton>(u"place"_s, town.desk->field(Field::Arrival)));
    town.desk->clickMap(0.5, 0.5);
    const auto after = town.content();
    CHECK(after.addresses.back().position != before.addresses.back().position);
    CHECK_FALSE(after.addresses.back().text.isEmpty());
    CHECK(after.shape != before.shape);
}

TEST_CASE("the form tells when the march passes which street")
{
    Town town;
    town.tell(u"angle Rue 0 / Avenue 1 – angle Rue 5 / Avenue 1"_s);
    town.desk->click(town.desk->find<QToolButton>(u"showPassages"_s));
    CHECK(town.desk->find<QLabel>(u"passagesRestOn"_s)->text().contains(u"heure de début"));
    town.desk->typeMoment(Field::Begins, u"28/11/2030"_s, u"14h"_s);
    town.desk->type(town.desk->line(Field::PeopleExpected), u"800"_s);
    auto *table = town.desk->find<QTreeWidget>(u"passages"_s);
    REQUIRE(table->isVisible());
    QStringList streets;
    for (int i = 0; i < table->topLevelItemCount(); ++i)
        streets << table->topLevelItem(i)->text(0);
    // It begins and ends on a street, which it also meets.
    CHECK(streets == QStringList { u"Rue 0"_s, u"Rue 1"_s, u"Rue 2"_s, u"Rue 3"_s, u"Rue 4"_s, u"Rue 5"_s });
    const auto seen = [](const QString &iso) { return presentation::timeOfDay(*fromIso(iso)); };
    CHECK(table->topLevelItem(0)->text(1) == seen(u"2030-11-28T13:00:00Z"_s));
    // 111 m a block at 3 km/h; 800 people are 100 m long.
    CHECK(table->topLevelItem(5)->text(1) == seen(u"2030-11-28T13:11:07Z"_s));
    CHECK(table->topLevelItem(5)->text(2) == seen(u"2030-11-28T13:13:07Z"_s));
    table->setFocus();
    table->setCurrentItem(table->topLevelItem(2));
    REQUIRE(
        QTest::qWaitFor([&] { return table->visibleRegion().boundingRect().height() == table->height(); }, kPatience));
    town.desk->picture(u"cortege-passages"_s);
}

TEST_CASE("the route is pulled into another street, and its waypoint elsewhere")
{
    Town town;
    town.tell(u"angle Rue 0 / Avenue 0 – angle Rue 0 / Avenue 5"_s);
    const auto before = town.content();
    REQUIRE(before.addresses.size() == 2);
    town.seeAll();
    const QPoint from = (town.pixel(corner(2, 0)) + town.pixel(corner(3, 0))) / 2;
    QTest::mouseMove(town.desk->surface(), from);
    town.desk->picture(u"cortege-pull-offered"_s);
    town.hold(from, town.pixel(corner(2, 2)) + QPoint(25, 4));
    town.desk->picture(u"cortege-pull"_s);
    CHECK(town.content() == before);
    QTest::keyClick(town.desk->surface(), Qt::Key_Escape);
    QTest::mouseRelease(town.desk->surface(), Qt::LeftButton, {}, town.pixel(corner(2, 2)));
    CHECK(town.content() == before);

    town.pull(from, town.pixel(corner(2, 2)) + QPoint(25, 4));
    const auto pulled = town.content();
    REQUIRE(pulled.addresses.size() == 3);
    CHECK(pulled.addresses[1].text.contains(u"Rue 2"));
    CHECK(metresTo(pulled.shape, *pulled.addresses[1].position) < 1);
    CHECK(town.desk->line(Field::Waypoints)->text() == pulled.addresses[1].text);

    town.pull(town.pixel(*pulled.addresses[1].position), town.pixel(corner(4, 4)));
    const auto moved = town.content();
    REQUIRE(moved.addresses.size() == 3);
    CHECK(metresTo(moved.shape, corner(4, 4)) < 2);
    CHECK(moved.addresses[1].text != pulled.addresses[1].text);
    town.desk->picture(u"cortege-pulled"_s);

    const GeoPoint yard { corner(4, 4).longitude + kBlock / 2, corner(4, 4).latitude + kBlock / 2 };
    town.pull(town.pixel(corner(4, 4)), town.pixel(yard), Qt::ShiftModifier);
    CHECK(metresTo(town.content().shape, yard) < 3);
    town.desk->picture(u"cortege-pulled-by-hand"_s);

    auto &undo = town.desk->controller->form().undoStack();
    undo.undo();
    CHECK(town.content() == moved);
    undo.undo();
    CHECK(town.content() == pulled);
    undo.undo();
    CHECK(town.content() == before);
}

TEST_CASE("the ends of a drawn route become its addresses, and a vertex that is moved takes its address along")
{
    Town town;
    town.seeAll();
    town.desk->activate();
    auto &undo = town.desk->controller->form().undoStack();
    const auto &places = *town.desk->controller->places();
    const auto click
        = [&](GeoPoint place) { QTest::mouseClick(town.desk->surface(), Qt::LeftButton, {}, town.pixel(place)); };
    town.desk->action(u"draw"_s)->trigger();
    click(corner(1, 1));
    click(corner(4, 1));
    click(corner(4, 3));
    QTest::keyClick(town.desk->surface(), Qt::Key_Return);
    const auto drawn = town.content();
    REQUIRE(drawn.shape.size() == 3);
    CHECK(undo.count() == 3);
    CHECK(drawn.addresses.front() == Address { places.nameOf(drawn.shape.front()), drawn.shape.front() });
    CHECK(drawn.addresses.back() == Address { places.nameOf(drawn.shape.back()), drawn.shape.back() });
    CHECK(town.desk->line(Field::Departure)->text() == drawn.addresses.front().text);
    CHECK(town.desk->line(Field::Arrival)->text() == drawn.addresses.back().text);
    town.desk->picture(u"cortege-drawn-ends"_s);

    town.desk->action(u"draw"_s)->trigger();
    town.pull(town.pixel(corner(4, 3)), town.pixel(corner(2, 4)));
    const auto moved = town.content();
    CHECK(undo.count() == 4);
    CHECK(distanceMetres(moved.shape.back(), corner(2, 4)) < 30);
    CHECK(moved.addresses.back() == Address { places.nameOf(moved.shape.back()), moved.shape.back() });
    CHECK(moved.addresses.back().text != drawn.addresses.back().text);
    QTest::keyClick(town.desk->surface(), Qt::Key_Return);
    undo.undo();
    CHECK(town.content() == drawn);
    undo.redo();

    auto *departure = town.desk->line(Field::Departure);
    departure->setFocus();
    departure->selectAll();
    QTest::keyClicks(departure, u"%1, devant le kiosque"_s.arg(drawn.addresses.front().text));
    const QString written = departure->text();
    town.desk->line(Field::Subject)->setFocus();
    town.desk->action(u"draw"_s)->trigger();
    town.pull(town.pixel(corner(1, 1)), town.pixel(corner(0, 2)));
    CHECK(departure->text() == written);
    CHECK(town.content().addresses.front() == Address { written, town.content().shape.front() });
    CHECK(distanceMetres(town.content().shape.front(), corner(0, 2)) < 30);
}
