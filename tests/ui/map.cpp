#include <geodata/tilerelay.h>
#include <map/mapview.h>
#include <presentation/densitypalette.h>
#include <presentation/shapemodel.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkProxyFactory>
#include <QtPositioning/QGeoCoordinate>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGRendererInterface>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <support/uimain.h>

#include <mutex>

using namespace cortege;
using namespace presentation;
using namespace std::chrono_literals;

namespace
{

const QColor kGroundColour(0xe6, 0xe9, 0xe2);
constexpr GeoPoint kCentre { 5.3700, 43.2965 };
const UtcTime kNoon { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 28 } + 12h };

/// One colour everywhere: whatever else is seen was drawn by the layers.
class PlainGround final : public geodata::TileSource
{
public:
    Result<QByteArray> tile(geodata::TileKey) override
    {
        QImage image(256, 256, QImage::Format_RGB32);
        image.fill(kGroundColour);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        image.save(&buffer, "PNG");
        return bytes;
    }
    int minimumZoom() const override { return 0; }
    int maximumZoom() const override { return 19; }
    std::optional<GeoBox> extent() const override { return GeoBox { { 5.35, 43.285 }, { 5.39, 43.308 } }; }
    QString attribution() const override { return QStringLiteral("Fond uni"); }
};

bool close(const QColor &a, const QColor &b, int slack = 12)
{
    return std::abs(a.red() - b.red()) <= slack && std::abs(a.green() - b.green()) <= slack
        && std::abs(a.blue() - b.blue()) <= slack;
}

