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

QPointF anyPixel() { return QPointF(*rc::gen::inRange(0, 80) * 10, *rc::gen::inRange(0, 60) * 10); }

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
