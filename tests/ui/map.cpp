#include <geodata/tilerelay.h>
#include <map/mapview.h>
#include <presentation/densitypalette.h>
#include <presentation/shapemodel.h>
#include <widgets/groundstart.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QBuffer>
#include <QtCore/QByteArrayList>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkProxyFactory>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtPositioning/QGeoCoordinate>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGRendererInterface>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <support/places.h>
#include <support/sqlitefile.h>
#include <support/uimain.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <functional>
#include <mutex>

using namespace cortege;
using namespace presentation;
using namespace std::chrono_literals;

namespace
{

const QColor kGroundColour(0xd8, 0xe0, 0xd0);
constexpr GeoPoint kCentre { 5.3700, 43.2965 };
const UtcTime kNoon { std::chrono::sys_days { std::chrono::year { 2026 } / 11 / 28 } + 12h };

QByteArray tileOf(const QColor &colour)
{
    QImage image(256, 256, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

/// One colour everywhere: whatever else is seen was drawn by the layers.
class PlainGround final : public geodata::TileSource
{
public:
    Result<QByteArray> tile(geodata::TileKey) override { return tileOf(kGroundColour); }
    int minimumZoom() const override { return 0; }
    int maximumZoom() const override { return 19; }
    std::optional<GeoBox> extent() const override { return GeoBox { { 5.35, 43.285 }, { 5.39, 43.308 } }; }
    QString attribution() const override { return QStringLiteral("Fond uni"); }
};

/// Requests that leave this machine are remembered, and refused.
class Watch final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const std::scoped_lock lock(s_mutex); // Qt Network asks from threads of its own
        const QHostAddress address(query.peerHostName());
        if (!address.isLoopback())
            ++s_foreign;
        return { QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 9) };
    }
    static inline std::mutex s_mutex;
    static inline int s_foreign = 0;
};

/// The watch is kept as long as this lives.
struct Watched {
    Watched()
    {
        Watch::s_foreign = 0;
        QNetworkProxyFactory::setApplicationProxyFactory(new Watch);
    }
    ~Watched() { map::keepRequestsLocal(); }
    Q_DISABLE_COPY_MOVE(Watched)
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
    explicit Desk(std::unique_ptr<geodata::TileSource> ground = nullptr)
    {
        const bool plain = !ground;
        if (plain)
            ground = std::make_unique<PlainGround>();
        m_relay = geodata::TileRelay::start(std::move(ground)).value();
        build();
        if (plain) {
            const auto empty = mapItem()->property("color").value<QColor>();
            REQUIRE(QTest::qWaitFor([&] { return !close(colourAt({ 5, 200 }), empty, 3); }, 20'000));
        }
    }
    explicit Desk(std::unique_ptr<geodata::TileRelay> relay) : m_relay(std::move(relay)) { build(); }

    MapPort &port() { return view->port(); }
    QQuickItem *mapItem() { return surface->rootObject()->property("map").value<QQuickItem *>(); }
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

    QImage picture()
    {
        QCoreApplication::processEvents();
        return surface->grabFramebuffer();
    }
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
    void save(const QString &name) { window.grab().save(test::outputPath(name)); }

    QWidget window;
    QLineEdit *before = nullptr;
    map::MapView *view = nullptr;
    QLineEdit *after = nullptr;
    QQuickWidget *surface = nullptr;

private:
    void build()
    {
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
    }

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

bool near(GeoPoint a, GeoPoint b, double metres = 0.05) { return distanceMetres(a, b) < metres; }

/// What a figure was when a widget was painted for the first time.
class FirstPaint final : public QObject
{
public:
    FirstPaint(QWidget &widget, std::function<qsizetype()> figure) : m_figure(std::move(figure))
    {
        widget.installEventFilter(this);
    }
    std::optional<qsizetype> seen;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !seen)
            seen = m_figure();
        return false;
    }

private:
    std::function<qsizetype()> m_figure;
};

/// Nearer, farther, and aside all the while.
void wander(Desk &desk)
{
    for (int step = 0; step < 12; ++step) {
        desk.wheel({ 300, 300 }, step < 6 ? 120 : -240);
        desk.drag({ 300, 300 }, { 500, 420 });
    }
}

/// Four tiles around a corner that they share, in Marseille, each in its colour: one that is taken for another shows.
struct Quarter {
    int x = 0;
    int y = 0; ///< from the north
    QColor colour;
    GeoPoint inside;
};
constexpr int kQuarterZoom = 13;
constexpr GeoBox kQuarterBox { { 5.35, 43.285 }, { 5.39, 43.308 } };
const std::array kQuarters {
    Quarter { 4217, 3000, QColor(0xc0, 0x30, 0x30), { 5.356, 43.300 } },
    Quarter { 4218, 3000, QColor(0x30, 0xc0, 0x30), { 5.375, 43.300 } },
    Quarter { 4217, 3001, QColor(0x30, 0x30, 0xc0), { 5.356, 43.289 } },
    Quarter { 4218, 3001, QColor(0xc0, 0xc0, 0x30), { 5.375, 43.289 } },
};

bool showsQuarters(Desk &desk)
{
    desk.port().show(kQuarterBox);
    return QTest::qWaitFor(
        [&] {
            return std::ranges::all_of(kQuarters, [&](const Quarter &quarter) {
                return close(desk.colourAt(desk.pixel(quarter.inside)), quarter.colour);
            });
        },
        20'000);
}

QString quartersAsMbtiles(const QTemporaryDir &folder)
{
    QByteArray sql = "CREATE TABLE metadata (name text, value text);"
                     "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"
                     "INSERT INTO metadata VALUES ('format', 'png'), ('attribution', 'Ville de Marseille'),"
                     "('bounds', '5.35,43.285,5.39,43.308');";
    for (const Quarter &quarter : kQuarters) {
        const int fromSouth = (1 << kQuarterZoom) - 1 - quarter.y;
        sql += "INSERT INTO tiles VALUES (" + QByteArray::number(kQuarterZoom) + ',' + QByteArray::number(quarter.x)
            + ',' + QByteArray::number(fromSouth) + ", x'" + tileOf(quarter.colour).toHex() + "');";
    }
    const QString file = folder.filePath(QStringLiteral("quarters.mbtiles"));
    test::changeSqlite(file, sql);
    return file;
}

/// The quarters from a tile server, in parts too where one looks closer, and the plain ground around them.
class TileServer final : public QTcpServer
{
public:
    TileServer()
    {
        REQUIRE(listen(QHostAddress::LocalHost, 0));
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }
    QString address() const { return QStringLiteral("http://127.0.0.1:%1/plan/{z}/{x}/{y}.png").arg(serverPort()); }

    QByteArrayList asked; ///< paths

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray path = socket->readAll().split(' ').value(1);
        asked.append(path);
        const QByteArrayList parts = path.split('/'); // of "/plan/13/4217/3000.png"
        const int closer = parts.value(2).toInt() - kQuarterZoom;
        const int x = parts.value(3).toInt();
        const int y = parts.value(4).split('.').value(0).toInt();
        const auto quarter = std::ranges::find_if(kQuarters,
            [&](const Quarter &each) { return closer >= 0 && each.x == (x >> closer) && each.y == (y >> closer); });
        const QByteArray body = tileOf(quarter == kQuarters.end() ? kGroundColour : quarter->colour);
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
};

/// As the programs start it.
std::unique_ptr<geodata::TileRelay> groundOf(const QString &tiles, const QString &attribution = {})
{
    widgets::StartOptions options;
    options.tiles = tiles;
    options.tilesAttribution = attribution;
    auto ground = widgets::startGround(options);
    REQUIRE(ground);
    INFO((ground->trouble ? ground->trouble->detail.toStdString() : std::string()));
    REQUIRE_FALSE(ground->trouble);
    return std::move(ground->relay);
}

bool says(const Desk &desk, const QString &text)
{
    const auto labels = desk.view->findChildren<QLabel *>();
    return std::ranges::any_of(
        labels, [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
}

} // namespace

TEST_CASE("routes, footprints and markers are drawn where Qt Location says they are")
{
    Desk desk;
    if (QGuiApplication::platformName() == QStringLiteral("xcb") && qEnvironmentVariableIsEmpty("QT_QUICK_BACKEND"))
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
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(desk.pixel({ 5.3800, 43.2930 })), QColor(0x7a3fb0)); }));
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(desk.pixel({ 5.3600, 43.2950 })), kGroundColour); }));
    desk.port().setLayerVisible(MapLayer::Labels, true);
    desk.save(QStringLiteral("map-events.png"));
}

