#include "cortegedesk.h"

#include <presentation/kindcolours.h>

#include <catch2/generators/catch_generators.hpp>

#include <QtWidgets/QComboBox>
#include <QtWidgets/QMenu>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTreeWidget>

#include <support/contrast.h>
#include <support/uimain.h>

using namespace cortege;
using namespace cortege::test;
using presentation::Transfer;

namespace
{

/// The only event that the platform has.
const EventVersion &onlyEvent(Desk &desk)
{
    REQUIRE(desk.platform->replica().events().size() == 1);
    return *desk.platform->replica().events().cbegin();
}

/// A march that Claire has entered is open at both.
struct TwoDesks {
    TwoDesks()
    {
        claire->waitOnline();
        const EventId event = enter(*claire, u"Marche"_s);
        paul = house.desk(house.paul);
        paul->waitOnline();
        openWhenThere(*paul, event);
    }

    House house;
    std::unique_ptr<Desk> claire = house.desk(house.claire);
    std::unique_ptr<Desk> paul;
};

void fillDemonstration(Desk &desk)
{
    desk.type(desk.line(Field::PeopleExpected), u"1 200"_s);
    desk.type(desk.line(Field::PeopleDeclared), u"2000"_s);
    desk.type(desk.line(Field::CarsExpected), u"12"_s);
    desk.type(desk.line(Field::CarsDeclared), u"0"_s);
    auto *organiser = desk.field(Field::Organiser)->findChild<QComboBox *>();
    organiser->setFocus();
    QTest::keyClick(organiser, Qt::Key_Down);
}

void fillCommon(Desk &desk, const QString &subject)
{
    desk.type(desk.line(Field::Subject), subject);
    desk.type(desk.field(Field::Description)->findChild<QPlainTextEdit *>(), u"Départ retardé ?\nÀ vérifier."_s);
    desk.typeMoment(Field::Begins, u"28/11/2030"_s, u"14h30"_s);
    desk.typeMoment(Field::Ends, {}, u"18"_s);
}

void checkCommon(const EventRecord &record, const QString &subject)
{
    CHECK(record.subject == subject);
    CHECK(record.description == u"Départ retardé ?\nÀ vérifier."_s);
    CHECK(record.begins == fromIso(u"2030-11-28T13:30:00Z"));
    CHECK(record.ends == fromIso(u"2030-11-28T17:00:00Z"));
}

} // namespace

TEST_CASE("every field of a moving demonstration is typed, drawn, saved and received")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::MovingDemonstration);
    fillCommon(*desk, u"Marche pour le climat"_s);
    desk->type(desk->line(Field::Departure), u"Vieux-Port"_s);
    desk->click(desk->find<QPushButton>(u"addAddress"_s));
    desk->type(desk->line(Field::Waypoints), u"Canebière"_s);
    desk->type(desk->line(Field::Arrival), u"Préfecture"_s);
    desk->click(desk->find<QToolButton>(u"place"_s, desk->field(Field::Departure)));
    desk->clickMap(0.4, 0.4);
    fillDemonstration(*desk);
    desk->draw({ { 0.4, 0.4 }, { 0.5, 0.45 }, { 0.6, 0.6 } });
    CHECK(desk->find<QLabel>(u"shapeText"_s)->text().contains(u"3 points"));
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    desk->picture(u"cortege-moving"_s);

    const EventRecord record = onlyEvent(*desk).record;
    checkCommon(record, u"Marche pour le climat"_s);
    const auto &moving = std::get<MovingDemonstration>(record.particulars);
    CHECK(moving.departure.text == u"Vieux-Port"_s);
    CHECK(moving.departure.position);
    REQUIRE(moving.waypoints.size() == 1);
    CHECK(moving.waypoints.front().text == u"Canebière"_s);
    CHECK(moving.arrival.text == u"Préfecture"_s);
    CHECK(moving.people == Estimate { 1'200, 2'000 });
    CHECK(moving.cars == Estimate { 12, 0 });
    CHECK(moving.organiser == OrganiserStatus::Union);
    CHECK(moving.route.size() == 3);
}

