#include "maptool.h"

#include "palette.h"

#include <presentation/division.h>
#include <presentation/texts.h>

#include <QtCore/QLineF>

#include <algorithm>
#include <cmath>

namespace cortege::map
{

using presentation::Pullable;
using presentation::ShapeModel;
using What = ShapeEditor::Hit::What;

namespace
{

constexpr double kClickSlack = 4;
constexpr double kPanStep = 60;
constexpr double kCrosshairStep = 10;
constexpr double kCrosshairMargin = 30;
constexpr double kFast = 5; ///< with Shift

std::optional<QPointF> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPointF(-1, 0);
    case Qt::Key_Right:
        return QPointF(1, 0);
    case Qt::Key_Up:
        return QPointF(0, -1);
    case Qt::Key_Down:
        return QPointF(0, 1);
    default:
        return std::nullopt;
    }
}

bool isEnter(int key) { return key == Qt::Key_Return || key == Qt::Key_Enter; }

QPointF middleOf(QPointF a, QPointF b) { return (a + b) / 2; }

} // namespace

MapTool::MapTool(Camera &camera, QObject *parent) : QObject(parent), m_camera(camera), m_editor(camera)
{
    connect(&m_editor, &ShapeEditor::changed, this, &MapTool::changed);
    connect(&m_editor, &ShapeEditor::finished, this, [this] {
        m_crosshair.reset();
        Q_EMIT editingFinished();
    });
    connect(&m_editor, &ShapeEditor::changed, this, [this] {
        if (m_stamp.isActive() && !m_editor.isActive())
            endStamp();
    });
    connect(&m_pulls, &PullTool::changed, this, &MapTool::changed);
    connect(&m_camera, &Camera::changed, this, [this] { // the next vertex would lie elsewhere
        aim();
        if (m_crosshair || m_editor.openEnd() || m_stamp.isActive() || m_frame.isActive())
            Q_EMIT changed();
    });
}

void MapTool::setPicking(bool picking)
{
    if (m_picking == picking)
        return;
    m_picking = picking;
    m_crosshair.reset();
    Q_EMIT changed();
}

void MapTool::setStamp(StampTool::StampPtr stamp)
{
    m_stamp.set(m_editor.isActive() ? std::move(stamp) : nullptr);
    m_crosshair.reset();
    m_editor.hover(std::nullopt);
    aim();
    Q_EMIT changed();
}

void MapTool::setFraming(bool framing)
{
    if (m_frame.isActive() == framing)
        return;
    m_frame.set(framing);
    m_frameHeld = false;
    m_crosshair.reset();
    Q_EMIT changed();
}

void MapTool::aim()
{
    const auto at = pointer().transform([this](QPointF pixel) { return m_camera.view().toGeo(pixel); });
    m_stamp.aim(at);
    m_frame.aim(at);
}

void MapTool::frameAt(QPointF pixel)
{
    if (const auto box = m_frame.place(m_camera.view().toGeo(pixel))) {
        Q_EMIT framed(*box);
        endFraming();
    }
    Q_EMIT changed();
}

void MapTool::backOfFrame()
{
    m_frameHeld = false;
    if (!m_frame.takeBack())
        endFraming();
    Q_EMIT changed();
}

void MapTool::endFraming()
{
    setFraming(false);
    Q_EMIT framingEnded();
}

void MapTool::stampAt(GeoPoint place)
{
    if (const auto ring = m_stamp.place(place)) {
        m_editor.shape()->replace(*ring, tr("pose d’une forme"));
        m_editor.edit(m_editor.shape()); // complete now: to be adjusted
        endStamp();
    }
    Q_EMIT changed();
}

void MapTool::backOfStamp()
{
    if (!m_stamp.takeBack())
        endStamp();
    Q_EMIT changed();
}

void MapTool::endStamp()
{
    m_stamp.set(nullptr);
    m_crosshair.reset();
    Q_EMIT stampEnded();
    Q_EMIT changed();
}

bool MapTool::takePlace(GeoPoint place)
{
    const View &view = m_camera.view();
    if (!QRectF(QPointF(), view.size).contains(view.toScreen(place)))
        m_camera.setView(moved(view, toMercator(place), middle()));
    if (m_picking)
        pick(place);
    else if (m_stamp.isActive())
        stampAt(place);
    else
        return m_editor.put(place);
    return true;
}

// --- mouse -----------------------------------------------------------------------------------------------------------