TEST_CASE("no request leaves the machine, from the first moment of a map on")
{
    const Watched watched;
    {
        Desk desk;
        wander(desk);
        QTest::qWait(300); // a fetcher that lies in wait would show itself; a longer wait could only find more
    }
    CHECK(Watch::s_foreign == 0);
    QNetworkAccessManager manager; // the watch does see what leaves
    const std::unique_ptr<QNetworkReply> reply(
        manager.get(QNetworkRequest(QUrl(QStringLiteral("http://tile.example/1/0/0.png")))));
    CHECK(QTest::qWaitFor([&] { return reply->isFinished(); }));
    CHECK(Watch::s_foreign > 0);
}

TEST_CASE("a ground from an MBTiles file lies where its tiles do, and no request leaves the machine")
{
    const Watched watched;
    const QTemporaryDir folder;
    {
        Desk desk(groundOf(quartersAsMbtiles(folder)));
        CHECK(showsQuarters(desk));
        CHECK(says(desk, QStringLiteral("Ville de Marseille")));
        desk.save(QStringLiteral("map-mbtiles.png"));
        wander(desk);
        CHECK(showsQuarters(desk));
    }
    CHECK(Watch::s_foreign == 0);
}

TEST_CASE("a ground from a tile server lies where its tiles do, and no request goes to another place")
{
    const Watched watched;
    TileServer server;
    {
        Desk desk(groundOf(server.address(), QStringLiteral("© Essai")));
        CHECK(showsQuarters(desk));
        CHECK(says(desk, QStringLiteral("© Essai")));
        desk.save(QStringLiteral("map-tile-server.png"));
        wander(desk);
        CHECK(showsQuarters(desk));
    }
    CHECK(std::ranges::all_of(server.asked, [](const QByteArray &path) { return path.startsWith("/plan/"); }));
    CHECK(Watch::s_foreign == 0); // Qt Location's: the relay's own fetcher asks its own factory
}

TEST_CASE("a ground that cannot be opened is told, and the schematic one stands in for it")
{
    for (const QString &tiles :
        { QStringLiteral("/nowhere/at/all.mbtiles"), QStringLiteral("https://tiles.prefecture.example/{z}/{x}.png") }) {
        widgets::StartOptions options;
        options.tiles = tiles;
        options.tilesAttribution = QStringLiteral("© Essai");
        const auto ground = widgets::startGround(options);
        REQUIRE(ground);
        REQUIRE(ground->trouble);
        CHECK(ground->trouble->detail.contains(tiles));
        CHECK(ground->relay->attribution() == geodata::schematicGround()->attribution());
    }
}

