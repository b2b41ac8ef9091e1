#include "accessible.h"
#include "town.h"

#include <catch2/generators/catch_generators.hpp>

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleOptionButton>
#include <QtWidgets/QToolBar>
#include <QtWidgets/QTreeWidget>

#include <support/contrast.h>
#include <support/uimain.h>

#include <algorithm>
#include <array>

using namespace cortege;
using namespace cortege::test;
using widgets::Look;

namespace
{

constexpr double kLeastSign = 3; ///< of what is no text (WCAG 2.2, 1.4.11)
constexpr double kDarkest = 0.2; ///< luminance of what a dark look may still paint: what is chosen

double leastContrast(Look look) { return look == Look::Contrast ? 7 : 4.5; }

/// The look changes under an open window, as when the desktop turns dark in the evening.
struct Worn {
    explicit Worn(Look look)
    {
        widgets::installLook(*qApp, look);
        QCoreApplication::processEvents();
    }
    ~Worn() { widgets::installLook(*qApp, Look::Light); }
    Q_DISABLE_COPY_MOVE(Worn)
};

constexpr int kEdge = 3; ///< pixels, at most

QString nameOf(Look look)
{
    static const QStringList kNames { u"light"_s, u"dark"_s, u"contrast"_s };
    return kNames.at(static_cast<int>(look));
}

/// The colour of a control's text, if it shows any.
std::optional<QColor> textColour(const QWidget *widget)
{
    const auto group = widget->isEnabled() ? QPalette::Active : QPalette::Disabled;
    const auto in = [&](QPalette::ColorRole role) { return widget->palette().color(group, role); };
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text().isEmpty() ? std::nullopt : std::optional(in(label->foregroundRole()));
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text().isEmpty() ? std::nullopt : std::optional(in(button->foregroundRole()));
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return !line->text().isEmpty()          ? std::optional(in(QPalette::Text))
            : line->placeholderText().isEmpty() ? std::nullopt
                                                : std::optional(in(QPalette::PlaceholderText));
    if (qobject_cast<const QComboBox *>(widget))
        return in(QPalette::ButtonText);
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(widget))
        return text->toPlainText().isEmpty() ? std::nullopt : std::optional(in(QPalette::Text));
    return std::nullopt;
}

/// What is seen of it in the picture of its window.
QImage seenOf(const QWidget *widget, const QWidget *window, const QImage &picture, QRect part)
{
    part &= widget->visibleRegion().boundingRect();
    if (part.isEmpty())
        return {};
    const auto ratio = picture.devicePixelRatio();
    const QRectF place(widget->mapTo(window, part.topLeft()), part.size());
    return picture.copy(QRectF(place.topLeft() * ratio, place.size() * ratio).toAlignedRect());
}

/// One types in it, and it has its own edge.
bool isField(const QWidget *widget)
{
    const QWidget *around = widget->parentWidget();
    return qobject_cast<const QPlainTextEdit *>(widget)
        || (qobject_cast<const QLineEdit *>(widget) && !qobject_cast<const QComboBox *>(around)
            && !qobject_cast<const QAbstractSpinBox *>(around));
}

/// What one ticks or chooses by; nothing for anything else.
QRect indicatorOf(const QWidget *widget)
{
    const bool chooses = qobject_cast<const QRadioButton *>(widget);
    if (!chooses && !qobject_cast<const QCheckBox *>(widget))
        return {};
    QStyleOptionButton option;
    option.initFrom(widget);
    return widget->style()->subElementRect(
        chooses ? QStyle::SE_RadioButtonIndicator : QStyle::SE_CheckBoxIndicator, &option, widget);
}

void checkRows(const QAbstractItemView *view, const QWidget *window, const QImage &picture, double least)
{
    for (int row = 0; view->model() && row < view->model()->rowCount(); ++row) {
        const QRect place = view->visualRect(view->model()->index(row, 0)).adjusted(6, 6, -6, -6);
        const QImage seen = seenOf(view->viewport(), window, picture, place);
        if (seen.height() < place.height() || seen.isNull())
            continue;
        INFO(view->objectName().toStdString() << " row " << row);
        CHECK(Painted(seen).strongestContrast() >= least);
    }
}

