#pragma once

#include "camera.h"

#include <presentation/shapemodel.h>

#include <QtCore/QPointer>

#include <optional>

namespace cortege::map
{

/// Turns gestures, in pixels, into edits of the shape. Knows nothing of windows.
class ShapeEditor final : public QObject
{
    Q_OBJECT
public:
    struct Hit {
        enum class What { Nothing, Vertex, Segment };
        What what = What::Nothing;
        int index = -1; ///< of the vertex, or of the vertex where the segment begins
        friend bool operator==(const Hit &, const Hit &) = default;
    };

    explicit ShapeEditor(const Camera &camera, QObject *parent = nullptr);

    /// Shows the shape without letting anyone edit it.
    void show(presentation::ShapeModel *shape);
    void edit(presentation::ShapeModel *shape);
    presentation::ShapeModel *shape() const { return m_shape; }

    bool isActive() const { return m_active; }
    bool isAdding() const { return m_active && m_adding; } ///< a click on an empty place adds a vertex
    bool isDragging() const { return m_drag && m_drag->gesture != 0; }
    bool isAtFront() const { return m_atFront; } ///< vertices are added before the first one
    int current() const { return m_current; }
    const Hit &hovered() const { return m_hovered; }
    Hit hitAt(QPointF pixel) const;
    /// Where the next vertex would be joined on; nothing while no vertex is being added.
    std::optional<GeoPoint> openEnd() const;

    bool press(QPointF pixel); ///< true when something was grabbed
    bool drag(QPointF pixel); ///< true when something is being held
    bool release(QPointF pixel); ///< true when something was held
    void hover(std::optional<QPointF> pixel);
    void click(QPointF pixel);
    void rightClick(QPointF pixel);
    bool key(int key, Qt::KeyboardModifiers modifiers); ///< true when the key meant something
    void cycle(bool forward);
    /// The chosen vertex moves there, or the next one is added there; false when there is neither.
    bool put(GeoPoint place);
    void finish();

Q_SIGNALS:
    void changed(); ///< something of what is drawn
    void finished();

private:
    struct Drag {
        Hit what;
        QPointF pressed;
        QPointF offset; ///< from the pointer to the vertex, so that it does not jump under the pointer
        int gesture = 0; ///< 0 until the pointer has moved far enough
    };
    void take(presentation::ShapeModel *shape, bool active);
    void startDrag();
    void clickVertex(int index);
    void addVertex(GeoPoint place);
    void remove(int index);
    void removeSome();
    void insertAfterCurrent();
    bool goOnFromEnd();
    void nudge(QPointF pixels);
    bool cancelDrag();
    int leastCount() const { return m_shape->isClosed() ? 3 : 2; }
    QPointF onScreen(int index) const;

    const Camera &m_camera;
    QPointer<presentation::ShapeModel> m_shape;
    bool m_active = false;
    bool m_adding = false;
    bool m_atFront = false;
    int m_current = -1;
    int m_nudge = 0; ///< gesture of the arrow keys, so that a row of presses is one step
    Hit m_hovered;
    std::optional<Drag> m_drag;
};

} // namespace cortege::map
