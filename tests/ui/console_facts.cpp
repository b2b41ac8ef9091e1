#include "consoledesk.h"

#include <presentation/charts.h>
#include <presentation/factlegend.h>
#include <presentation/factsigns.h>
#include <presentation/facttables.h>
#include <presentation/snapshotcheck.h>

#include <QtCore/QEvent>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QHelpEvent>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QTreeView>

#include <algorithm>
#include <cmath>

using namespace cortege;
using namespace cortege::test;
using namespace cortege::presentation;

namespace
{

constexpr int kInBlock = 4'000;

FactSource sourceOf(const QString &id, const QString &name)
{
    return { *FactSourceId::parse(id), name, u"Service d’essai"_s, u"Licence Ouverte 2.0"_s,
        { { u"vol"_s, u"Vol"_s, 1 }, { u"bruit"_s, u"Tapage"_s, 0.5F } } };
}

/// Who imports: another program as far as the server knows.
class Importer
{
public:
    Importer(TestServer &server, const Clock &clock)
    {
        auto opened = client::Platform::open(server.profileOf(server.person(u"Import"_s, Role::Admin)), u"test/1"_s,
            clock, client::Platform::UnsentWork::None);
        REQUIRE(opened);
        m_platform = std::move(*opened);
        m_platform->start();
        REQUIRE(await([this] { return m_platform->link() == client::Link::Online; }));
    }
    SourceNumber record(const FactSource &source)
    {
        return std::get<protocol::SourceRecordedAnswer>(ask(protocol::RecordSourceRequest { source })).number;
    }
    void withdraw(SourceNumber source) { ask(protocol::WithdrawSourceRequest { source }); }
    /// On squares of some 50 m about a place, all through the interval, every third of the second category.
    void add(SourceNumber source, int count, GeoPoint about, const UtcInterval &when)
    {
        for (int first = 0; first < count; first += kInBlock) {
            FactBlock block;
            for (int i = first; i < std::min(count, first + kInBlock); ++i) {
                const UtcTime at = when.begin + (when.end - when.begin) / count * i;
                block.columns.append(
                    { { about.longitude + 0.0005 * (i % 40 - 20), about.latitude + 0.0004 * (i / 40 % 40 - 20) },
                        UtcInterval { at, at }, static_cast<quint16>(i % 3 == 0 ? 1 : 0), 1 });
                block.keys.push_back(m_nextKey++);
            }
            ask(protocol::AddFactsRequest { source, block });
        }
    }

private:
    protocol::Answer ask(const protocol::Request &request)
    {
        std::optional<std::expected<protocol::Answer, protocol::WireError>> reply;
        QObject context;
        m_platform->request(request, &context, [&reply](const auto &answer) { reply = answer; });
        REQUIRE(await([&reply] { return reply.has_value(); }));
        REQUIRE(reply->has_value());
        return **reply;
    }

    std::unique_ptr<client::Platform> m_platform;
    FactKey m_nextKey = 1;
};

class FactDesk : public Desk
{
public:
    using Desk::Desk;

    /// From now on the period stays where it is.
    UtcInterval hold()
    {
        auto &time = controller->timeWindow();
        time.setWindow(time.window());
        return time.window();
    }
    FactLens &lens() { return controller->factLens(); }
    const FactFindings &findings() { return lens().findings(); }
    void settle(int facts)
    {
        REQUIRE(await([&] {
            return controller->facts().isComplete() && std::cmp_equal(controller->facts().cloud()->size(), facts)
                && findings().wish.cloud == controller->facts().cloud() && lens().isUpToDate();
        }));
        settleTension();
    }
    QQuickWidget *surface() { return map->findChild<QQuickWidget *>(); }
    QPoint pixelOf(GeoPoint place)
    {
        const auto sight = map->port().sight();
        REQUIRE(sight);
        const WorldBox box = worldBox(sight->box);
        const WorldPoint at = worldPoint(place);
        const auto share = [](quint32 from, quint32 to, quint32 value) {
            return static_cast<double>(value - from) / static_cast<double>(to - from);
        };
        return { static_cast<int>(std::lround(share(box.northWest.x, box.southEast.x, at.x) * surface()->width())),
            static_cast<int>(std::lround(share(box.northWest.y, box.southEast.y, at.y) * surface()->height())) };
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        window->activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(window.get()));
        QTest::keyClick(window.get(), key, modifiers);
    }
    QString factTip(GeoPoint place)
    {
        const QPoint at = pixelOf(place);
        QHelpEvent help(QEvent::ToolTip, at, surface()->mapToGlobal(at));
        QCoreApplication::sendEvent(surface(), &help);
        const QString text = QToolTip::text();
        QToolTip::hideText();
        return text;
    }
};

