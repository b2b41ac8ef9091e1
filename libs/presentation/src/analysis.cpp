#include <presentation/analysis.h>

#include <presentation/coordinates.h>
#include <presentation/texts.h>

#include <domain/outline.h>

#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace cortege::presentation
{
namespace
{

using namespace Qt::StringLiterals;

constexpr double kMeetingRing = 80; ///< metres round the place of the meeting that is chosen
constexpr double kFirm = 0.25; ///< relative errors
constexpr double kFragile = 0.6;
constexpr double kLeaning = 0.8; ///< from then on a zone stands or falls with one source

MapFigures shared(std::vector<MapFigure> figures)
{
    return std::make_shared<const std::vector<MapFigure>>(std::move(figures));
}

/// Holes are lines: what fills them is not the zone.
MapFigure figureOf(const tension::GeoPolygon &shape, MapFigure::Role role)
{
    MapFigure figure;
    figure.role = role;
    figure.outlines.push_back(shape.outline);
    for (Ring hole : shape.holes) {
        if (hole.empty())
            continue;
        hole.push_back(hole.front());
        figure.lines.push_back(std::move(hole));
    }
    return figure;
}

} // namespace

Analysis::Analysis(TensionOverlay &tension, QObject *parent) : QObject(parent), m_tension(tension)
{
    m_meetings.setNames([this](GeoPoint place) { return nameOf(place); });
    connect(&m_tension, &TensionOverlay::pictureChanged, this, &Analysis::takePicture);
}

void Analysis::setMap(MapPort &map)
{
    m_map = &map;
    connect(&map, &MapPort::figureClicked, this, [this](MapLayer layer, int number) {
        if (layer == MapLayer::Zones) {
            chooseZone(number);
            Q_EMIT zonePointed();
        } else if (layer == MapLayer::Meetings) {
            chooseMeeting(number);
            Q_EMIT meetingPointed();
        }
    });
    if (m_tension.picture())
        takePicture();
}

void Analysis::setPlaces(const PlaceFinder *places) { m_places = places; }

QString Analysis::nameOf(GeoPoint place) const { return m_places ? m_places->nameOf(place) : QString(); }

void Analysis::setEvents(const TensionEvents &events)
{
    m_events = events;
    m_marches.setEvents(events);
    drawColumns();
}

void Analysis::setMoment(UtcTime moment)
{
    if (moment == m_moment)
        return;
    m_moment = moment;
    drawColumns();
}

void Analysis::chooseZone(std::optional<int> number)
{
    Q_ASSERT(!number || std::cmp_less(*number, m_zones.zones().size()));
    if (number == m_chosenZone)
        return;
    m_chosenZone = number;
    m_chosenPlace = number ? std::optional(m_zones.zones()[static_cast<size_t>(*number)].peak) : std::nullopt;
    m_contributions.set({}, TensionUnit::People);
    m_tension.setChosenPlace(m_chosenPlace);
    drawZones();
    Q_EMIT zoneChosen();
}

void Analysis::showZone(int number)
{
    chooseZone(number);
    if (const auto box = boundingBox(m_zones.zones()[static_cast<size_t>(number)].shape.outline); box && m_map)
        m_map->show(*box);
}

void Analysis::chooseMeeting(std::optional<int> rank)
{
    Q_ASSERT(!rank || std::cmp_less(*rank, m_meetings.meetings().size()));
    if (rank == m_chosenMeeting)
        return;
    m_chosenMeeting = rank;
    drawMeetings();
    Q_EMIT meetingChosen();
}

/// The events and the place: as far as the events lie within sight of it.
void Analysis::showMeeting(int rank)
{
    chooseMeeting(rank);
    const Meeting &meeting = m_meetings.meetings()[static_cast<size_t>(rank)];
    std::vector<GeoPoint> points { meeting.place };
    for (const auto &version : m_events) {
        if (version->id != meeting.first && version->id != meeting.second)
            continue;
        const auto all = pointsOf(version->record);
        points.insert(points.end(), all.begin(), all.end());
    }
    if (m_map)
        m_map->show(*boundingBox(points));
}

void Analysis::takePicture()
{
    const TensionPicture &picture = *m_tension.picture();
    m_marches.setFigures(picture.parameters.set.march);
    const auto chosen
        = m_chosenMeeting ? std::optional(m_meetings.meetings()[static_cast<size_t>(*m_chosenMeeting)]) : std::nullopt;
    m_chosenMeeting.reset();
    m_meetings.set(picture.meetings);
    for (size_t i = 0; chosen && i < picture.meetings.size(); ++i) {
        if (picture.meetings[i].isOf(*chosen))
            m_chosenMeeting = static_cast<int>(i);
    }
    follow(picture);
    drawZones();
    drawMeetings();
    drawColumns();
    if (chosen)
        Q_EMIT meetingChosen();
    Q_EMIT zoneChosen();
}

/// The worker says which zone holds the chosen place; while nobody stands there any more, none is chosen.
void Analysis::follow(const TensionPicture &picture)
{
    m_chosenZone.reset(); // before the list tells that it is another one
    m_zones.set(picture);
    if (!m_chosenPlace)
        return m_contributions.set({}, picture.unit);
    if (picture.explanation) {
        m_chosenZone = picture.explanation->zone;
        return m_contributions.set(picture.explanation->contributions, picture.unit);
    }
    m_contributions.set({}, picture.unit);
    const auto same = std::ranges::find(picture.zones, *m_chosenPlace, &TensionZone::peak);
    if (same != picture.zones.end()) // chosen after this picture was begun: the next one explains it
        m_chosenZone = static_cast<int>(same - picture.zones.begin());
}

void Analysis::drawZones()
{
    if (!m_map)
        return;
    std::vector<MapFigure> figures;
    for (const TensionZone &zone : m_zones.zones()) {
        MapFigure figure = figureOf(zone.shape, MapFigure::Role::Zone);
        figure.number = static_cast<int>(figures.size()) + 1;
        figure.place = zone.peak;
        figure.chosen = m_chosenZone == std::ssize(figures);
        figures.push_back(std::move(figure));
    }
    m_map->setFigures(MapLayer::Zones, shared(std::move(figures)));
    std::vector<MapFigure> hot;
    if (m_tension.picture()) {
        for (const auto &shape : m_tension.picture()->hotSpots)
            hot.push_back(figureOf(shape, MapFigure::Role::HotSpot));
    }
    m_map->setFigures(MapLayer::HotSpots, shared(std::move(hot)));
}

void Analysis::drawMeetings()
{
    if (!m_map)
        return;
    std::vector<MapFigure> figures;
    std::vector<EventId> pointedOut;
    for (const Meeting &meeting : m_meetings.meetings()) {
        MapFigure figure;
        figure.role = MapFigure::Role::Meeting;
        figure.number = static_cast<int>(figures.size()) + 1;
        figure.place = meeting.place;
        if (m_chosenMeeting == std::ssize(figures)) {
            figure.chosen = true;
            const GeoPoint edge { meeting.place.longitude, meeting.place.latitude + kMeetingRing / 111'195 };
            figure.outlines.push_back(circle(meeting.place, edge));
            pointedOut = { meeting.first };
            if (meeting.second)
                pointedOut.push_back(*meeting.second);
        }
        figures.push_back(std::move(figure));
    }
    m_map->setFigures(MapLayer::Meetings, shared(std::move(figures)));
    if (pointedOut != m_pointedOut)
        m_map->setNearby(pointedOut);
    m_pointedOut = pointedOut;
}

void Analysis::drawColumns()
{
    if (!m_map)
        return;
    std::vector<MapFigure> figures;
    for (const auto &march : m_marches.at(m_moment)) {
        if (march.at.column.empty())
            continue;
        MapFigure figure;
        figure.role = MapFigure::Role::Column;
        figure.lines.push_back(march.at.column);
        figures.push_back(std::move(figure));
    }
    m_map->setFigures(MapLayer::Columns, shared(std::move(figures)));
}

QString Analysis::zoneStatement() const
{
    const auto &picture = m_tension.picture();
    if (!m_chosenZone || !picture || std::cmp_greater_equal(*m_chosenZone, m_zones.zones().size()))
        return {};
    const TensionZone &zone = m_zones.zones()[static_cast<size_t>(*m_chosenZone)];
    const QString place = nameOf(zone.peak);
    QStringList lines;
    lines << tr("Zone %1 : %2 sur %3")
                 .arg(zoneLetter(*m_chosenZone), amountText(zone.amount, picture->unit), areaText(zone.area));
    lines << tr("Niveau : %1 et plus").arg(densityText(zone.level, picture->unit));
    lines << tr("Maximum : %1, %2")
                 .arg(densityText(zone.highest, picture->unit),
                     place.isEmpty() ? coordinateText(zone.peak, CoordinateFormat::Decimal) : place);
    if (const auto &found = picture->explanation; found && found->zone == *m_chosenZone) {
        lines << tr("Personnes concernées : %1").arg(QLocale().toString(std::llround(found->people)));
        const QString firmness = found->relativeError <= kFirm ? tr("bonne", "confidence")
            : found->relativeError <= kFragile                 ? tr("moyenne", "confidence")
                                                               : tr("faible", "confidence");
        lines << tr("Confiance : %1 (écart relatif %2 %)")
                     .arg(firmness, QLocale().toString(std::lround(found->relativeError * 100)));
        if (found->strongest >= kLeaning && found->contributions.size() > 1)
            lines << tr("Repose pour %1 % sur une seule source")
                         .arg(QLocale().toString(std::lround(found->strongest * 100)));
        QStringList sources;
        for (const Contribution &one : found->contributions) {
            if (one.source)
                sources << citation(*one.source);
        }
        sources.removeDuplicates();
        for (const QString &source : std::as_const(sources))
            lines << tr("Faits : %1").arg(source);
    }
    return lines.join(u'\n');
}

QString Analysis::parametersText() const
{
    const auto &picture = m_tension.picture();
    if (!picture)
        return {};
    const auto &parameters = picture->parameters;
    return interval(parameters.window.begin, parameters.window.end) + u" · "_s + printed(parameters.set);
}

} // namespace cortege::presentation
