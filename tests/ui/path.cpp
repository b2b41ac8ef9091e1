// The main job, end to end: an event typed and drawn in Cortège is on the console's map. Real windows, real server.

#include <geodata/tilerelay.h>
#include <map/mapview.h>
#include <presentation/consolecontroller.h>
#include <presentation/cortegecontroller.h>
#include <widgets/application.h>
#include <widgets/consolewindow.h>
#include <widgets/cortegewindow.h>
#include <widgets/theme.h>

#include <catch2/catch_test_macros.hpp>

#include <QtGui/QAction>
#include <QtPositioning/QGeoCoordinate>
#include <QtQuick/QQuickItem>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

#include <support/places.h>
#include <support/testserver.h>
#include <support/uimain.h>

using namespace cortege;
using namespace Qt::StringLiterals;
using client::Platform;

namespace
{

constexpr int kPatience = 30'000; // milliseconds; sanitizers are slow, a passing test does not wait

template <class Condition>
bool comes(Condition condition)
{
    return QTest::qWaitFor(condition, kPatience);
}

/// The picture of a map and where places lie in it, by Qt Location's own projection.
class Picture
{
public:
    explicit Picture(QWidget &window) : m_surface(window.findChild<QQuickWidget *>()) { REQUIRE(m_surface); }

    QQuickWidget *surface() const { return m_surface; }
    QPoint pixel(GeoPoint point) const
    {
        QPointF pixel;
        REQUIRE(QMetaObject::invokeMethod(map(), "fromCoordinate", Qt::DirectConnection, qReturnArg(pixel),
            QGeoCoordinate(point.latitude, point.longitude), false));
        return pixel.toPoint();
    }
    QImage grab() const { return m_surface->grabFramebuffer(); }
    bool isInView(GeoPoint point) const { return m_surface->rect().adjusted(8, 8, -8, -8).contains(pixel(point)); }

private:
    QQuickItem *map() const { return m_surface->rootObject()->property("map").value<QQuickItem *>(); }
    QQuickWidget *m_surface;
};

/// One program's ends: a person's platform and a map on the schematic ground.
struct Desk {
    Desk(test::TestServer &server, const test::TestPerson &person, const QString &program, Platform::UnsentWork unsent)
        : platform(Platform::open(server.profileOf(person), program, clock, unsent, folder.path()).value()),
          relay(geodata::TileRelay::start(geodata::schematicGround()).value()), map(new map::MapView(*relay))
    {
    }
    QTemporaryDir folder;
    SystemClock clock;
    std::unique_ptr<Platform> platform;
    std::unique_ptr<geodata::TileRelay> relay;
    map::MapView *map; ///< the window's
};

struct NoQuestions final : widgets::Questions {
    void ask(QWidget *, const widgets::Question &, std::function<void(bool)>) override
    {
        FAIL("nobody was to be asked");
    }
    void tell(QWidget *, const QString &, const QString &text) override { FAIL(text.toStdString()); }
    void chooseFile(QWidget *, const QString &, const QString &, std::function<void(const QString &)>) override { }
};

struct Cortege : Desk {
    explicit Cortege(test::TestServer &server)
        : Desk(server, server.person(u"Agent Un"_s, Role::Entry), u"cortege/test"_s, Platform::UnsentWork::Kept)
    {
        window.resize(1366, 768);
        window.show();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
        platform->start();
    }
    void type(const char *field, const QString &text)
    {
        auto *box = window.findChild<QWidget *>(QLatin1StringView(field));
        REQUIRE(box);
        auto *edit = qobject_cast<QLineEdit *>(box);
        if (!edit)
            edit = box->findChild<QLineEdit *>();
        REQUIRE(edit);
        QTest::mouseClick(edit, Qt::LeftButton);
        QTest::keyClicks(edit, text);
    }
    QString state() const { return window.findChild<QLabel *>(u"stateLine"_s)->text(); }

