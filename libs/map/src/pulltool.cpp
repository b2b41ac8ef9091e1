#include "pulltool.h"

#include "palette.h"
#include "primitives.h"

#include <QtCore/QLineF>

#include <utility>

namespace cortege::map
{

namespace
{
/// A hand that trembles pulls nothing.
constexpr double kPullThreshold = 4;
} // namespace

PullTool::PullTool(const Camera &camera, const ShapeEditor &editor, QObject *parent)
    : QObject(parent), m_camera(camera), m_editor(editor)
{
}

void PullTool::setPullable(Pullable *pullable)
{
    if (m_pullable == pullable)
        return;
    cancel();
    hover({});
    m_pullable = pullable;
}

void PullTool::setMarkers(std::vector<GeoPoint> markers)
{
    cancel(); // it held one of others
    hover({});
    m_markers = std::move(markers);
    Q_EMIT changed();
}

std::optional<PullTool::Found> PullTool::findAt(QPointF pixel) const
{
    if (!m_pullable || m_editor.isActive())
        return std::nullopt;
    std::optional<Found> found;
    double nearest = kVertexHitRadius;
    const auto take = [&](Pullable::Grip grip, size_t index, QPointF at) {
        const double distance = QLineF(pixel, at).length();
        if (distance > nearest || !m_pullable->canPull({ grip, static_cast<int>(index) }))
            return;
        nearest = distance;
        found = { { grip, static_cast<int>(index) }, at };
    };
    const View &view = m_camera.view();
    for (size_t i = 0; i < m_markers.size(); ++i)
        take(Pullable::Grip::Marker, i, view.toScreen(m_markers[i]));
    if (found || !m_editor.shape() || m_editor.shape()->isClosed())
        return found;
    nearest = kHitRadius;
    const auto &points = m_editor.shape()->points();
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        const QPointF a = view.toScreen(points[i]);
        const QPointF b = view.toScreen(points[i + 1]);
        const auto [distance, share] = distanceToSegment(pixel, a, b);
        if (distance < nearest)
            take(Pullable::Grip::Stretch, i, a + (b - a) * share);
    }
    return found;
}

bool PullTool::press(QPointF pixel)
{
    const auto found = findAt(pixel);
    if (!found)
        return false;
    m_held = Held { .hold = found->hold, .pressed = pixel, .offset = found->at - pixel, .shown = {} };
    return true;
}

bool PullTool::drag(QPointF pixel, Pullable::Way way)
{
    if (!m_held)
        return false;
    if (!m_held->shown && QLineF(pixel, m_held->pressed).length() < kPullThreshold)
        return true;
    m_held->to = m_camera.view().toGeo(pixel + m_held->offset);
    m_held->way = way;
    m_held->shown = m_pullable->preview(m_held->hold, m_held->to, way);
    m_hovered.reset();
    if (!m_held->shown)
        m_held.reset();
    Q_EMIT changed();
    return true;
}

bool PullTool::release()
{
    const auto held = std::exchange(m_held, std::nullopt);
    if (!held || !held->shown)
        return false;
    m_pullable->drop(held->hold, held->to, held->way);
    Q_EMIT changed();
    return true;
}

bool PullTool::cancel()
{
    if (!std::exchange(m_held, std::nullopt))
        return false;
    Q_EMIT changed();
    return true;
}

void PullTool::hover(std::optional<QPointF> pixel)
{
    const auto found = pixel ? findAt(*pixel) : std::nullopt;
    const auto hold = found.transform([](const Found &f) { return f.hold; });
    const auto at = found.transform([](const Found &f) { return f.at; });
    if (hold == m_hovered && at == m_hoveredPixel)
        return;
    m_hovered = hold;
    m_hoveredPixel = at;
    Q_EMIT changed();
}

std::optional<PullTool::Pullable::Hold> PullTool::held() const
{
    return m_held.transform([](const Held &h) { return h.hold; });
}

} // namespace cortege::map
