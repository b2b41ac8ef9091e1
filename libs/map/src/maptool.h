#pragma once

#include "frametool.h"
#include "primitives.h"
#include "pulltool.h"
#include "shapeeditor.h"
#include "stamptool.h"

namespace cortege::map
{

/// Everything that mouse, wheel and keyboard do on the map, in pixels. It stands above all layers and is the only one
/// to receive input, so that a click on a vertex is never a click on the map as well.
class MapTool final : public QObject
{
    Q_OBJECT
public:
    explicit MapTool(Camera &camera, QObject *parent = nullptr);

    ShapeEditor &editor() { return m_editor; }
    const ShapeEditor &editor() const { return m_editor; }
    void setPicking(bool picking);
    bool isPicking() const { return m_picking; }
    PullTool &pulls() { return m_pulls; }
    const PullTool &pulls() const { return m_pulls; }
    void setStamp(StampTool::StampPtr stamp);
    void setFraming(bool framing);
    bool isFraming() const { return m_frame.isActive(); }
    /// What `MapPort::takePlace` says.
    bool takePlace(GeoPoint place);
    void setZoomDuration(int milliseconds) { m_zoomDuration = milliseconds; }

    void press(QPointF pixel, Qt::MouseButton button);
    /// With Shift, what is pulled leaves the streets. Not Alt: window managers move windows by it.
    void move(QPointF pixel, Qt::KeyboardModifiers modifiers = {});
    void release(QPointF pixel, Qt::MouseButton button);
    void doubleClick(QPointF pixel, Qt::MouseButton button);
    void leave();
    void wheel(QPointF pixel, double levels);
    bool key(int key, Qt::KeyboardModifiers modifiers); ///< false when the key means nothing here
    /// The key must come here even where the window has a shortcut on it.
    bool claims(int key, Qt::KeyboardModifiers modifiers) const;
    /// Tab goes round the vertices; true when it must not leave the map.
    bool cycle(bool forward);

    bool isHolding() const { return m_pan || m_editor.isDragging() || m_pulls.isPulling(); }
    Qt::CursorShape cursor() const;
    /// The shape, its handles and the address markers.
    Primitives visuals(bool dark) const;
    QString hint() const; ///< what can be done now; empty when nothing special
    QString measure() const; ///< length or area of the shape, with the vertex that would come next
    LineString shapeWithNext() const; ///< what is drawn or pulled, with the vertex or the place that would come next
    std::optional<GeoPoint> place() const; ///< of the chosen vertex, else of the crosshair or the pointer
    std::optional<QPointF> pointer() const { return m_crosshair ? m_crosshair : m_pointer; }

Q_SIGNALS:
    void clicked(QPointF pixel);
    void hovered(QPointF pixel);
    void picked(cortege::GeoPoint place);
    void pickingEnded();
    void editingFinished();
    void stampEnded();
    void framed(const cortege::GeoBox &box);
    void framingEnded();
    void changed(); ///< cursor, visuals, hint or measure

private:
    struct Pan {
        Mercator place;
        QPointF pressed;
        Qt::MouseButton button;
        bool moved = false;
    };
    void click(QPointF pixel);
    void pick(GeoPoint place);
    void endPicking();
    void stampAt(GeoPoint place);
    void backOfStamp();
    void endStamp();
    void aim();
    void frameAt(QPointF pixel);
    void backOfFrame();
    void endFraming();
    /// The next click is not about what is there.
    bool isPointing() const { return m_picking || m_frame.isActive(); }
    bool wantsCrosshair() const
    {
        return isPointing() || m_stamp.isActive() || (m_editor.isAdding() && m_editor.current() < 0);
    }
    std::optional<GeoPoint> crosshairStart() const;
    bool crosshairKey(int key, Qt::KeyboardModifiers modifiers);
    void moveCrosshair(QPointF pixels);
    void placeAtCrosshair();
    bool navigationKey(int key, Qt::KeyboardModifiers modifiers);
    QPointF middle() const { return m_camera.view().middle(); }
    LineString shownShape() const;
    QString pullHint() const;
    void addMarkers(Primitives &primitives) const;
    void addShape(Primitives &primitives, bool dark) const;
    void addStamp(Primitives &primitives, bool dark) const;
    void addFrame(Primitives &primitives, bool dark) const;
    void addHandles(Primitives &primitives) const;

    Camera &m_camera;
    ShapeEditor m_editor;
    StampTool m_stamp;
    FrameTool m_frame;
    PullTool m_pulls { m_camera, m_editor };
    bool m_picking = false;
    bool m_finishedByClick = false; ///< the double click that may follow belongs to it
    bool m_crosshairUsed = false; ///< since it stands there
    int m_zoomDuration = 0;
    std::optional<Pan> m_pan;
    bool m_frameHeld = false; ///< the button that frames is down
    std::optional<QPointF> m_pointer;
    std::optional<QPointF> m_crosshair; ///< shown while drawing or picking by keyboard
};

} // namespace cortege::map