UtcInterval windowOf(const Desk &desk) { return desk.controller->timeWindow().window(); }

qint64 sumOf(const std::vector<FactTally> &tallies)
{
    qint64 sum = 0;
    for (const FactTally &tally : tallies)
        sum += tally.facts;
    return sum;
}

/// How often a widget came to be seen.
class Shown final : public QObject
{
public:
    explicit Shown(QWidget *widget) { widget->installEventFilter(this); }
    int times = 0;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        times += event->type() == QEvent::ShowToParent ? 1 : 0;
        return false;
    }
};

} // namespace

TEST_CASE("facts arrive with progress, weigh in the analysis, and the sheet of a zone says whose they are")
{
    constexpr int kMany = 60'000;
    FactDesk desk;
    Importer importer(desk.server, desk.clock);
    desk.goOnline();
    const auto window = desk.hold();
    const auto number = importer.record(sourceOf(u"essai"_s, u"Faits d’essai"_s));
    desk.platform->stop();
    importer.add(number, kMany, kVieuxPort, window);
    auto *progress = desk.find<QWidget>(u"factProgress"_s);
    Shown shown(progress);
    desk.platform->start();
    desk.settle(kMany);
    CHECK(shown.times == 1);
    CHECK_FALSE(progress->isVisible());
    CHECK(desk.textOf(u"statusCounts"_s).contains(QLocale().toString(kMany)));
    CHECK(desk.textOf(u"factSummary"_s).contains(QLocale().toString(kMany)));

    REQUIRE(await([&] { return desk.controller->tension().picture()->facts > 0; }));
    desk.settleTension();
    const auto &picture = *desk.controller->tension().picture();
    CHECK(picture.unit == TensionUnit::Weight);
    CHECK(picture.facts == sumOf(desk.findings().shown));
    REQUIRE_FALSE(picture.zones.empty());
    desk.press(Qt::Key_1);
    auto *sources = desk.find<QTableView>(u"zoneSources"_s);
    REQUIRE(await([&] { return sources->model()->rowCount() == 2; }));
    CHECK(sources->model()->index(0, ContributionList::Source).data().toString() == u"Vol – Faits d’essai"_s);
    const QString statement = desk.textOf(u"zoneStatement"_s);
    INFO(statement.toStdString());
    for (const auto &part : { u"Faits d’essai"_s, u"Service d’essai"_s, u"Licence Ouverte 2.0"_s })
        CHECK(statement.contains(part));
    desk.waitForStillPicture();
    desk.save(u"facts-zone"_s);
}

TEST_CASE("facts that arrive while the time slider plays are all there when it stops")
{
    FactDesk desk;
    Importer importer(desk.server, desk.clock);
    desk.goOnline();
    const auto window = desk.hold();
    const auto number = importer.record(sourceOf(u"essai"_s, u"Faits d’essai"_s));
    importer.add(number, kInBlock, kVieuxPort, { window.begin, window.begin + 48h });
    desk.settle(kInBlock);
    desk.press(Qt::Key_P);
    REQUIRE(desk.controller->timeWindow().isPlaying());
    QSignalSpy pictures(&desk.controller->tension(), &TensionOverlay::pictureChanged);
    QSignalSpy found(&desk.lens(), &FactLens::found);
    for (int i = 0; i < 8; ++i) {
        importer.add(number, kInBlock / 2, { kVieuxPort.longitude + 0.002 * i, kVieuxPort.latitude },
            { window.begin, window.begin + 48h });
        const auto before = desk.controller->timeWindow().window();
        REQUIRE(await([&] { return desk.controller->timeWindow().window() != before; })); // it goes on
        CHECK(desk.controller->timeWindow().isPlaying());
    }
    CHECK(pictures.size() > 1);
    CHECK(found.size() > 1);
    desk.press(Qt::Key_P);
    desk.settle(5 * kInBlock);
    REQUIRE(await([&] {
        return desk.controller->tension().isUpToDate() && desk.lens().isUpToDate()
            && desk.findings().wish.choice.window == tension::factWindow(windowOf(desk))
            && desk.controller->tension().picture()->parameters.window == windowOf(desk);
    }));
    const auto &columns = desk.controller->facts().store().columns();
    const auto span = tension::factWindow(windowOf(desk));
    qint64 inside = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
        const auto time = tension::factTime(columns.at(i).when->begin);
        inside += span.begin <= time && time < span.end ? 1 : 0;
    }
    CHECK(inside > 0);
    CHECK(sumOf(desk.findings().shown) == inside);
    CHECK(desk.controller->tension().picture()->facts == inside);
}

