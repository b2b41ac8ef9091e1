#include "camera.h"

#include <algorithm>

namespace cortege::map
{

Camera::Camera(QObject *parent) : QObject(parent)
{
    m_zooming.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_zooming, &QVariantAnimation::valueChanged, this, [this](const QVariant &zoom) {
        if (!isMoving()) // setting the ends of the next movement says so, too
            return;
        auto view = m_view;
        view.zoom = zoom.toDouble();
        apply(moved(view, m_anchor, m_anchorPixel));
    });
}

void Camera::setView(const View &view)
{
    m_zooming.stop();
    apply(view);
}

void Camera::setSize(QSizeF size)
{
    auto view = m_view;
    view.size = size;
    apply(view);
}

void Camera::setZoomLimits(double minimum, double maximum)
{
    m_minimumZoom = minimum;
    m_maximumZoom = maximum;
    apply(m_view);
}

void Camera::zoomBy(double levels, QPointF pixel, int milliseconds)
{
    const double from = isMoving() ? m_zooming.endValue().toDouble() : m_view.zoom;
    const double target = std::clamp(from + levels, m_minimumZoom, m_maximumZoom);
    m_zooming.stop();
    if (milliseconds == 0)
        return apply(zoomed(m_view, target, pixel));
    m_anchorPixel = pixel;
    m_anchor = m_view.toMercator(pixel);
    m_zooming.setDuration(milliseconds);
    m_zooming.setStartValue(m_view.zoom);
    m_zooming.setEndValue(target);
    m_zooming.start();
}

void Camera::apply(View view)
{
    view.zoom = std::clamp(view.zoom, m_minimumZoom, m_maximumZoom);
    view.centre.x = std::clamp(view.centre.x, 0., 1.);
    view.centre.y = std::clamp(view.centre.y, 0., 1.);
    if (view == m_view)
        return;
    m_view = view;
    Q_EMIT changed();
}

} // namespace cortege::map
