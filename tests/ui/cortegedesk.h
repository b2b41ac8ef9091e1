#pragma once

#include <client/platform.h>
#include <domain/geojson.h>
#include <geodata/tilerelay.h>
#include <map/mapview.h>
#include <presentation/cortegecontroller.h>
#include <presentation/texts.h>
#include <widgets/application.h>
#include <widgets/cortegewindow.h>
#include <widgets/theme.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QSettings>
#include <QtGui/QAction>
#include <QtPositioning/QGeoCoordinate>
#include <QtQuick/QQuickItem>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <support/places.h>
#include <support/testserver.h>
#include <support/typing.h>

#include <atomic>

/// A workstation of the préfecture: the real window, map, store and connection, and a person with mouse and keyboard.
namespace cortege::test
{

using namespace Qt::StringLiterals;

constexpr int kPatience = 30'000; ///< under sanitizers, beside other tests

/// Answers at once, and remembers what was asked and told.
class Answers final : public widgets::Questions
{
public:
    void ask(QWidget *, const widgets::Question &question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(accept);
    }
    void tell(QWidget *, const QString &, const QString &text) override { told << text; }
    void chooseFile(QWidget *, const QString &, const QString &, std::function<void(const QString &)> answer) override
    {
        answer(file);
    }

    bool accept = true;
    QString file; ///< that is chosen
    QStringList asked;
    QStringList told;
};

/// A workstation's clock, which may be wrong.
class WallClock final : public Clock
{
public:
    explicit WallClock(std::chrono::minutes ahead) : m_ahead(ahead) { }
    UtcTime now() const override { return SystemClock().now() + m_ahead.load(); }
    void turn(std::chrono::minutes by) { m_ahead = m_ahead.load() + by; }

private:
    std::atomic<std::chrono::minutes> m_ahead;
};

class Desk
{
public:
    Desk(const client::Profile &profile, const QString &data, std::chrono::minutes ahead = {},
        std::unique_ptr<presentation::PlaceFinder> places = {})
        : clock(ahead)
    {
        QSettings().clear();
        widgets::installLook(*qApp, widgets::Look::Light);
        QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
        map::keepRequestsLocal();
        client::Timing timing;
        timing.slowestRetry = std::chrono::milliseconds { 500 };
        auto opened = client::Platform::open(
            profile, u"cortege/test"_s, clock, client::Platform::UnsentWork::Kept, data, timing);
        INFO((opened ? std::string() : opened.error().detail.toStdString()));
        REQUIRE(opened);
        platform = std::move(*opened);
        controller = std::make_unique<presentation::CortegeController>(*platform, platform->clock(), std::move(places));
        relay = geodata::TileRelay::start(geodata::schematicGround()).value();
        view = new map::MapView(*relay);
        window = std::make_unique<widgets::CortegeWindow>(*controller, platform->clock(), view, view->port(), answers);
        window->resize(1366, 738);
        window->show();
        REQUIRE(QTest::qWaitForWindowExposed(window.get()));
        activate();
        controller->restoreDrafts();
        platform->start();
    }

    void waitOnline()
    {
        REQUIRE(QTest::qWaitFor([this] { return platform->link() == client::Link::Online; }, kPatience));
    }

