#include "mercator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cortege::map
{
namespace
{

constexpr double kTileSize = 256;
constexpr double kEquatorMetres = 40'075'016.686;
/// Where Web Mercator ends: its world is a square.
constexpr double kLastLatitude = 85.051128779806592;

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

} // namespace

Mercator toMercator(GeoPoint point)
{
    const double latitude = radians(std::clamp(point.latitude, -kLastLatitude, kLastLatitude));
    return { point.longitude / 360 + 0.5, 0.5 - std::asinh(std::tan(latitude)) / (2 * std::numbers::pi) };
}

GeoPoint toGeo(Mercator place)
{
    const double latitude = std::atan(std::sinh((0.5 - place.y) * 2 * std::numbers::pi));
    return { (place.x - 0.5) * 360, latitude * 180 / std::numbers::pi };
}

double View::pixelsPerWorld() const { return kTileSize * std::exp2(zoom); }

double View::metresPerPixel() const
{
    return kEquatorMetres * std::cos(radians(map::toGeo(centre).latitude)) / pixelsPerWorld();
}

QPointF View::middle() const { return { std::round(size.width()) / 2, std::round(size.height()) / 2 }; }

QPointF View::toScreen(Mercator place) const
{
    const double scale = pixelsPerWorld();
    return middle() + QPointF((place.x - centre.x) * scale, (place.y - centre.y) * scale);
}

Mercator View::toMercator(QPointF pixel) const
{
    const QPointF offset = (pixel - middle()) / pixelsPerWorld();
    return { centre.x + offset.x(), centre.y + offset.y() };
}

View moved(View view, Mercator place, QPointF pixel)
{
    const QPointF offset = (pixel - view.middle()) / view.pixelsPerWorld();
    view.centre = { place.x - offset.x(), place.y - offset.y() };
    return view;
}

View zoomed(View view, double zoom, QPointF pixel)
{
    const Mercator anchor = view.toMercator(pixel);
    view.zoom = zoom;
    return moved(view, anchor, pixel);
}

View fitted(View view, const GeoBox &box, double margin, double nearest)
{
    const Mercator southWest = toMercator(box.southWest);
    const Mercator northEast = toMercator(box.northEast);
    view.centre = { (southWest.x + northEast.x) / 2, (southWest.y + northEast.y) / 2 };
    const double width = std::max(view.size.width() - 2 * margin, 32.);
    const double height = std::max(view.size.height() - 2 * margin, 32.);
    const double scale = std::min(
        width / std::max(northEast.x - southWest.x, 1e-12), height / std::max(southWest.y - northEast.y, 1e-12));
    view.zoom = std::min(std::log2(scale / kTileSize), nearest);
    return view;
}

} // namespace cortege::map
