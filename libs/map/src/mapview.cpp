#include <map/mapview.h>

#include "densitylayer.h"
#include "figures.h"
#include "furniture.h"
#include "ground.h"
#include "labellayer.h"
#include "marks.h"
#include "palette.h"
#include "surface.h"
#include "vectorlayer.h"

#include <presentation/texts.h>

#include <QtCore/QStandardPaths>
#include <QtGui/QPainter>
#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionFocusRect>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <map>
#include <ranges>

namespace cortege::map
{

using presentation::MapEvents;
using presentation::MapLayer;

namespace
{

using namespace Qt::StringLiterals;

constexpr GeoPoint kMarseille { 5.3698, 43.2965 };
constexpr double kFirstZoom = 13;
constexpr double kShowMargin = 48;
constexpr double kShowNearest = 17; ///< a single address is shown with the streets around it
constexpr int kZoomMilliseconds = 140;
constexpr int kFrame = 3; ///< as wide as the widest ring of the focus

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

class MapView::Private final : public presentation::MapPort
{
    Q_OBJECT
public:
    Private(const geodata::TileRelay &relay, MapView &view);
    ~Private() override;

    void setEvents(MapEvents events) override;
    void setTimeWindow(std::optional<UtcInterval> window) override;
    void setHideOutside(bool hide) override;
    void setSelected(std::optional<EventId> event) override;
    void setNearby(const std::vector<EventId> &events) override;
    void setFormer(std::optional<presentation::MapEvent> former) override;
    void setLayerVisible(MapLayer layer, bool visible) override;
    void setDensity(presentation::DensityFieldPtr field) override;
    void setFigures(MapLayer layer, presentation::MapFigures figures) override;
    void setMarks(presentation::MapMarks marks, std::function<QString(int)> explain) override;
    std::optional<presentation::MapSight> sight() const override;
    void showShape(presentation::ShapeModel *shape) override;
    void edit(presentation::ShapeModel *shape) override;
    void setStamp(std::shared_ptr<const presentation::Stamp> stamp) override;
    bool takePlace(GeoPoint place) override;
    void setPicking(bool picking) override;
    void setFraming(bool framing) override;
    void setAddressMarkers(const std::vector<GeoPoint> &points) override;
    void setPullable(presentation::Pullable *pullable) override;
    void show(GeoBox box) override;
    void centreOn(GeoPoint point) override;
    QImage picture() override;
    bool drawsDark() const override { return m_dark; }

    void takeGroundColour();
    void takePalette();
    Surface &surface() { return *m_surface; }

private:
    void makeScene(const geodata::TileRelay &relay);
    void connectTool();
    void rebuildEvents();
    void rebuildSelected();
    void rebuildContext();
    void rebuildFigures(MapLayer layer);
    void applyFilter();
    void redrawTool();
    void chooseCursor();
    void resized();
    void clicked(QPointF pixel);
    std::optional<int> eventAt(QPointF pixel) const;
    struct FigureHit {
        MapLayer layer {};
        int number = 0;
    };
    std::optional<FigureHit> figureAt(QPointF pixel) const;
    std::optional<int> markAt(QPointF pixel) const;
    QString explain(QPointF pixel) const;