TEST_CASE("events outside the time window are faint, or are not there")
{
    Desk desk;
    desk.port().setLayerVisible(MapLayer::Labels, false);
    desk.port().setEvents(events({ visit() }));
    const QPoint at = desk.pixel(visit().places.front());
    const QColor colour(0x7a3fb0);
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(at), colour); }));
    desk.port().setTimeWindow(UtcInterval { kNoon + 3h, kNoon + 4h });
    CHECK(QTest::qWaitFor([&] { return !close(desk.colourAt(at), colour); }));
    CHECK_FALSE(close(desk.colourAt(at), kGroundColour));
    desk.port().setHideOutside(true);
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(at), kGroundColour); }));
    desk.port().setTimeWindow(UtcInterval { kNoon + 1h, kNoon + 4h });
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(at), colour); }));
    desk.port().setLayerVisible(MapLayer::Visits, false);
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(at), kGroundColour); }));
}

TEST_CASE("the density is where its mesh lies, in the colours of the legend")
{
    Desk desk;
    DensityField field;
    field.columns = field.rows = 64;
    field.maximum = 2;
    field.values.assign(size_t { 64 } * 64, 0);
    for (int row = 0; row < 64; ++row)
        for (int column = 32; column < 64; ++column)
            field.values[static_cast<size_t>(row * 64 + column)] = 2; // the eastern half
    field.mesh = { { 5.36, 43.305 }, { 5.38, 43.305 }, { 5.36, 43.290 }, { 5.38, 43.290 } };
    desk.port().setDensity(std::make_shared<DensityField>(field));
    const QColor top = densityColour(1);
    const auto blended = [&](double over, double under) {
        return static_cast<int>(std::lround(over * top.alphaF() + under * (1 - top.alphaF())));
    };
    const QColor expected(blended(top.red(), kGroundColour.red()), blended(top.green(), kGroundColour.green()),
        blended(top.blue(), kGroundColour.blue()));
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(desk.pixel({ 5.375, 43.297 })), expected, 6); }));
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(desk.pixel({ 5.365, 43.297 })), kGroundColour, 3); }));
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(desk.pixel({ 5.3795, 43.2905 })), expected, 6); }));
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(desk.pixel({ 5.3805, 43.2905 })), kGroundColour, 3); }));
    desk.port().setLayerVisible(MapLayer::Density, false);
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(desk.pixel({ 5.375, 43.297 })), kGroundColour, 3); }));
    desk.port().setLayerVisible(MapLayer::Density, true);
    desk.port().setDensity(nullptr);
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(desk.pixel({ 5.375, 43.297 })), kGroundColour, 3); }));
}

TEST_CASE("a difference is blue where there is less, orange where there is more, and nothing between")
{
    Desk desk;
    DensityField field;
    field.columns = field.rows = 64;
    field.maximum = 2;
    field.isDifference = true;
    for (int row = 0; row < 64; ++row)
        for (int column = 0; column < 64; ++column)
            field.values.push_back(column < 21 ? -2.F : column < 43 ? 0.F : 2.F);
    field.mesh = { { 5.36, 43.305 }, { 5.38, 43.305 }, { 5.36, 43.290 }, { 5.38, 43.290 } };
    desk.port().setDensity(std::make_shared<DensityField>(field));
    const auto at = [&](double longitude) { return desk.colourAt(desk.pixel({ longitude, 43.297 })); };
    CHECK(QTest::qWaitFor([&] { return at(5.363).blue() > at(5.363).red() + 60; }));
    CHECK(QTest::qWaitFor([&] { return at(5.377).red() > at(5.377).blue() + 60; }));
    CHECK(close(at(5.370), kGroundColour, 4));
}

TEST_CASE("what an analysis lays over the map is seen, found by a click and hidden with its layer")
{
    Desk desk;
    MapFigure zone;
    zone.role = MapFigure::Role::Zone;
    zone.outlines = { { { 5.362, 43.292 }, { 5.368, 43.292 }, { 5.368, 43.298 }, { 5.362, 43.298 } } };
    zone.place = GeoPoint { 5.365, 43.295 };
    zone.number = 1;
    MapFigure column;
    column.role = MapFigure::Role::Column;
    column.lines = { { { 5.370, 43.300 }, { 5.378, 43.300 } } };
    const auto figures = [](const MapFigure &figure) { return std::make_shared<std::vector<MapFigure>>(1, figure); };
    const QImage empty = desk.picture();
    desk.port().setFigures(MapLayer::Zones, figures(zone));
    desk.port().setFigures(MapLayer::Columns, figures(column));
    const auto changedAt = [&](GeoPoint place) {
        const QPoint pixel = desk.pixel(place);
        return QTest::qWaitFor([&] { return !close(desk.colourAt(pixel), empty.pixelColor(pixel)); });
    };
    CHECK(changedAt({ 5.365, 43.298 })); // the outline
    CHECK(changedAt({ 5.365, 43.295 })); // its letter
    CHECK(changedAt({ 5.374, 43.300 }));

    QSignalSpy clicked(&desk.port(), &MapPort::figureClicked);
    desk.click(desk.pixel({ 5.3635, 43.2935 })); // inside
    REQUIRE(clicked.count() == 1);
    CHECK(clicked.front().at(0).value<MapLayer>() == MapLayer::Zones);
    CHECK(clicked.front().at(1).toInt() == 0);
    desk.port().setLayerVisible(MapLayer::Zones, false);
    const QPoint outline = desk.pixel({ 5.365, 43.298 });
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(outline), kGroundColour); }));
    desk.click(desk.pixel({ 5.3635, 43.2935 }));
    CHECK(clicked.count() == 1);
}

