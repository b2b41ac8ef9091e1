#include <frametool.h>
#include <maptool.h>
#include <marks.h>
#include <symbols.h>

#include <support/guimain.h> // figures are text

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLocale>
#include <QtTest/QSignalSpy>

#include <algorithm>

using namespace cortege;
using namespace cortege::map;
using namespace Qt::StringLiterals;

namespace
{

struct Framing {
    Camera camera;
    MapTool tool { camera };
    QSignalSpy framed { &tool, &MapTool::framed };
    QSignalSpy ended { &tool, &MapTool::framingEnded };

    Framing()
    {
        camera.setView({ toMercator({ 5.37, 43.2965 }), 15, { 800, 600 } });
        tool.setFraming(true);
    }
    GeoBox between(QPointF northWest, QPointF southEast) const
    {
        const auto &view = camera.view();
        return { { view.toGeo(northWest).longitude, view.toGeo(southEast).latitude },
            { view.toGeo(southEast).longitude, view.toGeo(northWest).latitude } };
    }
    GeoBox box() const { return framed.back().at(0).value<GeoBox>(); }
};

} // namespace

TEST_CASE("a count has little room, and never says more than there is")
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::French, QLocale::France));
    CHECK(shortCount(7) == u"7"_s);
    CHECK(shortCount(999) == u"999"_s);
    CHECK(shortCount(1'000) == u"1,0k"_s);
    CHECK(shortCount(1'299) == u"1,2k"_s);
    CHECK(shortCount(38'999) == u"38k"_s);
    CHECK(shortCount(999'999) == u"999k"_s);
    CHECK(shortCount(1'250'000) == u"1,2M"_s);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    CHECK(shortCount(1'299) == u"1.2k"_s);
    QLocale::setDefault(before);
}

TEST_CASE("a fact is its sign, several are a plate with figures, and both are found where they stand")
{
    const std::vector<presentation::MapMark> marks { { { 5.37, 43.29 }, 1, 5 }, { { 5.38, 43.29 }, 128, 0 } };
    const Primitives primitives = markPrimitives(marks);
    REQUIRE(primitives.symbols.size() == 5);
    CHECK(primitives.symbols[0].shape == static_cast<SymbolShape>(static_cast<int>(SymbolShape::FirstFact) + 5));
    CHECK(primitives.symbols[2].shape == glyphOf(u'1'));
    CHECK(primitives.symbols[2].offset.x() < primitives.symbols[3].offset.x());
    const View view { toMercator({ 5.375, 43.29 }), 14, { 800, 600 } };
    CHECK(eventAt(primitives, view, {}, view.toScreen(marks[0].at)) == 0);
    CHECK(eventAt(primitives, view, {}, view.toScreen(marks[1].at)) == 1);
    CHECK_FALSE(eventAt(primitives, view, {}, { 10, 10 }));
}

TEST_CASE("all signs, plates and figures have a picture, and no two signs the same")
{
    const QImage atlas = symbolAtlas(1, false);
    std::vector<QImage> pictures;
    for (int shape = static_cast<int>(SymbolShape::FirstFact); shape < kSymbolCount; ++shape) {
        const QImage picture = atlas.copy(symbolRect(static_cast<SymbolShape>(shape)).toRect());
        INFO(shape);
        CHECK(std::ranges::find(pictures, picture) == pictures.end());
        pictures.push_back(picture);
    }
}

TEST_CASE_METHOD(Framing, "a rectangle is dragged, whichever way, and the map stays where it is")
{
    const View before = camera.view();
    tool.press({ 400, 300 }, Qt::LeftButton);
    tool.move({ 200, 150 });
    CHECK(tool.visuals(false).areas.size() == 1);
    tool.release({ 200, 150 }, Qt::LeftButton);
    REQUIRE(framed.size() == 1);
    CHECK(ended.size() == 1);
    CHECK_FALSE(tool.isFraming());
    CHECK(box() == between({ 200, 150 }, { 400, 300 }));
    CHECK(camera.view() == before);
    CHECK(tool.visuals(false).areas.empty());
}

TEST_CASE_METHOD(Framing, "a rectangle is clicked corner by corner")
{
    for (const QPointF corner : { QPointF(100, 100), QPointF(300, 250) }) {
        tool.move(corner);
        tool.press(corner, Qt::LeftButton);
        tool.release(corner, Qt::LeftButton);
    }
    REQUIRE(framed.size() == 1);
    CHECK(box() == between({ 100, 100 }, { 300, 250 }));
}

TEST_CASE_METHOD(Framing, "a rectangle is framed by the keys alone")
{
    tool.key(Qt::Key_Space, Qt::NoModifier); // the crosshair
    tool.key(Qt::Key_Return, Qt::NoModifier); // the first corner
    CHECK(framed.isEmpty());
    tool.key(Qt::Key_Return, Qt::NoModifier); // no area yet
    CHECK(framed.isEmpty());
    for (const int key : { Qt::Key_Right, Qt::Key_Down })
        tool.key(key, Qt::ShiftModifier);
    tool.key(Qt::Key_Space, Qt::NoModifier);
    REQUIRE(framed.size() == 1);
    CHECK(box() == between({ 400, 300 }, { 450, 350 }));
}

TEST_CASE_METHOD(Framing, "Escape takes the corner back, then gives up; nothing is framed")
{
    tool.press({ 100, 100 }, Qt::LeftButton);
    tool.key(Qt::Key_Escape, Qt::NoModifier);
    CHECK(tool.isFraming());
    tool.release({ 300, 300 }, Qt::LeftButton);
    CHECK(framed.isEmpty());
    tool.key(Qt::Key_Escape, Qt::NoModifier);
    CHECK_FALSE(tool.isFraming());
    CHECK(ended.size() == 1);
    CHECK(framed.isEmpty());
}
