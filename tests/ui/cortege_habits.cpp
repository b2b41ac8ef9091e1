#include "cortegedesk.h"

#include <domain/calendar.h>
#include <presentation/declaration.h>
#include <presentation/momenttext.h>

#include <QtCore/QTimeZone>
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

/// Without the mark before a mnemonic.
QString readable(QString entry)
{
    const QChar mark(u'\1');
    return entry.replace(u"&&"_s, mark).remove(u'&').replace(mark, u'&');
}

/// By keyboard, in the menu that the button opens.
void chooseInMenu(QMenu *menu, const QString &text)
{
    menu->popup(QPoint(40, 120));
    REQUIRE(QTest::qWaitFor([&] { return menu->isVisible(); }, kPatience));
    for (QAction *action : menu->actions()) {
        if (readable(action->text()) != text)
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
    const EventRecord expected = marchOn(sameDayOfLaterYear(today.addDays(-364 + 21), today));
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

TEST_CASE("what is not looked for in the list is faint on the map")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    give(*desk, marchOn(desk->controller->today().addDays(3)));
    showAllPeriods(*desk);
    desk->view->port().show({ { 5.372, 43.294 }, { 5.386, 43.301 } });
    auto *search = desk->find<QLineEdit>(u"search"_s);
    const auto redPixels = [&] {
        const QImage map = desk->surface()->grabFramebuffer();
        int red = 0;
        for (int y = 0; y < map.height(); ++y) {
            for (int x = 0; x < map.width(); ++x) {
                const QColor colour = map.pixelColor(x, y);
                red += colour.red() > 150 && colour.green() < 90 && colour.blue() < 80 ? 1 : 0;
            }
        }
        return red;
    };
    REQUIRE(QTest::qWaitFor([&] { return redPixels() > 500; }, kPatience));
    desk->type(search, u"introuvable"_s);
    CHECK(QTest::qWaitFor([&] { return redPixels() < 20; }, kPatience));
    search->setText(u"lumières"_s);
    CHECK(QTest::qWaitFor([&] { return redPixels() > 500; }, kPatience));
    desk->click(desk->find<QToolButton>(u"kind-visiteOfficielle"_s));
    CHECK(QTest::qWaitFor([&] { return redPixels() < 20; }, kPatience));
    desk->picture(u"cortege-faint"_s);
}

TEST_CASE("after midnight today is another day, without anybody choosing it again")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const QDate today = desk->controller->today();
    give(*desk, marchOn(today.addDays(1)));
    desk->find<QComboBox>(u"period"_s)->setCurrentIndex(1);
    CHECK(waitForSubjects(*desk, {}));
    desk->platform->stop(); // else the platform would be asked what day it is
    desk->clock.turn(std::chrono::days { 1 });
    auto *minute = desk->window->findChild<QTimer *>(u"minute"_s);
    REQUIRE(minute);
    minute->start(0);
    CHECK(waitForSubjects(*desk, { u"Marche des lumières"_s }));
    CHECK(desk->find<QLabel>(u"dayText"_s)->text() == presentation::longDate(today.addDays(1)));
}

TEST_CASE("on a workstation whose clock is past midnight too early, today is the platform's")
{
    House house;
    const QDateTime now = toParis(SystemClock().now());
    const QDate today = now.date();
    const auto toMidnight = fromDateTime(today.addDays(1).startOfDay(now.timeZone())) - SystemClock().now();
    const auto ahead = std::chrono::ceil<std::chrono::minutes>(toMidnight) + std::chrono::minutes { 30 };
    const auto desk = house.desk(house.claire, ahead);
    desk->find<QComboBox>(u"period"_s)->setCurrentIndex(1);
    const auto day = [&] { return desk->find<QLabel>(u"dayText"_s)->text(); };
    CHECK(day() == presentation::longDate(today.addDays(1))); // nobody has told it better yet
    desk->waitOnline();
    CHECK(desk->controller->today() == today);
    CHECK(day() == presentation::longDate(today));
    const EventId event = give(*desk, marchOn(today));
    CHECK(waitForSubjects(*desk, { u"Marche des lumières"_s }));

    desk->controller->open(event);
    CHECK(desk->find<QLabel>(u"delayAdvice"_s)->text()
        == presentation::declarationAdvice(desk->controller->form().content(), today)->text);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    const UtcTime recorded = desk->platform->replica().find(event)->recordedAt;
    CHECK(
        desk->state() == u"Reçue par la plateforme à "_s + presentation::timeOfDay(recorded)); // the hour alone: today

    auto *minute = desk->window->findChild<QTimer *>(u"minute"_s);
    REQUIRE(minute);
    minute->start(0);
    QTest::qWait(50);
    CHECK(day() == presentation::longDate(today));
    CHECK(subjects(*desk) == QStringList { u"Marche des lumières"_s });
    desk->picture(u"cortege-wrong-clock"_s);
}

