#include "cortegedesk.h"

#include <presentation/momenttext.h>

#include <QtWidgets/QComboBox>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTreeWidget>

#include <support/uimain.h>

using namespace cortege;
using namespace cortege::test;

namespace
{

/// Another person's event, as the platform tells it.
EventId give(Desk &desk, const EventRecord &record)
{
    const EventId event = EventId::make();
    REQUIRE(desk.platform->save(event, record));
    REQUIRE(QTest::qWaitFor([&] { return desk.platform->replica().find(event) != nullptr; }, kPatience));
    return event;
}

EventRecord marchOn(QDate day, const QString &subject = u"Marche des lumières"_s)
{
    EventRecord march = emptyRecord(EventKind::MovingDemonstration);
    march.subject = subject;
    march.begins = std::get<UtcTime>(readParis(day, QTime(14, 0)));
    march.ends = std::get<UtcTime>(readParis(day, QTime(18, 0)));
    auto &moving = std::get<MovingDemonstration>(march.particulars);
    moving.departure = { u"Vieux-Port"_s, GeoPoint { 5.3744, 43.2955 } };
    moving.arrival = { u"Réformés"_s, GeoPoint { 5.3842, 43.2992 } };
    moving.people.declared = 3'000;
    moving.route = { { 5.3744, 43.2955 }, { 5.3790, 43.2970 }, { 5.3842, 43.2992 } };
    return march;
}

void showAllPeriods(Desk &desk)
{
    auto *period = desk.find<QComboBox>(u"period"_s);
    period->setCurrentIndex(period->count() - 1);
}

QStringList subjects(Desk &desk)
{
    const auto *model = desk.find<QListView>(u"events"_s)->model();
    QStringList all;
    for (int row = 0; row < model->rowCount(); ++row)
        all << model->index(row, presentation::EventListModel::Subject).data().toString();
    return all;
}

bool waitForSubjects(Desk &desk, const QStringList &expected)
{
    const bool seen = QTest::qWaitFor([&] { return subjects(desk) == expected; }, kPatience);
    if (!seen)
        UNSCOPED_INFO(subjects(desk).join(u", "_s).toStdString());
    return seen;
}

/// By keyboard, in the menu that the button opens.
void chooseInMenu(QMenu *menu, const QString &text)
{
    menu->popup(QPoint(40, 120));
    REQUIRE(QTest::qWaitFor([&] { return menu->isVisible(); }, kPatience));
    for (QAction *action : menu->actions()) {
        if (action->text().remove(u'&') != text)
            continue;
        menu->setActiveAction(action);
        QTest::keyClick(menu, Qt::Key_Return);
        return;
    }
    FAIL(text.toStdString());
}

} // namespace

TEST_CASE("last year's march is entered again from the list's menu or by a key")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const QDate today = desk->controller->today();
    const EventId former = give(*desk, marchOn(today.addDays(-364 + 21)));
    showAllPeriods(*desk);
    auto *list = desk->find<QListView>(u"events"_s);
    REQUIRE(QTest::qWaitFor([&] { return list->model()->rowCount() == 1 && list->isVisible(); }, kPatience));
    QTest::mouseClick(list->viewport(), Qt::RightButton, {}, list->visualRect(list->model()->index(0, 1)).center());
    REQUIRE(desk->controller->openEvent() == former);
    CHECK(list->actions().contains(desk->action(u"repeat"_s)));
    CHECK(list->contextMenuPolicy() == Qt::ActionsContextMenu);

    desk->key(Qt::Key_R);
    REQUIRE(desk->controller->openEvent() != former);
    CHECK(desk->controller->isNew());
    CHECK(desk->field(Field::Begins)->isAncestorOf(desk->window->focusWidget()));
    CHECK(desk->messages().contains(u"Repris de « Marche des lumières »"));
    CHECK(QTest::qWaitFor([&] { return list->model()->rowCount() == 2; }, kPatience)); // kept as a draft at once
    desk->picture(u"cortege-repeated"_s);
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    const EventVersion *again = desk->platform->replica().find(*desk->controller->openEvent());
    REQUIRE(again);
    CHECK(again->revision == 1);
    const EventRecord expected = marchOn(today.addDays(21));
    CHECK(again->record.particulars == expected.particulars);
    CHECK(again->record.begins == expected.begins);
    CHECK(again->record.ends == expected.ends);
    CHECK(desk->platform->replica().find(former)->record.begins == marchOn(today.addDays(-364 + 21)).begins);
}

