#include "accessible.h"
#include "town.h"

#include <catch2/generators/catch_generators.hpp>

#include <QtGui/QScreen>
#include <QtWidgets/QDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolBar>

#include <support/uimain.h>

#include <algorithm>
#include <functional>

using namespace cortege;
using namespace cortege::test;

namespace
{

/// A screen of 1366 × 768, and one of 1920 × 1080 at 200 %, each less the desktop's bar.
const QSize kSmall(1366, 738);
const QSize kDoubled(960, 510);

/// Those of them that this screen holds, which with Qt's scale factor may be the latter alone.
std::vector<QSize> screens(const QSize &wide = {})
{
    std::vector<QSize> sizes;
    const QSize room = QGuiApplication::primaryScreen()->size();
    for (const QSize size : { kSmall, wide, kDoubled })
        if (!size.isEmpty() && size.width() <= room.width() && size.height() <= room.height())
            sizes.push_back(size);
    REQUIRE_FALSE(sizes.empty());
    return sizes;
}

/// What `show` shows, on each screen.
void checkWindow(Desk &desk, const QString &what, const std::function<void()> &show = {})
{
    for (const QSize size : screens()) {
        desk.window->resize(size);
        QCoreApplication::processEvents();
        if (show)
            show();
        QCoreApplication::processEvents();
        INFO(what.toStdString() << " " << size.width());
        CHECK(desk.window->size() == size);
        checkNames(desk.window.get());
        checkNothingCut(desk.window.get());
        desk.picture(u"cortege-accessible-%1-%2"_s.arg(what).arg(size.width()));
        desk.action(u"draw"_s)->setChecked(false);
        QCoreApplication::processEvents(); // the layout knows then that it needs less
        CHECK(desk.find<QWidget>(u"eventList"_s)->isVisible());
    }
    desk.window->resize(screens().front());
}

void checkDialog(Desk &desk, const QString &action, const QString &name)
{
    desk.action(action)->trigger();
    auto *dialog = desk.find<QWidget>(name);
    REQUIRE(QTest::qWaitForWindowExposed(dialog));
    INFO(name.toStdString());
    // Until the platform has answered, a history says so in place of its lists.
    REQUIRE(QTest::qWaitFor([&] { return controlsOf(dialog).size() >= 2; }, kPatience));
    checkNames(dialog);
    checkNothingCut(dialog);
    dialog->grab().save(outputPath(u"cortege-accessible-%1.png"_s.arg(name)));
    dialog->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

TEST_CASE("every control has a name, Tab reaches the whole form, and no text is cut")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    for (const QSize size : screens({ 1600, 970 })) {
        desk->window->resize(size);
        CHECK(desk->window->size() == size);
        for (const EventKind kind : kEventKinds) {
            desk->create(kind);
            if (auto *add = desk->find<QPushButton>(u"addAddress"_s); add->isVisible())
                desk->click(add);
            desk->type(desk->line(Field::Subject), u"Objet"_s);
            REQUIRE(QTest::qWaitFor([&] { return desk->state().startsWith(u"Brouillon"); }, kPatience));
            INFO(label(kind).toStdString());
            checkNames(desk->window.get());
            checkNothingCut(desk->window.get());
            desk->picture(u"cortege-%1-%2"_s.arg(jsonName(kind)).arg(size.width()));
        }
    }
    QSet<QWidget *> reached;
    desk->line(Field::Subject)->setFocus();
    QStringList way;
    for (int i = 0; i < 80; ++i) {
        QWidget *focus = desk->window->focusWidget();
        way << QString::fromLatin1(focus->metaObject()->className()) + u' ' + focus->objectName();
        reached.insert(focus);
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    INFO(way.join(u" > "_s).toStdString());
    for (QWidget *control : controlsOf(desk->find<QWidget>(u"eventForm"_s))) {
        INFO(control->metaObject()->className() << " " << control->accessibleName().toStdString());
        CHECK((reached.contains(control) || control->focusProxy() || !(control->focusPolicy() & Qt::TabFocus)));
    }
    CHECK(reached.contains(desk->find<QWidget>(u"saveButton"_s)));
    CHECK(reached.contains(desk->find<QListView>(u"events"_s)));
}

TEST_CASE(
    "with streets as well every control has a name and no text is cut, while one tells, draws and looks at passages")
{
    Town town;
    town.tell(u"angle Rue 0 / Avenue 0 – Rue 2 – angle Rue 5 / Avenue 5"_s);
    town.desk->type(town.desk->line(Field::Subject), u"Marche"_s);
    town.desk->typeMoment(Field::Begins, u"28/11/2030"_s, u"14h"_s);
    town.desk->typeMoment(Field::Ends, u"28/11/2030"_s, u"17h"_s);
    town.desk->type(town.desk->line(Field::PeopleExpected), u"800"_s);
    town.desk->key(Qt::Key_S);
    REQUIRE(town.desk->waitForState(u"Reçue par la plateforme à"_s));
    town.desk->click(town.desk->find<QToolButton>(u"showPassages"_s));
    checkWindow(*town.desk, u"passages"_s);
    checkWindow(*town.desk, u"route"_s, [&] { town.desk->action(u"draw"_s)->trigger(); });
    checkDialog(*town.desk, u"copy"_s, u"copyDialog"_s);
    checkDialog(*town.desk, u"occurrences"_s, u"occurrencesDialog"_s);
    checkDialog(*town.desk, u"history"_s, u"historyView"_s);

    town.desk->create(EventKind::MovingDemonstration); // the same streets at the same hour: a clash
    town.tell(u"angle Rue 0 / Avenue 0 – Rue 2 – angle Rue 5 / Avenue 5"_s);
    town.desk->typeMoment(Field::Begins, u"28/11/2030"_s, u"15h"_s);
    REQUIRE(QTest::qWaitFor([&] { return town.desk->find<QWidget>(u"clashPanel"_s)->isVisible(); }, kPatience));
    checkWindow(*town.desk, u"clash"_s);
}

namespace
{

/// From left to right and from above, part by part, as one reads the window.
const QStringList kParts { u"tools"_s, u"eventList"_s, u"drawingBar"_s, u"map"_s, u"messageStrip"_s, u"formHeader"_s,
    u"eventForm"_s, u"clashPanel"_s, u"formFooter"_s, u"statusBar"_s };

qsizetype partOf(const Desk &desk, QWidget *control)
{
    if (desk.view->isAncestorOf(control))
        return kParts.indexOf(u"map"_s);
    for (QWidget *each = control; each; each = each->parentWidget()) {
        if (const auto part = kParts.indexOf(each->objectName()); part >= 0)
            return part;
    }
    return -1;
}

QRect placeOf(const Desk &desk, QWidget *control)
{
    return { control->mapTo(desk.window.get(), QPoint()), control->size() };
}

std::string nameOf(const QWidget *control)
{
    return (QString::fromLatin1(control->metaObject()->className()) + u' ' + control->objectName() + u' '
        + control->accessibleName())
        .toStdString();
}

/// Below the one before, or in the same line and to its right.
void checkReadingOrder(const Desk &desk, const std::vector<QWidget *> &way)
{
    for (size_t i = 1; i < way.size(); ++i) {
        INFO(nameOf(way[i - 1]) << " > " << nameOf(way[i]));
        const auto part = partOf(desk, way[i]);
        CHECK(part >= partOf(desk, way[i - 1]));
        if (part != partOf(desk, way[i - 1]))
            continue;
        const QRect before = placeOf(desk, way[i - 1]);
        const QRect next = placeOf(desk, way[i]);
        CHECK(next.bottom() > before.top());
        CHECK((next.top() > before.bottom() || next.left() >= before.left()));
    }
}

/// What the mouse can press or type into, Tab reaches; else its tool tip names the key that does the same.
void checkAllReached(const Desk &desk, const std::vector<QWidget *> &way)
{
    for (QWidget *control : desk.window->findChildren<QWidget *>()) {
        const bool used = qobject_cast<QAbstractButton *>(control) || qobject_cast<QLineEdit *>(control)
            || qobject_cast<QComboBox *>(control) || qobject_cast<QAbstractSpinBox *>(control)
            || qobject_cast<QAbstractItemView *>(control) || control->focusPolicy() != Qt::NoFocus;
        const bool inner = qobject_cast<QLineEdit *>(control->parentWidget()) // Ctrl+A, then Del
            || qobject_cast<QAbstractSpinBox *>(control->parentWidget())
            || qobject_cast<QComboBox *>(control->parentWidget()) || control->inherits("QHeaderView");
        if (!used || inner || !control->isVisible() || !control->isEnabled() || control->focusProxy())
            continue;
        INFO(nameOf(control));
        const bool handsOn = control->focusPolicy() == Qt::ClickFocus && !qobject_cast<QAbstractButton *>(control);
        CHECK((std::ranges::contains(way, control) || control->toolTip().contains(u"touche") || handsOn));
    }
}

} // namespace

TEST_CASE("Tab goes through the whole window as one reads it, and back, with all that a territory adds")
{
    Town town;
    Desk &desk = *town.desk;
    town.tell(u"angle Rue 0 / Avenue 0 – Rue 2 – angle Rue 5 / Avenue 5"_s);
    desk.type(desk.line(Field::Subject), u"Marche"_s);
    desk.typeMoment(Field::Begins, u"28/11/2030"_s, u"14h"_s);
    desk.type(desk.line(Field::PeopleExpected), u"800"_s);
    desk.key(Qt::Key_S);
    REQUIRE(desk.waitForState(u"Reçue par la plateforme à"_s));
    desk.create(EventKind::MovingDemonstration);
    town.tell(u"angle Rue 0 / Avenue 0 – Rue 2 – angle Rue 5 / Avenue 5"_s);
    desk.type(desk.line(Field::Subject), u"Rassemblement avec M. Dupont"_s); // and what is offered instead
    desk.typeMoment(Field::Begins, u"28/11/2030"_s, u"15h"_s);
    desk.click(desk.find<QToolButton>(u"showPassages"_s));
    REQUIRE(QTest::qWaitFor([&] { return desk.find<QWidget>(u"clashPanel"_s)->isVisible(); }, kPatience));
    Q_EMIT desk.controller->noticed(u"Un message"_s);
    REQUIRE(desk.find<QWidget>(u"passages"_s)->isVisible());

    firstTool(desk.find<QToolBar>(u"tools"_s))->setFocus(Qt::TabFocusReason);
    const auto way = wayRound(desk.window.get());
    std::string names;
    for (const QWidget *each : way)
        names += nameOf(each) + "\n";
    INFO(names);
    checkReadingOrder(desk, way);
    checkAllReached(desk, way);
    for (const QString &name : { u"toldMarch"_s, u"passages"_s, u"clashes"_s, u"closeMessage"_s })
        CHECK(std::ranges::contains(way, desk.find<QWidget>(name)));

    auto back = wayRound(desk.window.get(), Qt::Key_Backtab);
    std::ranges::reverse(back.begin() + 1, back.end());
    CHECK(back == way);
}

TEST_CASE("while one draws the tools are reached by Ctrl+G and Tab, and Escape leads out of the map")
{
    Town town(EventKind::StaticDemonstration);
    Desk &desk = *town.desk;
    town.seeAll();
    desk.key(Qt::Key_D);
    REQUIRE(desk.surface()->hasFocus());
    for (const auto &[x, y] : { std::pair(0.3, 0.3), std::pair(0.6, 0.3), std::pair(0.6, 0.6) })
        desk.clickMap(x, y);
    QTest::keyClick(desk.surface(), Qt::Key_Tab); // from vertex to vertex
    CHECK(desk.surface()->hasFocus());
    desk.key(Qt::Key_G);
    REQUIRE(desk.find<QLineEdit>(u"coordinates"_s)->hasFocus());
    auto *bar = desk.find<QWidget>(u"drawingBar"_s);
    std::vector<QWidget *> way { desk.window->focusWidget() };
    for (QTest::keyClick(way.back(), Qt::Key_Backtab, Qt::ShiftModifier); bar->isAncestorOf(desk.window->focusWidget());
        QTest::keyClick(way.back(), Qt::Key_Backtab, Qt::ShiftModifier))
        way.push_back(desk.window->focusWidget());
    std::ranges::reverse(way);
    desk.find<QLineEdit>(u"coordinates"_s)->setFocus();
    QTest::keyClick(desk.window->focusWidget(), Qt::Key_Tab);
    way.push_back(desk.window->focusWidget());
    checkReadingOrder(desk, way);
    for (const QString &name : { u"footprintTool"_s, u"density"_s, u"importShape"_s, u"coordinateFormat"_s })
        CHECK(std::ranges::contains(way, desk.find<QWidget>(name)));
    QTest::keyClick(desk.window->focusWidget(), Qt::Key_Escape); // to the map, and out of the drawing
    REQUIRE(desk.surface()->hasFocus());
    QTest::keyClick(desk.surface(), Qt::Key_Escape);
    QTest::keyClick(desk.surface(), Qt::Key_Tab);
    CHECK_FALSE(desk.surface()->hasFocus());
}

TEST_CASE("what a search finds is told when the typing has come to rest")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    enter(*desk, u"Marche"_s);
    Told told;
    desk->type(desk->find<QLineEdit>(u"search"_s), u"introuvable"_s);
    CHECK(told.waitFor(u"Aucun événement sur 1"_s));
    CHECK(told.texts().filter(u"événement"_s).size() == 1);
}

TEST_CASE("while a footprint is drawn its tools are named and whole on the smallest screen")
{
    Town town(EventKind::StaticDemonstration);
    town.seeAll();
    auto *menu = town.desk->find<QMenu>(u"footprintTools"_s);
    const auto tools = menu->actions();
    REQUIRE(tools.size() >= 5);
    for (int i = 0; i < tools.size(); ++i) {
        checkWindow(*town.desk, u"footprint-%1"_s.arg(i), [&] {
            town.desk->action(u"draw"_s)->trigger();
            tools[i]->trigger();
        });
    }
}

TEST_CASE("two versions that need a decision are named and whole on the smallest screen")
{
    House house;
    const auto claire = house.desk(house.claire);
    claire->waitOnline();
    const EventId event = enter(*claire, u"Rassemblement"_s, EventKind::StaticDemonstration);
    const auto paul = house.desk(house.paul);
    paul->waitOnline();
    openWhenThere(*paul, event);
    paul->type(paul->line(Field::PeopleExpected), u"60"_s);
    claire->type(claire->line(Field::PeopleExpected), u"50"_s);
    claire->key(Qt::Key_S);
    REQUIRE(QTest::qWaitFor([&] { return paul->controller->conflict().has_value(); }, kPatience));
    checkWindow(*paul, u"conflict"_s);
}
