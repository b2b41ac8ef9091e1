#include <presentation/consolecontroller.h>

#include <presentation/mapsheet.h>
#include <presentation/period.h>
#include <presentation/texts.h>

#include <QtCore/QLocale>
#include <QtCore/QLoggingCategory>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(consoleLog, "cortege.console")

constexpr std::chrono::milliseconds kWindowPause { 40 };

/// That time on the wall, on the first day of the interval that has it in the interval, else on its first day. The
/// earlier one where it comes twice.
std::optional<UtcTime> momentIn(const UtcInterval &interval, QTime time)
{
    std::optional<UtcTime> first;
    for (QDate day = toParis(interval.begin).date(); day <= toParis(interval.end).date(); day = day.addDays(1)) {
        const auto moment = firstOf(readParis(day, time));
        if (!moment)
            continue;
        if (interval.contains(*moment))
            return moment;
        if (!first)
            first = moment;
    }
    return first;
}

} // namespace

ConsoleController::ConsoleController(
    client::Platform &platform, const Clock &clock, std::unique_ptr<PlaceFinder> places, QObject *parent)
    : QObject(parent), m_platform(platform), m_clock(clock), m_board(platform), m_list(m_board.list()), m_time(clock),
      m_places(std::move(places))
{
    m_set.name = tr("Réglages de la console");
    m_analysis.setPlaces(m_places.get());
    if (m_places) {
        if (const auto quarters = m_places->quarters(); !quarters.empty())
            m_tension.setDivision(divisionOf(quarters));
    }
    m_filter.setSourceModel(&m_list);
    m_filter.sort(EventListModel::When);
    m_windowTimer.setSingleShot(true);
    m_windowTimer.setInterval(kWindowPause);
    connect(&m_windowTimer, &QTimer::timeout, this, &ConsoleController::applyWindow);
    connect(&m_time, &TimeWindow::windowChanged, this, [this] {
        if (!m_windowTimer.isActive())
            m_windowTimer.start();
    });
    connect(&m_time, &TimeWindow::clockFilterChanged, this, &ConsoleController::applyWindow);
    connect(&m_time, &TimeWindow::spanChanged, this, &ConsoleController::histogramChanged);
    m_lens.setDivision(m_tension.division());
    connect(&m_facts, &FactBoard::cloudChanged, this, &ConsoleController::takeFacts);
    connect(&m_lens, &FactLens::found, this, &ConsoleController::count);
    connect(&m_board, &EventBoard::mapEventsChanged, this, &ConsoleController::takeMapEvents);
    connect(&m_tension, &TensionOverlay::pictureChanged, this, &ConsoleController::showDensity);
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
    m_mapEvents = m_board.mapEvents();
    showMapEvents();
    for (const auto layer : kMapLayers)
        map.setLayerVisible(layer, isLayerVisible(layer));
    m_analysis.setMap(map);
    m_lens.setMap(map);
    if (m_tension.picture())
        showDensity();
    map.show(kCityCentre);
}

void ConsoleController::setScope(ListScope scope)
{
    if (m_scope == scope)
        return;
    m_scope = scope;
    m_filter.setPeriod(
        scope == ListScope::InWindow ? std::optional(m_time.window()) : std::nullopt, m_time.clockFilter());
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
    Q_EMIT layersChanged();
}

void ConsoleController::setBandwidth(double metres)
{
    m_set.bandwidth = metres;
    applyParameters();
}

void ConsoleController::setParameterSet(const tension::ParameterSet &set)
{
    m_set = set;
    applyParameters();
}

void ConsoleController::compareWith(std::optional<int> daysBefore)
{
    m_daysBefore = daysBefore;
    applyParameters();
}

void ConsoleController::applyParameters()
{
    const auto &window = m_time.window();
    m_set.hours = hoursOf(m_time.clockFilter());
    m_lens.setWindow(window, m_set.hours);
    m_tension.setParameters({ window, m_set });
    m_tension.setReference(m_daysBefore.transform([&](int days) { return periodBefore(window, days); }));
}

/// The difference stands in the place of the density while two periods are compared.
void ConsoleController::showDensity()
{
    if (!m_map)
        return;
    const TensionPicture &picture = *m_tension.picture();
    m_map->setDensity(picture.comparison ? picture.comparison->difference : picture.field);
}

void ConsoleController::select(std::optional<EventId> event)
{
    if (m_selected == event)
        return;
    m_selected = event;
    if (m_map)
        m_map->setSelected(event);
    Q_EMIT selectionChanged();
}

void ConsoleController::showOnMap(GeoBox box)
{
    if (m_map)
        m_map->show(box);
}

