#include "accessible.h"
#include "cortegedesk.h"

#include <domain/destruction.h>
#include <presentation/consolecontroller.h>
#include <widgets/consolewindow.h>

#include <support/convention.h>
#include <support/uimain.h>

#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace cortege;
using namespace cortege::test;

namespace
{

QDate today() { return toParis(SystemClock().now()).date(); }
QString day(QDate date) { return presentation::shortDate(date); }
QString plain(QString text) { return text.replace(QChar(0xa0), u' '); }
bool await(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, kPatience); }

QString endedYesterday()
{
    return u"La convention a pris fin le %1 : la saisie et la consultation sont fermées."_s.arg(
        day(today().addDays(-1)));
}

/// The real console on the same server.
class Console
{
public:
    explicit Console(const client::Profile &profile)
    {
        QSettings().clear();
        map::keepRequestsLocal();
        client::Timing timing;
        timing.slowestRetry = std::chrono::milliseconds { 500 };
        auto opened = client::Platform::open(
            profile, u"console/test"_s, m_clock, client::Platform::UnsentWork::None, {}, timing);
        REQUIRE(opened);
        platform = std::move(*opened);
        controller = std::make_unique<presentation::ConsoleController>(*platform, m_clock);
        controller->setScope(presentation::ListScope::All);
        m_relay = geodata::TileRelay::start(geodata::schematicGround()).value();
        auto view = std::make_unique<map::MapView>(*m_relay);
        controller->setMap(view->port());
        window = std::make_unique<widgets::ConsoleWindow>(*controller, view.release());
        window->resize(1366, 768);
        window->show();
        REQUIRE(QTest::qWaitForWindowExposed(window.get()));
        platform->start();
    }
    QLabel *label(const QString &name)
    {
        auto *found = window->findChild<QLabel *>(name);
        REQUIRE(found);
        return found;
    }
    QString text(const QString &name) { return plain(label(name)->text()); }

private:
    SystemClock m_clock;
    std::unique_ptr<geodata::TileRelay> m_relay;

public:
    std::unique_ptr<client::Platform> platform;
    std::unique_ptr<presentation::ConsoleController> controller;
    std::unique_ptr<widgets::ConsoleWindow> window;
};

/// As the window says it after an end with yesterday.
QString endedKeeping(const QString &what)
{
    return endedYesterday()
        + u" Gardé sur ce poste : %1. Cela ne peut plus être transmis et sera effacé au plus tard le %2."_s.arg(
            what, day(today().addDays(kDestructionDays - 1)));
}

QString banner(Desk &desk) { return plain(desk.find<QLabel>(u"conventionText"_s)->text()); }
bool hasBanner(Desk &desk) { return desk.find<QWidget>(u"conventionBanner"_s)->isVisible(); }

} // namespace

TEST_CASE("the entry window says that the convention was denounced, and goes on; at its end nothing can be entered")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    CHECK_FALSE(hasBanner(*desk));
    enter(*desk, u"Visite"_s, EventKind::OfficialVisit);

    recordAct(house.server.database(), Denunciation { Party::City, today() });
    REQUIRE(await([&] { return hasBanner(*desk); }));
    CHECK(banner(*desk) == u"Convention dénoncée : elle prend fin le %1."_s.arg(day(today().addMonths(2))));
    CHECK_FALSE(desk->line(Field::Subject)->isReadOnly());
    desk->picture(u"cortege-convention-notice"_s);

    SECTION("an event that is only looked at leaves the window")
    {
        endConvention(house.server.database());
        REQUIRE(await([&] { return banner(*desk) == endedYesterday(); }));
        CHECK_FALSE(desk->controller->openEvent());
    }
    SECTION("what is being typed stays, kept and not to be changed")
    {
        desk->type(desk->line(Field::Subject), u" du préfet"_s);
        endConvention(house.server.database());
        REQUIRE(await([&] { return banner(*desk) == endedKeeping(u"1 brouillon"_s); }));
        REQUIRE(desk->controller->openEvent());
        CHECK(desk->line(Field::Subject)->isReadOnly());
        CHECK(desk->line(Field::Subject)->text() == u"Visite du préfet"_s);
        CHECK(plain(desk->find<QLabel>(u"readOnlyReason"_s)->text()) == endedYesterday());
        desk->key(Qt::Key_S);
        CHECK(desk->controller->board().waiting() == 0);
        CHECK(await([&] { return desk->state() == u"Brouillon, gardé sur ce poste"_s; }));
    }
    CHECK_FALSE(desk->action(u"save"_s)->isEnabled());
    CHECK_FALSE(desk->action(u"create"_s)->isEnabled());
    CHECK(desk->platform->replica().events().isEmpty());
    CHECK(await([&] { return desk->indicator() == u"Accès refusé"_s; }));
    CHECK(plain(desk->controller->linkExplanation()).startsWith(endedYesterday()));
    desk->picture(u"cortege-convention-ended"_s);
}