TEST_CASE("what is near in space and time is listed while one types and draws, and shown on the map")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const QDate day = desk->controller->today().addDays(30);
    const EventId march = give(*desk, marchOn(day));
    EventRecord far = marchOn(day.addDays(1), u"Le lendemain"_s);
    give(*desk, far);

    desk->create(EventKind::StaticDemonstration);
    desk->type(desk->line(Field::Subject), u"Rassemblement"_s);
    auto *panel = desk->find<QWidget>(u"clashPanel"_s);
    CHECK_FALSE(panel->isVisible());
    desk->typeMoment(Field::Begins, presentation::textOf(day), u"16h"_s);
    CHECK_FALSE(panel->isVisible()); // nobody knows yet where
    desk->view->port().centreOn({ 5.3790, 43.2970 });
    desk->draw({ { 0.4, 0.4 }, { 0.6, 0.4 }, { 0.5, 0.6 } });
    REQUIRE(QTest::qWaitFor([&] { return panel->isVisible(); }, kPatience));
    auto *list = desk->find<QListWidget>(u"clashes"_s);
    REQUIRE(list->count() == 1);
    CHECK(list->item(0)->text().startsWith(u"Marche des lumières\n"));
    CHECK(list->item(0)->text().endsWith(u", en même temps"));
    CHECK(desk->find<QLabel>(u"clashText"_s)->text().startsWith(u"Un événement proche"));

    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down);
    QTest::keyClick(list, Qt::Key_Space);
    CHECK(list->selectedItems().size() == 1);
    CHECK(desk->controller->isNew()); // looking is not leaving
    REQUIRE(desk->waitForState(u"Brouillon"_s));
    QTest::qWait(50);
    desk->picture(u"cortege-clash"_s);

    QTest::keyClick(list, Qt::Key_Return);
    CHECK(desk->controller->openEvent() == march);
    REQUIRE(QTest::qWaitFor([&] { return list->count() == 1; }, kPatience));
    CHECK(list->item(0)->text().startsWith(u"Rassemblement\n"));
}

TEST_CASE("the delay of the declaration is told at the date, and nothing is refused for it")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const QDate today = desk->controller->today();
    desk->create(EventKind::MovingDemonstration);
    auto *advice = desk->find<QLabel>(u"delayAdvice"_s);
    CHECK_FALSE(advice->isVisible());
    desk->type(desk->line(Field::Subject), u"Marche"_s);
    desk->typeMoment(Field::Begins, presentation::textOf(today.addDays(30)), u"14h"_s);
    REQUIRE(advice->isVisible());
    CHECK(advice->text().startsWith(u"À déclarer du "));
    desk->picture(u"cortege-delay"_s);
    desk->line(Field::Begins, u"date"_s)->clear();
    desk->typeMoment(Field::Begins, presentation::textOf(today.addDays(2)), {});
    CHECK(advice->text().startsWith(u"Délai légal dépassé"));
    desk->picture(u"cortege-delay-late"_s);
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    desk->create(EventKind::OfficialVisit);
    CHECK_FALSE(advice->isVisible());
}

TEST_CASE("an agenda shows one day after the other by keyboard, with what began before it")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const QDate today = desk->controller->today();
    EventRecord night = marchOn(today.addDays(1), u"Veillée"_s);
    night.begins = std::get<UtcTime>(readParis(today.addDays(1), QTime(22, 0)));
    night.ends = std::get<UtcTime>(readParis(today.addDays(2), QTime(4, 0)));
    const EventId vigil = give(*desk, night);
    give(*desk, marchOn(today.addDays(2)));
    auto *period = desk->find<QComboBox>(u"period"_s);
    auto *text = desk->find<QLabel>(u"dayText"_s);
    CHECK_FALSE(text->isVisible());
    period->setCurrentIndex(1);
    CHECK(text->text() == presentation::longDate(today));
    CHECK(waitForSubjects(*desk, {}));
    desk->key(Qt::Key_PageDown);
    CHECK(period->currentText() == u"Demain"_s);
    CHECK(waitForSubjects(*desk, { u"Veillée"_s }));
    desk->key(Qt::Key_PageDown);
    CHECK(text->text() == presentation::longDate(today.addDays(2)));
    REQUIRE(waitForSubjects(*desk, { u"Veillée"_s, u"Marche des lumières"_s }));
    auto *list = desk->find<QListView>(u"events"_s);
    REQUIRE(QTest::qWaitFor([&] { return list->isVisible(); }, kPatience));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 1)).center());
    CHECK(desk->controller->openEvent() == vigil);
    QTest::qWait(50);
    desk->picture(u"cortege-agenda"_s);
    desk->click(desk->find<QToolButton>(u"previousDay"_s));
    CHECK(text->text() == presentation::longDate(today.addDays(1)));
    CHECK(desk->controller->openEvent() == vigil); // what is in the form stays there
}