    MapView &m_view;
    Camera m_camera;
    MapTool m_tool { m_camera };
    Surface *m_surface = nullptr;
    QQuickItem *m_map = nullptr;
    Furniture *m_furniture = nullptr;
    DensityLayer *m_densityLayer = nullptr;
    struct Figures {
        VectorLayer *layer = nullptr;
        presentation::MapFigures figures = std::make_shared<std::vector<presentation::MapFigure>>();
    };
    std::map<MapLayer, Figures> m_figures;
    VectorLayer *m_markLayer = nullptr;
    std::function<QString(int)> m_explainMark;
    presentation::MapMarks m_marks = std::make_shared<std::vector<presentation::MapMark>>();
    VectorLayer *m_eventLayer = nullptr;
    VectorLayer *m_contextLayer = nullptr; ///< what is nearby, and what was before
    VectorLayer *m_selectedLayer = nullptr;
    LabelLayer *m_labelLayer = nullptr;
    VectorLayer *m_toolLayer = nullptr;
    MapEvents m_events = std::make_shared<std::vector<presentation::MapEvent>>();
    Filter m_filter;
    std::optional<EventId> m_selected;
    std::vector<EventId> m_nearby;
    std::optional<presentation::MapEvent> m_former;
    std::optional<GeoBox> m_awaitingSize; ///< shown once the widget has a size
    bool m_dark = false;
};

MapView::Private::Private(const geodata::TileRelay &relay, MapView &view) : m_view(view)
{
    m_dark = isDark(view.palette());
    m_surface = new Surface(m_tool, &view);
    m_surface->setExplainer([this](QPointF pixel) { return explain(pixel); });
    makeScene(relay);
    m_furniture = new Furniture(*m_surface, m_camera, relay.attribution());
    connect(m_furniture, &Furniture::zoomRequested, this,
        [this](int levels) { m_tool.wheel(m_camera.view().middle(), levels); });
    connectTool();
    connect(m_surface, &Surface::resized, this, &Private::resized);
    connect(&m_camera, &Camera::changed, this, &Private::sightChanged);
    const bool animated = view.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &view) > 0;
    m_tool.setZoomDuration(animated ? kZoomMilliseconds : 0);
    m_camera.setView({ toMercator(kMarseille), kFirstZoom, m_surface->size() });
    m_awaitingSize = relay.home();
}

MapView::Private::~Private()
{
    delete m_surface; // its scene uses the camera and the tool
}

void MapView::Private::makeScene(const geodata::TileRelay &relay)
{
    auto *engine = m_surface->engine();
    const QUrl source(u"qrc:/map/ground.qml"_s);
    auto *component = new QQmlComponent(engine, source, m_surface);
    QObject *root = component->createWithInitialProperties({ { u"tiles"_s, relay.base().toString() },
        { u"cache"_s, QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/map"_s } });
    Q_ASSERT_X(root, "ground.qml", qPrintable(component->errorString()));
    m_surface->setContent(source, component, root);
    auto *rootItem = qobject_cast<QQuickItem *>(root);
    m_map = root->property("map").value<QQuickItem *>();
    takeGroundColour();
    new Ground(*m_map, m_camera, relay.minimumZoom(), m_surface);
    m_densityLayer = new DensityLayer(m_camera, rootItem); // from the ground up
    const auto figures = [&](std::initializer_list<MapLayer> layers) {
        for (const MapLayer layer : layers)
            m_figures[layer].layer = new VectorLayer(m_camera, rootItem);
    };
    m_markLayer = new VectorLayer(m_camera, rootItem);
    figures({ MapLayer::Facts, MapLayer::HotSpots, MapLayer::Zones });
    m_eventLayer = new VectorLayer(m_camera, rootItem);
    m_contextLayer = new VectorLayer(m_camera, rootItem);
    m_selectedLayer = new VectorLayer(m_camera, rootItem);
    figures({ MapLayer::Columns, MapLayer::Meetings }); // a column on its route, also on the one that is chosen
    m_labelLayer = new LabelLayer(m_camera, rootItem);
    m_labelLayer->setFont(m_view.font());
    m_toolLayer = new VectorLayer(m_camera, rootItem);
}

void MapView::Private::connectTool()
{
    connect(&m_tool, &MapTool::changed, this, &Private::redrawTool);
    connect(&m_tool, &MapTool::hovered, this, &Private::chooseCursor);
    connect(&m_tool, &MapTool::clicked, this, &Private::clicked);
    connect(&m_tool, &MapTool::picked, this, &Private::positionPicked);
    connect(&m_tool, &MapTool::pickingEnded, this, &Private::pickingEnded);
    connect(&m_tool, &MapTool::framed, this, &Private::boxFramed);
    connect(&m_tool, &MapTool::framingEnded, this, &Private::framingEnded);
    connect(&m_tool, &MapTool::stampEnded, this, &Private::stampEnded);
    connect(&m_tool, &MapTool::editingFinished, this, &Private::editingFinished);
}

void MapView::Private::setEvents(MapEvents events)
{
    m_events = std::move(events);
    rebuildEvents();
}

void MapView::Private::rebuildEvents()
{
    m_eventLayer->setPrimitives(std::make_shared<Primitives>(primitivesOf(*m_events, m_dark)), m_dark);
    m_labelLayer->setEvents(*m_events, m_dark);
    rebuildSelected();
    rebuildContext();
}

void MapView::Private::rebuildContext()
{
    std::vector<presentation::MapEvent> nearby;
    std::ranges::copy_if(*m_events, std::back_inserter(nearby),
        [this](const auto &event) { return std::ranges::find(m_nearby, event.id) != m_nearby.end(); });
    m_contextLayer->setPrimitives(std::make_shared<Primitives>(contextPrimitives(nearby, m_former, m_dark)), m_dark);
}

void MapView::Private::setFigures(MapLayer layer, presentation::MapFigures figures)
{
    Q_ASSERT(m_figures.contains(layer));
    m_figures[layer].figures = std::move(figures);
    rebuildFigures(layer);
}

void MapView::Private::rebuildFigures(MapLayer layer)
{
    auto &[drawn, figures] = m_figures[layer];
    drawn->setPrimitives(std::make_shared<Primitives>(figurePrimitives(*figures, m_dark)), m_dark);
}

void MapView::Private::setMarks(presentation::MapMarks marks, std::function<QString(int)> explain)
{
    m_marks = std::move(marks);
    m_explainMark = std::move(explain);
    m_markLayer->setPrimitives(std::make_shared<Primitives>(markPrimitives(*m_marks)), m_dark);
}

std::optional<presentation::MapSight> MapView::Private::sight() const
{
    const View &view = m_camera.view();
    if (view.size.isEmpty() || m_awaitingSize)
        return std::nullopt;
    const QRectF all(QPointF(), view.size);
    return presentation::MapSight { { view.toGeo(all.bottomLeft()), view.toGeo(all.topRight()) }, view.zoom };
}

void MapView::Private::setNearby(const std::vector<EventId> &events)
{
    m_nearby = events;
    rebuildContext();
}

void MapView::Private::setFormer(std::optional<presentation::MapEvent> former)
{
    m_former = std::move(former);
    rebuildContext();
}

void MapView::Private::rebuildSelected()
{
    const auto found
        = m_selected ? std::ranges::find(*m_events, *m_selected, &presentation::MapEvent::id) : m_events->end();
    auto primitives = std::make_shared<Primitives>();
    m_filter.hiddenIndex = -1;
    if (found != m_events->end()) {
        m_filter.hiddenIndex = static_cast<int>(found - m_events->begin());
        *primitives = selectedPrimitives(*found, m_filter.hiddenIndex, m_dark);
    }
    // Its own filter hides nothing: what somebody has chosen is shown whatever the time and the layers.
    m_selectedLayer->setPrimitives(std::move(primitives), m_dark);
    applyFilter();
}

void MapView::Private::applyFilter()
{
    m_eventLayer->setFilter(m_filter);
    Filter named = m_filter;
    named.hiddenIndex = -1; // drawn by another layer, and named nevertheless
    m_labelLayer->setFilter(named);
}

void MapView::Private::setTimeWindow(std::optional<UtcInterval> window)
{
    m_filter.window = window;
    applyFilter();
}

void MapView::Private::setHideOutside(bool hide)
{
    m_filter.hideOutside = hide;
    applyFilter();
}

void MapView::Private::setSelected(std::optional<EventId> event)
{
    m_selected = event;
    rebuildSelected();
}

void MapView::Private::setLayerVisible(MapLayer layer, bool visible)
{
    const auto kind = [this](EventKind which) -> bool & { return m_filter.kinds[static_cast<size_t>(which)]; };
    switch (layer) {
    case MapLayer::Demonstrations:
        kind(EventKind::MovingDemonstration) = kind(EventKind::StaticDemonstration) = visible;
        break;
    case MapLayer::Operations:
        kind(EventKind::PlannedOperation) = visible;
        break;
    case MapLayer::Visits:
        kind(EventKind::OfficialVisit) = visible;
        break;
    case MapLayer::Cancelled:
        m_filter.cancelled = visible;
        break;
    case MapLayer::Density:
        m_densityLayer->setVisible(visible);
        break;
    case MapLayer::Facts:
        m_markLayer->setVisible(visible);
        m_figures[layer].layer->setVisible(visible);
        break;
    case MapLayer::Zones:
    case MapLayer::HotSpots:
    case MapLayer::Columns:
    case MapLayer::Meetings:
        m_figures[layer].layer->setVisible(visible);
        break;
    case MapLayer::Labels:
        m_labelLayer->setVisible(visible);
        break;
    }
    applyFilter();
}

void MapView::Private::setDensity(presentation::DensityFieldPtr field) { m_densityLayer->setField(std::move(field)); }

void MapView::Private::showShape(presentation::ShapeModel *shape) { m_tool.editor().show(shape); }

void MapView::Private::edit(presentation::ShapeModel *shape)
{
    m_tool.editor().edit(shape);
    if (shape)
        m_surface->setFocus();
}

void MapView::Private::setStamp(std::shared_ptr<const presentation::Stamp> stamp) { m_tool.setStamp(std::move(stamp)); }

bool MapView::Private::takePlace(GeoPoint place) { return m_tool.takePlace(place); }

void MapView::Private::setPicking(bool picking)
{
    m_tool.setPicking(picking);
    if (picking)
        m_surface->setFocus();
}

void MapView::Private::setFraming(bool framing)
{
    m_tool.setFraming(framing);
    if (framing)
        m_surface->setFocus();
}

void MapView::Private::setAddressMarkers(const std::vector<GeoPoint> &points) { m_tool.pulls().setMarkers(points); }

void MapView::Private::setPullable(presentation::Pullable *pullable) { m_tool.pulls().setPullable(pullable); }

void MapView::Private::show(GeoBox box)
{
    if (m_surface->size().isEmpty() || !m_view.isVisible())
        m_awaitingSize = box;
    else
        m_camera.setView(fitted(m_camera.view(), box, kShowMargin, kShowNearest));
}

void MapView::Private::centreOn(GeoPoint point)
{
    m_awaitingSize.reset();
    m_camera.setView(moved(m_camera.view(), toMercator(point), m_camera.view().middle()));
}

void MapView::Private::resized()
{
    m_camera.setSize(m_surface->size());
    if (m_awaitingSize && m_view.isVisible())
        m_camera.setView(
            fitted(m_camera.view(), *std::exchange(m_awaitingSize, std::nullopt), kShowMargin, kShowNearest));
    m_furniture->arrange();
}

void MapView::Private::redrawTool()
{
    m_toolLayer->setPrimitives(std::make_shared<Primitives>(m_tool.visuals(m_dark)), m_dark);
    m_selectedLayer->setVisible(!m_tool.editor().shape());
    m_labelLayer->setZ(m_tool.editor().isActive() ? 0 : 1); // names lie over routes, but under what is to be grasped
    m_furniture->setHint(m_tool.hint());
    m_furniture->setMeasure(m_tool.measure(), m_tool.pointer());
    chooseCursor();
    const bool editing = m_tool.editor().isActive();
    if (editing || m_tool.pulls().isPulling())
        Q_EMIT shapeSeen(m_tool.shapeWithNext());
    if (editing || m_tool.isPicking())
        Q_EMIT placeSeen(m_tool.place());
}

void MapView::Private::chooseCursor()
{
    auto shape = m_tool.cursor();
    if (shape == Qt::OpenHandCursor && m_tool.pointer()
        && (eventAt(*m_tool.pointer()) || markAt(*m_tool.pointer()) || figureAt(*m_tool.pointer())))
        shape = Qt::PointingHandCursor;
    if (m_surface->cursor().shape() != shape)
        m_surface->setCursor(shape);
}

std::optional<int> MapView::Private::eventAt(QPointF pixel) const
{
    if (m_selectedLayer->isVisible())
        if (const auto selected
            = map::eventAt(m_selectedLayer->primitives(), m_camera.view(), m_selectedLayer->filter(), pixel))
            return selected;
    return map::eventAt(m_eventLayer->primitives(), m_camera.view(), m_filter, pixel);
}

/// The uppermost of what an analysis has laid there.
std::optional<MapView::Private::FigureHit> MapView::Private::figureAt(QPointF pixel) const
{
    for (const MapLayer layer : presentation::kFigureLayers | std::views::reverse) {
        const VectorLayer &drawn = *m_figures.at(layer).layer;
        if (!drawn.isVisible())
            continue;
        if (const auto number = map::eventAt(drawn.primitives(), m_camera.view(), drawn.filter(), pixel))
            return FigureHit { layer, *number };
    }
    return std::nullopt;
}

std::optional<int> MapView::Private::markAt(QPointF pixel) const
{
    if (!m_markLayer->isVisible())
        return std::nullopt;
    return map::eventAt(m_markLayer->primitives(), m_camera.view(), m_markLayer->filter(), pixel);
}

void MapView::Private::clicked(QPointF pixel)
{
    const auto figure = figureAt(pixel);
    const bool isMeeting = figure && figure->layer == MapLayer::Meetings; // it lies above the events that it is about
    const auto event = isMeeting ? std::nullopt : eventAt(pixel);
    const auto mark = isMeeting || event ? std::nullopt : markAt(pixel);
    if (event)
        Q_EMIT eventClicked((*m_events)[static_cast<size_t>(*event)].id);
    else if (mark)
        Q_EMIT markClicked(*mark);
    else if (figure && figure->layer != MapLayer::Facts)
        Q_EMIT figureClicked(figure->layer, figure->number);
    else
        Q_EMIT emptyPlaceClicked(m_camera.view().toGeo(pixel));
}

QString MapView::Private::explain(QPointF pixel) const
{
    if (m_tool.isPicking() || m_tool.isFraming() || m_tool.editor().isActive())
        return {};
    const auto plain
        = [](const QString &text) { return u"<p style='white-space:pre'>"_s + text.toHtmlEscaped() + u"</p>"_s; };
    const auto index = eventAt(pixel);
    if (const auto mark = index ? std::nullopt : markAt(pixel))
        return plain(m_explainMark(*mark));
    if (!index)
        return {};
    const auto &event = (*m_events)[static_cast<size_t>(*index)];
    QStringList lines { event.subject, label(event.kind) };
    if (event.state == EventState::Cancelled)
        lines.back() += u" – "_s + presentation::label(event.state);
    lines << presentation::interval(event.begins, event.ends);
    lines.removeAll({});
    return plain(lines.join(u'\n'));
}

void MapView::Private::takeGroundColour()
{
    const QColor colour = emptyGroundColour(m_dark);
    m_map->setProperty("color", colour);
    m_surface->setClearColor(colour);
}

void MapView::Private::takePalette()
{
    if (m_dark == isDark(m_view.palette()))
        return;
    m_dark = !m_dark;
    takeGroundColour();
    rebuildEvents();
    setMarks(m_marks, std::move(m_explainMark));
    for (const MapLayer layer : presentation::kFigureLayers)
        rebuildFigures(layer);
    redrawTool();
}

MapView::MapView(const geodata::TileRelay &relay, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>(relay, *this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kFrame, kFrame, kFrame, kFrame);
    layout->addWidget(&d->surface());
    setFocusProxy(&d->surface());
    setMinimumSize(240, 180);
    d->surface().setAccessibleName(tr("Carte"));
    d->surface().setAccessibleDescription(
        tr("Flèches : déplacer la carte. Plus et moins : agrandir et réduire. Pendant un "
           "dessin, les flèches mènent le viseur, Espace pose un sommet, Tab passe "
           "d’un sommet à l’autre, Inser en ajoute un au milieu du côté, Suppr le retire, Entrée termine."));
    connect(&d->surface(), &Surface::focusChanged, this, qOverload<>(&QWidget::update));
}

MapView::~MapView() = default;

QImage MapView::Private::picture()
{
    m_surface->start();
    m_furniture->setButtonsVisible(false);
    const QImage picture = m_surface->grab().toImage();
    m_furniture->setButtonsVisible(true);
    return picture;
}

presentation::MapPort &MapView::port() { return *d; }

void MapView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        d->takePalette();
    QWidget::changeEvent(event);
}

void MapView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (!d->surface().hasFocus())
        return;
    QStyleOptionFocusRect option; // whoever came by mouse may go on by keyboard
    option.initFrom(this);
    option.state |= QStyle::State_KeyboardFocusChange;
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

} // namespace cortege::map

#include "mapview.moc"