TEST_CASE("the console says that the convention was denounced; at its end it says so instead of showing what it had")
{
    House house;
    Console console(house.server.profileOf(house.reader));
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    REQUIRE(await([&] { return console.platform->link() == client::Link::Online; }));
    const EventId event = enter(*desk, u"Visite"_s, EventKind::OfficialVisit);
    REQUIRE(await([&] { return console.controller->events().rowCount() == 1; }));
    console.controller->select(event);
    CHECK(console.controller->notices().rowCount() == 1);

    recordAct(house.server.database(), Denunciation { Party::Prefecture, today() });
    REQUIRE(await([&] { return console.label(u"conventionText"_s)->isVisible(); }));
    CHECK(console.text(u"conventionText"_s)
        == u"Convention dénoncée : elle prend fin le %1."_s.arg(day(today().addMonths(2))));
    CHECK(console.controller->events().rowCount() == 1);

    endConvention(house.server.database());
    REQUIRE(await([&] { return console.label(u"accessStatement"_s)->isVisible(); }));
    CHECK(console.text(u"accessStatement"_s) == endedYesterday());
    CHECK_FALSE(console.label(u"conventionText"_s)->isVisible());
    CHECK(console.controller->events().rowCount() == 0);
    CHECK(console.controller->notices().rowCount() == 0);
    CHECK_FALSE(console.controller->selected());
    CHECK(console.platform->replica().events().isEmpty());
    console.window->grab().save(outputPath(u"console-convention-ended.png"_s));
}

TEST_CASE("without a recorded convention both windows say so")
{
    TestServer server;
    server.withoutConvention();
    server.start();
    const QString missing = u"La convention n’est pas encore enregistrée sur ce serveur : la saisie et la consultation "
                            "sont fermées."_s;
    QTemporaryDir data;
    Desk desk(server.profileOf(server.person(u"Claire Martin"_s, Role::Entry)), data.path());
    Console console(server.profileOf(server.person(u"Anne Petit"_s, Role::Analyst)));
    REQUIRE(await([&] { return banner(desk) == missing; }));
    REQUIRE(await([&] { return console.text(u"accessStatement"_s) == missing; }));
    CHECK_FALSE(desk.action(u"create"_s)->isEnabled());
    recordConvention(server.database());
    desk.waitOnline();
    CHECK_FALSE(hasBanner(desk));
    REQUIRE(await([&] { return console.platform->link() == client::Link::Online; }));
    CHECK_FALSE(console.label(u"accessStatement"_s)->isVisible());
}