TEST_CASE("a filter is kept under a name, taken again and forgotten by keyboard")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    give(*desk, marchOn(desk->controller->today().addDays(3)));
    give(*desk, marchOn(desk->controller->today().addDays(4), u"Autre"_s));
    auto *search = desk->find<QLineEdit>(u"search"_s);
    auto *menu = desk->find<QMenu>(u"filterMenu"_s);
    showAllPeriods(*desk);
    desk->type(search, u"LUMIERES vieux-port"_s);
    desk->click(desk->find<QToolButton>(u"kind-manifestationDeambulatoire"_s));
    CHECK(waitForSubjects(*desk, { u"Marche des lumières"_s }));
    chooseInMenu(menu, u"Enregistrer ce filtre…"_s);
    auto *dialog = desk->find<QInputDialog>(u"filterName"_s);
    REQUIRE(QTest::qWaitForWindowActive(dialog));
    auto *name = dialog->findChild<QLineEdit *>();
    name->clear();
    QTest::keyClicks(name, u"Marches du port"_s);
    QTest::keyClick(name, Qt::Key_Return);

    search->clear();
    desk->click(desk->find<QToolButton>(u"kind-manifestationDeambulatoire"_s));
    desk->find<QComboBox>(u"period"_s)->setCurrentIndex(1);
    CHECK(waitForSubjects(*desk, {}));
    chooseInMenu(menu, u"Marches du port"_s);
    CHECK(search->text() == u"LUMIERES vieux-port"_s);
    CHECK(desk->find<QToolButton>(u"kind-manifestationDeambulatoire"_s)->isChecked());
    CHECK(waitForSubjects(*desk, { u"Marche des lumières"_s }));
    desk->picture(u"cortege-filter"_s);

    menu->popup(QPoint(40, 120));
    auto *remove = menu->findChild<QMenu *>();
    REQUIRE(remove);
    menu->close();
    chooseInMenu(remove, u"Marches du port"_s);
    menu->popup(QPoint(40, 120));
    CHECK(menu->actions().size() == 2); // the line and the saving are left
    menu->close();
}

TEST_CASE("a former version is seen on the map beside what stands now, and restored as one step")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const EventRecord first = marchOn(desk->controller->today().addDays(3));
    const EventId event = give(*desk, first);
    EventRecord second = first;
    second.subject = u"Marche détournée"_s;
    std::get<MovingDemonstration>(second.particulars).route[1] = { 5.3765, 43.2995 };
    REQUIRE(desk->platform->save(event, second));
    REQUIRE(QTest::qWaitFor([&] { return desk->platform->replica().find(event)->revision == 2; }, kPatience));
    REQUIRE(QTest::qWaitFor([&] { return !desk->platform->pending(event); }, kPatience));
    desk->controller->open(event);
    desk->action(u"fit"_s)->trigger();

    desk->key(Qt::Key_H);
    auto *versions = desk->find<QTreeWidget>(u"versions"_s);
    REQUIRE(QTest::qWaitFor([&] { return versions->topLevelItemCount() == 2; }, kPatience));
    QTest::keyClick(versions, Qt::Key_Down);
    QTest::qWait(50);
    desk->picture(u"cortege-former"_s);
    auto *history = desk->find<QWidget>(u"historyView"_s);
    CHECK_FALSE(history->isModal());
    history->grab().save(outputPath(u"cortege-former-history.png"_s));
    desk->click(desk->find<QPushButton>(u"restoreVersion"_s));
    CHECK(desk->controller->record() == first);
    CHECK(desk->controller->isDirty());
    CHECK(desk->platform->replica().find(event)->revision == 2); // nothing was saved
    REQUIRE(QTest::qWaitFor([&] { return !desk->window->findChild<QWidget *>(u"historyView"_s); }, kPatience));
    desk->key(Qt::Key_Z);
    CHECK(desk->controller->record() == second);
    CHECK_FALSE(desk->controller->isDirty());
    desk->key(Qt::Key_Y);
    desk->key(Qt::Key_S);
    REQUIRE(QTest::qWaitFor([&] { return desk->platform->replica().find(event)->revision == 3; }, kPatience));
    CHECK(desk->platform->replica().find(event)->record == first);
}