TEST_CASE("a filter is kept under a name, taken again and forgotten by keyboard")
{
    House house;
    auto desk = house.desk(house.claire);
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
    auto *dialog = desk->find<QInputDialog>(u"nameToKeep"_s);
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

    desk.reset(); // and the next one begins with empty settings: filters are sealed with the unsent work
    desk = house.desk(house.claire);
    desk->waitOnline();
    search = desk->find<QLineEdit>(u"search"_s);
    menu = desk->find<QMenu>(u"filterMenu"_s);
    chooseInMenu(menu, u"Marches du port"_s);
    CHECK(search->text() == u"LUMIERES vieux-port"_s);
    for (int days = 0; days < 8; ++days) // to a date, and that is no filter for any day
        desk->key(Qt::Key_PageDown);
    menu->popup(QPoint(40, 120));
    const auto entries = menu->actions();
    const auto keeps = std::ranges::find(entries, u"&Enregistrer ce filtre…"_s, &QAction::text);
    REQUIRE(keeps != entries.end());
    CHECK_FALSE((*keeps)->isEnabled());
    menu->close();

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
    const auto changed = desk->find<QTreeWidget>(u"fields"_s)->findItems(u"Objet (modifié)"_s, Qt::MatchExactly);
    REQUIRE(changed.size() == 1);
    CHECK(changed.front()->text(1) == u"Marche détournée\nauparavant : Marche des lumières"_s);
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

TEST_CASE("where the addresses of a former version were is seen on the map, of a visit as of a march")
{
    const GeoPoint before { 5.3760, 43.2980 };
    const GeoPoint now { 5.3800, 43.2980 };
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    EventRecord first = emptyRecord(EventKind::OfficialVisit);
    EventRecord second = first;
    SECTION("a visit")
    {
        std::get<OfficialVisit>(first.particulars).addresses = { { u"Hôtel de ville"_s, before } };
        std::get<OfficialVisit>(second.particulars).addresses = { { u"Préfecture"_s, now } };
    }
    SECTION("a march whose route stays")
    {
        first = second = marchOn(desk->controller->today().addDays(3));
        std::get<MovingDemonstration>(first.particulars).departure = { u"Parvis"_s, before };
        std::get<MovingDemonstration>(second.particulars).departure = { u"Kiosque"_s, now };
    }
    first.subject = second.subject = u"Visite"_s;
    const EventId event = give(*desk, first);
    REQUIRE(desk->platform->save(event, second));
    REQUIRE(QTest::qWaitFor([&] { return desk->platform->replica().find(event)->revision == 2; }, kPatience));
    REQUIRE(QTest::qWaitFor([&] { return !desk->platform->pending(event); }, kPatience));
    desk->controller->open(event);
    desk->view->port().show({ { 5.372, 43.294 }, { 5.386, 43.301 } });
    // Told by its colour: the ground under it may still be coming, on a machine that has other things to do.
    const auto isMarked = [&] {
        const QImage map = desk->surface()->grabFramebuffer();
        const QPoint at = desk->pixel(before);
        int grey = 0;
        for (int y = at.y() - 12; y < at.y() + 12; ++y)
            for (int x = at.x() - 12; x < at.x() + 12; ++x)
                grey += map.pixelColor(x, y) == QColor(0x6b7280) ? 1 : 0;
        return grey >= 20;
    };
    CHECK(QTest::qWaitFor([&] { return !isMarked(); }, kPatience));

    desk->key(Qt::Key_H);
    auto *versions = desk->find<QTreeWidget>(u"versions"_s);
    REQUIRE(QTest::qWaitFor([&] { return versions->topLevelItemCount() == 2; }, kPatience));
    CHECK_FALSE(isMarked());
    QTest::keyClick(versions, Qt::Key_Down);
    CHECK(QTest::qWaitFor(isMarked, kPatience));
    desk->picture(u"cortege-former-places"_s);
    desk->find<QWidget>(u"historyView"_s)->close();
    CHECK(QTest::qWaitFor([&] { return !isMarked(); }, kPatience));
}

TEST_CASE("what looks personal is said at its field, with words to write instead, and a name that is none is believed")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::StaticDemonstration);
    const auto offers = [&](Field field) { return desk->field(field)->findChildren<QPushButton *>(); };
    const auto offered = [&](Field field) {
        REQUIRE(QTest::qWaitFor([&] { return !offers(field).isEmpty(); }, kPatience));
        return offers(field).first();
    };

    desk->type(desk->line(Field::Subject), u"Appel de Sandrine Bouvier"_s);
    CHECK(desk->issue(Field::Subject).isEmpty()); // half of a street's name may look like a person's
    auto *description = desk->field(Field::Description)->findChild<QPlainTextEdit *>();
    desk->type(description, u"Contact : M. Karim Benali, 06 39 98 12 34"_s);
    const auto says = [&](Field field, const QString &start) {
        return QTest::qWaitFor([&] { return desk->issue(field).startsWith(start); }, kPatience);
    };
    CHECK(says(Field::Subject, u"« Sandrine Bouvier » semble être le nom d’une personne"_s));
    CHECK(says(Field::Description, u"« M. Karim Benali » est le nom d’une personne"_s));
    REQUIRE(offers(Field::Subject).size() == 2);
    CHECK(offers(Field::Subject).at(0)->text() == u"Remplacer « de Sandrine Bouvier » par « d’une personne »"_s);
    REQUIRE(QTest::qWaitFor([&] { return desk->field(Field::Subject)->height() > 100; }, kPatience)); // laid out
    desk->picture(u"cortege-guard"_s);
    desk->click(offers(Field::Subject).at(1));
    CHECK(desk->issue(Field::Subject).isEmpty());
    CHECK(QTest::qWaitFor([&] { return offers(Field::Subject).isEmpty(); }, kPatience));
    CHECK(desk->line(Field::Subject)->text() == u"Appel de Sandrine Bouvier"_s);

    desk->key(Qt::Key_S);
    CHECK(description->hasFocus());
    CHECK(desk->controller->isNew());
    desk->key(Qt::Key_Tab, {});
    CHECK(offered(Field::Description)->hasFocus());
    desk->key(Qt::Key_Space, {});
    CHECK(description->toPlainText() == u"Contact : le représentant de l’organisateur, 06 39 98 12 34"_s);
    CHECK(description->hasFocus());
    desk->key(Qt::Key_Z);
    CHECK(description->toPlainText() == u"Contact : M. Karim Benali, 06 39 98 12 34"_s);
    desk->key(Qt::Key_Y);
    CHECK(says(Field::Description, u"« 06 39 98 12 34 » est un numéro de téléphone"_s));
    desk->click(offered(Field::Description));
    CHECK(QTest::qWaitFor([&] { return desk->issue(Field::Description).isEmpty(); }, kPatience));
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    const EventVersion *saved = desk->platform->replica().find(*desk->controller->openEvent());
    CHECK(saved->record.description == u"Contact : le représentant de l’organisateur"_s);
}

