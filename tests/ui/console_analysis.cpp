#include "consoledesk.h"

#include <presentation/comparisontable.h>
#include <presentation/momenttext.h>
#include <presentation/texts.h>
#include <support/chequeredtown.h>
#include <support/records.h>

#include <catch2/catch_approx.hpp>

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>

using namespace cortege;
using namespace cortege::test;
using namespace cortege::presentation;

namespace
{

UtcTime thisMinute(const Desk &desk) { return std::chrono::floor<std::chrono::minutes>(desk.clock.now()); }

/// Two crowds near each other, a third one far away, all of them now.
std::vector<EventId> threeCrowds(Desk &desk, Agent &agent)
{
    const auto now = thisMinute(desk);
    std::vector<EventId> events { agent.save(gathering(u"Grand rassemblement"_s, now - 30min, 6'000, kVieuxPort)),
        agent.save(gathering(
            u"Petit rassemblement"_s, now - 30min, 2'000, { kVieuxPort.longitude + 0.002, kVieuxPort.latitude })),
        agent.save(gathering(u"Au loin"_s, now - 30min, 500, { 5.3959, 43.2698 })) };
    REQUIRE(await([&] {
        const auto &picture = desk.controller->tension().picture();
        return picture && picture->events == 3 && !picture->zones.empty();
    }));
    desk.settleTension();
    return events;
}

void press(QWidget *window, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
{
    window->activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(window));
    QTest::keyClick(window, key, modifiers);
}

QString textAt(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

TEST_CASE("why is there a zone? the sheet says it, and each contributor is shown on the map, by keyboard")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto events = threeCrowds(desk, agent);
    auto *list = desk.find<QTableView>(u"zoneList"_s);
    const auto before = desk.mapPicture();
    press(desk.window.get(), Qt::Key_1);
    REQUIRE(await([&] { return list->hasFocus(); }));
    CHECK(desk.controller->analysis().chosenZone() == 0);
    auto *sources = desk.find<QTableView>(u"zoneSources"_s);
    REQUIRE(await([&] { return sources->model()->rowCount() > 0; }));
    CHECK(textAt(*list->model(), 0, ZoneList::Letter) == u"A"_s);
    int percent = 0;
    for (const auto &one : desk.controller->analysis().contributions().contributions())
        percent += one.percent;
    CHECK(percent == 100);
    CHECK(textAt(*sources->model(), 0, ContributionList::Source) == u"Grand rassemblement"_s);
    const QString statement = desk.textOf(u"zoneStatement"_s);
    INFO(statement.toStdString());
    for (const auto *part : { u"Zone A", u"personnes", u"Niveau", u"Maximum", u"Confiance" })
        CHECK(statement.contains(QString::fromUtf16(part)));
    CHECK(desk.textOf(u"zoneParameters"_s).contains(u"150"));
    CHECK(await([&] { return differentPixels(before, desk.mapPicture()) > 200; })); // it is chosen on the map
    desk.waitForStillPicture();
    desk.save(u"zone"_s);

    sources->setFocus();
    sources->selectRow(0);
    QTest::keyClick(sources, Qt::Key_Return);
    CHECK(desk.controller->selected() == events.front());
    REQUIRE(desk.find<QTabWidget>(u"leftTabs"_s)->currentWidget()->objectName() == u"zonesPanel"_s);
}

TEST_CASE("a zone is chosen by a click on the map, and goes with the people that made it")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    threeCrowds(desk, agent);
    desk.find<QTabWidget>(u"leftTabs"_s)->setCurrentIndex(0);
    Q_EMIT desk.map->port().figureClicked(MapLayer::Zones, 0);
    CHECK(desk.find<QTabWidget>(u"leftTabs"_s)->currentWidget()->objectName() == u"zonesPanel"_s);
    CHECK(desk.controller->analysis().chosenZone() == 0);
    desk.settleTension();
    CHECK(desk.find<QTableView>(u"zoneList"_s)->currentIndex().row() == 0);
    desk.controller->timeWindow().moveBy(30h);
    REQUIRE(await([&] { return desk.controller->analysis().zones().rowCount() == 0; }));
    CHECK_FALSE(desk.controller->analysis().chosenZone());
    CHECK(desk.find<QLabel>(u"zoneEmpty"_s)->text() == u"Aucune zone de tension dans cette période."_s);
}

TEST_CASE("events that meet are listed and sorted, and the chosen pair stands out on the map")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto now = thisMinute(desk);
    threeCrowds(desk, agent);
    agent.save(visit(u"Visite voisine"_s, now, { kVieuxPort.longitude, kVieuxPort.latitude + 0.0012 }));
    auto *list = desk.find<QListView>(u"meetingList"_s);
    REQUIRE(await([&] { return list->model()->rowCount() >= 2; }));
    desk.settleTension();
    press(desk.window.get(), Qt::Key_2);
    REQUIRE(await([&] { return list->hasFocus(); }));
    const QString gravest = list->currentIndex().data().toString();
    INFO(gravest.toStdString());
    CHECK(gravest.startsWith(u"1. "));
    CHECK(gravest.contains(u"Grand rassemblement"));
    CHECK(gravest.contains(u"Petit rassemblement"));
    CHECK(gravest.contains(u"Gravité"));
    CHECK(desk.controller->analysis().chosenMeeting() == 0);
    const auto first = desk.mapPicture();
    QTest::keyClick(list, Qt::Key_Down);
    CHECK(desk.controller->analysis().chosenMeeting() == 1);
    CHECK(await([&] { return differentPixels(first, desk.mapPicture()) > 100; }));

    auto *order = desk.find<QComboBox>(u"meetingOrder"_s);
    order->setFocus();
    order->setCurrentIndex(order->findData(static_cast<int>(MeetingList::Order::Distance)));
    Q_EMIT order->activated(order->currentIndex());
    CHECK(desk.controller->analysis().chosenMeeting() == 1); // it stays, wherever it now stands
    const auto &meetings = desk.controller->analysis().meetings();
    for (int row = 1; row < meetings.rowCount(); ++row)
        CHECK(meetings.meetings()[static_cast<size_t>(meetings.rankAt(row - 1))].metres
            <= meetings.meetings()[static_cast<size_t>(meetings.rankAt(row))].metres);
    QTest::keyClick(list, Qt::Key_Return);
    desk.waitForStillPicture();
    desk.save(u"meetings"_s);
}

TEST_CASE("a march is where it has come to, and the field says where its head is")
{
    QTemporaryDir folder;
    auto town = std::make_unique<PlaceFinder>(townGazetteer(folder.filePath(u"gazetteer"_s)), townNetwork());
    Desk desk(Role::Analyst, { 1366, 768 }, {}, std::move(town));
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto begins = thisMinute(desk) - 1h;
    auto record = march(u"Marche dans le damier"_s, begins, 1'200);
    std::get<MovingDemonstration>(record.particulars).route = { corner(0, 0), corner(5, 0), corner(5, 5) };
    const auto event = agent.save(record);
    REQUIRE(await([&] { return desk.controller->version(event) != nullptr; }));
    auto *question = desk.find<QWidget>(u"marchQuestion"_s);
    CHECK_FALSE(question->isVisible());
    desk.controller->reveal(event);
    REQUIRE(question->isVisible());
    REQUIRE(await([&] { return desk.controller->analysis().marches().whereIs(event, begins).has_value(); }));
    const auto before = desk.mapPicture();

    press(desk.window.get(), Qt::Key_L);
    auto *field = desk.find<QLineEdit>(u"marchTime"_s);
    REQUIRE(await([&] { return field->hasFocus(); }));
    const auto asked = begins + 10min; // 500 m at 3 km/h: past the corner of the damier's southern side
    QTest::keyClicks(field, toParis(asked).toString(u"HH:mm"_s));
    QTest::keyClick(field, Qt::Key_Return);
    const QString answer = desk.textOf(u"marchAnswer"_s);
    INFO(answer.toStdString());
    CHECK(answer.contains(u"À "_s + timeOfDay(asked)));
    CHECK((answer.contains(u"Rue ") || answer.contains(u"Avenue ")));
    CHECK(answer.contains(u"km/h"));
    CHECK(desk.controller->timeWindow().window().begin == asked);
    const auto at = desk.controller->analysis().marches().whereIs(event, asked);
    REQUIRE(at);
    CHECK(at->position.headMetres == Catch::Approx(500).epsilon(0.01));
    CHECK(at->column.size() >= 2);
    REQUIRE(await([&] { return desk.controller->analysis().moment() == asked; }));
    CHECK(await([&] { return differentPixels(before, desk.mapPicture()) > 200; }));
    desk.waitForStillPicture();
    desk.save(u"march"_s);

    field->clear();
    QTest::keyClicks(field, u"quinze"_s);
    QTest::keyClick(field, Qt::Key_Return);
    CHECK(desk.textOf(u"marchAnswer"_s) == describe(MomentFault::UnreadableTime));
}

TEST_CASE("two periods are compared: the map shows the difference, a table says it part by part")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto now = thisMinute(desk);
    agent.save(gathering(u"Cette semaine"_s, now - 30min, 4'000, kVieuxPort));
    agent.save(gathering(u"La semaine passée"_s, now - 30min - 7 * 24h, 3'000, { 5.3959, 43.2698 }));
    REQUIRE(await([&] { return desk.controller->counts().all == 2; }));
    press(desk.window.get(), Qt::Key_3);
    auto *dialog = desk.find<QDialog>(u"comparison"_s);
    REQUIRE(await([&] {
        const auto &picture = desk.controller->tension().picture();
        return picture && picture->comparison && picture->comparison->rows.size() >= 2;
    }));
    const auto &comparison = *desk.controller->tension().picture()->comparison;
    REQUIRE(comparison.difference);
    auto *table = dialog->findChild<QTableView *>(u"comparisonTable"_s);
    REQUIRE(table);
    const auto last = table->model()->rowCount() - 1;
    CHECK(textAt(*table->model(), 0, ComparisonTable::Change).startsWith(u'+')); // the greatest increase first
    CHECK(textAt(*table->model(), last, ComparisonTable::Change).startsWith(u'−'));
    CHECK(dialog->findChild<QLabel *>(u"comparisonPeriods"_s)
            ->text()
            .contains(interval(comparison.reference.begin, comparison.reference.end)));
    CHECK(dialog->findChild<QLabel *>(u"comparisonParameters"_s)->text().contains(u"150"));
    table->setFocus();
    table->selectRow(last);
    QTest::keyClick(table, Qt::Key_Return); // the map goes where there were people a week ago
    desk.waitForStillPicture();
    desk.save(u"comparison"_s);
    dialog->grab().save(outputPath(u"console-comparison-table.png"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    REQUIRE(await([&] { return !desk.controller->tension().picture()->comparison; }));
}

TEST_CASE("the day before is compared at the same hours of the wall, though the clocks have changed in the night")
{
    Desk desk;
    desk.goOnline();
    auto &time = desk.controller->timeWindow();
    time.setWindow({ utc(u"2026-03-29T12:00:00Z"), utc(u"2026-03-29T15:00:00Z") });
    press(desk.window.get(), Qt::Key_3);
    auto *with = desk.find<QDialog>(u"comparison"_s)->findChild<QComboBox *>(u"comparisonWith"_s);
    REQUIRE(with);
    with->setFocus();
    const auto comparesWith = [&](const UtcInterval &period) {
        return await([&] {
            const auto &picture = desk.controller->tension().picture();
            return picture && picture->comparison && picture->comparison->reference == period;
        });
    };
    QTest::keyClick(with, Qt::Key_Up); // from the week before
    CHECK(with->currentText() == u"La veille, aux mêmes heures"_s);
    CHECK(comparesWith({ utc(u"2026-03-28T13:00:00Z"), utc(u"2026-03-28T16:00:00Z") }));
    QTest::keyClick(with, Qt::Key_Up);
    CHECK(with->currentText() == u"La période juste avant"_s);
    CHECK(comparesWith({ utc(u"2026-03-29T09:00:00Z"), utc(u"2026-03-29T12:00:00Z") }));
    time.setLength(WindowLength::OneHour);
    CHECK(comparesWith({ utc(u"2026-03-29T11:00:00Z"), utc(u"2026-03-29T12:00:00Z") })); // as long as the period
}

TEST_CASE("nothing of the analysis is cut at 1366 × 768")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    threeCrowds(desk, agent);
    auto *tabs = desk.find<QTabWidget>(u"leftTabs"_s);
    desk.controller->analysis().chooseZone(0);
    desk.settleTension();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        desk.waitForStillPicture();
        checkNothingIsCut(desk);
        desk.save(u"analysis-%1"_s.arg(tab));
    }
    CHECK(desk.window->size() == QSize(1366, 768));
}

TEST_CASE("hours and days that do not count are left out of list, map and density")
{
    Desk desk;
    Agent agent(desk.server, desk.clock);
    desk.goOnline();
    const auto now = thisMinute(desk);
    agent.save(gathering(u"Maintenant"_s, now - 30min, 1'000, kVieuxPort));
    REQUIRE(await([&] { return desk.listed() == QStringList { u"Maintenant"_s }; }));
    press(desk.window.get(), Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = desk.find<QDialog>(u"clockFilter"_s);
    REQUIRE(dialog->isVisible());
    dialog->grab().save(outputPath(u"console-clock-filter.png"_s));
    for (int day = 1; day <= 7; ++day) {
        auto *box = dialog->findChild<QCheckBox *>(u"clockFilterDay%1"_s.arg(day));
        REQUIRE(box);
        QTest::keyClick(box, Qt::Key_Space);
    }
    REQUIRE(await([&] { return desk.listed().isEmpty(); }));
    REQUIRE(await([&] { return desk.controller->tension().picture()->people == 0; }));
    CHECK(desk.find<QAbstractButton>(u"timeFilter"_s)->isChecked());
    desk.save(u"hours-left-out"_s);
    QTest::keyClick(dialog->findChild<QAbstractButton *>(u"clockFilterOff"_s), Qt::Key_Space);
    REQUIRE(await([&] { return desk.listed() == QStringList { u"Maintenant"_s }; }));
    CHECK_FALSE(desk.find<QAbstractButton>(u"timeFilter"_s)->isChecked());
    dialog->accept();
}