    template <class Widget = QWidget>
    Widget *find(const QString &name, QWidget *in = nullptr)
    {
        auto *widget = (in ? in : window.get())->findChild<Widget *>(name);
        INFO(name.toStdString());
        REQUIRE(widget);
        return widget;
    }
    QWidget *field(Field field) { return find<QWidget>(u"field-"_s + jsonName(field)); }
    QLineEdit *line(Field of, const QString &name = {})
    {
        QWidget *box = field(of);
        auto *edit = name.isEmpty() ? box->findChild<QLineEdit *>() : box->findChild<QLineEdit *>(name);
        REQUIRE(edit);
        return edit;
    }
    void type(QWidget *into, const QString &text)
    {
        activate();
        into->setFocus();
        for (const QChar c : text) {
            if (c == u'\n')
                QTest::keyClick(into, Qt::Key_Return);
            else
                typeLetter(into, c);
        }
    }
    void typeMoment(Field of, const QString &date, const QString &time)
    {
        type(line(of, u"date"_s), date);
        type(line(of, u"time"_s), time);
        line(Field::Subject)->setFocus();
    }
    void click(QWidget *widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    QAction *action(const QString &name)
    {
        auto *found = window->findChild<QAction *>(name);
        REQUIRE(found);
        return found;
    }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        activate();
        QWidget *focus = window->focusWidget();
        QTest::keyClick(focus ? focus : window.get(), static_cast<Qt::Key>(key), modifiers);
    }
    void activate()
    {
        window->activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(window.get()));
    }
    void create(EventKind kind) { action(u"create-"_s + jsonName(kind))->trigger(); }
    QString state() { return find<QLabel>(u"stateLine"_s)->text(); }
    QString issue(Field of) { return field(of)->findChild<QLabel *>(u"issue"_s)->text(); }
    QString indicator() { return find<QWidget>(u"connectionIndicator"_s)->accessibleName(); }
    QString messages() { return find<QLabel>(u"messageText"_s)->text(); }
    bool waitForState(const QString &start)
    {
        const bool seen = QTest::qWaitFor([&] { return state().startsWith(start); }, kPatience);
        if (!seen)
            UNSCOPED_INFO(state().toStdString());
        return seen;
    }
    /// In the list.
    void clickRow(const EventId &event)
    {
        auto *list = find<QListView>(u"events"_s);
        const auto rows = list->model()->match(
            list->model()->index(0, 0), presentation::EventListModel::EventIdRole, event.toString());
        REQUIRE(rows.size() == 1);
        const QModelIndex index = rows.front().siblingAtColumn(presentation::EventListModel::Subject);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
    }
    QQuickWidget *surface() { return view->findChild<QQuickWidget *>(); }
    QPoint pixel(GeoPoint place)
    {
        auto *map = surface()->rootObject()->property("map").value<QQuickItem *>();
        QPointF pixel;
        REQUIRE(QMetaObject::invokeMethod(map, "fromCoordinate", Qt::DirectConnection, qReturnArg(pixel),
            QGeoCoordinate(place.latitude, place.longitude), false));
        return pixel.toPoint();
    }
    QPoint onMap(double x, double y)
    {
        return { static_cast<int>(surface()->width() * x), static_cast<int>(surface()->height() * y) };
    }
    void clickMap(double x, double y) { QTest::mouseClick(surface(), Qt::LeftButton, {}, onMap(x, y)); }
    /// Draws by mouse and ends by Enter.
    void draw(const std::vector<QPointF> &places)
    {
        action(u"draw"_s)->trigger();
        for (const QPointF place : places)
            clickMap(place.x(), place.y());
        QTest::keyClick(surface(), Qt::Key_Return);
    }
    void picture(const QString &name) { window->grab().save(outputPath(name + u".png"_s)); }

    WallClock clock;
    Answers answers;
    std::unique_ptr<client::Platform> platform;
    std::unique_ptr<geodata::TileRelay> relay;
    std::unique_ptr<presentation::CortegeController> controller;
    std::unique_ptr<widgets::CortegeWindow> window;
    map::MapView *view = nullptr;
};

/// A new event with that subject alone, received by the platform.
inline EventId enter(Desk &desk, const QString &subject, EventKind kind = EventKind::MovingDemonstration)
{
    desk.create(kind);
    desk.type(desk.line(Field::Subject), subject);
    desk.key(Qt::Key_S);
    REQUIRE(desk.waitForState(u"Reçue par la plateforme à"_s));
    return *desk.controller->openEvent();
}

inline void openWhenThere(Desk &desk, const EventId &event)
{
    REQUIRE(QTest::qWaitFor([&] { return desk.platform->replica().find(event) != nullptr; }, kPatience));
    desk.controller->open(event);
}

/// A server with two persons who enter events and one who reads.
class House
{
public:
    House()
    {
        server.start();
        claire = server.person(u"Claire Martin"_s, Role::Entry);
        paul = server.person(u"Paul Roux"_s, Role::Entry);
        reader = server.person(u"Anne Petit"_s, Role::Consultation);
    }
    std::unique_ptr<Desk> desk(const TestPerson &person, std::chrono::minutes ahead = {})
    {
        const QString data = m_data.filePath(person.person.id.toString());
        return std::make_unique<Desk>(server.profileOf(person), data, ahead);
    }

    /// The server goes, and the workstation knows.
    void stopServer(const Desk &desk)
    {
        server.kill();
        REQUIRE(QTest::qWaitFor([&] { return desk.platform->link() != client::Link::Online; }, kPatience));
    }

    TestServer server;
    TestPerson claire { { PersonId::make(), {}, {}, {}, {} }, {}, {} };
    TestPerson paul = claire;
    TestPerson reader = claire;

private:
    QTemporaryDir m_data;
};

} // namespace cortege::test