TEST_CASE("every field of a static demonstration is typed, drawn, saved and received")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::StaticDemonstration);
    fillCommon(*desk, u"Rassemblement"_s);
    desk->type(desk->line(Field::PlaceAddress), u"Place Castellane"_s);
    fillDemonstration(*desk);
    desk->draw({ { 0.4, 0.4 }, { 0.6, 0.4 }, { 0.5, 0.6 } });
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    const EventRecord record = onlyEvent(*desk).record;
    checkCommon(record, u"Rassemblement"_s);
    const auto &fixed = std::get<StaticDemonstration>(record.particulars);
    CHECK(fixed.address.text == u"Place Castellane"_s);
    CHECK(fixed.people == Estimate { 1'200, 2'000 });
    CHECK(fixed.footprint.size() == 3);
}

TEST_CASE("every field of an operation and of a visit is typed, saved and received")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const auto kind = GENERATE(EventKind::PlannedOperation, EventKind::OfficialVisit);
    desk->create(kind);
    fillCommon(*desk, u"Contrôle"_s);
    CHECK_FALSE(desk->action(u"draw"_s)->isVisible());
    auto *add = desk->find<QPushButton>(u"addAddress"_s);
    desk->click(add);
    desk->type(desk->window->focusWidget(), u"MIN des Arnavaux"_s);
    desk->click(add);
    desk->type(desk->window->focusWidget(), u"Marché aux Puces"_s);
    QTest::keyClick(desk->window->focusWidget(), Qt::Key_Up, Qt::AltModifier);
    if (kind == EventKind::PlannedOperation) {
        auto *theme = desk->field(Field::Theme)->findChild<QComboBox *>();
        theme->setFocus();
        QTest::keyClick(theme, Qt::Key_End);
    }
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    const EventRecord record = onlyEvent(*desk).record;
    checkCommon(record, u"Contrôle"_s);
    const auto addresses = addressesOf(record);
    REQUIRE(addresses.size() == 2);
    CHECK(addresses.front().text == u"Marché aux Puces"_s);
    CHECK(addresses.back().text == u"MIN des Arnavaux"_s);
    if (kind == EventKind::PlannedOperation)
        CHECK(std::get<PlannedOperation>(record.particulars).theme == OperationTheme::WholesaleMarket);
}

TEST_CASE("a line of addresses is pulled to its place by the mouse, one step to undo, and Escape lets it lie")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->create(EventKind::PlannedOperation);
    auto *add = desk->find<QPushButton>(u"addAddress"_s);
    for (const QString &text : { u"MIN des Arnavaux"_s, u"Marché aux Puces"_s, u"Place Castellane"_s }) {
        desk->click(add);
        desk->type(desk->window->focusWidget(), text);
    }
    auto *list = add->parentWidget();
    const auto texts = [list] {
        QStringList all;
        for (const auto *line : list->findChildren<QLineEdit *>())
            all += line->text();
        return all;
    };
    const QStringList typed = texts();
    const auto grips = list->findChildren<QWidget *>(u"grip"_s);
    REQUIRE(grips.size() == 3);
    auto *target = list->findChild<QWidget *>(u"dropTarget"_s);
    const auto pull = [&](qsizetype from, qsizetype to) {
        const QPoint end = grips[from]->mapFrom(list, grips[to]->mapTo(list, grips[to]->rect().center()));
        QTest::mousePress(grips[from], Qt::LeftButton);
        QTest::mouseMove(grips[from], end);
        return end;
    };
    const auto drop = [&](qsizetype from, qsizetype to) {
        const QPoint end = pull(from, to);
        CHECK(target->isVisible() == (from != to));
        QTest::mouseRelease(grips[from], Qt::LeftButton, {}, end);
        CHECK(target->isHidden());
    };
    drop(2, 0);
    CHECK(texts() == QStringList { typed[2], typed[0], typed[1] });
    desk->key(Qt::Key_Z);
    CHECK(texts() == typed);
    drop(0, 2);
    CHECK(texts() == QStringList { typed[1], typed[2], typed[0] });
    desk->key(Qt::Key_Z);
    drop(1, 1);
    CHECK(texts() == typed);

    pull(0, 2);
    CHECK(target->isVisible());
    QTest::keyClick(grips[0], Qt::Key_Escape);
    CHECK(target->isHidden());
    QTest::mouseRelease(grips[0], Qt::LeftButton);
    CHECK(texts() == typed);
}

