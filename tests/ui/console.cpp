#include "consoledesk.h"

#include <presentation/texts.h>
#include <widgets/help.h>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <QtGui/QAccessible>
#include <QtGui/QTextBlock>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QTreeWidget>

#include <algorithm>

using namespace cortege;
using namespace cortege::test;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Catch::Approx;

TEST_CASE("an event saved elsewhere appears in list, map, detail and notice")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    CHECK(desk.textOf(u"statusPerson"_s).contains(u"Paul Arnaud"));
    CHECK(desk.listed().isEmpty());
    const auto before = desk.mapPicture();

    const auto event = agent.save(march(u"Marche pour le climat"_s, desk.clock.now() - 1h, 1'200));
    REQUIRE(await([&] { return desk.listed() == QStringList { u"Marche pour le climat"_s }; }));

    auto *bar = desk.find<QWidget>(u"noticeBar"_s);
    CHECK(bar->isVisible());
    CHECK(bar->accessibleName() == u"Nouvelle manifestation déambulatoire : Marche pour le climat"_s);
    CHECK(desk.find<QListView>(u"journal"_s)->model()->rowCount() == 1);

    desk.find<QAbstractButton>(u"noticeSee"_s)->click(); // « Voir »
    CHECK(desk.controller->selected() == event);
    CHECK_FALSE(bar->isVisible());
    CHECK(desk.find<QListView>(u"eventList"_s)->currentIndex().isValid());
    const auto text = desk.find<QTextBrowser>(u"detailText"_s)->toPlainText();
    for (const auto *part : { u"Marche pour le climat", u"Itinéraire reconnu avec l’organisateur <hier>.",
             u"Adresse de départ", u"Quai des Belges", u"La Canebière", u"Église des Réformés", u"Syndicat",
             u"Reçue par la plateforme à", u"Claire Martin", u"Révision 1" }) {
        INFO(QString::fromUtf16(part).toStdString());
        CHECK(text.contains(QString::fromUtf16(part)));
    }
    for (const Field field : fieldsOf(EventKind::MovingDemonstration)) {
        if (field != Field::Subject)
            CHECK(text.contains(label(field)));
    }
    desk.settleTension();
    CHECK(await([&] { return differentPixels(before, desk.mapPicture()) > 500; }));
    desk.save(u"event"_s);

    agent.cancel(event);
    REQUIRE(await([&] { return desk.listed().isEmpty(); }));
    CHECK(bar->accessibleName() == u"Événement annulé : Marche pour le climat"_s);
    CHECK(desk.textOf(u"detailState"_s) == presentation::label(EventState::Cancelled)); // stays open
}

TEST_CASE("an address that is a point alone is said to be one in the detail")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    auto moving = march(u"Marche"_s, desk.clock.now(), 100);
    auto &addresses = std::get<MovingDemonstration>(moving.particulars);
    addresses.departure.text.clear();
    addresses.waypoints = { { u"La Canebière"_s, {} }, { {}, kReformes } };
    auto fixed = gathering(u"Rassemblement"_s, desk.clock.now(), 100, kVieuxPort);
    std::get<StaticDemonstration>(fixed.particulars).address.text.clear();
    const std::vector events { agent.save(moving), agent.save(fixed),
        agent.save(visit(u"Visite"_s, desk.clock.now(), kVieuxPort)) };
    REQUIRE(await([&] { return desk.listed().size() == 3; }));
    const auto detailOf = [&](const EventId &event) {
        desk.controller->select(event);
        return desk.find<QTextBrowser>(u"detailText"_s)->toPlainText();
    };
    CHECK(detailOf(events[0]).count(u"point sur la carte") == 2);
    CHECK(detailOf(events[1]).count(u"point sur la carte") == 1);
    CHECK(detailOf(events[2]).contains(u"Préfecture"));
    CHECK_FALSE(detailOf(events[2]).contains(u"point sur la carte"));
}

TEST_CASE("what was there before is shown without a notice")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    agent.save(march(u"Première"_s, desk.clock.now(), 100));
    REQUIRE(await([&] { return desk.controller->notices().rowCount() == 1; }));

    client::Profile profile = desk.server.profileOf(desk.server.person(u"Léa Roux"_s, Role::Consultation));
    auto late = client::Platform::open(profile, u"test/1"_s, desk.clock, client::Platform::UnsentWork::None).value();
    ConsoleController second(*late, desk.clock);
    late->start();
    REQUIRE(await([&] { return second.events().rowCount() == 1; }));
    CHECK(second.notices().rowCount() == 0);
}