TEST_CASE("where the people of a march are is seen on its route, also while it is the chosen one")
{
    Desk desk;
    const MapEvent chosen = march();
    desk.port().setEvents(events({ chosen }));
    desk.port().setSelected(chosen.id);
    const auto &route = chosen.route;
    REQUIRE(route.size() >= 2);
    const GeoPoint middle { (route[0].longitude + route[1].longitude) / 2,
        (route[0].latitude + route[1].latitude) / 2 };
    const QPoint pixel = desk.pixel(middle);
    REQUIRE(QTest::qWaitFor([&] { return !close(desk.colourAt(pixel), kGroundColour); }));
    const QColor before = desk.colourAt(pixel);
    MapFigure column;
    column.role = MapFigure::Role::Column;
    column.lines = { { route[0], route[1] } };
    desk.port().setFigures(MapLayer::Columns, std::make_shared<std::vector<MapFigure>>(1, column));
    CHECK(QTest::qWaitFor([&] { return !close(desk.colourAt(pixel), before); }));
}

TEST_CASE("a click tells the event under it, or the empty place")
{
    Desk desk;
    desk.port().setEvents(events({ march(), rally(), visit() }));
    QSignalSpy clicked(&desk.port(), &MapPort::eventClicked);
    QSignalSpy empty(&desk.port(), &MapPort::emptyPlaceClicked);
    const auto all = std::vector { march(), rally(), visit() };
    desk.click(desk.pixel({ 5.3800, 43.2930 }) + QPoint(4, 3));
    desk.click(desk.pixel({ 5.3660, 43.2990 }) + QPoint(0, 5));
    desk.click(desk.pixel({ 5.3655, 43.2905 }));
    REQUIRE(clicked.count() == 3);
    CHECK(empty.isEmpty());
    const QPoint nowhere = desk.pixel({ 5.3600, 43.2950 });
    const GeoPoint expected = desk.place(nowhere);
    desk.click(nowhere);
    REQUIRE(empty.count() == 1);
    CHECK(near(empty.front().front().value<GeoPoint>(), expected));
    CHECK(clicked.count() == 3);
}

TEST_CASE("several events with one name are named each, again and again")
{
    Desk desk;
    auto other = visit();
    other.places = { { 5.3650, 43.2930 } };
    desk.port().setEvents(events({ visit(), other }));
    const auto named = [&](GeoPoint place) {
        const QImage picture = desk.picture();
        const QRect area(desk.pixel(place) + QPoint(18, -6), QSize(60, 12));
        for (int y = area.top(); y < area.bottom(); ++y)
            for (int x = area.left(); x < area.right(); ++x)
                if (picture.pixelColor(x, y).lightness() < 80)
                    return true;
        return false;
    };
    REQUIRE(desk.zoom() > 14.4);
    CHECK(QTest::qWaitFor([&] { return named(visit().places.front()) && named(other.places.front()); }));
    for (int step = 0; step < 5; ++step) { // names are made anew in each frame
        desk.drag({ 300, 200 }, { 310, 205 });
        CHECK(named(visit().places.front()));
        CHECK(named(other.places.front()));
    }
    desk.port().setLayerVisible(MapLayer::Labels, false);
    CHECK_FALSE(named(visit().places.front()));
}

TEST_CASE("a name that the edge of the map would cut stands on the other side of its marker")
{
    Desk desk;
    auto atTheEdge = visit();
    const QPoint marker(desk.surface->width() - 30, 260);
    atTheEdge.places = { desk.place(marker) };
    desk.port().setEvents(events({ atTheEdge }));
    const auto letters = [&](int from, int to) {
        const QImage picture = desk.picture();
        int dark = 0;
        for (int y = marker.y() - 8; y < marker.y() + 8; ++y)
            for (int x = from; x < to; ++x)
                dark += picture.pixelColor(x, y).lightness() < 80 ? 1 : 0;
        return dark;
    };
    REQUIRE(desk.zoom() > 14.4);
    CHECK(QTest::qWaitFor([&] { return letters(marker.x() - 80, marker.x() - 18) > 20; }));
    CHECK(letters(marker.x() + 15, desk.surface->width()) == 0);
}

TEST_CASE("the chosen event stands out, whatever the time")
{
    Desk desk;
    const auto all = events({ march(), rally(), visit() });
    desk.port().setEvents(all);
    desk.port().setLayerVisible(MapLayer::Labels, false);
    const GeoPoint beside = all->front().route[1]; // on the line; the halo lies beside it
    const QPoint halo = desk.pixel(beside) + QPoint(-30, 8);
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(halo), kGroundColour); }));
    desk.port().setSelected(all->front().id);
    CHECK(desk.colourAt(halo).lightness() < 90);
    desk.port().setTimeWindow(UtcInterval { kNoon + 3h, kNoon + 4h });
    desk.port().setHideOutside(true);
    CHECK(desk.colourAt(halo).lightness() < 90);
    desk.port().setSelected(std::nullopt);
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(halo), kGroundColour); }));
}

