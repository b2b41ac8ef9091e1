#include <presentation/consolecontroller.h>

#include <presentation/texts.h>

#include <QtCore/QLoggingCategory>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

Q_LOGGING_CATEGORY(consoleLog, "cortege.console")

constexpr std::chrono::milliseconds kWindowPause { 40 };

std::optional<UtcInterval> intervalOf(const EventRecord &record)
{
    if (!record.begins && !record.ends)
        return std::nullopt;
    const UtcTime begin = record.begins ? *record.begins : *record.ends;
    return UtcInterval { begin, std::max(record.ends.value_or(begin), begin + std::chrono::milliseconds { 1 }) };
}

} // namespace

ConsoleController::ConsoleController(client::Platform &platform, const Clock &clock, QObject *parent)
    : QObject(parent), m_platform(platform), m_clock(clock), m_board(platform), m_list(m_board.list()), m_time(clock)
{
    m_filter.setSourceModel(&m_list);
    m_filter.sort(EventListModel::When);
    m_windowTimer.setSingleShot(true);
    m_windowTimer.setInterval(kWindowPause);
    connect(&m_windowTimer, &QTimer::timeout, this, &ConsoleController::applyWindow);
    connect(&m_time, &TimeWindow::windowChanged, this, [this] {
        if (!m_windowTimer.isActive())
            m_windowTimer.start();
    });
    connect(&m_time, &TimeWindow::spanChanged, this, &ConsoleController::histogramChanged);
    connect(&m_board, &EventBoard::mapEventsChanged, this, &ConsoleController::takeMapEvents);
    connect(&m_tension, &TensionOverlay::pictureChanged, this, [this] {
        if (m_map)
            m_map->setDensity(m_tension.picture()->field);
    });
    connect(&platform, &client::Platform::versionsArrived, this, &ConsoleController::takeVersions);
    connect(&platform, &client::Platform::eventsErased, this, &ConsoleController::takeErased);
    connect(&platform, &client::Platform::replicaReset, this, &ConsoleController::forget);
    connect(&platform, &client::Platform::conventionChanged, this, &ConsoleController::accessChanged);
    connect(&platform, &client::Platform::linkChanged, this, &ConsoleController::accessChanged);
    connect(&platform, &client::Platform::linkChanged, this, &ConsoleController::sayCaughtUp);
    applyWindow();
}

void ConsoleController::setMap(MapPort &map)
{
    m_map = &map;
    connect(&map, &MapPort::eventClicked, this, [this](const EventId &event) { select(event); });
    connect(&map, &MapPort::emptyPlaceClicked, this, [this] { select(std::nullopt); });
    map.setHideOutside(true);
    map.setTimeWindow(m_time.window());
    map.setEvents(m_board.mapEvents());
    for (const auto layer : { MapLayer::Demonstrations, MapLayer::Operations, MapLayer::Visits, MapLayer::Cancelled,
             MapLayer::Density, MapLayer::Labels })
        map.setLayerVisible(layer, isLayerVisible(layer));
    if (m_tension.picture())
        map.setDensity(m_tension.picture()->field);
    map.show(kCityCentre);
}

void ConsoleController::setScope(ListScope scope)
{
    if (m_scope == scope)
        return;
    m_scope = scope;
    m_filter.setPeriod(scope == ListScope::InWindow ? std::optional(m_time.window()) : std::nullopt);
    Q_EMIT scopeChanged();
}

void ConsoleController::setLayerVisible(MapLayer layer, bool visible)
{
    if (visible == isLayerVisible(layer))
        return;
    if (visible)
        m_hidden.remove(layer);
    else
        m_hidden.insert(layer);
    if (m_map)
        m_map->setLayerVisible(layer, visible);
    if (layer == MapLayer::Cancelled)
        m_filter.setShowCancelled(visible);
    if (layer == MapLayer::Density)
        m_tension.setEnabled(visible);
    Q_EMIT layersChanged();
}

void ConsoleController::setBandwidth(double metres) { m_tension.setParameters({ m_time.window(), metres }); }

void ConsoleController::select(std::optional<EventId> event)
{
    if (m_selected == event)
        return;
    m_selected = event;
    if (m_map)
        m_map->setSelected(event);
    Q_EMIT selectionChanged();
}

void ConsoleController::reveal(const EventId &event)
{
    const EventVersion *known = version(event);
    if (!known)
        return;
    if (known->state == EventState::Cancelled)
        setLayerVisible(MapLayer::Cancelled, true);
    if (const auto interval = intervalOf(known->record))
        m_time.reveal(*interval);
    select(event);
    const auto points = pointsOf(known->record);
    const auto box = boundingBox(points);
    if (!m_map || !box)
        return;
    if (points.size() == 1) // a point alone has no extent to zoom to
        m_map->centreOn(points.front());
    else
        m_map->show(*box);
}

