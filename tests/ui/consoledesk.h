#pragma once

#include "support/pdftext.h"
#include "support/places.h"
#include "support/testserver.h"
#include "support/uimain.h"

#include <client/platform.h>
#include <geodata/tilerelay.h>
#include <map/mapview.h>
#include <presentation/consolecontroller.h>
#include <storage/sqlitejournal.h>
#include <widgets/application.h>
#include <widgets/consolewindow.h>
#include <widgets/theme.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QSettings>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <functional>

/// A console with a real platform behind it, and the agent whose events it shows.
namespace cortege::test
{

using namespace presentation;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline constexpr int kPatience = 60'000; ///< ms; only a broken program waits so long
inline constexpr GeoPoint kVieuxPort { 5.3740, 43.2955 };
inline constexpr GeoPoint kReformes { 5.3870, 43.2998 };

inline bool await(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, kPatience); }

inline EventRecord march(const QString &subject, UtcTime begins, int people)
{
    EventRecord record = emptyRecord(EventKind::MovingDemonstration);
    record.subject = subject;
    record.description = u"Itinéraire reconnu avec l’organisateur <hier>."_s;
    record.begins = begins;
    record.ends = begins + 3h;
    auto &moving = std::get<MovingDemonstration>(record.particulars);
    moving.departure = { u"Quai des Belges"_s, kVieuxPort };
    moving.waypoints = { { u"La Canebière"_s, {} } };
    moving.arrival = { u"Église des Réformés"_s, kReformes };
    moving.people = { people, 2 * people };
    moving.organiser = OrganiserStatus::Union;
    moving.route = { kVieuxPort, { 5.3800, 43.2973 }, kReformes };
    return record;
}

inline EventRecord gathering(const QString &subject, UtcTime begins, int people, GeoPoint where)
{
    EventRecord record = emptyRecord(EventKind::StaticDemonstration);
    record.subject = subject;
    record.begins = begins;
    record.ends = begins + 2h;
    auto &standing = std::get<StaticDemonstration>(record.particulars);
    standing.address = { u"Place Castellane"_s, where };
    standing.people.expected = people;
    const double e = 0.0012;
    const double n = 0.0008;
    standing.footprint = { { where.longitude - e, where.latitude - n }, { where.longitude + e, where.latitude - n },
        { where.longitude + e, where.latitude + n }, { where.longitude - e, where.latitude + n } };
    return record;
}

inline EventRecord visit(const QString &subject, UtcTime begins, GeoPoint where)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = subject;
    record.begins = begins;
    record.ends = begins + 1h;
    std::get<OfficialVisit>(record.particulars).addresses = { { u"Préfecture"_s, where } };
    return record;
}

inline EventRecord operation(const QString &subject, UtcTime begins, GeoPoint where)
{
    EventRecord record = emptyRecord(EventKind::PlannedOperation);
    record.subject = subject;
    record.begins = begins;
    record.ends = begins + 5h;
    std::get<PlannedOperation>(record.particulars)
        = { { { u"Marché aux Puces"_s, where } }, OperationTheme::FleaMarket };
    return record;
}