TEST_CASE("what is wrong is said at its field, gently at first, and saving goes to the first of them")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::MovingDemonstration);
    CHECK(desk->issue(Field::Subject).isEmpty()); // nothing has been touched yet
    desk->typeMoment(Field::Begins, u"29/03/2026"_s, u"2:30"_s);
    desk->type(desk->line(Field::CarsExpected), u"beaucoup"_s);
    QTest::qWait(0);
    CHECK(desk->issue(Field::Begins).contains(u"on passe de 2 h à 3 h"));
    CHECK(desk->issue(Field::CarsExpected).contains(u"nombre entier"));
    CHECK(desk->issue(Field::Subject).isEmpty());

    desk->key(Qt::Key_S);
    CHECK(desk->issue(Field::Subject) == u"Indiquez l’objet de l’événement."_s);
    CHECK(desk->window->focusWidget() == desk->line(Field::Subject));
    CHECK(desk->line(Field::Subject)->accessibleDescription() == desk->issue(Field::Subject));
    CHECK(desk->platform->allPending().empty());
    desk->type(desk->line(Field::Subject), u"M"_s);
    QTest::qWait(0);
    CHECK(desk->issue(Field::Subject).isEmpty());
}

TEST_CASE("the window may go while a date is being typed")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->create(EventKind::OfficialVisit);
    desk->type(desk->line(Field::Begins, u"date"_s), u"28/11"_s);
    desk->window.reset();
    CHECK(desk->controller->form().content().begins.date.startsWith(u"28/11/2"));
}

TEST_CASE("the doubled hour asks which of the two is meant")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::OfficialVisit);
    desk->type(desk->line(Field::Subject), u"Visite de nuit"_s);
    desk->typeMoment(Field::Begins, u"25/10/2026"_s, u"2:30"_s);
    auto *season = desk->find<QComboBox>(u"season"_s, desk->field(Field::Begins));
    REQUIRE(season->isVisible());
    CHECK(season->currentIndex() == -1);
    desk->key(Qt::Key_S);
    CHECK(desk->issue(Field::Begins).contains(u"deux fois"));
    season->setFocus();
    QTest::keyClick(season, Qt::Key_End);
    QTest::qWait(0);
    CHECK(desk->issue(Field::Begins).isEmpty());
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue"_s));
    CHECK(onlyEvent(*desk).record.begins == fromIso(u"2026-10-25T01:30:00Z"));
}

TEST_CASE("entry goes on without the network, and what waits leaves by itself")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    house.stopServer(*desk);
    desk->create(EventKind::OfficialVisit);
    desk->type(desk->line(Field::Subject), u"Visite"_s);
    desk->key(Qt::Key_S);
    CHECK(desk->state() == u"En attente d’envoi"_s);
    CHECK(desk->indicator().endsWith(u"1 enregistrement en attente"));
    desk->click(desk->find<QWidget>(u"connectionIndicator"_s));
    REQUIRE(desk->answers.told.size() == 1);
    house.server.start();
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    CHECK(QTest::qWaitFor([&] { return desk->indicator() == u"En ligne"; }, kPatience));
    CHECK(onlyEvent(*desk).record.subject == u"Visite"_s);
}

TEST_CASE("a person whose access has ended is told so, and keeps what is not sent")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    house.server.revoke(house.claire);
    REQUIRE(QTest::qWaitFor([&] { return desk->indicator() == u"Accès refusé"; }, kPatience));
    desk->create(EventKind::OfficialVisit);
    desk->type(desk->line(Field::Subject), u"Visite"_s);
    desk->key(Qt::Key_S);
    CHECK(desk->state() == u"En attente d’envoi"_s);
    CHECK(desk->indicator() == u"Accès refusé – 1 enregistrement en attente"_s);
    desk->click(desk->find<QWidget>(u"connectionIndicator"_s));
    REQUIRE(desk->answers.told.size() == 1);
    CHECK(desk->answers.told.front().startsWith(u"La plateforme refuse l’accès de ce poste."));
    CHECK(desk->answers.told.front().contains(u"restent gardés"));
    desk->picture(u"cortege-denied"_s);
}

TEST_CASE("a person whom the platform does not know is told so")
{
    House house;
    const auto desk = house.desk(house.server.authority().person(u"Zoé Inconnue"_s, Role::Entry));
    REQUIRE(QTest::qWaitFor([&] { return desk->indicator() == u"Accès refusé"; }, kPatience));
    CHECK(desk->controller->linkExplanation().startsWith(u"La plateforme refuse l’accès de ce poste."));
}

