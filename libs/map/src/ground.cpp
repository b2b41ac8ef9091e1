#include "ground.h"

#include <QtPositioning/QGeoCoordinate>
#include <QtQuick/QQuickItem>

#include <algorithm>
#include <cmath>

namespace cortege::map
{
namespace
{

/// The relay enlarges tiles beyond the last level of its source: streets are drawn up to here.
constexpr double kNearestZoom = 19;

QVariant coordinateOf(const View &view)
{
    const GeoPoint centre = toGeo(view.centre);
    return QVariant::fromValue(QGeoCoordinate(centre.latitude, centre.longitude));
}

} // namespace

Ground::Ground(QQuickItem &map, Camera &camera, int minimumZoom, QObject *parent)
    : QObject(parent), m_map(map), m_camera(camera), m_minimumZoom(minimumZoom)
{
    takeLimits();
    connect(&m_camera, &Camera::changed, this, &Ground::follow);
    connect(&m_map, SIGNAL(minimumZoomLevelChanged(qreal)), this, SLOT(takeLimits()));
    follow();
}

void Ground::takeLimits()
{
    const double least = std::max<double>(m_map.property("minimumZoomLevel").toDouble(), m_minimumZoom);
    m_camera.setZoomLimits(std::min(least, kNearestZoom), kNearestZoom);
}

void Ground::follow()
{
    if (m_following)
        return;
    m_following = true;
    m_map.setProperty("zoomLevel", m_camera.view().zoom);
    m_map.setProperty("center", coordinateOf(m_camera.view()));
    // Near the poles and when the world is smaller than the window, the map has the last word.
    View view = m_camera.view();
    const auto centre = m_map.property("center").value<QGeoCoordinate>();
    const Mercator taken = toMercator(GeoPoint { centre.longitude(), centre.latitude() });
    const double off = std::max(std::abs(taken.x - view.centre.x), std::abs(taken.y - view.centre.y));
    if (off * view.pixelsPerWorld() > 0.5) {
        view.centre = taken;
        m_camera.setView(view);
    }
    m_following = false;
}

} // namespace cortege::map