TimeHistogram ConsoleController::timeHistogram() const
{
    std::vector<OpenInterval> intervals;
    for (const EventRow &row : m_list.rows()) {
        if (row.state == EventState::Active)
            intervals.push_back({ row.record.begins, row.record.ends });
    }
    return histogram(intervals, m_time.span());
}

QString ConsoleController::accessStatement() const
{
    if (const auto &convention = m_platform.convention(); convention && !convention->isInForce())
        return describe(*convention);
    if (const auto trouble = m_platform.trouble(); trouble && trouble->kind == Failure::PinRefused)
        return describe(trouble->kind);
    if (m_platform.link() == client::Link::Denied)
        return tr("La plateforme a refusé l’accès : %1")
            .arg(describeDenial(m_platform.trouble() ? m_platform.trouble()->kind : Failure::Forbidden));
    const auto &greeting = m_platform.greeting();
    if (!greeting || (greeting->roles & (Role::Consultation | Role::Analyst | Role::Admin)))
        return {};
    return tr("Votre habilitation ne comprend ni la consultation ni l’analyse : aucun événement ne peut vous être "
              "montré ici. Adressez-vous à la personne qui gère les habilitations de votre service.");
}

QString ConsoleController::conventionNotice() const
{
    const auto &convention = m_platform.convention();
    return convention && convention->isInForce() ? describe(*convention) : QString();
}

QString ConsoleController::troubleText() const
{
    if (const auto &convention = m_platform.convention(); convention && !convention->isInForce())
        return describe(*convention);
    const auto trouble = m_platform.trouble();
    return trouble ? describe(trouble->kind) : QString();
}

void ConsoleController::requestHistory(const EventId &event, QObject *context, HistoryHandler handler)
{
    m_platform.request(protocol::HistoryRequest { event }, context, [handler = std::move(handler)](const auto &answer) {
        if (!answer)
            return handler(std::unexpected(describe(answer.error())));
        const auto *history = std::get_if<protocol::HistoryAnswer>(&*answer);
        Q_ASSERT(history);
        handler(historyOf(history->versions));
    });
}

void ConsoleController::takeVersions(const std::vector<EventVersion> &versions, bool live)
{
    m_notices.take(versions, live);
    for (const EventVersion &version : versions) {
        const bool weighs = peopleOf(version.record) && version.state == EventState::Active;
        if (weighs)
            m_weighing.insert_or_assign(version.id, std::make_shared<const EventVersion>(version));
        else
            m_weighing.erase(version.id);
    }
    const bool concerned = m_selected
        && std::ranges::any_of(versions, [this](const EventVersion &version) { return version.id == *m_selected; });
    if (concerned)
        Q_EMIT selectionChanged();
}

void ConsoleController::takeErased(const std::vector<EventId> &events)
{
    m_notices.forget(events);
    for (const EventId &event : events) {
        m_weighing.erase(event);
        if (m_selected == event)
            select(std::nullopt);
    }
}

/// All that was kept of the replica beside the list, which lets go by itself.
void ConsoleController::forget()
{
    m_notices.clear();
    m_weighing.clear();
    select(std::nullopt);
    updateTension();
}

void ConsoleController::takeMapEvents(const MapEvents &events)
{
    if (m_map)
        m_map->setEvents(events);
    updateTension();
    count();
    sayCaughtUp();
    Q_EMIT histogramChanged();
}

/// For the log of the workstation: two consoles that say the same show the same.
void ConsoleController::sayCaughtUp()
{
    if (m_platform.link() != client::Link::Online)
        m_saidCaughtUp = false;
    else if (!m_saidCaughtUp && m_board.isInStep()) {
        m_saidCaughtUp = true;
        qCInfo(consoleLog).noquote() << "shows" << m_list.rowCount() << "events, caught up to"
                                     << m_platform.replica().upTo() << "digest" << m_list.digest();
    }
}

void ConsoleController::applyWindow()
{
    const auto &window = m_time.window();
    if (m_scope == ListScope::InWindow)
        m_filter.setPeriod(window);
    if (m_map)
        m_map->setTimeWindow(window);
    m_tension.setParameters({ window, m_tension.parameters().bandwidth });
    count();
}

void ConsoleController::updateTension()
{
    TensionEvents events;
    events.reserve(m_weighing.size());
    for (const auto &[id, version] : m_weighing)
        events.push_back(version);
    m_tension.setEvents(std::move(events));
}

void ConsoleController::count()
{
    EventCounts counts;
    std::optional<UtcTime> last;
    for (const EventRow &row : m_list.rows()) {
        if (row.state == EventState::Cancelled)
            continue;
        ++counts.all;
        const auto interval = intervalOf(row.record);
        if (!interval)
            continue;
        counts.inWindow += m_time.window().overlaps(*interval);
        last = std::max(last, std::optional(interval->end));
    }
    m_time.setPlayEnd(last);
    if (counts == m_counts)
        return;
    m_counts = counts;
    Q_EMIT countsChanged();
}

} // namespace cortege::presentation
