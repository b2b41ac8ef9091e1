#include "accessible.h"
#include "town.h"

#include <catch2/generators/catch_generators.hpp>

#include <QtWidgets/QDialog>
#include <QtWidgets/QMenu>

#include <support/uimain.h>

#include <functional>

using namespace cortege;
using namespace cortege::test;

namespace
{

/// A screen of 1366 × 768, and one of 1920 × 1080 at 200 %, each less the desktop's bar.
const QSize kSmall(1366, 738);
const QSize kDoubled(960, 510);

/// What `show` shows, on each screen.
void checkWindow(Desk &desk, const QString &what, const std::function<void()> &show = {})
{
    for (const QSize size : { kSmall, kDoubled }) {
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
    desk.window->resize(kSmall);
}

void checkDialog(Desk &desk, const QString &action, const QString &name)
{
    desk.action(action)->trigger();
    auto *dialog = desk.find<QWidget>(name);
    REQUIRE(QTest::qWaitForWindowExposed(dialog));
    INFO(name.toStdString());
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
    // The last is a screen of 1920 × 1080 at 200 %, less the desktop's bar.
    for (const QSize size : { QSize(1366, 738), QSize(1600, 970), QSize(960, 510) }) {
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
