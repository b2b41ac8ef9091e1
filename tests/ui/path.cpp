// The main job, end to end: an event typed and drawn in Cortège is on the console's map. Real windows, real server. And
// what both programs share beside it: the language.

#include <domain/validation.h>
#include <geodata/tilerelay.h>
#include <map/mapview.h>
#include <presentation/consolecontroller.h>
#include <presentation/cortegecontroller.h>
#include <widgets/application.h>
#include <widgets/consolewindow.h>
#include <widgets/cortegewindow.h>
#include <widgets/startoptions.h>
#include <widgets/theme.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QFile>
#include <QtCore/QSet>
#include <QtCore/QTranslator>
#include <QtCore/QXmlStreamReader>
#include <QtGui/QAction>
#include <QtPositioning/QGeoCoordinate>
#include <QtQuick/QQuickItem>
#include <QtQuickWidgets/QQuickWidget>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>

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
    /// Shortcuts belong to the active window.
    void press(Qt::Key key)
    {
        window.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&window));
        QWidget *focus = window.focusWidget();
        QTest::keyClick(focus ? focus : &window, key, Qt::ControlModifier);
    }
    /// By the menu's shortcut, and the letter in it.
    void create(Qt::Key letter)
    {
        press(Qt::Key_N);
        auto *menu = window.findChild<QMenu *>(u"createMenu"_s);
        REQUIRE(menu);
        REQUIRE(comes([&] { return menu->isVisible(); }));
        QTest::keyClick(menu, letter);
        REQUIRE(comes([&] { return !menu->isVisible(); }));
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
    /// A click on the layer's box.
    void show(presentation::MapLayer layer, bool shown)
    {
        auto *box = window.findChild<QCheckBox *>(u"layer%1"_s.arg(static_cast<int>(layer)));
        REQUIRE(box);
        REQUIRE(box->isVisible());
        REQUIRE(box->isChecked() != shown);
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        REQUIRE(box->isChecked() == shown);
        CHECK(controller.isLayerVisible(layer) == shown);
    }
    presentation::ConsoleController controller { *platform, clock };
    widgets::ConsoleWindow window { controller, map };
};

/// Both programs on one server, online.
struct BothWindows {
    BothWindows()
    {
        REQUIRE(comes([this] { return cortege.platform->link() == client::Link::Online; }));
        REQUIRE(comes([this] { return console.platform->link() == client::Link::Online; }));
    }
    struct Started : test::TestServer {
        Started() { start(); }
    };
    Started server;
    Console console { server };
    Cortege cortege { server };
};

void keep(QWidget &window, const QString &name) { window.grab().save(test::outputPath(name)); }

/// The interface in English for as long as it lives, in French again after it.
struct English {
    English() { widgets::installLanguage(*qApp, u"en"_s); }
    ~English()
    {
        qDeleteAll(qApp->findChildren<QTranslator *>(Qt::FindDirectChildrenOnly)); // each takes itself out
        widgets::installLanguage(*qApp, u"fr"_s);
    }
};

/// Without the mark before a mnemonic, which Qt takes out of tool tips and buttons.
QString readable(QString text) { return text.remove(u'&'); }

/// The texts of the sources that read otherwise in English. The labels of annexe 1 are French in every language.
QSet<QString> frenchTexts()
{
    QFile file(test::sourcePath(u"translations/cortege_en.ts"_s));
    REQUIRE(file.open(QFile::ReadOnly));
    QXmlStreamReader xml(&file);
    QSet<QString> french;
    QSet<QString> english;
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"source") {
            source = readable(xml.readElementText());
        } else if (xml.isStartElement() && xml.name() == u"translation") {
            const QString translation = readable(xml.readElementText());
            english.insert(translation);
            if (translation != source)
                french.insert(source);
        }
    }
    REQUIRE_FALSE(xml.hasError());
    REQUIRE(french.size() > 100);
    french.subtract(english);
    for (const EventKind kind : kEventKinds) {
        french.remove(label(kind));
        for (const Field field : fieldsOf(kind))
            french.remove(label(field));
    }
    for (const OrganiserStatus status : kOrganiserStatuses)
        french.remove(label(status));
    for (const OperationTheme theme : kOperationThemes)
        french.remove(label(theme));
    return french;
}

/// What a person reads on a widget, or hears of it.
QStringList textsOf(const QWidget &widget)
{
    QStringList texts { widget.windowTitle(), widget.toolTip(), widget.accessibleName(),
        widget.accessibleDescription() };
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        texts << label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        texts << button->text();
    if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
        texts << edit->placeholderText();
    if (const auto *choice = qobject_cast<const QComboBox *>(&widget)) {
        texts << choice->placeholderText();
        for (int i = 0; i < choice->count(); ++i)
            texts << choice->itemText(i);
    }
    return texts;
}