void ConsoleController::reveal(const EventId &event)
{
    const EventVersion *known = version(event);
    if (!known)
        return;
    if (known->state == EventState::Cancelled)
        setLayerVisible(MapLayer::Cancelled, true);
    if (const auto interval = intervalOf(known->record.begins, known->record.ends))
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

QString ConsoleController::askWhere(QTime time)
{
    const EventVersion *known = m_selected ? version(*m_selected) : nullptr;
    const auto during = known ? intervalOf(known->record.begins, known->record.ends) : std::nullopt;
    const auto moment = during ? momentIn(*during, time) : std::nullopt;
    if (!moment)
        return tr("Il manque le début ou la fin, ou cette heure n’existe pas ce jour-là.");
    auto &marches = m_analysis.marches();
    const auto at = marches.whereIs(*m_selected, *moment);
    if (at && !at->column.empty()) {
        const auto &window = m_time.window();
        m_time.setWindow({ *moment, *moment + (window.end - window.begin) });
        if (m_map)
            m_map->centreOn(at->head);
    }
    return marches.answer(*m_selected, *moment, m_places.get()) + u'\n' + marches.stated();
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
    return trouble ? describeDenial(trouble->kind) : QString();
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
        if (version.state == EventState::Active)
            m_active.insert_or_assign(version.id, std::make_shared<const EventVersion>(version));
        else
            m_active.erase(version.id);
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
        m_active.erase(event);
        if (m_selected == event)
            select(std::nullopt);
    }
}

std::optional<Snapshot> ConsoleController::freeze() const
{
    const auto &greeting = m_platform.greeting();
    if (!greeting || !m_tension.isUpToDate() || !m_tension.picture())
        return std::nullopt;
    const TensionPicture &picture = *m_tension.picture();
    return Snapshot { u"%1 (%2)"_s.arg(greeting->name, greeting->service), m_clock.now(), m_tensionUpTo,
        static_cast<int>(m_tension.events().size()), dataDigest(m_tension.events()), picture.parameters,
        resultsOf(picture), static_cast<qint64>(m_facts.cloud()->stored()), dataDigest(m_tension.facts()) };
}

void ConsoleController::showSnapshot(const Snapshot &snapshot)
{
    m_set = snapshot.parameters.set;
    ClockFilter filter;
    for (size_t hour = 0; hour < 24; ++hour) {
        bool any = false;
        for (size_t day = 0; day < 7; ++day)
            any |= m_set.hours[24 * day + hour];
        filter.hours.set(hour, any);
    }
    for (size_t day = 0; day < 7; ++day) {
        bool any = false;
        for (size_t hour = 0; hour < 24; ++hour)
            any |= m_set.hours[24 * day + hour];
        filter.days.set(day, any);
    }
    m_time.setClockFilter(filter);
    m_time.setWindow(snapshot.parameters.window);
    applyWindow();
}

QString ConsoleController::source() const
{
    QStringList all { tr(
        "événements de la plateforme jusqu’au n° %1, reçus de la Préfecture de Police (convention du 25 "
        "novembre 2019)")
            .arg(QLocale().toString(m_tensionUpTo)) };
    for (const KnownSource &known : m_facts.cloud()->sources())
        all << citation(known.source);
    return all.join(u" ; "_s);
}

void ConsoleController::takeFacts()
{
    m_tension.setFacts(m_facts.cloud()->tension());
    count();
}

void ConsoleController::showLatestFacts()
{
    const auto span = m_facts.cloud()->span();
    if (!span)
        return;
    const auto &window = m_time.window();
    const UtcTime end = std::chrono::ceil<std::chrono::minutes>(span->end + std::chrono::milliseconds { 1 });
    m_time.setWindow({ end - (window.end - window.begin), end });
}

std::vector<EventVersion> ConsoleController::eventsInWindow() const
{
    std::vector<EventVersion> events;
    std::ranges::copy_if(m_platform.replica().events(), std::back_inserter(events),
        [this](const EventVersion &event) { return takesPlaceIn(event.record, m_time.window()); });
    return events;
}