/// Every text stands out from what is painted under it, and nothing has stayed light. `window` is on the screen.
void checkDark(QWidget *window, const QString &name, const QWidget *map, Look look)
{
    const QImage picture = window->grab().toImage();
    picture.save(outputPath(u"cortege-look-%1-%2.png"_s.arg(nameOf(look), name)));
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->window() != window || widget->isAncestorOf(map)
            || widget->inherits("QQuickWidget"))
            continue;
        const QImage seen = seenOf(widget, window, picture, widget->rect());
        if (seen.width() < 6 || seen.height() < 6)
            continue;
        INFO(nameOf(look).toStdString() << ": " << widget->metaObject()->className() << " "
                                        << widget->objectName().toStdString() << " "
                                        << widget->accessibleName().toStdString());
        // The fill of a button runs from one shade to another: its edge may be the most frequent colour.
        const bool edged = widget->height() > 4 * kEdge;
        const QColor ground
            = Painted(edged ? seen.copy(seen.rect().adjusted(kEdge, kEdge, -kEdge, -kEdge)) : seen).ground();
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isSign = button && button->text().isEmpty(); // and may be full of it
        CHECK((isSign || luminance(ground) < kDarkest));
        if (const auto text = textColour(widget)) {
            CHECK(contrast(*text, ground) >= leastContrast(look));
            CHECK(Painted(seen).strongestContrast() >= kLeastSign);
        }
        if (look == Look::Contrast && isField(widget))
            CHECK(contrast(seen.pixelColor(0, seen.height() / 2), ground) >= kLeastSign);
        if (button && button->isEnabled() && !button->icon().isNull())
            CHECK(Painted(seen.copy(seen.rect().adjusted(4, 4, -4, -4))).strongestContrast() >= kLeastSign);
        if (const QImage sign = seenOf(widget, window, picture, indicatorOf(widget)); !sign.isNull())
            CHECK(Painted(sign).strongestContrast() >= kLeastSign);
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            checkRows(view, window, picture, leastContrast(look));
    }
}

void checkDialog(Desk &desk, const QString &action, const QString &name, Look look)
{
    desk.action(action)->trigger();
    auto *dialog = desk.find<QWidget>(name);
    REQUIRE(QTest::qWaitForWindowExposed(dialog));
    checkDark(dialog, name, desk.view, look);
    dialog->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// A march of which nearly everything is said, another one near it, and a name that should not be there.
void enterMarches(Town &town)
{
    Desk &desk = *town.desk;
    town.tell(u"angle Rue 0 / Avenue 0 – Rue 2 – angle Rue 5 / Avenue 5"_s);
    desk.type(desk.line(Field::Subject), u"Marche"_s);
    desk.typeMoment(Field::Begins, u"28/11/2030"_s, u"14h"_s);
    desk.typeMoment(Field::Ends, u"28/11/2030"_s, u"17h"_s);
    desk.key(Qt::Key_S);
    REQUIRE(desk.waitForState(u"Reçue par la plateforme à"_s));
    desk.create(EventKind::MovingDemonstration);
    town.tell(u"angle Rue 0 / Avenue 0 – Rue 2 – angle Rue 5 / Avenue 5 – Nulle part"_s);
    desk.type(desk.line(Field::Subject), u"Rassemblement avec M. Dupont"_s);
    desk.typeMoment(Field::Begins, u"28/11/2030"_s, u"15h"_s);
    desk.click(desk.find<QToolButton>(u"showPassages"_s));
    REQUIRE(QTest::qWaitFor([&] { return desk.find<QWidget>(u"clashPanel"_s)->isVisible(); }, kPatience));
    Q_EMIT desk.controller->noticed(u"Un message"_s);
}

} // namespace

TEST_CASE("in a dark look and with strong contrast the whole window is readable, and nothing in it stays light")
{
    const Look look = GENERATE(Look::Dark, Look::Contrast);
    Town town;
    Desk &desk = *town.desk;
    enterMarches(town);
    const Worn worn(look);
    checkDark(desk.window.get(), u"event"_s, desk.view, look);
    auto *bar = desk.find<QScrollArea>(u"eventForm"_s)->verticalScrollBar();
    bar->setValue(bar->maximum());
    QCoreApplication::processEvents();
    checkDark(desk.window.get(), u"event-below"_s, desk.view, look);
    checkDialog(desk, u"copy"_s, u"copyDialog"_s, look);

    desk.create(EventKind::StaticDemonstration);
    town.seeAll();
    desk.action(u"draw"_s)->trigger();
    for (const auto &[x, y] : { std::pair(0.3, 0.4), std::pair(0.7, 0.4), std::pair(0.6, 0.7) })
        desk.clickMap(x, y);
    QTest::mouseMove(desk.surface(), desk.onMap(0.4, 0.6));
    desk.key(Qt::Key_G);
    desk.type(desk.find<QLineEdit>(u"coordinates"_s), u"43° 61′ N, 5° 22′ E\n"_s);
    REQUIRE(desk.find<QLabel>(u"coordinateTrouble"_s)->isVisible());
    checkDark(desk.window.get(), u"drawing"_s, desk.view, look);
}