TEST_CASE("after the end the window says what will be erased and when, and erases it at once for who insists")
{
    House house;
    auto desk = house.desk(house.claire);
    desk->waitOnline();
    enter(*desk, u"Visite"_s, EventKind::OfficialVisit);
    desk->controller->keepAsModel(u"Préfet"_s);
    desk->type(desk->line(Field::Subject), u" du préfet"_s);
    endConvention(house.server.database());
    REQUIRE(await([&] { return banner(*desk) == endedKeeping(u"1 brouillon, 1 modèle ou filtre"_s); }));
    EventRecord waiting = emptyRecord(EventKind::OfficialVisit);
    waiting.subject = u"Trop tard"_s;
    REQUIRE(desk->platform->save(EventId::make(), waiting));
    const QString kept = endedKeeping(u"1 modification non envoyée, 1 brouillon, 1 modèle ou filtre"_s);
    REQUIRE(await([&] { return banner(*desk) == kept; }));
    CHECK(plain(desk->controller->linkExplanation()) == kept);

    CHECK(desk->window->size() == QSize(1366, 738));
    const auto *text = desk->find<QLabel>(u"conventionText"_s);
    REQUIRE(await([&] { return text->height() >= text->heightForWidth(text->width()); })); // it is laid out again
    checkNames(desk->window.get());
    checkNothingCut(desk->window.get());
    desk->picture(u"cortege-convention-erasure"_s);

    // By keyboard: reached by Tab, asked once more, and nothing done for who hesitates.
    auto *button = desk->find<QPushButton>(u"eraseKept"_s);
    CHECK(plain(button->text()).remove(u'&') == u"Effacer maintenant"_s);
    desk->activate();
    desk->action(u"find"_s)->trigger();
    CHECK(std::ranges::contains(wayRound(desk->window.get()), button));
    desk->answers.accept = false;
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    CHECK(desk->answers.asked == QStringList { u"Effacer maintenant"_s });
    CHECK(banner(*desk) == kept);

    SECTION("by the button")
    {
        desk->answers.accept = true;
        QTest::keyClick(button, Qt::Key_Space);
    }
    SECTION("by itself")
    {
        house.server.kill(); // which would say that the day is not over, and may just have said so
        REQUIRE(await([&] { return desk->platform->link() == client::Link::Offline; }));
        desk->clock.turn(std::chrono::days(kDestructionDays + 1));
    }
    const QString erased = endedYesterday() + u" Ce que ce poste gardait a été effacé le "_s;
    REQUIRE(await([&] { return banner(*desk).startsWith(erased); }));
    CHECK_FALSE(button->isVisible());
    CHECK_FALSE(desk->controller->openEvent());
    CHECK(desk->controller->board().waiting() == 0);
    CHECK(desk->controller->board().list().rows().empty());
    CHECK(desk->controller->models().names().isEmpty());
    desk->picture(u"cortege-convention-erased"_s);

    desk.reset();
    desk = house.desk(house.claire);
    CHECK(banner(*desk).startsWith(erased)); // before anybody answers
    CHECK_FALSE(desk->action(u"create"_s)->isEnabled());
    CHECK(desk->controller->board().list().rows().empty());
}

TEST_CASE("what was typed on an event whose time is over goes with it, and the person is told")
{
    House house;
    const auto desk = house.desk(house.claire);
    desk->waitOnline();
    const EventId other = enter(*desk, u"Gardée"_s, EventKind::OfficialVisit);
    const EventId event = enter(*desk, u"Visite"_s, EventKind::OfficialVisit);
    desk->type(desk->line(Field::Subject), u" du préfet"_s);
    REQUIRE(await([&] { return desk->state() == u"Brouillon, gardé sur ce poste"_s; }));
    const bool isOpen = GENERATE(true, false);
    if (!isOpen)
        desk->controller->open(other);
    REQUIRE(await([&] { return desk->controller->board().hasDraft(event); }));

    // What the platform tells when `cortege-admin retention apply` has run; integration_retention has the real one.
    Q_EMIT desk->platform->eventsErased({ event });
    CHECK_FALSE(desk->controller->board().hasDraft(event));
    CHECK(desk->platform->papers(client::Paper::Draft)->isEmpty());
    CHECK_FALSE(desk->controller->isDirty());
    CHECK(plain(desk->messages())
            .contains(isOpen ? u"Votre saisie non enregistrée a été effacée aussi."_s
                             : u"1 brouillon effacé de ce poste : son événement a été effacé de la plateforme"_s));
}