TEST_CASE("on a workstation whose clock is an hour wrong, now is the platform's now")
{
    class FastClock final : public Clock
    {
    public:
        UtcTime now() const override { return SystemClock().now() + 1h; }
    };
    Desk desk;
    const FastClock fast;
    const auto platform
        = client::Platform::open(desk.server.profileOf(desk.server.person(u"Zoé Blanc"_s, Role::Analyst)), u"test/1"_s,
            fast, client::Platform::UnsentWork::None)
              .value();
    ConsoleController controller(*platform, platform->clock());
    CHECK(controller.timeWindow().window().begin - SystemClock().now() > 50min);
    platform->start();
    REQUIRE(await([&] { return platform->link() == client::Link::Online; }));
    CHECK(controller.now() - SystemClock().now() < 1min);
    // It follows the clock by itself.
    CHECK(await([&] { return controller.timeWindow().window().begin <= SystemClock().now(); }));
}

TEST_CASE("the time window hides and shows, and play moves it")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto now = std::chrono::floor<std::chrono::hours>(desk.clock.now());
    agent.save(march(u"Maintenant"_s, now - 1h, 100));
    agent.save(march(u"Demain"_s, now + 26h, 100));
    REQUIRE(await([&] { return desk.listed() == QStringList { u"Maintenant"_s }; }));

    auto *bar = desk.find<QWidget>(u"timeBar"_s);
    auto &time = desk.controller->timeWindow();
    bar->setFocus();
    QTest::keyClick(bar, Qt::Key_PageDown);
    CHECK_FALSE(time.isFollowing());
    REQUIRE(await([&] { return desk.listed().isEmpty(); }));
    for (int i = 0; i < 8; ++i)
        QTest::keyClick(bar, Qt::Key_PageDown); // three hours each
    REQUIRE(await([&] { return desk.listed() == QStringList { u"Demain"_s }; }));
    CHECK(desk.textOf(u"statusCounts"_s) == u"2 événements, dont 1 dans la période"_s);

    QTest::keyClick(bar, Qt::Key_Home);
    CHECK(time.isFollowing());
    REQUIRE(await([&] { return desk.listed() == QStringList { u"Maintenant"_s }; }));

    QTest::mouseClick(desk.find<QWidget>(u"scopeAll"_s), Qt::LeftButton);
    CHECK(desk.listed() == QStringList { u"Maintenant"_s, u"Demain"_s });
    QTest::mouseClick(desk.find<QWidget>(u"scopeWindow"_s), Qt::LeftButton);

    const auto begin = time.window().begin;
    QTest::keyClick(bar, Qt::Key_Space);
    CHECK(time.isPlaying());
    REQUIRE(await([&] { return time.window().begin > begin + 30min; }));
    CHECK(desk.find<QAbstractButton>(u"timePlay"_s)->isChecked());
    QTest::keyClick(bar, Qt::Key_Space);
    CHECK_FALSE(time.isPlaying());
}

TEST_CASE("an event that the time window hides stays selected, and no neighbour is opened instead")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto selected = agent.save(march(u"Courte"_s, desk.clock.now() - 2h, 100));
    auto longer = march(u"Longue"_s, desk.clock.now() - 2h, 100);
    longer.ends = desk.clock.now() + 30h;
    agent.save(longer);
    REQUIRE(await([&] { return desk.listed().size() == 2; }));
    desk.controller->select(selected);
    auto *list = desk.find<QListView>(u"eventList"_s);
    CHECK(list->currentIndex().data().toString() == u"Courte"_s);
    desk.controller->timeWindow().moveBy(6h);
    REQUIRE(await([&] { return desk.listed() == QStringList { u"Longue"_s }; }));
    CHECK(desk.controller->selected() == selected);
    CHECK_FALSE(list->currentIndex().isValid());
    desk.controller->timeWindow().followNow();
    REQUIRE(await([&] { return desk.listed().size() == 2; }));
    CHECK(list->currentIndex().data().toString() == u"Courte"_s);
}