TEST_CASE("what is near stands between double lines, and the chosen event between single ones")
{
    Desk desk;
    const auto all = events({ march(), visit() });
    desk.port().setEvents(all);
    desk.port().setLayerVisible(MapLayer::Labels, false);
    const QPoint beside = desk.pixel(all->front().route[1]) + QPoint(-31, 0);
    const QPoint marker = desk.pixel(all->front().route.front());
    // From the middle of the line or marker on, how often there comes a dark stripe: by its lightness alone.
    const auto stripes = [&](QPoint from, QPoint direction, int first) {
        const QImage picture = desk.picture();
        int count = 0;
        bool inside = false;
        for (int step = first; step < 24; ++step) {
            const bool dark = picture.pixelColor(from + step * direction).lightness() < 150;
            count += dark && !inside ? 1 : 0;
            inside = dark;
        }
        return count;
    };
    const auto besideRoute = [&] { return stripes(beside, { 0, 1 }, 6); };
    const auto besideMarker = [&] { return stripes(marker, { 0, -1 }, 14); };
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt(beside + QPoint(0, 20)), kGroundColour); }));
    CHECK(besideRoute() == 0);
    desk.port().setNearby({ all->front().id, all->back().id });
    CHECK(QTest::qWaitFor([&] { return besideRoute() == 2; }));
    CHECK(besideMarker() == 2);
    desk.save(QStringLiteral("map-nearby.png"));
    desk.port().setNearby({});
    desk.port().setSelected(all->front().id);
    CHECK(QTest::qWaitFor([&] { return besideRoute() == 1; }));
    CHECK(besideMarker() == 1);
}

TEST_CASE("moving the map keeps the pressed place exactly under the pointer")
{
    Desk desk;
    for (const auto &[from, to] :
        { std::pair { QPoint(200, 200), QPoint(500, 431) }, { QPoint(700, 500), QPoint(13, 40) } }) {
        const GeoPoint pressed = desk.place(from);
        desk.drag(from, to);
        const QPointF found = desk.exactPixel(pressed);
        CHECK(std::abs(found.x() - to.x()) < 0.01);
        CHECK(std::abs(found.y() - to.y()) < 0.01);
    }
}

TEST_CASE("wheel, buttons, keys and double click zoom; the place under the pointer stays")
{
    Desk desk;
    const double before = desk.zoom();
    const QPoint pointer(250, 420);
    const GeoPoint place = desk.place(pointer);
    const auto settled
        = [&](double zoom) { return QTest::qWaitFor([&] { return std::abs(desk.zoom() - zoom) < 1e-6; }); };
    desk.wheel(pointer, 120);
    desk.wheel(pointer, 120);
    CHECK(settled(before + 1));
    CHECK(std::abs(desk.exactPixel(place).x() - pointer.x()) < 0.01);
    CHECK(std::abs(desk.exactPixel(place).y() - pointer.y()) < 0.01);
    desk.key(Qt::Key_Minus);
    CHECK(settled(before));
    for (auto *button : desk.view->findChildren<QToolButton *>())
        if (button->text() == QStringLiteral("+"))
            button->click();
    CHECK(settled(before + 1));
    desk.doubleClick({ 400, 300 });
    CHECK(settled(before + 2));
}

TEST_CASE("a box is shown whole, also when it is asked for before the window is")
{
    Desk desk;
    const GeoBox box { { 5.36, 43.29 }, { 5.37, 43.30 } };
    desk.port().show(box);
    const QRect seen = desk.surface->rect().adjusted(30, 30, -30, -30);
    CHECK(seen.contains(desk.pixel(box.southWest)));
    CHECK(seen.contains(desk.pixel(box.northEast)));
    desk.port().centreOn({ 5.40, 43.31 });
    CHECK((desk.pixel({ 5.40, 43.31 }) - desk.surface->rect().center()).manhattanLength() <= 2);
}

