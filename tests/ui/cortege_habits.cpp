#include "cortegedesk.h"

#include <presentation/momenttext.h>

#include <QtWidgets/QComboBox>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMenu>

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
