#pragma once

#include "layeritem.h"
#include "primitives.h"

#include <QtCore/QHash>
#include <QtGui/QImage>

namespace cortege::map
{

/// Names beside the markers, from street level on, where there is room for them.
class LabelLayer final : public LayerItem
{
    Q_OBJECT
public:
    using LayerItem::LayerItem;

    void setEvents(const std::vector<presentation::MapEvent> &events, bool dark);
    void setFilter(const Filter &filter);
    void setFont(const QFont &font);

protected:
    QSGNode *updateScene(QSGNode *old) override;
    void paint(QPainter &painter) override;

private:
    struct Name {
        Mercator at;
        QString text;
        Tag tag;
        bool lineOnTheRight = false; ///< the name goes elsewhere
    };
    struct Placed {
        size_t name = 0;
        QRectF rect;
    };
    std::vector<Placed> placed();
    const QImage &imageOf(const QString &text);
    QImage drawn(const QString &text) const;

    std::vector<Name> m_names;
    Filter m_filter;
    QFont m_font;
    bool m_dark = false;
    QHash<QString, QImage> m_images;
};

} // namespace cortege::map
