#include "shapeeditor.h"

#include "palette.h"
#include "primitives.h"

#include <QtCore/QLineF>

#include <algorithm>

namespace cortege::map
{

using presentation::ShapeModel;
using What = ShapeEditor::Hit::What;

namespace
{
/// A hand that trembles moves nothing.
constexpr double kDragThreshold = 3;
} // namespace

ShapeEditor::ShapeEditor(const Camera &camera, QObject *parent) : QObject(parent), m_camera(camera) { }

void ShapeEditor::show(ShapeModel *shape) { take(shape, false); }

void ShapeEditor::edit(ShapeModel *shape) { take(shape, shape != nullptr); }

void ShapeEditor::take(ShapeModel *shape, bool active)
{
    cancelDrag();
    if (m_shape)
        disconnect(m_shape, nullptr, this, nullptr);
    m_shape = shape;
    m_active = active;
    m_adding = active && m_shape->count() < leastCount();
    m_atFront = false;
    m_current = -1;
    m_hovered = {};
    if (m_shape) {
        connect(m_shape, &ShapeModel::changed, this, [this] {
            m_current = std::min(m_current, m_shape->count() - 1); // undo may have taken the vertex away
            m_adding = m_adding || (m_active && m_shape->count() < leastCount());
            m_hovered = {};
            Q_EMIT changed();
        });
        connect(m_shape, &QObject::destroyed, this, [this] { take(nullptr, false); });
    }
    Q_EMIT changed();
}

QPointF ShapeEditor::onScreen(int index) const
{
    return m_camera.view().toScreen(m_shape->points()[static_cast<size_t>(index)]);
}

ShapeEditor::Hit ShapeEditor::hitAt(QPointF pixel) const
{
    if (!m_active)
        return {};
    const int count = m_shape->count();
    Hit hit;
    double nearest = kVertexHitRadius;
    for (int i = 0; i < count; ++i)
        if (const double distance = QLineF(pixel, onScreen(i)).length(); distance <= nearest) {
            nearest = distance;
            hit = { What::Vertex, i };
        }
    if (hit.what == What::Vertex)
        return hit;
    nearest = kHitRadius;
    const bool closing = m_shape->isClosed() && !m_adding && count > 2;
    for (int i = 0; i < count - (closing ? 0 : 1); ++i) {
        const auto [distance, share] = distanceToSegment(pixel, onScreen(i), onScreen((i + 1) % count));
        if (distance <= nearest) {
            nearest = distance;
            hit = { What::Segment, i };
        }
    }
    return hit;
}

std::optional<GeoPoint> ShapeEditor::openEnd() const
{
    if (!isAdding() || m_shape->count() == 0)
        return std::nullopt;
    return m_atFront ? m_shape->points().front() : m_shape->points().back();
}

bool ShapeEditor::press(QPointF pixel)
{
    m_nudge = 0;
    const Hit hit = hitAt(pixel);
    if (hit.what == What::Nothing)
        return false;
    m_drag = Drag { hit, pixel, hit.what == What::Vertex ? onScreen(hit.index) - pixel : QPointF(), 0 };
    return true;
}

bool ShapeEditor::drag(QPointF pixel)
{
    if (!m_drag)
        return false;
    if (m_drag->gesture == 0) {
        if (QLineF(pixel, m_drag->pressed).length() < kDragThreshold)
            return true;
        startDrag();
    }
    m_shape->move(m_current, m_camera.view().toGeo(pixel + m_drag->offset), m_drag->gesture);
    return true;
}

void ShapeEditor::startDrag()
{
    m_drag->gesture = m_shape->nextGesture();
    m_current = m_drag->what.index;
    if (m_drag->what.what == What::Segment) {
        ++m_current;
        m_shape->insert(m_current, m_camera.view().toGeo(m_drag->pressed), m_drag->gesture);
    }
}

bool ShapeEditor::release(QPointF pixel)
{
    if (!m_drag)
        return false;
    const Drag held = *std::exchange(m_drag, std::nullopt);
    if (held.gesture == 0)
        click(pixel);
    Q_EMIT changed();
    return true;
}

void ShapeEditor::hover(std::optional<QPointF> pixel)
{
    const Hit hit = pixel ? hitAt(*pixel) : Hit {};
    if (hit == m_hovered)
        return;
    m_hovered = hit;
    Q_EMIT changed();
}

void ShapeEditor::click(QPointF pixel)
{
    if (!m_active)
        return;
    m_nudge = 0;
    const Hit hit = hitAt(pixel);
    if (hit.what == What::Vertex)
        return clickVertex(hit.index);
    m_current = -1;
    if (m_adding)
        return addVertex(m_camera.view().toGeo(pixel)); // on a segment as well: a route may cross itself
    Q_EMIT changed();
}

void ShapeEditor::clickVertex(int index)
{
    const int last = m_shape->count() - 1;
    const int end = m_atFront ? 0 : last;
    if (m_adding && index == end && m_shape->count() > 1)
        return finish();
    if (m_adding && index == last - end && m_shape->count() >= 3) { // back to where the drawing began
        if (!m_shape->isClosed())
            addVertex(m_shape->points()[static_cast<size_t>(index)]);
        return finish();
    }
    m_current = index;
    if (!m_adding && !m_shape->isClosed() && (index == 0 || index == last)) {
        m_adding = true;
        m_atFront = index == 0 && last > 0;
    }
    Q_EMIT changed();
}

void ShapeEditor::addVertex(GeoPoint place)
{
    m_current = -1;
    m_shape->insert(m_atFront ? 0 : m_shape->count(), place);
}

void ShapeEditor::rightClick(QPointF pixel)
{
    if (!m_active || cancelDrag())
        return;
    const Hit hit = hitAt(pixel);
    if (hit.what == What::Vertex)
        remove(hit.index);
    else
        finish();
}

void ShapeEditor::remove(int index)
{
    m_nudge = 0;
    m_current = std::min(index, m_shape->count() - 2);
    m_shape->remove(index);
    if (m_adding || m_shape->count() < leastCount()) {
        m_adding = true;
        m_current = -1; // the next arrow key moves the crosshair, not some neighbour
    }
}

void ShapeEditor::removeSome()
{
    if (m_current >= 0)
        remove(m_current);
    else if (m_adding && m_shape->count() > 0)
        remove(m_atFront ? 0 : m_shape->count() - 1);
}

/// In the middle of the side that begins at the chosen vertex; of the one before, at the end of a route.
void ShapeEditor::insertAfterCurrent()
{
    const int count = m_shape->count();
    if (m_current < 0 || count < 2)
        return;
    m_nudge = 0;
    const bool atEnd = m_current == count - 1;
    const int from = atEnd && !m_shape->isClosed() ? m_current - 1 : m_current;
    const QPointF middle = (onScreen(from) + onScreen((from + 1) % count)) / 2;
    m_current = from + 1;
    m_shape->insert(from + 1, m_camera.view().toGeo(middle));
}

/// What a click on the end of a route does.
bool ShapeEditor::goOnFromEnd()
{
    const int last = m_shape->count() - 1;
    if (m_adding || m_shape->isClosed() || (m_current != 0 && m_current != last))
        return false;
    clickVertex(m_current);
    m_current = -1; // arrows move the crosshair then
    Q_EMIT changed();
    return true;
}

bool ShapeEditor::put(GeoPoint place)
{
    m_nudge = 0;
    if (m_active && m_current >= 0)
        m_shape->move(m_current, place);
    else if (isAdding())
        addVertex(place);
    else
        return false;
    return true;
}

void ShapeEditor::nudge(QPointF pixels)
{
    if (m_nudge == 0)
        m_nudge = m_shape->nextGesture();
    m_shape->move(m_current, m_camera.view().toGeo(onScreen(m_current) + pixels), m_nudge);
}

bool ShapeEditor::cancelDrag()
{
    if (!m_drag)
        return false;
    const Drag held = *std::exchange(m_drag, std::nullopt);
    if (held.gesture != 0 && m_shape)
        m_shape->revert(held.gesture);
    Q_EMIT changed();
    return true;
}

bool ShapeEditor::key(int key, Qt::KeyboardModifiers modifiers)
{
    if (!m_active)
        return false;
    const double step = modifiers.testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (key) {
    case Qt::Key_Escape:
        if (!cancelDrag())
            finish();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        finish();
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        removeSome();
        return true;
    case Qt::Key_Insert:
        insertAfterCurrent();
        return true;
    case Qt::Key_Space:
        return goOnFromEnd();
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (m_current >= 0)
            nudge({ key == Qt::Key_Left ? -step : step, 0 });
        return m_current >= 0;
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (m_current >= 0)
            nudge({ 0, key == Qt::Key_Up ? -step : step });
        return m_current >= 0;
    default:
        return false;
    }
}

void ShapeEditor::cycle(bool forward)
{
    m_nudge = 0;
    const int lowest = m_adding ? -1 : 0; // none of them: arrow keys then move the crosshair
    const int places = m_shape->count() - lowest;
    if (places == 0)
        return;
    const int place = std::max(m_current, m_adding ? -1 : forward ? -1 : 0) - lowest;
    m_current = (place + (forward ? 1 : places - 1)) % places + lowest;
    Q_EMIT changed();
}

void ShapeEditor::finish()
{
    if (!m_active)
        return;
    cancelDrag();
    m_active = m_adding = false;
    m_current = -1;
    m_hovered = {};
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace cortege::map