TEST_CASE("the window is dragged, and its edges are, by mouse")
{
    Desk desk;
    auto *bar = desk.find<QWidget>(u"timeBar"_s);
    auto &time = desk.controller->timeWindow();
    const auto xOf = [&](UtcTime moment) {
        const auto &span = time.span();
        return static_cast<int>(std::lround(
            double((moment - span.begin).count()) / double((span.end - span.begin).count()) * bar->width()));
    };
    const auto drag = [&](int from, int to) {
        const int y = bar->height() / 2;
        QTest::mousePress(bar, Qt::LeftButton, {}, { from, y });
        QTest::mouseMove(bar, { (from + to) / 2, y });
        QTest::mouseMove(bar, { to, y });
        QTest::mouseRelease(bar, Qt::LeftButton, {}, { to, y });
    };
    const auto before = time.window();
    const int hour = xOf(time.span().begin + 1h);
    const int middle = xOf(before.begin + (before.end - before.begin) / 2);
    drag(middle, middle + 2 * hour);
    const auto moved = time.window();
    CHECK(moved.end - moved.begin == before.end - before.begin);
    CHECK(std::abs((moved.begin - before.begin - 2h).count()) <= (10min / 1ms));

    drag(xOf(moved.end), xOf(moved.end) + 3 * hour);
    const auto longer = time.window();
    CHECK(longer.begin == moved.begin);
    CHECK(std::abs((longer.end - moved.end - 3h).count()) <= (10min / 1ms));

    const auto span = time.span();
    QTest::mouseClick(bar, Qt::LeftButton, {}, { 20, bar->height() / 2 }); // beside it
    CHECK(time.window().begin == span.begin);
    CHECK(time.window().end - time.window().begin == longer.end - longer.begin);
}