TEST_CASE("a workstation's clock that is an hour wrong is said, a minute is not")
{
    House house;
    {
        const auto desk = house.desk(house.claire, std::chrono::minutes { 1 });
        desk->waitOnline();
        CHECK(desk->messages().isEmpty());
    }
    {
        const auto desk = house.desk(house.claire, std::chrono::minutes { 61 });
        desk->waitOnline();
        CHECK(desk->messages().contains(u"avance de 6"));
    }
    const auto desk = house.desk(house.claire, std::chrono::minutes { -61 });
    desk->waitOnline();
    CHECK(desk->messages().contains(u"retarde de 6"));
    CHECK(desk->find<QWidget>(u"messageStrip"_s)->isVisible());
}

TEST_CASE("a conflict is decided field by field, and the rest goes together by itself")
{
    TwoDesks desks;
    auto &[house, claire, paul] = desks;

    paul->type(paul->line(Field::Subject), u" A"_s);
    paul->type(paul->field(Field::Description)->findChild<QPlainTextEdit *>(), u"Par Paul."_s);
    claire->type(claire->line(Field::Subject), u" B"_s);
    claire->type(claire->line(Field::PeopleExpected), u"50"_s);
    claire->key(Qt::Key_S);
    REQUIRE(claire->waitForState(u"Reçue"_s));
    REQUIRE(QTest::qWaitFor([&] { return paul->controller->conflict().has_value(); }, kPatience));
    paul->picture(u"cortege-conflict"_s);

    CHECK_FALSE(paul->action(u"undo"_s)->isEnabled()); // the form is not to be seen
    auto *save = paul->find<QPushButton>(u"saveMerged"_s);
    CHECK_FALSE(save->isEnabled());
    auto *box = paul->find<QWidget>(u"conflict-objet"_s);
    QTest::keyClick(box->findChild<QRadioButton *>(u"mine"_s), Qt::Key_Space);
    REQUIRE(save->isEnabled());
    paul->click(save);
    REQUIRE(paul->waitForState(u"Reçue par la plateforme à"_s));
    const EventVersion &stands = onlyEvent(*paul);
    CHECK(stands.revision == 3);
    CHECK(stands.record.subject == u"Marche A"_s);
    CHECK(stands.record.description == u"Par Paul."_s);
    CHECK(peopleOf(stands.record)->expected == 50);
}