void ConsoleController::copy(CopyForm form, Purpose purpose, const QString &path)
{
    if (form == CopyForm::DatexII || form == CopyForm::Cifs)
        return m_copier.make({ form, purpose, path, eventsInWindow(), {}, {}, {} });
    const auto &picture = m_tension.picture();
    if (!picture)
        return;
    const QString parameters = m_analysis.parametersText();
    const int events = picture->events;
    switch (form) {
    case CopyForm::MapPicture:
    case CopyForm::MapSheet: {
        const MapSheetContent sheet { m_map ? m_map->picture() : QImage(), *picture, parameters, source(),
            isLayerVisible(MapLayer::Facts) ? m_lens.shownCategories() : std::vector<ShownCategory> {},
            m_map && m_map->drawsDark() };
        return m_copier.make(form, purpose, events, path, [form, path, sheet](const exchange::Stamp &stamp) {
            return form == CopyForm::MapSheet ? writeMapSheet(path, sheet, stamp) : writeMapPicture(path, sheet, stamp);
        });
    }
    case CopyForm::ZonesGeoJson:
    case CopyForm::ZonesGeoPackage: {
        exchange::PublishedZones zones { {}, unitName(picture->unit), parameters, source() };
        for (const TensionZone &zone : picture->zones)
            zones.zones.push_back({ zoneLetter(static_cast<int>(zones.zones.size())), zone.shape.outline,
                zone.shape.holes, zone.level, zone.highest, zone.amount, zone.area });
        return m_copier.make(form, purpose, events, path, [form, path, zones](const exchange::Stamp &stamp) {
            return exchange::publishZones(path, form, zones, stamp);
        });
    }
    case CopyForm::Snapshot:
        if (const auto frozen = freeze()) {
            m_copier.make(form, purpose, events, path, [path, frozen, signer = m_signer](const exchange::Stamp &) {
                return writeSnapshot(path, *frozen, signer);
            });
            return;
        }
        return Q_EMIT m_copier.failed(tr("L’image de la tension est encore en calcul : recommencez dans un instant."));
    default:
        Q_ASSERT_X(false, "ConsoleController::copy", "a form of events");
    }
}

/// All that was kept of the replica beside the list, which lets go by itself.
void ConsoleController::forget()
{
    m_notices.clear();
    m_active.clear();
    select(std::nullopt);
    updateTension();
}

void ConsoleController::takeMapEvents(const MapEvents &events)
{
    m_mapEvents = events;
    m_outOfHours.reset();
    showMapEvents();
    updateTension();
    count();
    sayCaughtUp();
    Q_EMIT histogramChanged();
}

/// What lies in the window and not in its hours is hidden as if it lay beside the window.
void ConsoleController::showMapEvents()
{
    if (!m_map)
        return;
    std::vector<EventId> hidden;
    auto events = std::make_shared<std::vector<MapEvent>>();
    if (!m_time.clockFilter().isOff()) {
        const auto parts = partsOf(m_time.window(), m_time.clockFilter());
        *events = *m_mapEvents;
        for (MapEvent &event : *events) {
            const auto during = intervalOf(event.begins, event.ends);
            if (!during || meetAny(parts, *during))
                continue;
            event.faint = true;
            hidden.push_back(event.id);
        }
    }
    if (hidden == m_outOfHours)
        return;
    m_map->setEvents(hidden.empty() ? m_mapEvents : MapEvents(std::move(events)));
    m_outOfHours = std::move(hidden);
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
        m_filter.setPeriod(window, m_time.clockFilter());
    if (m_map) {
        m_map->setTimeWindow(window);
        showMapEvents();
    }
    m_analysis.setMoment(window.begin);
    applyParameters();
    count();
}

void ConsoleController::updateTension()
{
    TensionEvents events;
    events.reserve(m_active.size());
    for (const auto &[id, version] : m_active)
        events.push_back(version);
    m_tensionUpTo = m_platform.replica().upTo();
    m_analysis.setEvents(events);
    m_tension.setEvents(std::move(events));
}

void ConsoleController::count()
{
    const auto parts = partsOf(m_time.window(), m_time.clockFilter());
    EventCounts counts;
    std::optional<UtcTime> last;
    for (const EventRow &row : m_list.rows()) {
        if (row.state == EventState::Cancelled)
            continue;
        ++counts.all;
        const auto interval = intervalOf(row.record.begins, row.record.ends);
        if (!interval)
            continue;
        counts.inWindow += meetAny(parts, *interval) ? 1 : 0;
        last = std::max(last, std::optional(interval->end));
    }
    const FactCloud &facts = *m_facts.cloud();
    if (facts.span())
        last = std::max(last, std::optional(facts.span()->end));
    counts.facts = static_cast<qint64>(facts.size());
    for (const FactTally &tally : m_lens.findings().shown)
        counts.factsInWindow += tally.facts;
    m_time.setPlayEnd(last);
    if (counts == m_counts)
        return;
    m_counts = counts;
    Q_EMIT countsChanged();
}

} // namespace cortege::presentation