TEST_CASE("a model is kept from what stands in the form, begins an event after a restart, and is forgotten")
{
    House house;
    auto desk = house.desk(house.claire);
    desk->waitOnline();
    const EventId former = give(*desk, marchOn(desk->controller->today().addDays(3)));
    desk->controller->open(former);
    chooseInMenu(desk->find<QMenu>(u"modelMenu"_s), u"Enregistrer comme modèle…"_s);
    auto *dialog = desk->find<QInputDialog>(u"nameToKeep"_s);
    REQUIRE(QTest::qWaitForWindowActive(dialog));
    auto *name = dialog->findChild<QLineEdit *>();
    CHECK(name->text() == u"Marche des lumières"_s);
    name->clear();
    QTest::keyClicks(name, u"Port & feux"_s);
    QTest::keyClick(name, Qt::Key_Return);
    CHECK(desk->messages().contains(u"Modèle « Port & feux » enregistré"_s));

    desk.reset();
    desk = house.desk(house.claire);
    desk->waitOnline();
    auto *menu = desk->find<QMenu>(u"modelMenu"_s);
    chooseInMenu(menu, u"Port & feux"_s);
    CHECK(desk->controller->isNew());
    CHECK(desk->field(Field::Begins)->isAncestorOf(desk->window->focusWidget()));
    const QDate day = desk->controller->today().addDays(40);
    desk->typeMoment(Field::Begins, presentation::textOf(day), {});
    desk->typeMoment(Field::Ends, presentation::textOf(day), {});
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    const EventRecord expected = marchOn(day);
    const EventVersion *saved = desk->platform->replica().find(*desk->controller->openEvent());
    CHECK(saved->id != former);
    CHECK(saved->record == expected);

    menu->popup(QPoint(40, 120));
    chooseInMenu(menu->findChild<QMenu *>(), u"Port & feux"_s);
    menu->close();
    CHECK(desk->controller->models().names().isEmpty());
}

