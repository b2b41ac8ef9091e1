#pragma once

#include "layeritem.h"

#include <presentation/mapport.h>

#include <QtGui/QImage>

namespace cortege::map
{

/// The field in two bytes a cell, the northern row first: 0 is nothing, 65535 the maximum (of a difference: the
/// greatest decrease and the greatest increase). Eight bits would break the
/// lines of equal density into dashes; and Qt's public interface makes no texture of one 16-bit channel.
QImage packedField(const presentation::DensityField &field);

/// The tension overlay: one texture of values; palette and lines of equal density are made per pixel.
class DensityLayer final : public LayerItem
{
    Q_OBJECT
public:
    using LayerItem::LayerItem;

    void setField(presentation::DensityFieldPtr field);

protected:
    QSGNode *updateScene(QSGNode *old) override;
    void paint(QPainter &painter) override;

private:
    void colourField();

    presentation::DensityFieldPtr m_field;
    bool m_changed = false;
    QImage m_coloured; // of the software renderer
};

} // namespace cortege::map