TEST_CASE("in a dark look and with strong contrast the history, the slots and a decision between versions are readable")
{
    const Look look = GENERATE(Look::Dark, Look::Contrast);
    Town town;
    Desk &claire = *town.desk;
    claire.type(claire.line(Field::Subject), u"Marche"_s);
    claire.typeMoment(Field::Begins, u"28/11/2030"_s, u"14h"_s);
    claire.key(Qt::Key_S);
    REQUIRE(claire.waitForState(u"Reçue par la plateforme à"_s));
    const EventId event = claire.controller->openEvent().value();
    {
        const Worn worn(look);
        claire.action(u"history"_s)->trigger();
        auto *history = claire.find<QWidget>(u"historyView"_s);
        auto *restore = claire.find<QPushButton>(u"restoreVersion"_s, history);
        auto *versions = claire.find<QTreeWidget>(u"versions"_s, history);
        CHECK_FALSE((restore->isEnabled() && versions->topLevelItemCount() == 0));
        REQUIRE(QTest::qWaitFor([&] { return versions->topLevelItemCount() == 1; }, kPatience));
        CHECK(restore->isEnabled());
        checkDark(history, u"history"_s, claire.view, look);
        history->close();
        checkDialog(claire, u"occurrences"_s, u"occurrencesDialog"_s, look);
    }

    const auto paul = town.house.desk(town.house.paul);
    paul->waitOnline();
    openWhenThere(*paul, event);
    paul->type(paul->line(Field::PeopleExpected), u"60"_s);
    claire.type(claire.line(Field::PeopleExpected), u"50"_s);
    claire.key(Qt::Key_S);
    REQUIRE(QTest::qWaitFor([&] { return paul->controller->conflict().has_value(); }, kPatience));
    const Worn worn(look);
    checkDark(paul->window.get(), u"conflict"_s, paul->view, look);
}

TEST_CASE("what was said in a light look is readable when the look turns dark, and again in the light")
{
    Town town(EventKind::StaticDemonstration);
    Desk &desk = *town.desk;
    desk.typeMoment(Field::Begins, presentation::textOf(QDate::currentDate().addDays(1)), u"14h"_s); // too late
    desk.action(u"draw"_s)->trigger();
    desk.key(Qt::Key_G);
    desk.type(desk.find<QLineEdit>(u"coordinates"_s), u"43° 61′ N, 5° 22′ E\n"_s);
    const std::array said { desk.find<QLabel>(u"coordinateTrouble"_s), desk.find<QLabel>(u"delayAdvice"_s) };
    const auto stands = [&] {
        return std::ranges::all_of(said, [](const QLabel *label) {
            const QColor ground = qApp->palette().color(QPalette::Window);
            return label->isVisible()
                && contrast(label->palette().color(label->foregroundRole()), ground) >= leastContrast(Look::Light);
        });
    };
    CHECK(stands());
    {
        const Worn worn(Look::Dark);
        CHECK(stands());
    }
    QCoreApplication::processEvents();
    CHECK(stands());
}

TEST_CASE("in every look one sees where the focus is")
{
    const Look look = GENERATE(Look::Light, Look::Dark, Look::Contrast);
    Town town;
    Desk &desk = *town.desk;
    enterMarches(town);
    const Worn worn(look);
    desk.activate();
    firstTool(desk.find<QToolBar>(u"tools"_s))->setFocus(Qt::TabFocusReason);
    wayRound(desk.window.get()); // the first row of each list is current now, as it would be at each later visit
    const auto way = wayRound(desk.window.get());
    for (size_t i = 0; i < way.size(); ++i) {
        QWidget *control = way[i];
        REQUIRE(desk.window->focusWidget() == control);
        const bool isMap = desk.view->isAncestorOf(control);
        QWidget *seen = isMap ? desk.view : control; // its frame is the view's
        const QImage with = seen->grab().toImage();
        QTest::keyClick(control, Qt::Key_Tab);
        const QImage without = seen->grab().toImage();
        QRect around = seen->rect();
        if (const auto *view = qobject_cast<QAbstractItemView *>(control); view && view->currentIndex().isValid())
            around = view->visualRect(view->currentIndex());
        const double ratio = with.devicePixelRatio();
        INFO(nameOf(look).toStdString() << ": " << control->metaObject()->className() << " "
                                        << control->objectName().toStdString() << " "
                                        << control->accessibleName().toStdString() << " " << around.width() << "x"
                                        << around.height());
        // WCAG 2.2, 2.4.13: as much as an outline of one point, at 3:1. What has an edge of its own in the other looks
        // lacks its corners.
        const double share = look == Look::Contrast ? 1 : 0.85;
        const double outline = share * (2 * (around.width() + around.height()) - 4) * ratio * ratio;
        const int changed = changedPixels(with, without);
        if (changed < outline) {
            with.save(outputPath(u"focus-%1-%2-with.png"_s.arg(nameOf(look)).arg(i)));
            without.save(outputPath(u"focus-%1-%2-without.png"_s.arg(nameOf(look)).arg(i)));
        }
        CHECK(changed >= outline);
    }
}