TEST_CASE("a decision about one field saves nothing that cannot be read in another")
{
    TwoDesks desks;
    auto &[house, claire, paul] = desks;

    paul->type(paul->line(Field::Subject), u" A"_s);
    paul->type(paul->line(Field::PeopleExpected), u"1 000 à 1 500"_s);
    claire->type(claire->line(Field::Subject), u" B"_s);
    claire->type(claire->field(Field::Description)->findChild<QPlainTextEdit *>(), u"Par Claire."_s);
    claire->key(Qt::Key_S);
    REQUIRE(QTest::qWaitFor([&] { return paul->controller->conflict().has_value(); }, kPatience));
    auto *box = paul->find<QWidget>(u"conflict-objet"_s);
    QTest::keyClick(box->findChild<QRadioButton *>(u"mine"_s), Qt::Key_Space);
    paul->click(paul->find<QPushButton>(u"saveMerged"_s));

    CHECK_FALSE(paul->controller->conflict());
    CHECK(onlyEvent(*paul).revision == 2);
    CHECK(paul->line(Field::Subject)->text() == u"Marche A");
    CHECK(paul->field(Field::Description)->findChild<QPlainTextEdit *>()->toPlainText() == u"Par Claire.");
    auto *people = paul->line(Field::PeopleExpected);
    CHECK(people->text() == u"1 000 à 1 500");
    CHECK(paul->window->focusWidget() == people);
    CHECK_FALSE(paul->issue(Field::PeopleExpected).isEmpty());
    people->selectAll();
    paul->type(people, u"1500"_s);
    paul->key(Qt::Key_S);
    REQUIRE(paul->waitForState(u"Reçue par la plateforme à"_s));
    CHECK(onlyEvent(*paul).record.subject == u"Marche A"_s);
    CHECK(onlyEvent(*paul).record.description == u"Par Claire."_s);
    CHECK(peopleOf(onlyEvent(*paul).record)->expected == 1'500);
}

TEST_CASE("what waited and cannot be saved as it is goes on in the form, with what the others wrote")
{
    House house;
    auto paul = house.desk(house.paul);
    paul->waitOnline();
    const EventId event = enter(*paul, u"Marche"_s);
    house.stopServer(*paul);
    paul->type(paul->field(Field::Description)->findChild<QPlainTextEdit *>(), u"Par Paul."_s);
    paul->key(Qt::Key_S);
    REQUIRE(paul->waitForState(u"En attente d’envoi"_s));
    paul->type(paul->line(Field::PeopleExpected), u"beaucoup"_s);
    paul.reset();

    house.server.start();
    const auto claire = house.desk(house.claire);
    claire->waitOnline();
    openWhenThere(*claire, event);
    claire->type(claire->line(Field::Subject), u" B"_s);
    claire->key(Qt::Key_S);
    REQUIRE(claire->waitForState(u"Reçue par la plateforme à"_s));

    paul = house.desk(house.paul);
    CHECK(paul->line(Field::PeopleExpected)->text() == u"beaucoup");
    REQUIRE(QTest::qWaitFor([&] { return paul->line(Field::Subject)->text() == u"Marche B"; }, kPatience));
    CHECK_FALSE(paul->controller->conflict());
    CHECK(paul->line(Field::PeopleExpected)->text() == u"beaucoup");
    auto *people = paul->line(Field::PeopleExpected);
    people->setFocus();
    people->selectAll();
    paul->type(people, u"90"_s);
    paul->key(Qt::Key_S);
    REQUIRE(paul->waitForState(u"Reçue par la plateforme à"_s));
    CHECK(onlyEvent(*paul).record.subject == u"Marche B"_s);
    CHECK(onlyEvent(*paul).record.description == u"Par Paul."_s);
    CHECK(peopleOf(onlyEvent(*paul).record)->expected == 90);
}

TEST_CASE("while a conflict is decided nothing on the map changes the form")
{
    TwoDesks desks;
    auto &[house, claire, paul] = desks;
    paul->type(paul->line(Field::Subject), u" A"_s);
    paul->click(paul->find<QToolButton>(u"place"_s, paul->field(Field::Departure)));
    claire->type(claire->line(Field::Subject), u" B"_s);
    claire->key(Qt::Key_S);
    REQUIRE(QTest::qWaitFor([&] { return paul->controller->conflict().has_value(); }, kPatience));
    paul->clickMap(0.5, 0.5);
    CHECK_FALSE(paul->controller->form().content().addresses.front().position);
    CHECK_FALSE(paul->find<QToolButton>(u"place"_s, paul->field(Field::Departure))->isChecked());
}

TEST_CASE("a point is for the address that asked, or for none when there are others now")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->create(EventKind::MovingDemonstration);
    desk->click(desk->find<QToolButton>(u"place"_s, desk->field(Field::Arrival)));
    desk->click(desk->find<QWidget>(u"addAddress"_s, desk->field(Field::Waypoints)));
    desk->clickMap(0.5, 0.5);
    const auto addresses = desk->controller->form().content().addresses;
    REQUIRE(addresses.size() == 3);
    CHECK(std::ranges::none_of(addresses, [](const Address &address) { return address.position.has_value(); }));
}

TEST_CASE("changes to different fields are merged by themselves, and it is said")
{
    TwoDesks desks;
    auto &[house, claire, paul] = desks;
    paul->type(paul->field(Field::Description)->findChild<QPlainTextEdit *>(), u"Par Paul."_s);
    claire->type(claire->line(Field::PeopleExpected), u"50"_s);
    claire->key(Qt::Key_S);
    REQUIRE(QTest::qWaitFor([&] { return paul->line(Field::PeopleExpected)->text() == u"50"; }, kPatience));
    CHECK(paul->messages().contains(u"Claire Martin"));
    CHECK(paul->controller->isDirty());
    auto *description = paul->field(Field::Description)->findChild<QPlainTextEdit *>();
    paul->key(Qt::Key_Z); // what Paul has typed can still be taken back, and nothing of Claire's goes with it
    CHECK(description->toPlainText() != u"Par Paul."_s);
    CHECK(paul->line(Field::PeopleExpected)->text() == u"50");
    paul->key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(description->toPlainText() == u"Par Paul."_s);
    CHECK(paul->line(Field::PeopleExpected)->text() == u"50");
    paul->key(Qt::Key_S);
    REQUIRE(paul->waitForState(u"Reçue"_s));
    CHECK(onlyEvent(*paul).record.description == u"Par Paul."_s);
    CHECK(peopleOf(onlyEvent(*paul).record)->expected == 50);
}

