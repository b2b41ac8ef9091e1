#pragma once

#include "camera.h"

#include <QtQuick/QQuickItem>

class QPainter;

namespace cortege::map
{

/// A transparent sheet over the ground. With a graphics processor it has nodes of its own; under Qt's software
/// renderer, which draws no custom material and does not say so, it paints an image instead.
class LayerItem : public QQuickItem
{
    Q_OBJECT
public:
    LayerItem(const Camera &camera, QQuickItem *parent);

protected:
    const View &view() const { return m_camera.view(); }
    qreal pixelRatio() const;

    /// Like updatePaintNode.
    virtual QSGNode *updateScene(QSGNode *old) = 0;
    virtual void paint(QPainter &painter) = 0;
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *data) override;

private:
    QSGNode *updateImage(QSGNode *old);

    const Camera &m_camera;
};

} // namespace cortege::map
