#pragma once

#include "layeritem.h"
#include "primitives.h"

#include <QtGui/QImage>

namespace cortege::map
{

/// Draws primitives through a filter.
class VectorLayer final : public LayerItem
{
    Q_OBJECT
public:
    using LayerItem::LayerItem;

    void setPrimitives(PrimitivesPtr primitives, bool dark);
    const Primitives &primitives() const { return *m_primitives; }
    void setFilter(const Filter &filter);
    const Filter &filter() const { return m_filter; }

protected:
    QSGNode *updateScene(QSGNode *old) override;
    void paint(QPainter &painter) override;

private:
    void paintLine(QPainter &painter, const Line &line, bool casing) const;
    void paintArrows(QPainter &painter, const QPolygonF &line, qreal halfWidth) const;
    QPolygonF onScreen(const std::vector<QPointF> &points) const;
    QPointF onScreen(QPointF local) const { return view().toScreen(m_primitives->global(local)); }

    PrimitivesPtr m_primitives = std::make_shared<Primitives>();
    Filter m_filter;
    bool m_dark = false;
    bool m_changed = true;
    struct Look {
        qreal pixelRatio = 0;
        bool dark = false;
        friend bool operator==(const Look &, const Look &) = default;
    };
    Look m_builtFor;
    QImage m_atlas; // of the software renderer
};

} // namespace cortege::map