TEST_CASE("undo and redo go through typing and drawing in the order in which they were done")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::MovingDemonstration);
    auto *subject = desk->line(Field::Subject);
    desk->type(subject, u"Marche blanche"_s);
    desk->draw({ { 0.4, 0.4 }, { 0.6, 0.6 } });
    auto *people = desk->line(Field::PeopleExpected);
    desk->type(people, u"1200"_s);

    const auto points = [&] { return desk->controller->form().shape().count(); };
    people->setFocus();
    desk->key(Qt::Key_Z);
    CHECK(people->text().isEmpty());
    CHECK(points() == 2);
    CHECK_FALSE(desk->line(Field::Departure)->text().isEmpty()); // without a territory, the coordinates of the end
    desk->key(Qt::Key_Z);
    CHECK(points() == 1);
    CHECK(desk->line(Field::Departure)->text().isEmpty());
    desk->key(Qt::Key_Z);
    CHECK(points() == 0);
    desk->key(Qt::Key_Z);
    CHECK(subject->text() == u"Marche "_s);
    desk->key(Qt::Key_Z);
    CHECK(subject->text().isEmpty());
    for (int i = 0; i < 5; ++i)
        desk->key(Qt::Key_Y);
    CHECK(subject->text() == u"Marche blanche"_s);
    CHECK(points() == 2);
    CHECK(people->text() == u"1200"_s);
    CHECK_FALSE(desk->action(u"redo"_s)->isEnabled());
}

TEST_CASE("leaving a date makes no step of its own, and what was undone stays to be done again")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->create(EventKind::OfficialVisit);
    auto *date = desk->line(Field::Begins, u"date"_s);
    desk->type(date, u"28/11/30"_s);
    desk->type(desk->line(Field::Subject), u"Visite"_s);
    CHECK(date->text() == u"28/11/2030"_s);
    desk->key(Qt::Key_Z);
    CHECK(desk->line(Field::Subject)->text().isEmpty());
    date->setFocus();
    desk->line(Field::Subject)->setFocus();
    CHECK(desk->action(u"redo"_s)->isEnabled());
    desk->key(Qt::Key_Z);
    CHECK(date->text().isEmpty());
    date->setFocus();
    desk->line(Field::Subject)->setFocus();
    desk->key(Qt::Key_Y);
    CHECK(date->text() == u"28/11/2030"_s);
    desk->key(Qt::Key_Y);
    CHECK(desk->line(Field::Subject)->text() == u"Visite"_s);
}

TEST_CASE("no letter of the form erases the drawing")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::MovingDemonstration);
    desk->draw({ { 0.4, 0.4 }, { 0.6, 0.4 } });
    for (int letter = Qt::Key_A; letter <= Qt::Key_Z; ++letter)
        desk->key(letter, Qt::AltModifier);
    // A button that its letter presses shows that first.
    CHECK_FALSE(QTest::qWaitFor([&] { return desk->controller->form().shape().points().size() != 2; }, 500));
}

TEST_CASE("no two entries of a menu share a letter")
{
    House house;
    const auto desk = house.desk(house.claire);
    auto *menu = desk->window->findChild<QMenu *>(u"createMenu"_s);
    QSet<QKeySequence> letters;
    int entries = 0;
    for (const QAction *action : menu->actions()) {
        if (action->isSeparator())
            continue;
        ++entries;
        letters.insert(QKeySequence::mnemonic(action->text()));
    }
    CHECK(entries == 7);
    CHECK(letters.size() == entries);
    CHECK_FALSE(letters.contains(QKeySequence()));
}

TEST_CASE("another event is opened without losing what was typed")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const EventId first = enter(*desk, u"Visite A"_s, EventKind::OfficialVisit);
    const EventId second = enter(*desk, u"Visite B"_s, EventKind::OfficialVisit);
    desk->controller->open(first);
    desk->type(desk->line(Field::Subject), u" bis"_s);
    desk->typeMoment(Field::Begins, u"31/12/20"_s, u"2"_s); // not finished
    auto *list = desk->find<QListView>(u"events"_s);
    REQUIRE(QTest::qWaitFor([&] { return list->model()->rowCount() == 2; }, kPatience));
    desk->clickRow(second);
    REQUIRE(desk->controller->openEvent() != first);
    CHECK(desk->controller->board().list().find(first)->transfer == Transfer::Draft);
    CHECK(desk->controller->board().list().find(first)->record.subject == u"Visite A bis"_s);
    desk->clickRow(first);
    REQUIRE(desk->controller->openEvent() == first);
    CHECK(desk->line(Field::Subject)->text() == u"Visite A bis"_s);
    CHECK(desk->line(Field::Begins, u"time"_s)->text() == u"02:00"_s);
    desk->action(u"discard"_s)->trigger();
    CHECK(desk->line(Field::Subject)->text() == u"Visite A"_s);
    CHECK(desk->controller->board().list().find(first)->transfer == Transfer::Received);
}

