#pragma once

#include "camera.h"
#include "shapeeditor.h"

#include <presentation/mapport.h>

#include <optional>

namespace cortege::map
{

/// Turns gestures, in pixels, into pulls at the address markers and at the shape that is shown. Knows nothing of
/// windows.
class PullTool final : public QObject
{
    Q_OBJECT
public:
    using Pullable = presentation::Pullable;
    /// `editor` says what shape is shown.
    PullTool(const Camera &camera, const ShapeEditor &editor, QObject *parent = nullptr);

    void setPullable(Pullable *pullable);
    void setMarkers(std::vector<GeoPoint> markers);
    const std::vector<GeoPoint> &markers() const { return m_markers; }

    bool press(QPointF pixel); ///< true when something was taken hold of
    bool drag(QPointF pixel, Pullable::Way way); ///< true while something is held
    /// True when something was pulled; a hand that only clicked has pulled nothing.
    bool release();
    bool cancel(); ///< true when something was held; nothing has changed then
    void hover(std::optional<QPointF> pixel);

    bool isHeld() const { return m_held.has_value(); }
    bool isPulling() const { return m_held && m_held->shown; }
    std::optional<Pullable::Hold> held() const;
    std::optional<Pullable::Hold> hovered() const { return m_hovered; }
    /// Where on the stretch the pointer is.
    std::optional<QPointF> hoveredPixel() const { return m_hoveredPixel; }
    const Pullable::Pulled *shown() const { return isPulling() ? &*m_held->shown : nullptr; }

Q_SIGNALS:
    void changed(); ///< something of what is drawn

private:
    struct Held {
        Pullable::Hold hold {};
        QPointF pressed;
        QPointF offset; ///< from the pointer to what is held
        GeoPoint to {};
        Pullable::Way way = Pullable::Way::ByStreet;
        std::optional<Pullable::Pulled> shown; ///< nothing until the pointer has moved far enough
    };
    struct Found {
        Pullable::Hold hold {};
        QPointF at;
    };
    std::optional<Found> findAt(QPointF pixel) const;

    const Camera &m_camera;
    const ShapeEditor &m_editor;
    Pullable *m_pullable = nullptr;
    std::vector<GeoPoint> m_markers;
    std::optional<Held> m_held;
    std::optional<Pullable::Hold> m_hovered;
    std::optional<QPointF> m_hoveredPixel;
};

} // namespace cortege::map