TEST_CASE("an event with several slots becomes one event a slot, typed or by a rhythm")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const QDate day = desk->controller->today().addDays(3);
    const EventId first = give(*desk, marchOn(day));
    showAllPeriods(*desk);
    desk->controller->open(first);
    desk->key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = desk->find<QDialog>(u"occurrencesDialog"_s);
    REQUIRE(QTest::qWaitForWindowActive(dialog));
    auto *lines = desk->find<QPlainTextEdit>(u"occurrenceLines"_s, dialog);
    auto *make = desk->find<QPushButton>(u"occurrenceMake"_s, dialog);
    auto *what = desk->find<QLabel>(u"occurrenceWhat"_s, dialog);
    CHECK(dialog->focusWidget() == lines);
    CHECK_FALSE(make->isEnabled());
    QTest::keyClicks(lines, u"demain"_s);
    CHECK(what->text().startsWith(u"Ligne 1 : "));
    auto *rhythm = desk->find<QComboBox>(u"occurrenceRhythm"_s, dialog);
    rhythm->setFocus();
    QTest::keyClick(rhythm, Qt::Key_Down);
    CHECK(lines->toPlainText().count(u'\n') == 6); // every day of a week
    CHECK(make->text() == u"&Enregistrer 7 événements"_s);
    const QString typed = lines->toPlainText();
    QTest::keyClick(lines, Qt::Key_Escape); // gives the dialog up, and not what was typed
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    desk->key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    dialog = desk->find<QDialog>(u"occurrencesDialog"_s);
    REQUIRE(QTest::qWaitForWindowActive(dialog));
    lines = desk->find<QPlainTextEdit>(u"occurrenceLines"_s, dialog);
    make = desk->find<QPushButton>(u"occurrenceMake"_s, dialog);
    CHECK(lines->toPlainText() == typed);
    dialog->grab().save(outputPath(u"cortege-occurrences.png"_s));
    lines->setPlainText(presentation::textOf(day.addDays(1)) + u" 20h-1h\n"_s + presentation::textOf(day.addDays(2)));
    desk->click(make);

    REQUIRE(QTest::qWaitFor([&] { return desk->platform->replica().events().size() == 3; }, kPatience));
    CHECK(desk->messages().contains(u"2 autres créneaux enregistrés, un événement chacun."_s));
    CHECK(desk->controller->openEvent() == first);
    CHECK_FALSE(desk->controller->isDirty());
    CHECK(waitForSubjects(*desk, QStringList(3, u"Marche des lumières"_s)));
    std::vector<EventRecord> expected { marchOn(day), marchOn(day.addDays(1)), marchOn(day.addDays(2)) };
    expected[1].begins = std::get<UtcTime>(readParis(day.addDays(1), QTime(20, 0)));
    expected[1].ends = std::get<UtcTime>(readParis(day.addDays(2), QTime(1, 0)));
    const auto rows = desk->controller->board().list().rowCount();
    for (int row = 0; row < rows; ++row) {
        const auto id = desk->controller->board().list().index(row, 0).data(presentation::EventListModel::EventIdRole);
        const EventRecord &record = desk->platform->replica().find(*EventId::parse(id.toString()))->record;
        CHECK(std::ranges::count(expected, record) == 1);
    }
}