TEST_CASE("a draft outlives the window, and is merged with what happened meanwhile")
{
    House house;
    auto claire = house.desk(house.claire);
    claire->waitOnline();
    const EventId event = enter(*claire, u"Marche"_s);
    claire->type(claire->field(Field::Description)->findChild<QPlainTextEdit *>(), u"À confirmer"_s);
    claire.reset();

    const auto paul = house.desk(house.paul);
    paul->waitOnline();
    openWhenThere(*paul, event);
    paul->type(paul->line(Field::PeopleExpected), u"80"_s);
    paul->key(Qt::Key_S);
    REQUIRE(paul->waitForState(u"Reçue"_s));

    claire = house.desk(house.claire);
    CHECK(claire->messages().contains(u"a été retrouvée"));
    CHECK(claire->controller->openEvent() == event);
    CHECK(claire->field(Field::Description)->findChild<QPlainTextEdit *>()->toPlainText() == u"À confirmer"_s);
    claire->waitOnline();
    REQUIRE(QTest::qWaitFor([&] { return claire->line(Field::PeopleExpected)->text() == u"80"; }, kPatience));
    claire->key(Qt::Key_S);
    REQUIRE(claire->waitForState(u"Reçue"_s));
    CHECK(onlyEvent(*claire).record.description == u"À confirmer"_s);
    CHECK(peopleOf(onlyEvent(*claire).record)->expected == 80);
}

TEST_CASE("half a date outlives the window, though it is in no record")
{
    House house;
    auto claire = house.desk(house.claire);
    claire->waitOnline();
    house.stopServer(*claire);
    claire->create(EventKind::MovingDemonstration);
    claire->type(claire->line(Field::Subject), u"Marche"_s);
    claire->key(Qt::Key_S);
    REQUIRE(claire->waitForState(u"En attente d’envoi"_s));
    claire->typeMoment(Field::Begins, u"31/12/2026"_s, {});
    claire.reset();
    claire = house.desk(house.claire);
    CHECK(claire->messages().contains(u"a été retrouvée"));
    CHECK(claire->line(Field::Begins, u"date"_s)->text() == u"31/12/2026");
}

TEST_CASE("an event is cancelled after a question, made active again by saving, and its history tells both")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const EventId event = enter(*desk, u"Marche"_s);
    desk->answers.accept = false;
    desk->action(u"cancelEvent"_s)->trigger();
    CHECK(desk->platform->allPending().empty());
    desk->answers.accept = true;
    desk->action(u"cancelEvent"_s)->trigger();
    CHECK(desk->answers.asked.size() == 2);
    REQUIRE(desk->waitForState(u"Annulé. Reçue"_s));
    CHECK_FALSE(desk->action(u"cancelEvent"_s)->isEnabled());
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue"_s));
    CHECK(desk->platform->replica().find(event)->state == EventState::Active);

    desk->action(u"history"_s)->trigger();
    auto *versions = desk->find<QTreeWidget>(u"versions"_s);
    REQUIRE(QTest::qWaitFor([&] { return versions->topLevelItemCount() == 3; }, kPatience));
    CHECK(versions->topLevelItem(0)->text(2) == u"Réactivation"_s);
    CHECK(versions->topLevelItem(1)->text(2) == u"Annulation"_s);
    CHECK(versions->topLevelItem(2)->text(2) == u"Création"_s);
    CHECK(versions->topLevelItem(2)->text(1).startsWith(u"Claire Martin"));
    desk->find<QWidget>(u"historyView"_s)->grab().save(outputPath(u"cortege-history.png"_s));
}