/// Shown or not: what is hidden now may come later.
QStringList allTextsOf(const QWidget &window)
{
    QStringList texts = textsOf(window);
    for (const QWidget *widget : window.findChildren<QWidget *>())
        texts << textsOf(*widget);
    for (const QAction *action : window.findChildren<QAction *>())
        texts << action->text() << action->toolTip() << action->statusTip();
    return texts;
}

int distance(QColor a, QColor b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

} // namespace

TEST_CASE("an event typed and drawn in Cortège is on the console's list and map")
{
    widgets::installLanguage(*qApp, u"fr"_s);
    widgets::installLook(*qApp);
    BothWindows both;
    auto &[server, console, cortege] = both;

    // typed
    cortege.create(Qt::Key_D);
    REQUIRE(cortege.controller.openEvent());
    REQUIRE(cortege.controller.form().kind() == EventKind::MovingDemonstration);
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
    cortege.press(Qt::Key_D);
    REQUIRE(cortege.window.findChild<QAction *>(u"draw"_s)->isChecked());
    const QPoint middle = drawing.surface()->rect().center();
    for (const QPoint step : { QPoint(-80, -40), QPoint(10, -10), QPoint(60, 70) })
        QTest::mouseClick(drawing.surface(), Qt::LeftButton, {}, middle + step);
    QTest::keyClick(drawing.surface(), Qt::Key_Return);
    const std::vector<GeoPoint> drawn = cortege.controller.form().shape().points();
    REQUIRE(drawn.size() == 3);

    // saved
    const EventId event = cortege.controller.openEvent().value();
    cortege.press(Qt::Key_S);
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
    console.show(presentation::MapLayer::Labels, false);
    console.show(presentation::MapLayer::Density, false);
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
    console.show(presentation::MapLayer::Demonstrations, false);
    CHECK(comes([&] { return !onTheLine(); })); // else the colour was the ground's
    console.show(presentation::MapLayer::Demonstrations, true);
    console.show(presentation::MapLayer::Density, true);
    CHECK(comes(onTheLine));
    keep(console.window, u"path-console.png"_s);
}

TEST_CASE("in English no text of either window is left in French")
{
    const QSet<QString> french = frenchTexts();
    const English english;
    widgets::installLook(*qApp);
    BothWindows both;
    auto &[server, console, cortege] = both;
    cortege.window.findChild<QAction *>(u"create-manifestationDeambulatoire"_s)->trigger();
    cortege.window.findChild<QAction *>(u"copy"_s)->trigger();
    auto *dialog = cortege.window.findChild<QDialog *>(u"copyDialog"_s);
    REQUIRE(dialog);
    keep(cortege.window, u"english-cortege.png"_s);
    keep(console.window, u"english-console.png"_s);

    const QStringList texts = allTextsOf(cortege.window) + allTextsOf(console.window);
    dialog->reject();
    CHECK(texts.contains(u"Preparation of the policing operation"_s)); // it is not the catalogue that is missing
    CHECK(texts.contains(u"Schematic ground, fitted to © OpenStreetMap"_s));
    for (const QString &text : texts) {
        INFO(text.toStdString());
        CHECK_FALSE(french.contains(readable(text)));
    }
}

TEST_CASE("the command line is answered in the language that it asks for")
{
    const auto complaint = [](const QStringList &arguments) {
        const auto options = widgets::parseStartOptions(arguments, {}, {});
        REQUIRE_FALSE(options.has_value());
        return options.error().text;
    };
    const QStringList wrong { u"cortege"_s, u"--look"_s, u"green"_s, u"--language=en"_s };
    CHECK(widgets::chooseLanguage({ u"cortege"_s }, {}) == u"fr"_s);
    CHECK(widgets::chooseLanguage({ u"cortege"_s, u"--language"_s, u"xx"_s }, {}) == u"fr"_s);
    CHECK(widgets::chooseLanguage(wrong, {}) == u"en"_s);
    CHECK(complaint(wrong).contains(u"aspect inconnu : green (light, dark ou contrast)"));
    CHECK(complaint({ u"cortege"_s, u"--language"_s, u"xx"_s }).contains(u"langue inconnue : xx (fr ou en)"));
    const English english;
    CHECK(complaint(wrong).contains(u"unknown look: green (light, dark or contrast)"));
}