void MapTool::press(QPointF pixel, Qt::MouseButton button)
{
    m_finishedByClick = false;
    m_crosshair.reset();
    m_pointer = pixel;
    if (button == Qt::RightButton)
        return m_frame.isActive() ? backOfFrame()
            : m_picking           ? endPicking()
            : m_stamp.isActive()  ? backOfStamp()
                                  : m_editor.rightClick(pixel);
    if (button == Qt::LeftButton && m_frame.isActive()) {
        m_frameHeld = true;
        if (!m_frame.corner())
            frameAt(pixel);
        return;
    }
    if (button == Qt::LeftButton && !m_picking && !m_stamp.isActive()
        && (m_editor.press(pixel) || m_pulls.press(pixel)))
        return;
    if (button == Qt::LeftButton || button == Qt::MiddleButton)
        m_pan = Pan { m_camera.view().toMercator(pixel), pixel, button };
}

void MapTool::move(QPointF pixel, Qt::KeyboardModifiers modifiers)
{
    m_pointer = pixel;
    m_crosshair.reset();
    const auto way = modifiers.testFlag(Qt::ShiftModifier) ? Pullable::Way::FreeHand : Pullable::Way::ByStreet;
    if (m_editor.drag(pixel) || m_pulls.drag(pixel, way)) {
        Q_EMIT changed();
    } else if (m_pan) {
        m_pan->moved = m_pan->moved || QLineF(pixel, m_pan->pressed).length() >= kClickSlack;
        if (m_pan->moved)
            m_camera.setView(moved(m_camera.view(), m_pan->place, pixel));
        Q_EMIT changed();
    } else if (m_stamp.isActive() || m_frame.isActive()) {
        aim();
        Q_EMIT changed();
    } else {
        m_editor.hover(pixel);
        m_pulls.hover(m_picking ? std::nullopt : std::optional(pixel));
        if (m_editor.openEnd())
            Q_EMIT changed();
        Q_EMIT hovered(pixel);
    }
}

void MapTool::release(QPointF pixel, Qt::MouseButton button)
{
    const bool wasActive = m_editor.isActive();
    if (button == Qt::LeftButton && m_editor.release(pixel)) {
        m_finishedByClick = wasActive && !m_editor.isActive();
        return;
    }
    if (button == Qt::LeftButton && m_pulls.isHeld()) {
        if (!m_pulls.release())
            click(pixel);
        return;
    }
    if (button == Qt::LeftButton && std::exchange(m_frameHeld, false)) { // dragged far enough, or clicked once more
        if (QLineF(m_camera.view().toScreen(*m_frame.corner()), pixel).length() >= kClickSlack)
            frameAt(pixel);
        return;
    }
    if (!m_pan || m_pan->button != button)
        return;
    const Pan pan = *std::exchange(m_pan, std::nullopt);
    if (!pan.moved && button == Qt::LeftButton)
        click(pixel);
    Q_EMIT changed();
}

void MapTool::doubleClick(QPointF pixel, Qt::MouseButton button)
{
    if (button == Qt::RightButton)
        return press(pixel, button);
    if (button != Qt::LeftButton || isPointing() || m_stamp.isActive() || std::exchange(m_finishedByClick, false))
        return;
    if (m_editor.isAdding())
        return m_editor.finish(); // the first of the two clicks has added the last vertex
    if (!m_editor.isActive() && !m_pulls.hovered())
        m_camera.zoomBy(1, pixel, m_zoomDuration);
}

void MapTool::leave()
{
    m_pointer.reset();
    m_editor.hover(std::nullopt);
    m_pulls.hover(std::nullopt);
    aim();
    Q_EMIT changed();
}

void MapTool::wheel(QPointF pixel, double levels) { m_camera.zoomBy(levels, pixel, m_zoomDuration); }

void MapTool::click(QPointF pixel)
{
    if (m_frame.isActive())
        frameAt(pixel);
    else if (m_picking)
        pick(m_camera.view().toGeo(pixel));
    else if (m_stamp.isActive())
        stampAt(m_camera.view().toGeo(pixel));
    else if (m_editor.isActive())
        m_editor.click(pixel);
    else
        Q_EMIT clicked(pixel);
}

void MapTool::pick(GeoPoint place)
{
    setPicking(false);
    Q_EMIT picked(place);
    if (!m_picking)
        Q_EMIT pickingEnded();
}

void MapTool::endPicking()
{
    setPicking(false);
    Q_EMIT pickingEnded();
}