    presentation::CortegeController controller { *platform, clock };
    NoQuestions questions;
    widgets::CortegeWindow window { controller, clock, map, map->port(), questions };
};

struct Console : Desk {
    explicit Console(test::TestServer &server)
        : Desk(server, server.person(u"Analyste Deux"_s, Role::Analyst), u"cortege-console/test"_s,
              Platform::UnsentWork::None)
    {
        controller.setMap(map->port());
        window.resize(1366, 768);
        window.show();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
        platform->start();
    }
    presentation::ConsoleController controller { *platform, clock };
    widgets::ConsoleWindow window { controller, map };
};

void keep(QWidget &window, const QString &name) { window.grab().save(test::outputPath(name)); }

int distance(QColor a, QColor b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

} // namespace

TEST_CASE("an event typed and drawn in Cortège is on the console's list and map")
{
    widgets::installLanguage(*qApp, u"fr"_s);
    widgets::installLook(*qApp);
    test::TestServer server;
    server.start();
    Console console(server);
    Cortege cortege(server);
    REQUIRE(comes([&] { return cortege.platform->link() == client::Link::Online; }));
    REQUIRE(comes([&] { return console.platform->link() == client::Link::Online; }));

    // typed
    cortege.window.findChild<QAction *>(u"create-manifestationDeambulatoire"_s)->trigger();
    cortege.type("field-objet", u"Marche pour le climat"_s);
    const QDateTime begins = toParis(SystemClock().now()).addSecs(-600);
    const QDateTime ends = begins.addSecs(qint64 { 4 } * 3600);
    for (const auto &[field, time] : { std::pair { "field-debut", begins }, { "field-fin", ends } }) {
        auto *box = cortege.window.findChild<QWidget *>(QLatin1StringView(field));
        QTest::keyClicks(box->findChild<QLineEdit *>(u"date"_s), time.toString(u"dd/MM/yyyy"_s));
        QTest::keyClicks(box->findChild<QLineEdit *>(u"time"_s), time.toString(u"HH:mm"_s));
    }
    cortege.type("field-personnesAttendues", u"3000"_s);

    // drawn
    const Picture drawing(cortege.window);
    cortege.window.findChild<QAction *>(u"draw"_s)->trigger();
    const QPoint middle = drawing.surface()->rect().center();
    for (const QPoint step : { QPoint(-80, -40), QPoint(10, -10), QPoint(60, 70) })
        QTest::mouseClick(drawing.surface(), Qt::LeftButton, {}, middle + step);
    QTest::keyClick(drawing.surface(), Qt::Key_Return);
    const std::vector<GeoPoint> drawn = cortege.controller.form().shape().points();
    REQUIRE(drawn.size() == 3);

    // saved
    const EventId event = cortege.controller.openEvent().value();
    cortege.window.activateWindow(); // shortcuts belong to the active window
    REQUIRE(QTest::qWaitForWindowActive(&cortege.window));
    QTest::keyClick(&cortege.window, Qt::Key_S, Qt::ControlModifier);
    const bool received = comes([&] { return cortege.state().startsWith(u"Reçue par la plateforme à "_s); });
    keep(cortege.window, u"path-cortege.png"_s);
    INFO(cortege.state().toStdString());
    REQUIRE(received);

    // seen
    REQUIRE(comes([&] { return console.controller.version(event) != nullptr; }));
    const EventVersion &arrived = *console.controller.version(event);
    CHECK(arrived.record.subject == u"Marche pour le climat"_s);
    CHECK(peopleOf(arrived.record)->expected == 3000);
    CHECK(arrived.record == cortege.platform->replica().find(event)->record);
    CHECK(std::get<MovingDemonstration>(arrived.record.particulars).route == drawn);
    REQUIRE(comes([&] { return console.controller.events().find(event) != nullptr; }));
    auto *list = console.window.findChild<QAbstractItemView *>(u"eventList"_s);
    REQUIRE(list);
    CHECK(comes([&] { return list->model()->rowCount() == 1; }));

    const Picture seen(console.window);
    console.controller.setLayerVisible(presentation::MapLayer::Labels, false);
    console.controller.setLayerVisible(presentation::MapLayer::Density, false);
    console.controller.reveal(event);
    REQUIRE(comes([&] { return std::ranges::all_of(drawn, [&](GeoPoint point) { return seen.isInView(point); }); }));
    const QColor colour = widgets::colourOf(EventKind::MovingDemonstration);
    const auto onTheLine = [&] { // arrows and markers may hide some places, not most
        const QImage picture = seen.grab();
        int hits = 0;
        int places = 0;
        for (size_t leg = 0; leg + 1 < drawn.size(); ++leg) {
            for (const double share : { 0.2, 0.35, 0.5, 0.65, 0.8 }) {
                const GeoPoint place { std::lerp(drawn[leg].longitude, drawn[leg + 1].longitude, share),
                    std::lerp(drawn[leg].latitude, drawn[leg + 1].latitude, share) };
                ++places;
                hits += distance(picture.pixelColor(seen.pixel(place)), colour) < 60 ? 1 : 0;
            }
        }
        return hits * 2 > places;
    };
    CHECK(comes(onTheLine));
    console.controller.select({}); // what is selected stays in sight
    console.controller.setLayerVisible(presentation::MapLayer::Demonstrations, false);
    CHECK(comes([&] { return !onTheLine(); })); // else the colour was the ground's
    console.controller.setLayerVisible(presentation::MapLayer::Demonstrations, true);
    console.controller.setLayerVisible(presentation::MapLayer::Density, true);
    CHECK(comes(onTheLine));
    keep(console.window, u"path-console.png"_s);
}
