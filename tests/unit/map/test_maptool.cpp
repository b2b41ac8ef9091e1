#include <maptool.h>

#include <catch2/catch_test_macros.hpp>

#include <QtTest/QSignalSpy>

#include <support/generators.h>

using namespace cortege;
using namespace cortege::map;
using presentation::ShapeModel;

namespace
{

struct Bench {
    QUndoStack undo;
    ShapeModel shape { undo };
    Camera camera;
    MapTool tool { camera };

    explicit Bench(ShapeModel::Kind kind = ShapeModel::Kind::Route)
    {
        camera.setView({ toMercator({ 5.37, 43.2965 }), 15, { 800, 600 } });
        shape.reset(kind, {});
    }
    GeoPoint at(double x, double y) const { return camera.view().toGeo({ x, y }); }
    void click(QPointF pixel, Qt::MouseButton button = Qt::LeftButton)
    {
        tool.press(pixel, button);
        tool.release(pixel, button);
    }
};

QPointF anyPixel() { return { *rc::gen::inRange(0, 80) * 10., *rc::gen::inRange(0, 60) * 10. }; }

void doAnything(Bench &bench)
{
    static constexpr std::array kKeys { Qt::Key_Delete, Qt::Key_Backspace, Qt::Key_Escape, Qt::Key_Return,
        Qt::Key_Space, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_Plus, Qt::Key_Minus };
    const QPointF pixel = anyPixel();
    switch (*rc::gen::inRange(0, 10)) {
    case 0:
    case 1:
        return bench.tool.press(
            pixel, *rc::gen::element(Qt::LeftButton, Qt::LeftButton, Qt::MiddleButton, Qt::RightButton));
    case 2:
        return bench.tool.move(pixel);
    case 3:
        return bench.tool.release(pixel, *rc::gen::element(Qt::LeftButton, Qt::MiddleButton));
    case 4:
        return bench.tool.doubleClick(pixel, Qt::LeftButton);
    case 5:
        bench.tool.key(*rc::gen::elementOf(kKeys), *rc::gen::element(Qt::NoModifier, Qt::ShiftModifier));
        return;
    case 6:
        bench.tool.cycle(*rc::gen::arbitrary<bool>());
        return;
    case 7:
        return *rc::gen::arbitrary<bool>() ? bench.undo.undo() : bench.undo.redo();
    case 8:
        return bench.tool.editor().edit(&bench.shape);
    default:
        return bench.click(pixel);
    }
}

} // namespace

TEST_CASE("whatever a hand does, every edit can be undone and what is drawn agrees with the shape")
{
    REQUIRE(rc::check([] {
        Bench bench(*rc::gen::element(ShapeModel::Kind::Route, ShapeModel::Kind::Footprint));
        bench.tool.editor().edit(&bench.shape);
        for (int i = *rc::gen::inRange(0, 60); i > 0; --i) {
            doAnything(bench);
            const Primitives drawn = bench.tool.visuals(false);
            const auto handles = std::ranges::count_if(drawn.symbols, [](const Symbol &symbol) {
                return symbol.shape >= SymbolShape::Vertex && symbol.shape <= SymbolShape::VertexCurrent;
            });
            RC_ASSERT(handles == (bench.tool.editor().isActive() ? bench.shape.count() : 0));
            RC_ASSERT(bench.tool.editor().current() < bench.shape.count());
        }
        bench.tool.editor().show(nullptr);
        while (bench.undo.canUndo())
            bench.undo.undo();
        RC_ASSERT(bench.shape.count() == 0);
    }));
}

TEST_CASE("a finished route is drawn on from the end that is clicked")
{
    Bench bench;
    bench.shape.reset(ShapeModel::Kind::Route, { bench.at(200, 300), bench.at(400, 300) });
    bench.tool.editor().edit(&bench.shape);
    CHECK_FALSE(bench.tool.editor().isAdding());
    bench.click({ 600, 400 }); // nothing: a complete shape does not grow by itself
    CHECK(bench.shape.count() == 2);
    bench.click({ 200, 300 });
    bench.click({ 100, 200 });
    REQUIRE(bench.shape.count() == 3);
    CHECK(distanceMetres(bench.shape.points().front(), bench.at(100, 200)) < 0.01);
    bench.click({ 100, 200 }); // the end itself: done
    CHECK_FALSE(bench.tool.editor().isActive());
    CHECK(bench.shape.count() == 3);
}

TEST_CASE("a march that comes back to its start ends exactly there")
{
    Bench bench;
    bench.tool.editor().edit(&bench.shape);
    for (const QPointF &pixel : { QPointF(200, 300), QPointF(400, 300), QPointF(400, 450), QPointF(203, 302) })
        bench.click(pixel);
    CHECK(bench.shape.count() == 4);
    CHECK(bench.shape.points().front() == bench.shape.points().back());
    CHECK_FALSE(bench.tool.editor().isActive());
}

