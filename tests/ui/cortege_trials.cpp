/// What goes wrong at an agent's desk: a week without a network, a full disk, files that are damaged.
#include "cortegedesk.h"

#include <QtWidgets/QComboBox>

#include <support/fulldisk.h>
#include <support/uimain.h>

using namespace cortege;
using namespace cortege::test;

namespace
{

EventRecord visit(int number)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = QString::number(number);
    return record;
}

} // namespace

TEST_CASE("a week without the network: ten thousand saves wait, entry goes on, and they leave in their order")
{
    constexpr int kSaves = 10'000;
    House house;
    auto desk = house.desk(house.claire);
    desk->waitOnline();
    house.stopServer(*desk);
    for (int i = 0; i < kSaves; ++i)
        REQUIRE(desk->platform->save(EventId::make(), visit(i)));
    desk.reset(); // the workstation is switched off in the evening
    desk = house.desk(house.claire);
    CHECK(desk->indicator().endsWith(u"%1 enregistrements en attente"_s.arg(QLocale().toString(kSaves))));
    desk->create(EventKind::OfficialVisit);
    desk->type(desk->line(Field::Subject), QString::number(kSaves));
    desk->key(Qt::Key_S);
    CHECK(desk->state() == u"En attente d’envoi"_s);
    desk->picture(u"cortege-week-offline"_s);

    house.server.start();
    REQUIRE(QTest::qWaitFor([&] { return desk->indicator() == u"En ligne"; }, 10 * kPatience));
    const auto &events = desk->platform->replica().events();
    REQUIRE(events.size() == kSaves + 1);
    std::vector<int> numbers(static_cast<size_t>(kSaves) + 1, -1);
    for (const EventVersion &version : events)
        numbers.at(static_cast<size_t>(version.sequence) - 1) = version.record.subject.toInt();
    CHECK(std::ranges::is_sorted(numbers));
    CHECK(desk->platform->allPending().empty());
}

TEST_CASE(
    "on a full disk it is said that nothing can be kept, nothing typed is lost, and it is saved when there is room")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::OfficialVisit);
    {
        const FullDisk full;
        desk->type(desk->line(Field::Subject), u"Visite"_s);
        REQUIRE(QTest::qWaitFor([&] { return desk->state().contains(u"disque"); }, kPatience));
        desk->key(Qt::Key_S);
        CHECK(desk->messages().contains(u"disque"_s));
        CHECK(desk->line(Field::Subject)->text() == u"Visite"_s);
        CHECK(desk->controller->isDirty());
    }
    desk->picture(u"cortege-full-disk"_s);
    desk->type(desk->line(Field::Subject), u" officielle"_s);
    CHECK(desk->waitForState(u"Brouillon"_s));
    desk->key(Qt::Key_S);
    REQUIRE(desk->waitForState(u"Reçue par la plateforme à"_s));
    CHECK(desk->platform->replica().find(*desk->controller->openEvent())->record.subject == u"Visite officielle"_s);
}

TEST_CASE("what a full disk does not keep stays in the program, and the window does not close on it without a word")
{
    House house;
    auto desk = house.desk(house.claire);
    desk->waitOnline();
    desk->create(EventKind::OfficialVisit);
    const EventId visit = *desk->controller->openEvent();
    {
        const FullDisk full;
        desk->type(desk->line(Field::Subject), u"Visite"_s);
        desk->create(EventKind::PlannedOperation);
        CHECK(desk->line(Field::Subject)->text().isEmpty());
        desk->controller->open(visit);
        CHECK(desk->line(Field::Subject)->text() == u"Visite"_s);

        desk->answers.accept = false;
        desk->window->close();
        CHECK(desk->window->isVisible());
        CHECK(desk->answers.asked == QStringList { u"Fermer Cortège"_s });
    }
    CHECK(desk->waitForState(u"Brouillon"_s)); // kept as soon as there is room, without another key
    desk->window->close();
    CHECK_FALSE(desk->window->isVisible());
    CHECK(desk->answers.asked.size() == 1);
    desk.reset();
    const auto again = house.desk(house.claire);
    CHECK(again->controller->openEvent() == visit);
    CHECK(again->line(Field::Subject)->text() == u"Visite"_s);
}
