#include <maptool.h>

#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using namespace cortege::map;
using presentation::Pullable;
using presentation::ShapeModel;
using Way = Pullable::Way;
using Grip = Pullable::Grip;

namespace
{

/// Lets everything be pulled but the segment that begins at vertex 2.
class Rope final : public Pullable
{
public:
    bool canPull(Hold hold) const override { return hold.grip == Grip::Marker || hold.index != 2; }
    std::optional<Pulled> preview(Hold hold, GeoPoint to, Way) const override
    {
        ++previews;
        return hold.index == gone ? std::nullopt : std::optional(Pulled { to, { to, to }, true });
    }
    void drop(Hold hold, GeoPoint to, Way way) override { dropped.push_back({ hold, to, way }); }

    struct Drop {
        Hold hold;
        GeoPoint to;
        Way way;
    };
    std::vector<Drop> dropped;
    mutable int previews = 0;
    int gone = -1;
};

struct PullBench {
    QUndoStack undo;
    ShapeModel shape { undo };
    Camera camera;
    MapTool tool { camera };
    Rope rope;
    int clicks = 0;

    PullBench()
    {
        camera.setView({ toMercator({ 5.37, 43.2965 }), 15, { 800, 600 } });
        shape.reset(ShapeModel::Kind::Route, { at(100, 300), at(300, 300), at(500, 300), at(700, 300) });
        tool.editor().show(&shape);
        tool.pulls().setPullable(&rope);
        tool.pulls().setMarkers({ at(100, 300), at(700, 300) });
        QObject::connect(&tool, &MapTool::clicked, &tool, [this] { ++clicks; });
    }
    GeoPoint at(double x, double y) const { return camera.view().toGeo({ x, y }); }
    void pull(QPointF from, QPointF to, Qt::KeyboardModifiers modifiers = {})
    {
        tool.press(from, Qt::LeftButton);
        tool.move(to, modifiers);
        tool.release(to, Qt::LeftButton);
    }
};

} // namespace

TEST_CASE("the route and the markers are pulled; the ground beside them moves the map")
{
    PullBench bench;
    bench.pull({ 400, 304 }, { 400, 404 });
    REQUIRE(bench.rope.dropped.size() == 1);
    CHECK(bench.rope.dropped[0].hold == Pullable::Hold { Grip::Stretch, 1 });
    CHECK(bench.rope.dropped[0].way == Way::ByStreet);
    // The line does not jump under the pointer.
    CHECK(distanceMetres(bench.rope.dropped[0].to, bench.at(400, 400)) < 0.1);
    bench.pull({ 103, 300 }, { 103, 200 }, Qt::ShiftModifier);
    REQUIRE(bench.rope.dropped.size() == 2);
    CHECK(bench.rope.dropped[1].hold == Pullable::Hold { Grip::Marker, 0 });
    CHECK(bench.rope.dropped[1].way == Way::FreeHand);
    const auto view = bench.camera.view();
    bench.pull({ 600, 300 }, { 600, 350 }); // the segment that cannot be pulled
    CHECK(bench.rope.dropped.size() == 2);
    CHECK(bench.camera.view() != view);
    CHECK(bench.undo.count() == 0);
}

TEST_CASE("a hand that only clicks on the route pulls nothing and is a click")
{
    PullBench bench;
    bench.pull({ 400, 300 }, { 401, 301 });
    CHECK(bench.rope.dropped.empty());
    CHECK(bench.rope.previews == 0);
    CHECK(bench.clicks == 1);
}

TEST_CASE("Escape gives up what is being pulled, and the rest of the movement means nothing")
{
    PullBench bench;
    const auto view = bench.camera.view();
    bench.tool.press({ 400, 300 }, Qt::LeftButton);
    bench.tool.move({ 400, 350 });
    CHECK(bench.tool.pulls().isPulling());
    CHECK_FALSE(bench.tool.measure().isEmpty());
    CHECK(bench.tool.claims(Qt::Key_Escape, {}));
    CHECK(bench.tool.key(Qt::Key_Escape, {}));
    bench.tool.move({ 400, 390 });
    bench.tool.release({ 400, 390 }, Qt::LeftButton);
    CHECK(bench.rope.dropped.empty());
    CHECK(bench.clicks == 0);
    CHECK(bench.camera.view() == view);
    CHECK_FALSE(bench.tool.key(Qt::Key_Escape, {}));
}

TEST_CASE("what vanishes under the hand is let go")
{
    PullBench bench;
    bench.tool.press({ 400, 300 }, Qt::LeftButton);
    bench.tool.move({ 400, 350 });
    bench.rope.gone = 1;
    bench.tool.move({ 400, 360 });
    CHECK_FALSE(bench.tool.pulls().isHeld());
    bench.tool.press({ 400, 300 }, Qt::LeftButton);
    bench.rope.gone = -1;
    bench.tool.pulls().setMarkers({});
    bench.tool.release({ 400, 300 }, Qt::LeftButton);
    CHECK(bench.rope.dropped.empty());
}

TEST_CASE("nothing is pulled while one draws, picks a place, or may not")
{
    PullBench bench;
    bench.tool.setPicking(true);
    bench.pull({ 400, 300 }, { 400, 350 });
    bench.tool.setPicking(false);
    bench.camera.setView({ toMercator({ 5.37, 43.2965 }), 15, { 800, 600 } });
    bench.tool.editor().edit(&bench.shape);
    bench.pull({ 400, 300 }, { 400, 350 });
    CHECK(bench.shape.count() == 5); // a vertex, as always in the drawing
    bench.undo.undo();
    bench.tool.editor().show(&bench.shape);
    bench.tool.pulls().setPullable(nullptr);
    bench.pull({ 400, 300 }, { 400, 350 });
    CHECK(bench.rope.dropped.empty());
}