/// A day in Marseille, and some around it.
inline std::vector<Write> marseille(UtcTime now)
{
    std::vector<EventRecord> records { march(u"Marche pour le climat"_s, now - 1h, 1'200),
        gathering(u"Rassemblement des personnels hospitaliers"_s, now - 30min, 450, { 5.3837, 43.2862 }),
        gathering(u"Veillée sur le parvis de l’Opéra"_s, now + 1h, 200, { 5.3752, 43.2937 }),
        visit(u"Visite du préfet de région"_s, now, { 5.3786, 43.2880 }),
        operation(u"Contrôles au Marché aux Puces"_s, now - 2h, { 5.3660, 43.3385 }),
        operation(u"Contrôle des poids lourds au MIN des Arnavaux"_s, now + 7h, { 5.3743, 43.3402 }),
        gathering(u"Soutien aux dockers, place de la Joliette"_s, now + 22h, 800, { 5.3670, 43.3050 }),
        march(u"Défilé intersyndical de la Porte d’Aix à Castellane"_s, now + 25h, 6'000),
        gathering(u"Avant-match au Vélodrome"_s, now + 30h, 15'000, { 5.3959, 43.2698 }) };
    for (auto &[longitude, latitude] : std::get<MovingDemonstration>(records[7].particulars).route)
        longitude += 0.001;
    std::vector<Write> writes;
    writes.reserve(records.size());
    for (const EventRecord &record : records)
        writes.push_back({ RequestId::make(), { PersonId::make(), u"Claire Martin (DOPC)"_s }, EventId::make(), 0,
            record, now - 5h });
    return writes;
}

/// The one who enters events: another program as far as the server knows.
class Agent
{
public:
    explicit Agent(test::TestServer &server, const Clock &clock)
    {
        auto opened = client::Platform::open(server.profileOf(server.person(u"Claire Martin"_s, Role::Entry)),
            u"test/1"_s, clock, client::Platform::UnsentWork::Kept, m_folder.path());
        REQUIRE(opened);
        m_platform = std::move(*opened);
        m_platform->start();
    }
    /// Returns when the platform has it.
    EventId save(const EventRecord &record, EventId event = EventId::make())
    {
        REQUIRE(m_platform->save(event, record));
        REQUIRE(await([&] { return !m_platform->pending(event); }));
        return event;
    }
    void cancel(const EventId &event)
    {
        REQUIRE(m_platform->cancel(event));
        REQUIRE(await([&] { return !m_platform->pending(event); }));
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<client::Platform> m_platform;
};

class Desk
{
public:
    explicit Desk(Roles roles = Role::Analyst, QSize size = { 1366, 768 }, const std::vector<Write> &before = {},
        std::unique_ptr<PlaceFinder> places = {})
    {
        static const bool prepared = [] {
            widgets::installLanguage(*qApp, u"fr"_s);
            widgets::installLook(*qApp);
            map::keepRequestsLocal();
            return true;
        }();
        Q_UNUSED(prepared);
        QSettings().clear();
        if (!before.empty())
            REQUIRE(storage::SqliteJournalWriter::open(server.database(), server.cipher()).value()->apply(before));
        server.start();
        const bool dark = widgets::isDark(QApplication::palette());
        relay = geodata::TileRelay::start(
            geodata::schematicGround(dark ? geodata::GroundPalette::Dark : geodata::GroundPalette::Light))
                    .value();
        person = server.person(u"Paul Arnaud"_s, roles);
        auto opened
            = client::Platform::open(server.profileOf(person), u"test/1"_s, clock, client::Platform::UnsentWork::None);
        REQUIRE(opened);
        platform = std::move(*opened);
        controller = std::make_unique<ConsoleController>(*platform, platform->clock(), std::move(places));
        auto view = std::make_unique<map::MapView>(*relay);
        map = view.get();
        controller->setMap(view->port());
        window = std::make_unique<widgets::ConsoleWindow>(*controller, view.release());
        window->resize(size);
        window->show();
        REQUIRE(QTest::qWaitForWindowExposed(window.get()));
        platform->start();
    }
    void goOnline()
    {
        REQUIRE(await([this] { return platform->link() == client::Link::Online; }));
    }
    template <class Widget>
    Widget *find(const QString &name)
    {
        auto *found = window->findChild<Widget *>(name);
        INFO(name.toStdString());
        REQUIRE(found);
        return found;
    }
    QString textOf(const QString &label) { return find<QLabel>(label)->text(); }
    QStringList listed()
    {
        QStringList subjects;
        const auto &filter = controller->filter();
        for (int row = 0; row < filter.rowCount(); ++row)
            subjects << filter.index(row, EventListModel::Subject).data().toString();
        return subjects;
    }
    void settleTension()
    {
        REQUIRE(await([this] { return controller->tension().isUpToDate(); }));
    }
    /// Through the compositor, as on the screen.
    QImage picture()
    {
        QCoreApplication::processEvents();
        return window->grab().toImage().convertToFormat(QImage::Format_RGB32);
    }
    /// Until tiles and layers have arrived, for pictures that people look at.
    void waitForStillPicture()
    {
        QImage last;
        int still = 0;
        REQUIRE(await([&] {
            const QImage now = picture();
            still = now == last ? still + 1 : 0;
            last = now;
            return still == 3;
        }));
    }
    QImage mapPicture()
    {
        const QRect box(map->mapTo(window.get(), QPoint()), map->size());
        return picture().copy(box);
    }
    void save(const QString &name) { REQUIRE(picture().save(test::outputPath(u"console-"_s + name + u".png"_s))); }

    SystemClock clock;
    test::TestServer server;
    test::TestPerson person { { PersonId::make(), {}, {}, {}, {} }, {}, {} };
    std::unique_ptr<geodata::TileRelay> relay;
    std::unique_ptr<client::Platform> platform;
    std::unique_ptr<ConsoleController> controller;
    map::MapView *map = nullptr;
    std::unique_ptr<widgets::ConsoleWindow> window;
};

/// Every text has the room that it asks for, inside the window.
inline void checkNothingIsCut(Desk &desk)
{
    for (QWidget *widget : desk.window->findChildren<QWidget *>()) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const bool text = label || qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget);
        if (!text || !widget->isVisible() || widget->objectName().startsWith(u"qt_") || desk.map->isAncestorOf(widget)
            || qobject_cast<QLineEdit *>(widget->parentWidget()))
            continue; // the map's and Qt's own have a size of their own
        INFO(widget->metaObject()->className() << ' ' << widget->objectName().toStdString() << " \""
                                               << (label ? label->text().toStdString() : std::string()) << '"');
        CHECK(widget->width() >= widget->minimumSizeHint().width());
        CHECK(widget->height() >= widget->minimumSizeHint().height());
        const QRect onWindow(widget->mapTo(desk.window.get(), QPoint()), widget->size());
        CHECK(desk.window->rect().contains(onWindow));
    }
}

inline int differentPixels(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const QColor one = a.pixelColor(x, y);
            const QColor other = b.pixelColor(x, y);
            count += std::abs(one.red() - other.red()) + std::abs(one.green() - other.green())
                    + std::abs(one.blue() - other.blue())
                > 60;
        }
    }
    return count;
}

} // namespace cortege::test
