#include <mercator.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QLineF>
#include <QtCore/QRectF>

#include <support/generators.h>

using namespace cortege;
using namespace cortege::map;

namespace
{

View anyView()
{
    return { toMercator({ *rc::gen::inRange(-170'000'000, 170'000'000) / 1e6,
                 *rc::gen::inRange(-80'000'000, 80'000'000) / 1e6 }),
        *rc::gen::inRange(300, 2'000) / 100., QSizeF(*rc::gen::inRange(200, 3'000), *rc::gen::inRange(200, 2'000)) };
}
QPointF anyPixel(const View &view)
{
    return { *rc::gen::inRange(0, static_cast<int>(view.size.width())) + 0.25,
        *rc::gen::inRange(0, static_cast<int>(view.size.height())) + 0.5 };
}
double pixelsApart(QPointF a, QPointF b) { return QLineF(a, b).length(); }

} // namespace

TEST_CASE("a pixel of any view is found again by its coordinates")
{
    REQUIRE(rc::check([] {
        const View view = anyView();
        const QPointF pixel = anyPixel(view);
        RC_ASSERT(pixelsApart(view.toScreen(view.toMercator(pixel)), pixel) < 1e-4);
        if (const GeoPoint place = view.toGeo(pixel); std::abs(place.latitude) < 84)
            RC_ASSERT(pixelsApart(view.toScreen(place), pixel) < 1e-3);
    }));
}

TEST_CASE("what lies under the pointer stays there while one zooms or moves")
{
    REQUIRE(rc::check([] {
        const View view = anyView();
        const QPointF pixel = anyPixel(view);
        const Mercator place = view.toMercator(pixel);
        const View nearer = zoomed(view, *rc::gen::inRange(300, 2'000) / 100., pixel);
        RC_ASSERT(pixelsApart(nearer.toScreen(place), pixel) < 1e-3);
        const QPointF elsewhere = anyPixel(view);
        RC_ASSERT(pixelsApart(moved(view, place, elsewhere).toScreen(place), elsewhere) < 1e-3);
    }));
}

TEST_CASE("a box is seen whole and fills the view as far as the nearest zoom allows")
{
    REQUIRE(rc::check([] {
        View view = anyView();
        const GeoPoint corner { *rc::gen::inRange(-170, 169) + 0.3, *rc::gen::inRange(-80, 79) + 0.2 };
        const double size = *rc::gen::inRange(1, 1'000) / 1e3;
        const GeoBox box { corner, { corner.longitude + size, corner.latitude + size / 2 } };
        view = fitted(view, box, 48, 17);
        const QRectF screen(QPointF(), view.size);
        for (const GeoPoint &point : { box.southWest, box.northEast })
            RC_ASSERT(screen.adjusted(40, 40, -40, -40).contains(view.toScreen(point)));
        RC_ASSERT(view.zoom <= 17);
        const QPointF extent = view.toScreen(box.northEast) - view.toScreen(box.southWest);
        RC_ASSERT(view.zoom == 17 || std::abs(extent.x() - (view.size.width() - 96)) < 0.01
            || std::abs(-extent.y() - (view.size.height() - 96)) < 0.01);
    }));
}

TEST_CASE("a pixel measures what it should in Marseille")
{
    const View view { toMercator({ 5.37, 43.2965 }), 14, { 800, 600 } };
    const GeoPoint a = view.toGeo({ 400, 300 });
    const GeoPoint b = view.toGeo({ 500, 300 });
    CHECK(std::abs(distanceMetres(a, b) / 100 / view.metresPerPixel() - 1) < 0.005);
}