TEST_CASE("without the role of entry everything is read-only, and it is said why")
{
    House house;
    const auto claire = house.desk(house.claire);
    claire->waitOnline();
    const EventId event = enter(*claire, u"Marche"_s);
    const auto reader = house.desk(house.reader);
    reader->waitOnline();
    openWhenThere(*reader, event);
    QTest::qWait(0);
    CHECK(reader->find<QLabel>(u"readOnlyReason"_s)->text().contains(u"habilitation"));
    CHECK(reader->line(Field::Subject)->isReadOnly());
    reader->type(reader->line(Field::Subject), u"x"_s);
    CHECK(reader->line(Field::Subject)->text() == u"Marche"_s);
    for (const auto &name : { u"create"_s, u"save"_s, u"draw"_s, u"cancelEvent"_s })
        CHECK_FALSE(reader->action(name)->isEnabled());
    CHECK(reader->action(u"history"_s)->isEnabled());
}

TEST_CASE("ten thousand events are listed, searched and scrolled without a pause")
{
    House house;
    const auto desk = house.desk(house.claire);
    auto &board = desk->controller->board();
    std::vector<presentation::EventRow> rows;
    for (int i = 0; i < 10'000; ++i) {
        EventRecord record = emptyRecord(kEventKinds[static_cast<size_t>(i) % kEventKinds.size()]);
        record.subject = u"Événement %1"_s.arg(i);
        record.begins = desk->clock.now() + std::chrono::minutes { i + 60 };
        rows.push_back({ .id = EventId::make(), .record = record, .revision = 1, .author = {}, .receivedAt = {} });
    }
    board.list().reset(rows);
    auto *list = desk->find<QListView>(u"events"_s);
    REQUIRE(QTest::qWaitFor([&] { return list->model()->rowCount() == 10'000; }, kPatience));
    auto *count = desk->find<QLabel>(u"countLine"_s);
    CHECK(QTest::qWaitFor([&] { return count->text().contains(QLocale().toString(10'000)); }, kPatience));
    desk->type(desk->find<QLineEdit>(u"search"_s), u"evenement 9999"_s);
    CHECK(list->model()->rowCount() == 1);
    desk->find<QLineEdit>(u"search"_s)->clear();
    for (int i = 0; i < 20; ++i) {
        list->verticalScrollBar()->setValue(list->verticalScrollBar()->maximum() * i / 20);
        list->viewport()->repaint();
    }
    desk->type(desk->find<QLineEdit>(u"search"_s), u"introuvable"_s);
    REQUIRE(QTest::qWaitFor([&] { return desk->find<QLabel>(u"emptyText"_s)->isVisible(); }, kPatience));
}

TEST_CASE("in every look text stands out from what it stands on")
{
    using widgets::Look;
    const auto look = GENERATE(Look::Light, Look::Dark, Look::Contrast);
    const QPalette palette = widgets::lookPalette(look);
    const double least = look == Look::Contrast ? 7 : 4.5;
    CAPTURE(static_cast<int>(look));
    const QList<std::pair<QPalette::ColorRole, QPalette::ColorRole>> pairs { { QPalette::WindowText, QPalette::Window },
        { QPalette::Text, QPalette::Base }, { QPalette::Text, QPalette::AlternateBase },
        { QPalette::ButtonText, QPalette::Button }, { QPalette::ToolTipText, QPalette::ToolTipBase },
        { QPalette::HighlightedText, QPalette::Highlight }, { QPalette::PlaceholderText, QPalette::Base },
        { QPalette::PlaceholderText, QPalette::Window }, { QPalette::Link, QPalette::Window } };
    for (const auto group : { QPalette::Active, QPalette::Inactive, QPalette::Disabled }) {
        for (const auto &[text, ground] : pairs) {
            CAPTURE(static_cast<int>(group), static_cast<int>(text), static_cast<int>(ground));
            CHECK(contrast(palette.color(group, text), palette.color(group, ground)) >= least);
        }
    }
    for (const auto tone : { widgets::Tone::Good, widgets::Tone::Busy, widgets::Tone::Warning, widgets::Tone::Error,
             widgets::Tone::Quiet }) {
        CAPTURE(static_cast<int>(tone));
        CHECK(contrast(widgets::colourOf(tone, palette), palette.color(QPalette::Window)) >= least);
    }
    for (const EventKind kind : kEventKinds) { // signs: 1.4.11
        CAPTURE(static_cast<int>(kind));
        CHECK(contrast(presentation::colourOf(kind, look != Look::Light), palette.color(QPalette::Base)) >= 3);
    }
}
