#pragma once

#include <domain/geometry.h>

#include <QtCore/QPointF>
#include <QtCore/QSizeF>

namespace cortege::map
{

/// A position in Web Mercator (EPSG:3857) as a share of the world: (0, 0) is the north-western corner, x and y < 1.
struct Mercator {
    double x = 0.5;
    double y = 0.5;

    friend bool operator==(const Mercator &, const Mercator &) = default;
};
Mercator toMercator(GeoPoint point);
GeoPoint toGeo(Mercator place);

/// What part of the world is on the screen; north is up and the ground is flat. Pixels are device-independent.
struct View {
    Mercator centre;
    double zoom = 2;
    QSizeF size;

    double pixelsPerWorld() const;
    double metresPerPixel() const; ///< at the centre
    /// Qt Location's map has an integer viewport; half of it is where its centre lies.
    QPointF middle() const;
    QPointF toScreen(Mercator place) const;
    QPointF toScreen(GeoPoint point) const { return toScreen(map::toMercator(point)); }
    Mercator toMercator(QPointF pixel) const;
    GeoPoint toGeo(QPointF pixel) const { return map::toGeo(toMercator(pixel)); }

    friend bool operator==(const View &, const View &) = default;
};

/// The view in which `place` lies under `pixel`.
View moved(View view, Mercator place, QPointF pixel);
/// What lies under `pixel` stays there.
View zoomed(View view, double zoom, QPointF pixel);
/// The box is seen whole, with a margin in pixels, no nearer than `nearest`.
View fitted(View view, const GeoBox &box, double margin, double nearest);

} // namespace cortege::map