TEST_CASE("many facts are counted on the map, few stand one by one, and the pointer is told what they are")
{
    FactDesk desk;
    Importer importer(desk.server, desk.clock);
    desk.goOnline();
    desk.hold();
    const auto number = importer.record(sourceOf(u"essai"_s, u"Faits d’essai"_s));
    const auto empty = desk.mapPicture();
    importer.add(number, 2 * kInBlock, kVieuxPort, windowOf(desk));
    desk.settle(2 * kInBlock);
    CHECK(desk.findings().marks.areClusters);
    REQUIRE_FALSE(desk.findings().marks.marks.empty());
    REQUIRE(await([&] { return differentPixels(empty, desk.mapPicture()) > 500; }));
    const auto fullest
        = std::ranges::max_element(desk.findings().marks.marks, {}, [](const FactMark &mark) { return mark.count; });
    const GeoPoint there = toGeo(fullest->at);
    const QString several = desk.factTip(there);
    INFO(several.toStdString());
    CHECK(several.contains(QLocale().toString(fullest->count) + u" faits"_s));
    CHECK(several.contains(u"Tapage"));
    desk.waitForStillPicture();
    desk.save(u"facts-counted"_s);

    // A click brings the map nearer, until what is there can be told apart.
    const double before = desk.map->port().sight()->zoom;
    QTest::mouseClick(desk.surface(), Qt::LeftButton, {}, desk.pixelOf(there));
    REQUIRE(await([&] { return desk.map->port().sight()->zoom > before; }));
    desk.map->port().show({ { kVieuxPort.longitude - 0.001, kVieuxPort.latitude - 0.0008 },
        { kVieuxPort.longitude + 0.001, kVieuxPort.latitude + 0.0008 } });
    REQUIRE(await([&] { return desk.lens().isUpToDate() && !desk.findings().marks.areClusters; }));
    desk.waitForStillPicture();
    desk.save(u"facts-one-by-one"_s);
    const auto &cloud = *desk.findings().wish.cloud;
    const auto one = desk.factTip(toGeo(desk.findings().marks.marks[desk.findings().marks.marks.size() / 2].at));
    INFO(one.toStdString());
    CHECK(one.contains(u"Vol"));
    CHECK(cloud.categories() == 2);
}

TEST_CASE("a rectangle of facts is chosen by mouse, another by keyboard; it is counted, listed and charted")
{
    FactDesk desk;
    Importer importer(desk.server, desk.clock);
    desk.goOnline();
    desk.hold();
    const auto number = importer.record(sourceOf(u"essai"_s, u"Faits d’essai"_s));
    importer.add(number, kInBlock, kVieuxPort, windowOf(desk));
    desk.settle(kInBlock);
    desk.find<QTabWidget>(u"leftTabs"_s)->setCurrentWidget(desk.find<QWidget>(u"factsPanel"_s));
    auto *tallies = desk.find<QTableView>(u"factTallies"_s);
    auto *list = desk.find<QTableView>(u"factList"_s);
    CHECK(tallies->model()->rowCount() == 0);

    QTest::mouseClick(desk.find<QToolButton>(u"factFrame"_s), Qt::LeftButton);
    CHECK(desk.lens().isFraming());
    const QPoint middle = desk.pixelOf(kVieuxPort);
    QTest::mousePress(desk.surface(), Qt::LeftButton, {}, middle - QPoint(60, 50));
    QTest::mouseMove(desk.surface(), middle + QPoint(20, 10));
    QTest::mouseRelease(desk.surface(), Qt::LeftButton, {}, middle + QPoint(70, 40));
    REQUIRE(desk.lens().area());
    CHECK_FALSE(desk.lens().isFraming());
    CHECK_FALSE(desk.find<QToolButton>(u"factFrame"_s)->isChecked());
    REQUIRE(await([&] { return list->model()->rowCount() > 0; }));
    const GeoBox box = std::get<GeoBox>(*desk.lens().area());
    qint64 inside = 0;
    const auto &columns = desk.controller->facts().store().columns();
    for (size_t i = 0; i < columns.size(); ++i)
        inside += worldBox(box).holds(worldPoint(columns.at(i).place)) ? 1 : 0;
    CHECK(list->model()->rowCount() == inside);
    CHECK(sumOf(desk.findings().selectedTallies) == inside);
    CHECK(tallies->model()->rowCount() == 2);
    CHECK(tallies->model()->index(0, FactTallyTable::Category).data() == u"Vol"_s);
    CHECK(desk.textOf(u"factChosen"_s).contains(QLocale().toString(inside)));
    desk.waitForStillPicture();
    desk.save(u"facts-chosen"_s);

    QTest::mouseClick(desk.find<QToolButton>(u"factCharts"_s), Qt::LeftButton);
    auto *charts = desk.find<QDialog>(u"charts"_s);
    CHECK(charts->findChild<QCheckBox *>(u"chartChosen"_s)->isChecked());
    const auto *model = charts->findChild<QTableView *>(u"chartTable"_s)->model();
    qint64 charted = 0;
    for (int row = 0; row < model->rowCount(); ++row)
        charted += QLocale().toLongLong(model->index(row, ChartTable::Facts).data().toString());
    CHECK(charted == inside);
    charts->close();

    desk.press(Qt::Key_R);
    REQUIRE(desk.lens().isFraming());
    for (const auto key : { Qt::Key_Space, Qt::Key_Space })
        QTest::keyClick(desk.surface(), key);
    for (const auto key : { Qt::Key_Right, Qt::Key_Right, Qt::Key_Down })
        QTest::keyClick(desk.surface(), key, Qt::ShiftModifier);
    QTest::keyClick(desk.surface(), Qt::Key_Return);
    REQUIRE(desk.lens().area());
    CHECK(std::get<GeoBox>(*desk.lens().area()) != box);
    REQUIRE(await([&] { return desk.lens().isUpToDate(); }));
    CHECK(list->model()->rowCount() == static_cast<int>(desk.findings().selected.size()));

    QTest::keyClick(desk.find<QToolButton>(u"factClear"_s), Qt::Key_Space);
    CHECK_FALSE(desk.lens().area());
    REQUIRE(await([&] { return list->model()->rowCount() == 0; }));
}