TEST_CASE("the receiver of a position may ask for the next one at once")
{
    Bench bench;
    QSignalSpy ended(&bench.tool, &MapTool::pickingEnded);
    int wanted = 2;
    QObject::connect(&bench.tool, &MapTool::picked, &bench.tool, [&] {
        if (--wanted > 0)
            bench.tool.setPicking(true);
    });
    bench.tool.setPicking(true);
    bench.click({ 100, 100 });
    CHECK(ended.isEmpty());
    bench.click({ 200, 100 });
    CHECK(ended.count() == 1);
    CHECK(wanted == 0);
}

TEST_CASE("a shape that goes away while it is edited takes the drawing with it")
{
    Bench bench;
    {
        QUndoStack undo;
        ShapeModel shape(undo);
        bench.tool.editor().edit(&shape);
        bench.click({ 100, 100 });
    }
    CHECK_FALSE(bench.tool.editor().isActive());
    CHECK(bench.tool.visuals(false).symbols.empty());
}

namespace
{
/// A triangle upon the second place; none where both are the same.
class Wedge final : public presentation::Stamp
{
public:
    size_t placeCount() const override { return 2; }
    Ring outline(std::span<const GeoPoint> places) const override
    {
        return places[0] == places[1] ? Ring()
                                      : Ring { places[0], places[1], { places[0].longitude, places[1].latitude } };
    }
    QString hint(size_t placed) const override { return QString::number(placed); }
    QString trouble() const override { return QStringLiteral("trouble"); }
};
} // namespace

TEST_CASE("a stamp takes its places, shows what it would make, and makes it in one step")
{
    Bench bench(ShapeModel::Kind::Footprint);
    bench.tool.editor().edit(&bench.shape);
    bench.tool.setStamp(std::make_shared<Wedge>());
    const QSignalSpy ended(&bench.tool, &MapTool::stampEnded);
    bench.tool.move({ 200, 200 });
    CHECK(bench.tool.hint() == QStringLiteral("0"));
    bench.click({ 200, 200 });
    CHECK(bench.tool.hint() == QStringLiteral("1"));
    bench.tool.move({ 400, 300 });
    CHECK(bench.tool.shapeWithNext().size() == 3);
    CHECK_FALSE(bench.tool.measure().isEmpty());
    bench.tool.move({ 200, 200 });
    bench.click({ 200, 200 }); // makes none, and stays to be done
    CHECK(bench.shape.count() == 0);
    CHECK(ended.isEmpty());
    bench.click({ 400, 300 });
    CHECK(bench.shape.count() == 3);
    CHECK(bench.undo.count() == 1);
    CHECK(ended.count() == 1);
    CHECK(bench.tool.editor().isActive());
    CHECK_FALSE(bench.tool.editor().isAdding());
    bench.undo.undo(); // and the drawing can be begun vertex by vertex after that
    bench.click({ 300, 300 });
    CHECK(bench.shape.count() == 1);
}

TEST_CASE("a vertex is inserted by keyboard in the side that begins at the chosen one")
{
    Bench bench(ShapeModel::Kind::Footprint);
    bench.shape.reset(ShapeModel::Kind::Footprint, { bench.at(200, 200), bench.at(400, 200), bench.at(400, 400) });
    bench.tool.editor().edit(&bench.shape);
    bench.tool.key(Qt::Key_Insert, {}); // none is chosen
    CHECK(bench.shape.count() == 3);
    bench.tool.cycle(false); // the last one
    bench.tool.key(Qt::Key_Insert, {});
    REQUIRE(bench.shape.count() == 4);
    CHECK(distanceMetres(bench.shape.points()[3], bench.at(300, 300)) < 0.1);
    CHECK(bench.tool.editor().current() == 3);
    Bench route;
    route.shape.reset(ShapeModel::Kind::Route, { route.at(200, 200), route.at(400, 200) });
    route.tool.editor().edit(&route.shape);
    route.tool.cycle(false);
    route.tool.key(Qt::Key_Insert, {});
    CHECK(distanceMetres(route.shape.points()[1], route.at(300, 200)) < 0.1);
}

TEST_CASE("a typed place moves the chosen vertex, or is the next one, or is picked")
{
    Bench bench;
    CHECK_FALSE(bench.tool.takePlace(bench.at(100, 100)));
    bench.tool.editor().edit(&bench.shape);
    CHECK(bench.tool.takePlace(bench.at(100, 100)));
    CHECK(bench.tool.takePlace(bench.at(300, 100)));
    CHECK(bench.shape.count() == 2);
    bench.tool.cycle(true);
    CHECK(bench.tool.place() == bench.shape.points().front());
    const GeoPoint far { 5.9, 43.5 };
    CHECK(bench.tool.takePlace(far));
    CHECK(bench.shape.points().front() == far);
    CHECK(QRectF({}, bench.camera.view().size).contains(bench.camera.view().toScreen(far)));
    bench.tool.editor().show(&bench.shape);
    bench.tool.setPicking(true);
    const QSignalSpy picked(&bench.tool, &MapTool::picked);
    CHECK(bench.tool.takePlace(bench.at(100, 100)));
    CHECK(picked.count() == 1);
}