TEST_CASE("the density has the values that the legend tells")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto before = desk.mapPicture();
    agent.save(march(u"Marche"_s, desk.clock.now() - 30min, 5'000));
    REQUIRE(await(
        [&] { return desk.controller->tension().picture() && desk.controller->tension().picture()->events == 1; }));
    desk.settleTension();
    const auto picture = *desk.controller->tension().picture();
    REQUIRE(picture.field);
    CHECK(picture.highest <= double(picture.field->maximum));
    CHECK(*std::ranges::max_element(picture.field->values) == Approx(picture.highest));
    const QLocale locale;
    CHECK(desk.textOf(u"densityHighest"_s).contains(locale.toString(picture.highest, 'g', 3)));
    CHECK(desk.textOf(u"densityBandwidth"_s) == u"lissage 150 m"_s);
    CHECK(desk.textOf(u"densityWindow"_s) == interval(picture.parameters.window.begin, picture.parameters.window.end));
    auto *scale = desk.find<QWidget>(u"densityScale"_s);
    CHECK(scale->accessibleName().contains(locale.toString(double(picture.field->maximum), 'g', 3)));
    CHECK(await([&] { return differentPixels(before, desk.mapPicture()) > 2'000; }));

    auto *slider = desk.find<QSlider>(u"bandwidthSlider"_s);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    CHECK(desk.textOf(u"densityBandwidth"_s) == u"lissage 175 m"_s);
    REQUIRE(await([&] { return desk.controller->tension().picture()->parameters.set.bandwidth == 175; }));
    CHECK(desk.controller->tension().picture()->highest < picture.highest);

    const auto shown = desk.mapPicture();
    QTest::keyClick(desk.find<QWidget>(u"layer%1"_s.arg(int(MapLayer::Density))), Qt::Key_Space);
    CHECK_FALSE(desk.find<QWidget>(u"densityLegend"_s)->isVisible());
    CHECK(await([&] { return differentPixels(shown, desk.mapPicture()) > 2'000; }));
}

TEST_CASE("an event is found and opened by keyboard alone")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    agent.save(march(u"Marche"_s, desk.clock.now(), 100));
    const auto wanted = agent.save(march(u"Défilé de la Préfecture"_s, desk.clock.now(), 100));
    REQUIRE(await([&] { return desk.listed().size() == 2; }));
    desk.window->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(desk.window.get()));
    QTest::keyClick(desk.window.get(), Qt::Key_F, Qt::ControlModifier);
    auto *search = desk.find<QLineEdit>(u"search"_s);
    REQUIRE(await([&] { return search->hasFocus(); }));
    QTest::keyClicks(search, u"prefecture"_s);
    CHECK(desk.listed() == QStringList { u"Défilé de la Préfecture"_s });
    auto *list = desk.find<QListView>(u"eventList"_s);
    for (int i = 0; i < 20 && !list->hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    REQUIRE(list->hasFocus());
    QTest::keyClick(list, Qt::Key_Down);
    CHECK(desk.controller->selected() == wanted);
    QTest::keyClick(desk.window.get(), Qt::Key_H, Qt::ControlModifier);
    REQUIRE(await([&] {
        const auto trees = desk.window->findChildren<QTreeWidget *>();
        return std::ranges::any_of(
            trees, [](const auto *tree) { return !tree->findItems(u"Création"_s, Qt::MatchExactly, 2).isEmpty(); });
    }));
}

TEST_CASE("an event that is erased can be read no more, neither in a notice nor in its open history")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto erased = agent.save(march(u"Effacée"_s, desk.clock.now(), 100));
    REQUIRE(await([&] { return desk.listed().size() == 1; }));
    auto *bar = desk.find<QWidget>(u"noticeBar"_s);
    CHECK(bar->accessibleName().endsWith(u"Effacée"));
    const auto openHistory = [&](const EventId &event) {
        desk.controller->select(event);
        QTest::mouseClick(desk.find<QAbstractButton>(u"detailHistory"_s), Qt::LeftButton);
        auto *history = desk.find<QDialog>(u"historyView"_s);
        REQUIRE(await([&] {
            const auto trees = history->findChildren<QTreeWidget *>();
            return std::ranges::any_of(
                trees, [](const auto *tree) { return !tree->findItems(u"Création"_s, Qt::MatchExactly, 2).isEmpty(); });
        }));
        return history;
    };
    openHistory(erased);
    const auto kept = agent.save(march(u"Gardée"_s, desk.clock.now(), 100)); // notices go by themselves: not before
    REQUIRE(await([&] { return desk.listed().size() == 2; }));

    // What the platform tells when `cortege-admin retention apply` has run; integration_retention has the real one.
    Q_EMIT desk.platform->eventsErased({ erased });
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    CHECK_FALSE(desk.window->findChild<QDialog *>(u"historyView"_s));
    CHECK(bar->accessibleName().endsWith(u"Gardée"));
    CHECK(desk.textOf(u"detailKind"_s).isEmpty());

    const auto *history = openHistory(kept);
    Q_EMIT desk.platform->eventsErased({ erased });
    CHECK(history->isVisible()); // it is of another one
}

TEST_CASE("every control that takes the focus has a name for screen readers")
{
    Desk desk;
    for (QWidget *widget : desk.window->findChildren<QWidget *>()) {
        const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget)
            || qobject_cast<QComboBox *>(widget) || qobject_cast<QAbstractItemView *>(widget)
            || qobject_cast<QTextBrowser *>(widget) || qobject_cast<QSlider *>(widget)
            || widget->objectName() == u"timeBar";
        if (!control || widget->window() != desk.window.get() || widget->focusPolicy() == Qt::NoFocus
            || widget->objectName().startsWith(u"qt_"))
            continue;
        INFO(widget->metaObject()->className() << ' ' << widget->objectName().toStdString());
        auto *accessible = QAccessible::queryAccessibleInterface(widget);
        REQUIRE(accessible);
        CHECK_FALSE(accessible->text(QAccessible::Name).isEmpty());
    }
}

TEST_CASE("nothing is cut at the sizes of usual screens, light, dark and with strong contrast")
{
    const auto look = GENERATE(widgets::Look::Light, widgets::Look::Dark, widgets::Look::Contrast);
    // The last is a screen of 1920 × 1080 at 200 %.
    const auto size = GENERATE(QSize(1366, 768), QSize(1600, 1000), QSize(960, 540));
    const auto writes = marseille(SystemClock().now());
    Desk desk(Role::Analyst, size, writes);
    widgets::installLook(*qApp, look);
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    REQUIRE(await([&] { return desk.listed().size() == 5; }));
    agent.save(gathering(u"Rassemblement devant la mairie"_s, desk.clock.now(), 150, { 5.3699, 43.2963 }));
    REQUIRE(await([&] { return desk.listed().size() == 6; }));
    desk.controller->select(writes.front().event);
    desk.settleTension();
    CHECK(desk.window->width() == size.width());
    CHECK(desk.window->height() == size.height());
    desk.waitForStillPicture();
    checkNothingIsCut(desk);
    CHECK(desk.map->width() >= (size.width() > 1'000 ? 600 : 320));
    static const QStringList kLooks { u"light"_s, u"dark"_s, u"contrast"_s };
    desk.save(u"%1-%2"_s.arg(size.width()).arg(kLooks.at(static_cast<int>(look))));
    widgets::installLook(*qApp, widgets::Look::Light);
}

TEST_CASE("without a reading role the window says so, and shows nothing")
{
    Desk desk(Role::Entry);
    REQUIRE(await([&] { return desk.find<QLabel>(u"accessStatement"_s)->isVisible(); }));
    CHECK(desk.textOf(u"accessStatement"_s).contains(u"habilitation"));
    CHECK_FALSE(desk.map->isVisible());
    desk.save(u"refused"_s);
}

TEST_CASE("when the access ends, the window says so instead of showing what it had")
{
    Desk desk;
    desk.goOnline();
    CHECK(desk.map->isVisible());
    desk.server.revoke(desk.person);
    REQUIRE(await([&] { return desk.find<QLabel>(u"accessStatement"_s)->isVisible(); }));
    CHECK(desk.textOf(u"accessStatement"_s).startsWith(u"La plateforme a refusé l’accès"));
    CHECK_FALSE(desk.map->isVisible());
}

TEST_CASE("ten thousand events leave the window able to answer")
{
    std::vector<Write> writes;
    const auto now = SystemClock().now();
    for (int i = 0; i < 10'000; ++i) {
        const auto begins = now + std::chrono::minutes { (i % 2'000) * 10 - 10'000 };
        auto record = march(u"Marche %1"_s.arg(i), begins, 100 + i % 50);
        for (auto &point : std::get<MovingDemonstration>(record.particulars).route)
            point.latitude += (i % 100) * 0.0005;
        writes.push_back({ RequestId::make(), { PersonId::make(), u"Import"_s }, EventId::make(), 0, record, now });
    }
    Desk desk(Role::Analyst, { 1366, 768 }, writes);
    // How many of them come between two turns of the event loop: a few milliseconds' worth, whatever the socket holds.
    Sequence known = desk.platform->replica().upTo();
    Sequence leap = 0;
    QTimer heartbeat;
    QObject::connect(&heartbeat, &QTimer::timeout, [&] {
        const Sequence upTo = desk.platform->replica().upTo();
        leap = std::max(leap, upTo - std::exchange(known, upTo));
    });
    heartbeat.start(0);
    REQUIRE(await([&] { return desk.controller->events().rowCount() == 10'000; }));
    CHECK(leap <= 3'000);
    desk.settleTension();

    // Sliding: every step is answered before the next one, and the newest picture comes in the end.
    auto &time = desk.controller->timeWindow();
    QSignalSpy pictures(&desk.controller->tension(), &TensionOverlay::pictureChanged);
    for (int i = 0; i < 50; ++i) {
        time.moveBy(15min);
        QCoreApplication::processEvents();
    }
    REQUIRE(await([&] {
        return desk.controller->tension().isUpToDate()
            && desk.controller->tension().picture()->parameters.window == time.window();
    }));
    CHECK(pictures.size() <= 51);
    CHECK(desk.controller->counts().all == 10'000);
    CHECK(desk.controller->counts().inWindow > 0);
    desk.save(u"ten-thousand"_s);
}

TEST_CASE("F1 opens the console's guide at what has the focus; whoever is here for the first time is shown round")
{
    Desk desk;
    widgets::Help help(u"guide-console"_s);
    desk.window->showHelp(help);
    auto *tour = desk.window->findChild<QWidget *>(u"tour"_s);
    REQUIRE(tour);
    QTest::keyClick(tour->findChild<QAbstractButton *>(u"tourSkip"_s), Qt::Key_Space);
    REQUIRE(await([&] { return !desk.window->findChild<QWidget *>(u"tour"_s); }));

    QTest::keyClick(desk.find<QWidget>(u"timeBar"_s), Qt::Key_F1);
    const auto windows = QApplication::topLevelWidgets();
    const auto guide = std::ranges::find_if(
        windows, [](const QWidget *each) { return each->objectName() == u"helpWindow" && each->isVisible(); });
    REQUIRE(guide != windows.end());
    CHECK((*guide)->findChild<QTextBrowser *>()->textCursor().block().text() == u"La période"_s);
}