TEST_CASE("the facts of a part of the city are chosen by keyboard, and sources and categories are switched")
{
    FactDesk desk;
    Importer importer(desk.server, desk.clock);
    desk.goOnline();
    desk.hold();
    const auto first = importer.record(sourceOf(u"un"_s, u"Premiers faits"_s));
    const auto second = importer.record(sourceOf(u"deux"_s, u"Seconds faits"_s));
    importer.add(first, 900, kVieuxPort, windowOf(desk));
    importer.add(second, 300, kVieuxPort, windowOf(desk));
    desk.settle(1'200);
    desk.press(Qt::Key_5);
    auto *sources = desk.find<QTreeView>(u"factSources"_s);
    REQUIRE(await([&] { return sources->hasFocus(); }));
    REQUIRE(sources->model()->rowCount() == 2);
    const auto firstSource = sources->model()->index(0, 0);
    CHECK(firstSource.data().toString() == u"Premiers faits"_s);
    CHECK(sources->model()->index(0, FactLegend::Count).data().toString() == QLocale().toString(900));

    const auto part = desk.lens().division()->partAt(kVieuxPort);
    REQUIRE(part);
    auto *parts = desk.find<QComboBox>(u"factPart"_s);
    parts->setFocus();
    parts->setCurrentIndex(*part); // the row before: one Down leads there
    QTest::keyClick(parts, Qt::Key_Down);
    REQUIRE(desk.lens().area() == FactArea(*part));
    REQUIRE(await([&] { return desk.lens().isUpToDate() && !desk.findings().selected.empty(); }));
    const auto both = desk.findings().selected.size();
    CHECK(desk.textOf(u"factChosen"_s).startsWith(desk.lens().division()->name(*part)));

    sources->setFocus();
    sources->setCurrentIndex(firstSource);
    QTest::keyClick(sources, Qt::Key_Space);
    CHECK_FALSE(desk.lens().isShown(0));
    CHECK_FALSE(desk.lens().isShown(1));
    REQUIRE(await([&] { return desk.lens().isUpToDate() && desk.findings().selected.size() < both; }));
    CHECK(desk.findings().selectedTallies[0].facts == 0);
    CHECK(desk.findings().selectedTallies[2].facts > 0);
    const auto theft = sources->model()->index(0, 0, firstSource);
    sources->setCurrentIndex(theft);
    QTest::keyClick(sources, Qt::Key_Space);
    CHECK(desk.lens().isShown(0));
    CHECK(firstSource.data(Qt::CheckStateRole).toInt() == Qt::PartiallyChecked);

    const auto with = desk.mapPicture();
    QTest::keyClick(desk.find<QWidget>(u"layer%1"_s.arg(static_cast<int>(MapLayer::Facts))), Qt::Key_Space);
    CHECK_FALSE(desk.controller->isLayerVisible(MapLayer::Facts));
    CHECK(await([&] { return differentPixels(with, desk.mapPicture()) > 200; }));

    importer.withdraw(first);
    REQUIRE(await([&] { return sources->model()->rowCount() == 1; }));
    desk.settle(300);
    CHECK(desk.controller->tension().facts().facts->size() == 300);
}

TEST_CASE("a snapshot is computed again from the facts that there were, and says when they have gone")
{
    FactDesk desk;
    Importer importer(desk.server, desk.clock);
    desk.goOnline();
    desk.hold();
    const auto number = importer.record(sourceOf(u"essai"_s, u"Faits d’essai"_s));
    importer.add(number, 500, kVieuxPort, windowOf(desk));
    desk.settle(500);
    const auto frozen = desk.controller->freeze();
    REQUIRE(frozen);
    CHECK(frozen->facts == 500);
    const auto check = [&] {
        SnapshotCheck again(*desk.platform, desk.controller->facts().cloud(), *frozen, kTerritory);
        QSignalSpy checked(&again, &SnapshotCheck::checked);
        again.start();
        REQUIRE(await([&] { return !checked.isEmpty(); }));
        return checked.front().at(0).toStringList();
    };
    importer.add(number, 200, kVieuxPort, windowOf(desk));
    desk.settle(700);
    CHECK(check().isEmpty());
    importer.withdraw(number);
    desk.settle(0);
    const auto differences = check().join(u'\n');
    INFO(differences.toStdString());
    CHECK(differences.contains(u"faits"));
}

TEST_CASE("on paper the facts of the map have a legend: the categories that are shown, and no others")
{
    FactDesk desk;
    Importer importer(desk.server, desk.clock);
    desk.goOnline();
    desk.hold();
    QTemporaryDir folder;
    int sheets = 0;
    const auto sheet = [&] {
        const QString path = folder.filePath(u"carte-%1.pdf"_s.arg(++sheets));
        desk.controller->copy(CopyForm::MapSheet, Purpose::Analysis, path);
        REQUIRE(await([&] { return QFile::exists(path); }));
        return textOfPdf(path).simplified();
    };
    desk.settleTension();
    CHECK_FALSE(sheet().contains(u"Faits de la période"));

    importer.add(importer.record(sourceOf(u"essai"_s, u"Faits d’essai"_s)), 900, kVieuxPort, windowOf(desk));
    desk.settle(900);
    CHECK(desk.lens().shownCategories()
        == std::vector<ShownCategory> { { factSign(0), u"Vol"_s, 600 }, { factSign(1), u"Tapage"_s, 300 } });
    const QString both = sheet();
    INFO(both.toStdString());
    for (const auto &part :
        { u"Faits de la période"_s, u"Vol : 600"_s, u"Tapage : 300"_s, u"plaque chiffrée"_s, u"Licence Ouverte"_s })
        CHECK(both.contains(part));
    const QString picture = folder.filePath(u"carte.png"_s);
    desk.controller->copy(CopyForm::MapPicture, Purpose::Analysis, picture);
    REQUIRE(await([&] { return QFile::exists(picture); }));
    const QImage painted(picture);
    painted.save(outputPath(u"console-facts-sheet.png"_s));
    const QRgb colour = factColour(factSign(0), false).rgb();
    int inLegend = 0;
    for (int y = painted.height() * 78 / 100; y < painted.height(); ++y) { // below the map
        for (int x = 0; x < painted.width() / 4; ++x)
            inLegend += painted.pixel(x, y) == colour ? 1 : 0;
    }
    CHECK(inLegend > 100); // a sign of some 23 pixels

    desk.lens().setShown({ 1 }, false);
    REQUIRE(await([&] { return desk.lens().isUpToDate(); }));
    CHECK_FALSE(sheet().contains(u"Tapage"));
    desk.controller->setLayerVisible(MapLayer::Facts, false);
    CHECK_FALSE(sheet().contains(u"Faits de la période"));
}

TEST_CASE("the period is led to the latest facts")
{
    FactDesk desk;
    Importer importer(desk.server, desk.clock);
    desk.goOnline();
    desk.hold();
    const auto number = importer.record(sourceOf(u"essai"_s, u"Faits d’essai"_s));
    const auto now = desk.clock.now();
    importer.add(number, 100, kVieuxPort, { now - 400 * 24h, now - 399 * 24h });
    desk.settle(100);
    CHECK(sumOf(desk.findings().shown) == 0);
    QTest::mouseClick(desk.find<QAbstractButton>(u"factLatest"_s), Qt::LeftButton);
    REQUIRE(await([&] { return sumOf(desk.findings().shown) > 0; }));
    CHECK(windowOf(desk).end > now - 400 * 24h);
    CHECK(windowOf(desk).end < now - 398 * 24h);
}