/// A map in a window between two fields, as in the programs.
class Desk
{
public:
    Desk()
    {
        map::keepRequestsLocal();
        m_relay = geodata::TileRelay::start(std::make_unique<PlainGround>()).value();
        auto *layout = new QVBoxLayout(&window);
        before = new QLineEdit;
        view = new map::MapView(*m_relay);
        after = new QLineEdit;
        layout->addWidget(before);
        layout->addWidget(view, 1);
        layout->addWidget(after);
        window.resize(900, 700);
        window.show();
        REQUIRE(QTest::qWaitForWindowExposed(&window));
        window.activateWindow();
        surface = view->findChild<QQuickWidget *>();
        REQUIRE(surface);
        REQUIRE(QTest::qWaitFor([this] { return close(colourAt({ 5, 200 }), kGroundColour); }, 20'000));
    }

    MapPort &port() { return view->port(); }
    QQuickItem *mapItem() { return surface->rootObject()->property("map").value<QQuickItem *>(); }
    bool accelerated() const
    {
        return surface->quickWindow()->rendererInterface()->graphicsApi() != QSGRendererInterface::Software;
    }

    /// By Qt Location's own projection, so that ours is measured against it.
    QPointF exactPixel(GeoPoint point)
    {
        QPointF pixel;
        const bool called = QMetaObject::invokeMethod(mapItem(), "fromCoordinate", Qt::DirectConnection,
            qReturnArg(pixel), QGeoCoordinate(point.latitude, point.longitude), false);
        REQUIRE(called);
        return pixel;
    }
    QPoint pixel(GeoPoint point) { return exactPixel(point).toPoint(); }
    GeoPoint place(QPointF pixel)
    {
        QGeoCoordinate coordinate;
        const bool called = QMetaObject::invokeMethod(
            mapItem(), "toCoordinate", Qt::DirectConnection, qReturnArg(coordinate), pixel, false);
        REQUIRE(called);
        return { coordinate.longitude(), coordinate.latitude() };
    }
    double zoom() { return mapItem()->property("zoomLevel").toDouble(); }

    QImage picture() { return surface->grabFramebuffer(); }
    QColor colourAt(QPoint at) { return picture().pixelColor(at * surface->devicePixelRatio()); }

    void click(QPoint at, Qt::MouseButton button = Qt::LeftButton) { QTest::mouseClick(surface, button, {}, at); }
    void doubleClick(QPoint at)
    {
        QTest::mouseClick(surface, Qt::LeftButton, {}, at);
        QTest::mouseDClick(surface, Qt::LeftButton, {}, at);
    }
    void press(QPoint at) { QTest::mousePress(surface, Qt::LeftButton, {}, at); }
    void moveTo(QPoint at) { QTest::mouseMove(surface, at); }
    void release(QPoint at) { QTest::mouseRelease(surface, Qt::LeftButton, {}, at); }
    void drag(QPoint from, QPoint to)
    {
        press(from);
        for (int step = 1; step <= 8; ++step)
            moveTo(from + (to - from) * step / 8);
        release(to);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(surface, key, modifiers); }
    void wheel(QPoint at, int eighths)
    {
        QWheelEvent event(
            at, surface->mapToGlobal(at), {}, { 0, eighths }, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(surface, &event);
    }
    /// The picture for people, with buttons and texts.
    void save(const QString &name)
    {
        QDir().mkpath(QStringLiteral(CORTEGE_OUTPUT_DIR));
        window.grab().save(QStringLiteral(CORTEGE_OUTPUT_DIR "/") + name);
    }

    QWidget window;
    QLineEdit *before = nullptr;
    map::MapView *view = nullptr;
    QLineEdit *after = nullptr;
    QQuickWidget *surface = nullptr;

private:
    std::unique_ptr<geodata::TileRelay> m_relay;
};

MapEvent event(EventKind kind, const QString &subject)
{
    return { EventId::make(), kind, EventState::Active, subject, kNoon, kNoon + 2h, {}, {}, {} };
}
MapEvents events(std::vector<MapEvent> all) { return std::make_shared<std::vector<MapEvent>>(std::move(all)); }

MapEvent march()
{
    auto event = ::event(EventKind::MovingDemonstration, QStringLiteral("Marche pour le climat"));
    event.route = { { 5.3620, 43.2990 }, { 5.3700, 43.2990 }, { 5.3780, 43.3000 } };
    return event;
}
MapEvent rally()
{
    auto event = ::event(EventKind::StaticDemonstration, QStringLiteral("Rassemblement"));
    event.footprint = { { 5.3650, 43.2900 }, { 5.3710, 43.2900 }, { 5.3710, 43.2935 }, { 5.3650, 43.2935 } };
    return event;
}
MapEvent visit()
{
    auto event = ::event(EventKind::OfficialVisit, QStringLiteral("Visite du ministre"));
    event.places = { { 5.3800, 43.2930 } };
    return event;
}

struct Drawing {
    QUndoStack undo;
    ShapeModel shape { undo };
};

[[maybe_unused]] bool near(GeoPoint a, GeoPoint b, double metres = 0.05) { return distanceMetres(a, b) < metres; }

} // namespace

TEST_CASE("routes, footprints and markers are drawn where Qt Location says they are")
{
    Desk desk;
    if (!qEnvironmentVariableIsEmpty("DISPLAY")) // where a display is, the layers must not have fallen back
        CHECK(desk.surface->quickWindow()->rendererInterface()->graphicsApi() == QSGRendererInterface::OpenGL);
    desk.port().setLayerVisible(MapLayer::Labels, false);
    desk.port().setEvents(events({ march(), rally(), visit() }));
    const QColor route(0xc4421a);
    const auto between = [](GeoPoint a, GeoPoint b, double t) {
        return GeoPoint { std::lerp(a.longitude, b.longitude, t), std::lerp(a.latitude, b.latitude, t) };
    };
    const auto line = march().route;
    CHECK(QTest::qWaitFor([&] { // an arrow may hide one place, not three
        int hits = 0;
        for (const double t : { 0.3, 0.42, 0.61 })
            hits += close(desk.colourAt(desk.pixel(between(line[0], line[1], t))), route) ? 1 : 0;
        return hits >= 2;
    }));
    const QColor inside = desk.colourAt(desk.pixel({ 5.3655, 43.2903 }));
    CHECK_FALSE(close(inside, kGroundColour, 4));
    CHECK(inside.blue() < kGroundColour.blue()); // a veil of ochre
    CHECK(close(desk.colourAt(desk.pixel({ 5.3800, 43.2930 })), QColor(0x7a3fb0)));
    CHECK(close(desk.colourAt(desk.pixel({ 5.3600, 43.2950 })), kGroundColour));
    desk.port().setLayerVisible(MapLayer::Labels, true);
    desk.save(QStringLiteral("map-events.png"));
}