// --- keyboard --------------------------------------------------------------------------------------------------------

bool MapTool::key(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    if (key == Qt::Key_Escape && m_pulls.cancel())
        return true;
    if (m_frame.isActive() && key == Qt::Key_Escape) {
        backOfFrame();
        return true;
    }
    if (m_picking && key == Qt::Key_Escape) {
        endPicking();
        return true;
    }
    if (m_stamp.isActive() && !m_picking && (key == Qt::Key_Escape || key == Qt::Key_Backspace)) {
        backOfStamp();
        return true;
    }
    if (wantsCrosshair() && crosshairKey(key, modifiers))
        return true;
    if (!isPointing() && m_editor.key(key, modifiers))
        return true;
    return navigationKey(key, modifiers);
}

bool MapTool::crosshairKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (const auto direction = directionOf(key)) {
        moveCrosshair(*direction * kCrosshairStep * (modifiers.testFlag(Qt::ShiftModifier) ? kFast : 1));
        return true;
    }
    if (key != Qt::Key_Space && !isEnter(key))
        return false;
    if (!m_crosshair && (key == Qt::Key_Space || isPointing())) {
        moveCrosshair({});
        return true;
    }
    if (isEnter(key) && !isPointing() && (!m_crosshair || m_crosshairUsed))
        return false; // Enter after Enter, and Enter of someone who draws by mouse, end the drawing
    placeAtCrosshair();
    return true;
}

void MapTool::moveCrosshair(QPointF pixels)
{
    if (!m_crosshair) {
        const auto start = crosshairStart();
        m_crosshair = start ? m_camera.view().toScreen(*start) : middle();
    }
    m_crosshairUsed = false;
    const QPointF wanted = *m_crosshair + pixels;
    const QSizeF size = m_camera.view().size;
    const QPointF inside(
        std::clamp(wanted.x(), kCrosshairMargin, std::max(size.width() - kCrosshairMargin, kCrosshairMargin)),
        std::clamp(wanted.y(), kCrosshairMargin, std::max(size.height() - kCrosshairMargin, kCrosshairMargin)));
    if (wanted != inside) // the ground comes to meet it
        m_camera.setView(moved(m_camera.view(), m_camera.view().toMercator(wanted), inside));
    m_crosshair = inside;
    aim();
    Q_EMIT changed();
}

/// Where the last place was set.
std::optional<GeoPoint> MapTool::crosshairStart() const
{
    if (m_frame.isActive())
        return m_frame.corner();
    if (m_picking || !m_stamp.isActive())
        return m_editor.openEnd();
    return m_stamp.places().empty() ? std::nullopt : std::optional(m_stamp.places().back());
}

void MapTool::placeAtCrosshair()
{
    m_crosshairUsed = true;
    click(*m_crosshair);
}

bool MapTool::navigationKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus) {
        m_camera.zoomBy(key == Qt::Key_Minus ? -1 : 1, m_crosshair.value_or(middle()), m_zoomDuration);
        return true;
    }
    const auto direction = directionOf(key);
    if (!direction)
        return false;
    const QPointF step = *direction * kPanStep * (modifiers.testFlag(Qt::ShiftModifier) ? kFast : 1);
    m_camera.setView(moved(m_camera.view(), m_camera.view().centre, middle() - step));
    return true;
}