TEST_CASE("a map's window is painted before its scene is drawn, which follows by itself")
{
    const auto relay = geodata::TileRelay::start(std::make_unique<PlainGround>()).value();
    map::MapView view(*relay);
    view.resize(600, 400);
    auto *surface = view.findChild<QQuickWidget *>();
    REQUIRE(surface);
    const QSignalSpy drawings(surface->quickWindow(), &QQuickWindow::afterRendering);
    const FirstPaint first(*surface, [&] { return drawings.count(); });
    view.show();
    REQUIRE(QTest::qWaitFor([&] { return first.seen.has_value(); }));
    CHECK(*first.seen == 0);
    CHECK(QTest::qWaitFor(
        [&] { return close(surface->grabFramebuffer().pixelColor(5, 200), kGroundColour, 3); }, 20'000));
    CHECK(drawings.count() > 0);
}

TEST_CASE("a map that nobody has seen yet has its picture when it is asked for")
{
    const auto relay = geodata::TileRelay::start(std::make_unique<PlainGround>()).value();
    map::MapView view(*relay);
    view.resize(600, 400);
    view.show();
    const auto *surface = view.findChild<QQuickWidget *>();
    REQUIRE(surface);
    const QImage picture = view.port().picture();
    CHECK(picture.size() == surface->size() * surface->devicePixelRatio());
    const auto empty = surface->rootObject()->property("map").value<QQuickItem *>()->property("color").value<QColor>();
    const QColor seen = picture.pixelColor(picture.rect().center());
    CHECK((close(seen, empty, 3) || close(seen, kGroundColour, 3)));
}

TEST_CASE("a route is drawn by clicks and ended by a double click, without a vertex too many")
{
    Desk desk;
    Drawing drawing;
    drawing.shape.reset(ShapeModel::Kind::Route, {});
    QSignalSpy finished(&desk.port(), &MapPort::editingFinished);
    desk.port().edit(&drawing.shape);
    const std::vector<QPoint> clicks { { 200, 300 }, { 350, 320 }, { 500, 250 } };
    std::vector<GeoPoint> expected;
    expected.reserve(clicks.size());
    for (const QPoint &at : clicks)
        expected.push_back(desk.place(at));
    desk.click(clicks[0]);
    desk.click(clicks[1]);
    desk.moveTo({ 450, 290 });
    desk.save(QStringLiteral("map-drawing.png"));
    desk.doubleClick(clicks[2]);
    REQUIRE(drawing.shape.count() == 3);
    for (size_t i = 0; i < expected.size(); ++i)
        CHECK(near(drawing.shape.points()[i], expected[i]));
    CHECK(finished.count() == 1);
    CHECK(drawing.undo.count() == 3);
    desk.click({ 600, 400 });
    CHECK(drawing.shape.count() == 3);
    CHECK(close(desk.colourAt({ 275, 310 }), QColor(0xc4421a), 40)); // it stays shown
    desk.port().edit(nullptr);
    CHECK(QTest::qWaitFor([&] { return close(desk.colourAt({ 275, 310 }), kGroundColour); }));
}

TEST_CASE("moving the map while drawing adds no vertex")
{
    Desk desk;
    Drawing drawing;
    desk.port().edit(&drawing.shape);
    desk.click({ 200, 300 });
    const GeoPoint pressed = desk.place({ 400, 400 });
    desk.drag({ 400, 400 }, { 470, 360 });
    CHECK(drawing.shape.count() == 1);
    CHECK(std::abs(desk.exactPixel(pressed).x() - 470) < 0.01);
    desk.wheel({ 300, 300 }, 120);
    CHECK(drawing.shape.count() == 1);
}

TEST_CASE("a vertex follows the pointer in one step, and the map stays where it is")
{
    Desk desk;
    Drawing drawing;
    const QPoint vertex(400, 300);
    drawing.shape.reset(
        ShapeModel::Kind::Route, { desk.place({ 200, 300 }), desk.place(vertex), desk.place({ 600, 350 }) });
    desk.port().edit(&drawing.shape);
    const auto before = drawing.shape.points();
    const GeoPoint corner = desk.place({ 0, 0 });
    desk.drag(vertex + QPoint(3, -2), { 463, 178 });
    CHECK(near(drawing.shape.points()[1], desk.place({ 460, 180 }))); // gripped beside its middle, it does not jump
    CHECK(drawing.undo.count() == 1);
    CHECK(near(desk.place({ 0, 0 }), corner));
    drawing.undo.undo();
    CHECK(drawing.shape.points() == before);
    drawing.undo.redo();
    CHECK(near(drawing.shape.points()[1], desk.place({ 460, 180 })));
    drawing.undo.undo();

    desk.press(vertex);
    desk.moveTo({ 420, 350 });
    desk.moveTo({ 450, 400 });
    CHECK_FALSE(drawing.shape.points() == before);
    desk.key(Qt::Key_Escape);
    desk.release({ 450, 400 });
    CHECK(drawing.shape.points() == before);
    CHECK_FALSE(drawing.undo.canUndo());
    desk.click(vertex); // and the editing goes on
    desk.save(QStringLiteral("map-editing.png"));
    desk.drag(vertex, { 410, 310 });
    CHECK_FALSE(drawing.shape.points() == before);
}

TEST_CASE("a segment that is dragged gets a vertex, in one step")
{
    Desk desk;
    Drawing drawing;
    drawing.shape.reset(ShapeModel::Kind::Footprint,
        { desk.place({ 200, 200 }), desk.place({ 400, 200 }), desk.place({ 400, 400 }), desk.place({ 200, 400 }) });
    desk.port().edit(&drawing.shape);
    desk.drag({ 300, 201 }, { 310, 120 });
    REQUIRE(drawing.shape.count() == 5);
    CHECK(near(drawing.shape.points()[1], desk.place({ 310, 120 })));
    CHECK(drawing.undo.count() == 1);
    desk.drag({ 199, 300 }, { 150, 300 }); // the side that closes the outline
    REQUIRE(drawing.shape.count() == 6);
    CHECK(near(drawing.shape.points()[5], desk.place({ 150, 300 })));
    drawing.undo.undo();
    drawing.undo.undo();
    CHECK(drawing.shape.count() == 4);
}

TEST_CASE("vertices are deleted by Del, Backspace and the right button")
{
    Desk desk;
    Drawing drawing;
    LineString route;
    for (int i = 0; i < 6; ++i)
        route.push_back(desk.place(QPointF(150 + 100 * i, 300)));
    drawing.shape.reset(ShapeModel::Kind::Route, route);
    desk.port().edit(&drawing.shape);
    desk.click({ 250, 300 });
    desk.key(Qt::Key_Delete);
    CHECK(drawing.shape.count() == 5);
    desk.click({ 350, 300 });
    desk.key(Qt::Key_Backspace);
    CHECK(drawing.shape.count() == 4);
    desk.click({ 450, 300 }, Qt::RightButton);
    CHECK(drawing.shape.points() == LineString { route[0], route[4], route[5] });
    drawing.undo.undo();
    drawing.undo.undo();
    drawing.undo.undo();
    CHECK(drawing.shape.points() == route);
}

TEST_CASE("a drawing ends by Enter, right click, Escape and a click on the first vertex, and loses nothing")
{
    Desk desk;
    Drawing drawing;
    drawing.shape.reset(ShapeModel::Kind::Footprint, {});
    QSignalSpy finished(&desk.port(), &MapPort::editingFinished);
    const auto draw = [&] {
        drawing.shape.reset(ShapeModel::Kind::Footprint, {});
        desk.port().edit(&drawing.shape);
        desk.click({ 200, 200 });
        desk.click({ 400, 210 });
        desk.click({ 300, 400 });
    };
    draw();
    desk.key(Qt::Key_Return);
    CHECK(finished.count() == 1);
    draw();
    desk.click({ 600, 500 }, Qt::RightButton);
    CHECK(finished.count() == 2);
    draw();
    desk.key(Qt::Key_Escape);
    CHECK(finished.count() == 3);
    draw();
    desk.click({ 203, 199 });
    CHECK(finished.count() == 4);
    CHECK(drawing.shape.count() == 3);
}

TEST_CASE("arrow keys move the vertex that Tab has chosen, a run of presses in one step")
{
    Desk desk;
    Drawing drawing;
    drawing.shape.reset(
        ShapeModel::Kind::Route, { desk.place({ 200, 300 }), desk.place({ 400, 300 }), desk.place({ 600, 300 }) });
    desk.port().edit(&drawing.shape);
    desk.key(Qt::Key_Tab);
    desk.key(Qt::Key_Tab);
    desk.key(Qt::Key_Right);
    desk.key(Qt::Key_Right);
    desk.key(Qt::Key_Down, Qt::ShiftModifier);
    CHECK(near(drawing.shape.points()[1], desk.place({ 402, 310 })));
    CHECK(drawing.undo.count() == 1);
    desk.key(Qt::Key_Backtab, Qt::ShiftModifier);
    desk.key(Qt::Key_Up);
    CHECK(near(drawing.shape.points()[0], desk.place({ 200, 299 })));
    CHECK(drawing.undo.count() == 2);
}

TEST_CASE("a route can be drawn by keyboard alone")
{
    Desk desk;
    Drawing drawing;
    QSignalSpy finished(&desk.port(), &MapPort::editingFinished);
    desk.port().edit(&drawing.shape);
    const QPointF middle
        = desk.exactPixel(desk.place(QPointF(desk.surface->width() / 2., desk.surface->height() / 2.)));
    desk.key(Qt::Key_Space); // shows the crosshair
    desk.key(Qt::Key_Left, Qt::ShiftModifier);
    desk.key(Qt::Key_Space);
    for (int i = 0; i < 5; ++i)
        desk.key(Qt::Key_Up);
    desk.key(Qt::Key_Return);
    desk.key(Qt::Key_Right, Qt::ShiftModifier);
    desk.key(Qt::Key_Right, Qt::ShiftModifier);
    desk.key(Qt::Key_Space);
    desk.save(QStringLiteral("map-keyboard.png"));
    CHECK(finished.isEmpty());
    desk.key(Qt::Key_Return);
    CHECK(finished.count() == 1);
    REQUIRE(drawing.shape.count() == 3);
    CHECK(near(drawing.shape.points()[0], desk.place(middle + QPointF(-50, 0))));
    CHECK(near(drawing.shape.points()[1], desk.place(middle + QPointF(-50, -50))));
    CHECK(near(drawing.shape.points()[2], desk.place(middle + QPointF(50, -50))));
}

TEST_CASE("a position is picked by mouse or keyboard, and Escape gives it up")
{
    Desk desk;
    desk.port().setEvents(events({ visit() }));
    QSignalSpy picked(&desk.port(), &MapPort::positionPicked);
    QSignalSpy ended(&desk.port(), &MapPort::pickingEnded);
    QSignalSpy clicked(&desk.port(), &MapPort::eventClicked);
    desk.port().setPicking(true);
    CHECK(desk.surface->cursor().shape() == Qt::CrossCursor);
    const QPoint at = desk.pixel(visit().places.front());
    desk.click(at); // on an event: a position all the same
    REQUIRE(picked.count() == 1);
    CHECK(near(picked.front().front().value<GeoPoint>(), desk.place(at)));
    CHECK(ended.count() == 1);
    CHECK(clicked.isEmpty());
    desk.port().setPicking(true);
    desk.key(Qt::Key_Escape);
    CHECK(picked.count() == 1);
    CHECK(ended.count() == 2);
    desk.port().setPicking(true);
    desk.key(Qt::Key_Right);
    desk.key(Qt::Key_Return);
    CHECK(picked.count() == 2);
    desk.port().setAddressMarkers({ visit().places.front(), { 5.372, 43.299 } });
    desk.save(QStringLiteral("map-addresses.png"));
    desk.click(at);
    CHECK(clicked.count() == 1);
}

TEST_CASE("Tab passes over the map, except while a shape is edited")
{
    Desk desk;
    desk.before->setFocus();
    QTest::keyClick(desk.before, Qt::Key_Tab);
    CHECK(desk.surface->hasFocus());
    desk.key(Qt::Key_Tab);
    CHECK(desk.after->hasFocus());
    QTest::keyClick(desk.after, Qt::Key_Backtab, Qt::ShiftModifier);
    CHECK(desk.surface->hasFocus());
    Drawing drawing;
    drawing.shape.reset(ShapeModel::Kind::Route, { desk.place({ 200, 300 }), desk.place({ 400, 300 }) });
    desk.port().edit(&drawing.shape);
    desk.key(Qt::Key_Tab);
    CHECK(desk.surface->hasFocus());
    desk.key(Qt::Key_Escape);
    desk.key(Qt::Key_Tab);
    CHECK(desk.after->hasFocus());
}

TEST_CASE("pictures of a day in Marseille", "[.pictures]")
{
    for (const bool dark : { false, true }) {
        QPalette palette = QApplication::palette();
        const QPalette light = palette;
        if (dark) {
            palette = QPalette(QColor(0x2b2f36));
            QApplication::setPalette(palette);
        }
        Desk desk(geodata::schematicGround(dark ? geodata::GroundPalette::Dark : geodata::GroundPalette::Light));
        desk.window.resize(1400, 900);
        std::vector<MapEvent> all { march(), rally(), visit() };
        auto cancelled = march();
        cancelled.id = EventId::make();
        cancelled.state = EventState::Cancelled;
        cancelled.subject = QStringLiteral("Cortège annulé");
        cancelled.route = { { 5.3560, 43.3050 }, { 5.3600, 43.3030 }, { 5.3620, 43.3060 }, { 5.3680, 43.3065 } };
        all.push_back(cancelled);
        auto raid = event(EventKind::PlannedOperation, QStringLiteral("Contrôle routier"));
        raid.places = { { 5.3850, 43.2990 }, { 5.3870, 43.2890 }, { 5.3590, 43.2870 } };
        all.push_back(raid);
        auto selected = march();
        selected.id = EventId::make();
        selected.subject = QStringLiteral("Union départementale : retraites");
        selected.route = { { 5.3740, 43.2950 }, { 5.3760, 43.2930 }, { 5.3810, 43.2965 }, { 5.3850, 43.2935 },
            { 5.3838, 43.2850 } };
        all.push_back(selected);
        desk.port().setEvents(events(all));
        desk.port().setSelected(selected.id);
        DensityField field;
        field.columns = field.rows = 120;
        field.values.resize(size_t { 120 } * 120);
        for (int row = 0; row < 120; ++row)
            for (int column = 0; column < 120; ++column) {
                const auto hill = [&](double x, double y, double s) {
                    return std::exp(-(std::pow(column - x, 2) + std::pow(row - y, 2)) / (2 * s * s));
                };
                field.values[static_cast<size_t>(row * 120 + column)]
                    = static_cast<float>(hill(45, 55, 11) + 0.6 * hill(80, 70, 15) + 0.3 * hill(65, 30, 8));
            }
        field.maximum = *std::ranges::max_element(field.values);
        field.mesh = { { 5.35, 43.312 }, { 5.395, 43.312 }, { 5.35, 43.280 }, { 5.395, 43.280 } };
        const auto suffix = dark ? QStringLiteral("-dark.png") : QStringLiteral(".png");
        desk.port().show({ { 5.353, 43.283 }, { 5.390, 43.309 } });
        QTest::qWait(8000); // no test: as long as a picture needs
        desk.save(QStringLiteral("map-day") + suffix);
        desk.port().setDensity(std::make_shared<DensityField>(field));
        QTest::qWait(300);
        desk.save(QStringLiteral("map-density") + suffix);
        desk.port().setDensity(nullptr);
        Drawing drawing;
        drawing.shape.reset(ShapeModel::Kind::Footprint, rally().footprint);
        desk.port().setSelected(std::nullopt);
        desk.port().edit(&drawing.shape);
        desk.moveTo(desk.pixel({ 5.3680, 43.2900 }));
        QTest::qWait(300);
        desk.save(QStringLiteral("map-footprint") + suffix);
        QApplication::setPalette(light);
    }
}

TEST_CASE("figures with ten thousand events", "[.figures]")
{
    Desk desk;
    std::vector<MapEvent> all;
    for (int i = 0; i < 10'000; ++i) {
        const int column = i % 100;
        const int row = i / 100;
        const GeoPoint start { 5.30 + column * 0.0018, 43.22 + row * 0.0014 };
        auto event = i % 3 == 0 ? rally() : i % 3 == 1 ? march() : visit();
        event.id = EventId::make();
        event.places = { start };
        for (LineString *line : { &event.route, &event.footprint })
            if (!line->empty()) {
                line->clear();
                for (int k = 0; k < 17; ++k)
                    line->push_back({ start.longitude + 0.0006 * std::cos(k * 0.37),
                        start.latitude + 0.0005 * std::sin(k * 0.37) });
            }
        all.push_back(event);
    }
    auto before = std::clock(); // of the processor: the machine may have other work
    const auto tell = [&](const char *what, int frames) {
        const auto ticks = std::clock() - before;
        std::printf("%s: %.1f ms\n", what, 1000. * static_cast<double>(ticks) / CLOCKS_PER_SEC / frames);
        before = std::clock();
    };
    desk.port().setEvents(events(all));
    tell("events handed over", 1);
    desk.picture();
    tell("first frame", 1);
    desk.press({ 300, 300 });
    for (int i = 0; i < 20; ++i) {
        desk.moveTo({ 300 + 5 * i, 300 });
        desk.picture();
    }
    desk.release({ 395, 300 });
    tell("frame of a movement", 20);
    desk.port().setLayerVisible(MapLayer::Labels, false);
    desk.picture();
    before = std::clock();
    for (int i = 0; i < 20; ++i) {
        desk.port().centreOn({ 5.38 + 0.0001 * i, 43.29 });
        desk.picture();
    }
    tell("the same without names", 20);
    desk.save(QStringLiteral("map-many.png"));
}
