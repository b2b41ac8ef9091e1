#pragma once

#include "mercator.h"

#include <QtCore/QObject>
#include <QtCore/QVariantAnimation>

namespace cortege::map
{

/// The one view that ground, layers and tool share.
class Camera final : public QObject
{
    Q_OBJECT
public:
    explicit Camera(QObject *parent = nullptr);

    const View &view() const { return m_view; }
    double minimumZoom() const { return m_minimumZoom; }
    double maximumZoom() const { return m_maximumZoom; }

    /// Takes the view at once, within the limits; ends a zoom that is under way.
    void setView(const View &view);
    void setSize(QSizeF size);
    void setZoomLimits(double minimum, double maximum);
    /// Zooms by so many levels about the pixel, in a short movement unless `milliseconds` is 0. Steps add up.
    void zoomBy(double levels, QPointF pixel, int milliseconds);
    bool isMoving() const { return m_zooming.state() == QAbstractAnimation::Running; }

Q_SIGNALS:
    void changed();

private:
    void apply(View view);

    View m_view;
    double m_minimumZoom = 2;
    double m_maximumZoom = 19;
    QVariantAnimation m_zooming;
    QPointF m_anchorPixel;
    Mercator m_anchor;
};

} // namespace cortege::map