bool MapTool::claims(int key, Qt::KeyboardModifiers modifiers) const
{
    if (modifiers.testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    if (directionOf(key) || key == Qt::Key_Plus || key == Qt::Key_Minus || key == Qt::Key_Equal)
        return true;
    if (m_pulls.isHeld() && key == Qt::Key_Escape)
        return true;
    return (isPointing() || m_editor.isActive())
        && (key == Qt::Key_Escape || key == Qt::Key_Delete || key == Qt::Key_Backspace || key == Qt::Key_Space
            || key == Qt::Key_Insert || isEnter(key));
}

bool MapTool::cycle(bool forward)
{
    if (isPointing() || m_stamp.isActive() || !m_editor.isActive() || m_editor.shape()->count() == 0)
        return false;
    m_editor.cycle(forward);
    if (m_editor.current() >= 0)
        m_crosshair.reset();
    return true;
}

// --- what is shown ---------------------------------------------------------------------------------------------------

Qt::CursorShape MapTool::cursor() const
{
    if (m_editor.isDragging() || m_pulls.isPulling() || (m_pan && m_pan->moved))
        return Qt::ClosedHandCursor;
    if (isPointing() || m_stamp.isActive())
        return Qt::CrossCursor;
    if (m_pulls.hovered() || m_editor.hovered().what == What::Vertex
        || (m_editor.hovered().what == What::Segment && !m_editor.isAdding()))
        return Qt::PointingHandCursor;
    return m_editor.isAdding() ? Qt::CrossCursor : Qt::OpenHandCursor;
}

LineString MapTool::shownShape() const
{
    return m_pulls.isPulling() ? m_pulls.shown()->shape : m_editor.shape()->points();
}

LineString MapTool::shapeWithNext() const
{
    if (!m_editor.shape())
        return {};
    if (m_stamp.isActive() && !m_stamp.preview().empty())
        return m_stamp.preview();
    LineString points = shownShape();
    if (m_stamp.isActive() || m_pulls.isPulling())
        return points;
    const auto end = m_editor.openEnd();
    if (!end || !pointer() || isHolding())
        return points;
    points.insert(m_editor.isAtFront() ? points.begin() : points.end(), m_camera.view().toGeo(*pointer()));
    return points;
}

std::optional<GeoPoint> MapTool::place() const
{
    if (m_editor.isActive() && !m_stamp.isActive() && !m_picking && m_editor.current() >= 0)
        return m_editor.shape()->points()[static_cast<size_t>(m_editor.current())];
    return pointer().transform([this](QPointF pixel) { return m_camera.view().toGeo(pixel); });
}

QString MapTool::measure() const
{
    if (m_pulls.isPulling())
        return m_pulls.shown()->hasWays ? presentation::lengthText(lengthMetres(shownShape())) : QString();
    if (!m_editor.isActive() || (m_editor.shape()->count() == 0 && m_stamp.preview().empty()))
        return {};
    const LineString points = shapeWithNext();
    if (!m_editor.shape()->isClosed())
        return presentation::lengthText(lengthMetres(points));
    return points.size() < 3 ? QString() : presentation::areaText(areaSquareMetres(points));
}

QString MapTool::hint() const
{
    if (m_frame.isActive())
        return m_frame.hint();
    if (m_picking)
        return tr("Cliquez à l’endroit de l’adresse. Échap pour renoncer.");
    if (m_stamp.isActive())
        return m_stamp.hint();
    if (m_editor.isAdding())
        return tr("Cliquez pour ajouter un sommet. Double clic ou Entrée pour terminer, Échap pour quitter.");
    if (!m_editor.isActive())
        return pullHint();
    if (m_editor.shape()->isClosed())
        return tr("Glissez un sommet ou un côté. Clic droit sur un sommet pour le supprimer, Entrée pour terminer.");
    return tr(
        "Glissez un sommet ou un segment. Cliquez sur une extrémité pour prolonger, clic droit sur un sommet pour "
        "le supprimer, Entrée pour terminer.");
}

QString MapTool::pullHint() const
{
    const auto hold = m_pulls.isHeld() ? m_pulls.held() : m_pulls.hovered();
    if (!hold)
        return {};
    if (m_pulls.isPulling())
        return m_pulls.shown()->hasWays ? tr("Maj : hors des rues. Échap pour renoncer.")
                                        : tr("Lâchez pour placer l’adresse. Échap pour renoncer.");
    return hold->grip == Pullable::Grip::Marker ? tr("Glissez l’adresse pour la déplacer.")
                                                : tr("Glissez le parcours pour le faire passer ailleurs.");
}

Primitives MapTool::visuals(bool dark) const
{
    Primitives primitives;
    primitives.origin = m_camera.view().centre;
    if (m_editor.shape() && m_editor.shape()->count() > 0) {
        primitives.origin = toMercator(m_editor.shape()->points().front());
        addShape(primitives, dark);
    }
    addMarkers(primitives);
    addStamp(primitives, dark);
    addFrame(primitives, dark);
    if (m_editor.isActive() && !m_stamp.isActive())
        addHandles(primitives);
    if (m_crosshair)
        primitives.addSymbol(m_camera.view().toGeo(*m_crosshair), SymbolShape::Crosshair);
    return primitives;
}

void MapTool::addShape(Primitives &primitives, bool dark) const
{
    const ShapeModel &shape = *m_editor.shape();
    const bool closed = shape.isClosed();
    const QColor colour = colourOf(closed ? EventKind::StaticDemonstration : EventKind::MovingDemonstration, dark);
    LineStyle style { colour, casingColour(dark), (closed ? kOutlineHalfWidth : kRouteHalfWidth) * kSelectedFactor,
        kCasing, false, !closed };
    const LineString shown = shownShape();
    const LineString withNext = m_stamp.isActive() ? shown : shapeWithNext();
    if (closed && withNext.size() >= 3) {
        QColor fill = colour;
        fill.setAlpha(kSelectedFillAlpha);
        primitives.addArea(withNext, fill);
    }
    if (shown.size() >= 2)
        primitives.addLine(shown, closed && !m_editor.isAdding() && shown.size() >= 3, style);
    if (withNext.size() > shown.size()) { // the piece that a click would add
        style = { colour, casingColour(dark), 1.5F, 1, true, false };
        const bool atFront = m_editor.isAtFront();
        const GeoPoint next = atFront ? withNext.front() : withNext.back();
        primitives.addLine({ *m_editor.openEnd(), next }, false, style);
        if (closed && withNext.size() >= 3)
            primitives.addLine({ next, atFront ? shape.points().back() : shape.points().front() }, false, style);
    }
}

void MapTool::addStamp(Primitives &primitives, bool dark) const
{
    if (!m_stamp.isActive())
        return;
    const Ring &preview = m_stamp.preview();
    if (preview.size() >= 3) {
        const QColor colour = colourOf(EventKind::StaticDemonstration, dark);
        QColor fill = colour;
        fill.setAlpha(kFillAlpha);
        primitives.addArea(preview, fill);
        primitives.addLine(preview, true, { colour, casingColour(dark), kOutlineHalfWidth, kCasing, true, false });
    }
    for (const GeoPoint place : m_stamp.places())
        primitives.addSymbol(place, SymbolShape::VertexCurrent);
}

void MapTool::addFrame(Primitives &primitives, bool dark) const
{
    if (const auto &corner = m_frame.corner())
        primitives.addSymbol(*corner, SymbolShape::VertexCurrent);
    const auto box = m_frame.preview();
    if (!box)
        return;
    Ring outline = presentation::outlineOf(*box);
    outline.pop_back(); // it is closed by what draws it
    QColor fill = selectionColour(dark);
    fill.setAlpha(kFillAlpha / 2);
    primitives.addArea(outline, fill);
    primitives.addLine(
        outline, true, { selectionColour(dark), casingColour(dark), kSelectionHalfWidth, kCasing, true, false });
}

void MapTool::addMarkers(Primitives &primitives) const
{
    const auto &markers = m_pulls.markers();
    const auto *pulled = m_pulls.shown();
    const auto hold = m_pulls.held();
    for (int i = 0; i < std::ssize(markers); ++i) {
        const bool isPulled = pulled && *hold == Pullable::Hold { Pullable::Grip::Marker, i };
        primitives.addSymbol(isPulled ? pulled->place : markers[static_cast<size_t>(i)],
            static_cast<SymbolShape>(static_cast<int>(SymbolShape::FirstNumber) + std::min(i, kNumberedMarkers - 1)));
    }
    if (pulled && hold->grip == Pullable::Grip::Stretch)
        primitives.addSymbol(pulled->place, SymbolShape::VertexCurrent);
    const auto hovered = m_pulls.hovered();
    if (hovered && hovered->grip == Pullable::Grip::Stretch && !pulled)
        primitives.addSymbol(m_camera.view().toGeo(*m_pulls.hoveredPixel()), SymbolShape::VertexHovered);
}

void MapTool::addHandles(Primitives &primitives) const
{
    const auto &points = m_editor.shape()->points();
    const auto &hovered = m_editor.hovered();
    for (int i = 0; i < std::ssize(points); ++i) {
        const bool isHovered = hovered == ShapeEditor::Hit { What::Vertex, i };
        const auto shape = i == m_editor.current() ? SymbolShape::VertexCurrent
            : isHovered                            ? SymbolShape::VertexHovered
                                                   : SymbolShape::Vertex;
        primitives.addSymbol(points[static_cast<size_t>(i)], shape);
    }
    if (hovered.what != What::Segment || m_editor.isDragging())
        return;
    const auto &view = m_camera.view();
    const auto a = static_cast<size_t>(hovered.index);
    primitives.addSymbol(view.toGeo(middleOf(view.toScreen(points[a]), view.toScreen(points[(a + 1) % points.size()]))),
        SymbolShape::VertexGhost);
}

} // namespace cortege::map
