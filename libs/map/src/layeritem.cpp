#include "layeritem.h"

#include <QtGui/QPainter>
#include <QtQuick/QQuickWindow>
#include <QtQuick/QSGImageNode>
#include <QtQuick/QSGRendererInterface>

namespace cortege::map
{

LayerItem::LayerItem(const Camera &camera, QQuickItem *parent) : QQuickItem(parent), m_camera(camera)
{
    setFlag(ItemHasContents);
    const auto fit = [this] { setSize(parentItem()->size()); };
    fit();
    connect(parent, &QQuickItem::widthChanged, this, fit);
    connect(parent, &QQuickItem::heightChanged, this, fit);
    connect(&camera, &Camera::changed, this, &QQuickItem::update);
}

qreal LayerItem::pixelRatio() const { return window()->effectiveDevicePixelRatio(); }

QSGNode *LayerItem::updatePaintNode(QSGNode *old, UpdatePaintNodeData *)
{
    if (size().isEmpty()) {
        delete old;
        return nullptr;
    }
    const bool software = window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
    return software ? updateImage(old) : updateScene(old);
}

QSGNode *LayerItem::updateImage(QSGNode *old)
{
    QImage image((size() * pixelRatio()).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio());
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    painter.end();

    auto *node = static_cast<QSGImageNode *>(old);
    if (!node) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
    }
    node->setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureHasAlphaChannel));
    node->setRect(boundingRect());
    return node;
}

} // namespace cortege::map
