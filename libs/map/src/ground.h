#pragma once

#include "camera.h"

class QQuickItem;

namespace cortege::map
{

/// Keeps Qt Location's Map and the camera in the same view.
class Ground final : public QObject
{
    Q_OBJECT
public:
    /// `map` is a Map of QtLocation; its properties are reached by name, for it has no public header.
    Ground(QQuickItem &map, Camera &camera, int minimumZoom, QObject *parent = nullptr);

private Q_SLOTS:
    void takeLimits();

private:
    void follow();

    QQuickItem &m_map;
    Camera &m_camera;
    int m_minimumZoom;
    bool m_following = false;
};

} // namespace cortege::map
