#include "tensionworker.h"

#include <presentation/clockfilter.h>
#include <presentation/largestremainder.h>
#include <presentation/period.h>

#include <tension/hotspots.h>

#include <QtCore/QThread>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cortege::presentation
{
namespace
{

constexpr double kMarginBandwidths = 4; ///< around the outermost mass: e⁻⁸ of its peak is left there
constexpr int kMeshParts = 16;
constexpr double kSquareMetresPerHectare = 10'000;
constexpr int kFewestZoneCells = 4; ///< less than that is a corner of a street, not a zone
constexpr size_t kMostZones = 25; ///< as many as there are letters on the map
constexpr size_t kMostMeetings = 200; ///< nobody reads on
constexpr double kHotSpotMarginCells = 2;

/// Where the parts of the grid lie on the ground, from the north-west corner.
std::vector<GeoPoint> meshOf(const tension::Grid &grid, int parts, const tension::Projection &projection)
{
    std::vector<GeoPoint> mesh;
    for (int row = 0; row <= parts; ++row) {
        for (int column = 0; column <= parts; ++column)
            mesh.push_back(projection.toGeo({ grid.southWest.east + grid.cell * grid.columns * column / parts,
                grid.southWest.north + grid.cell * grid.rows * (parts - row) / parts }));
    }
    return mesh;
}

/// `factor` makes what is shown per hectare of a value per square metre.
std::shared_ptr<DensityField> fieldOf(std::span<const double> perSquareMetre, double factor, const tension::Grid &grid,
    const tension::Projection &projection)
{
    auto field = std::make_shared<DensityField>();
    field->columns = grid.columns;
    field->rows = grid.rows;
    field->values.reserve(perSquareMetre.size());
    for (int row = grid.rows - 1; row >= 0; --row) { // the map wants the northern row first
        const auto begin = perSquareMetre.begin() + static_cast<std::ptrdiff_t>(row) * grid.columns;
        std::transform(begin, begin + grid.columns, std::back_inserter(field->values),
            [factor](double value) { return static_cast<float>(value * factor); });
    }
    field->meshColumns = kMeshParts;
    field->meshRows = kMeshParts;
    field->mesh = meshOf(grid, kMeshParts, projection);
    return field;
}

bool zoneHolds(const tension::Zone &zone, const tension::Grid &grid, tension::MetricPoint place)
{
    const int column = static_cast<int>(std::floor((place.east - grid.southWest.east) / grid.cell));
    const int row = static_cast<int>(std::floor((place.north - grid.southWest.north) / grid.cell));
    return std::ranges::any_of(zone.runs, [&](const tension::Zone::Run &run) {
        return run.row == row && run.first <= column && column < run.first + run.count;
    });
}

double sumOf(const std::vector<tension::WeightedPoint> &masses)
{
    return std::accumulate(masses.begin(), masses.end(), 0.0,
        [](double sum, const tension::WeightedPoint &mass) { return sum + mass.weight; });
}

QString nameOf(const TensionFacts &facts, size_t category)
{
    return category < facts.categories.size() ? facts.categories[category] : QString::number(category);
}

void sortByAmount(std::vector<Contribution> &contributions)
{
    std::erase_if(contributions, [](const Contribution &one) { return !(one.amount > 0); });
    std::ranges::stable_sort(contributions, std::ranges::greater {}, &Contribution::amount);
    std::vector<double> amounts;
    amounts.reserve(contributions.size());
    for (const Contribution &one : contributions)
        amounts.push_back(one.amount);
    const auto percents = wholeShares(amounts);
    for (size_t i = 0; i < contributions.size(); ++i)
        contributions[i].percent = percents[i];
}

} // namespace

TensionPicture TensionWorker::compute(const TensionWish &wish)
{
    const auto &set = wish.parameters.set;
    remember(wish);
    measure(wish.facts.facts);
    TensionPicture picture;
    picture.parameters = wish.parameters;
    picture.unit = wish.facts.isEmpty() ? TensionUnit::People : TensionUnit::Weight;
    m_unit = picture.unit == TensionUnit::People ? 1 : set.weightOfPerson;
    const Ground ground = groundOf(wish, wish.parameters.window);
    for (const Weighed &one : ground.events)
        picture.people += one.masses.people;
    picture.events = static_cast<int>(ground.events.size());
    addMeetings(wish, picture);
    addHotSpots(wish, ground, picture);
    const auto grid = gridFor(ground.masses, set.cell(), kMarginBandwidths * set.bandwidth);
    if (grid.columns > 0) {
        const auto &values = valuesOf(wish, ground, grid);
        picture.facts = m_field->facts();
        picture.highest = *std::ranges::max_element(values) * kSquareMetresPerHectare;
        if (picture.highest > 0) {
            auto field = fieldOf(values, kSquareMetresPerHectare, grid, projection());
            field->maximum = static_cast<float>(paletteTop(picture.highest));
            picture.field = std::move(field);
            addZones(wish, ground, grid, values, picture);
        }
    }
    if (wish.reference)
        addComparison(wish, ground, picture);
    return picture;
}

/// What has changed of the events since the last picture, and what is no more. Only what is looked at: a year of events
/// is not cut into pieces for the sake of an afternoon.
void TensionWorker::remember(const TensionWish &wish)
{
    const auto &set = wish.parameters.set;
    if (set.bandwidth != m_knownFor.bandwidth || set.march != m_knownFor.march)
        m_known.clear();
    m_knownFor = set;
    if (wish.events != m_events) {
        m_events = wish.events;
        QSet<EventId> there;
        for (const auto &version : m_events)
            there.insert(version->id);
        m_known.removeIf([&](const auto &entry) { return !there.contains(entry.key()); });
    }
    std::vector<UtcInterval> windows { wish.parameters.window };
    if (wish.reference)
        windows.push_back(*wish.reference);
    for (const auto &version : wish.events) {
        if (!takesPlaceInAny(version->record, windows))
            continue;
        Known &known = m_known[version->id];
        if (known.version == version)
            continue;
        known = { version, {}, {}, tension::presenceOf(*version, set.march, projection()) };
        if (auto march = tension::MarchOnRoute::of(version->record, set.march, projection()))
            known.march = *std::move(march);
        else
            known.shape = tension::shapeOf(version->record, set.bandwidth / 2, projection());
    }
}

std::vector<tension::WeightedPoint> TensionWorker::massesOf(
    const Known &event, const std::vector<UtcInterval> &parts, double spacing) const
{
    using Milliseconds = std::chrono::duration<double, std::milli>;
    std::vector<tension::WeightedPoint> masses;
    const Milliseconds whole = lengthOf(parts);
    for (const UtcInterval &part : parts) {
        const double people = tension::peopleIn(*event.version, part);
        const double share = Milliseconds(part.end - part.begin) / whole;
        if (people <= 0)
            continue;
        const auto add = [&](const std::vector<tension::WeightedPoint> &points, double factor) {
            for (const tension::WeightedPoint &point : points)
                masses.push_back({ point.at, point.weight * factor });
        };
        if (event.march)
            add(event.march->massesIn(part, spacing), share);
        else
            add(event.shape, people * share);
    }
    return masses;
}

TensionWorker::Ground TensionWorker::groundOf(const TensionWish &wish, const UtcInterval &window) const
{
    const auto &set = wish.parameters.set;
    const auto parts = partsOf(window, set.hours);
    Ground ground { tension::factWindow(window), {}, {} };
    for (const auto &version : wish.events) {
        const auto known = m_known.constFind(version->id);
        if (known == m_known.constEnd() || known->version != version)
            continue;
        Weighed weighed { &*known, { massesOf(*known, parts, set.bandwidth / 2), 0 } };
        weighed.masses.people = sumOf(weighed.masses.masses);
        if (!(weighed.masses.people > 0))
            continue;
        for (tension::WeightedPoint &mass : weighed.masses.masses)
            mass.weight *= m_unit;
        ground.masses.insert(ground.masses.end(), weighed.masses.masses.begin(), weighed.masses.masses.end());
        ground.events.push_back(std::move(weighed));
    }
    return ground;
}

tension::MetricBox TensionWorker::limits()
{
    return { projection().toMetric(m_territory.southWest), projection().toMetric(m_territory.northEast) };
}

void TensionWorker::measure(const std::shared_ptr<const tension::Facts> &facts)
{
    if (facts == m_cornersOf)
        return;
    m_cornersOf = facts;
    m_factCorners.clear();
    if (!facts)
        return;
    const auto [southWest, northEast] = limits();
    std::optional<tension::MetricBox> box;
    for (size_t i = 0; i < facts->size(); ++i) {
        const tension::MetricPoint at = (*facts)[i].at;
        if (at.east < southWest.east || at.east > northEast.east || at.north < southWest.north
            || at.north > northEast.north)
            continue;
        if (!box)
            box = { at, at };
        box->southWest = { std::min(box->southWest.east, at.east), std::min(box->southWest.north, at.north) };
        box->northEast = { std::max(box->northEast.east, at.east), std::max(box->northEast.north, at.north) };
    }
    if (box)
        m_factCorners = { { box->southWest, 0 }, { box->northEast, 0 } };
}

/// Round the masses and all facts of the territory, so that a moving window leaves it as it is wherever there are
/// facts.
tension::Grid TensionWorker::gridFor(std::span<const tension::WeightedPoint> masses, double cell, double margin)
{
    std::vector<tension::WeightedPoint> points(masses.begin(), masses.end());
    points.insert(points.end(), m_factCorners.begin(), m_factCorners.end());
    return tension::gridAround(points, cell, margin, limits());
}

const std::vector<double> &TensionWorker::valuesOf(
    const TensionWish &wish, const Ground &ground, const tension::Grid &grid)
{
    const auto &set = wish.parameters.set;
    const auto weighting = set.weighting(wish.facts.categories);
    const bool other = !m_field || m_field->grid() != grid || m_field->bandwidth() != set.bandwidth;
    if (other)
        m_field = std::make_unique<tension::Field>(grid, set.bandwidth, QThread::idealThreadCount());
    if (other || wish.facts != m_facts || weighting != m_weighting) {
        m_facts = wish.facts;
        m_weighting = weighting;
        m_field->setFacts(m_facts.isEmpty() ? std::make_shared<const tension::Facts>() : m_facts.facts, m_weighting);
    }
    m_field->setWindow(ground.facts);
    m_field->setMasses(ground.masses);
    return m_field->values();
}

void TensionWorker::addZones(const TensionWish &wish, const Ground &ground, const tension::Grid &grid,
    std::span<const double> values, TensionPicture &picture)
{
    const double level = tension::levelHolding(values, wish.parameters.set.heldByZones);
    if (!(level > 0))
        return;
    auto zones = tension::zonesOf(values, grid, level, kFewestZoneCells);
    if (zones.size() > kMostZones)
        zones.erase(zones.begin() + std::ptrdiff_t { kMostZones }, zones.end());
    const auto chosen = wish.chosen ? std::optional(projection().toMetric(*wish.chosen)) : std::nullopt;
    for (const tension::Zone &zone : zones) {
        const int number = static_cast<int>(picture.zones.size());
        picture.zones.push_back({ tension::toGeo(zone.shape, projection()), projection().toGeo(zone.peak),
            zone.level * kSquareMetresPerHectare, zone.area, zone.peakValue * kSquareMetresPerHectare, zone.amount });
        if (chosen && zoneHolds(zone, grid, *chosen))
            picture.explanation = explain(wish, ground, grid, zone, number);
    }
}

ZoneExplanation TensionWorker::explain(
    const TensionWish &wish, const Ground &ground, const tension::Grid &grid, const tension::Zone &zone, int number)
{
    const auto &set = wish.parameters.set;
    std::vector<tension::EventMasses> masses;
    masses.reserve(ground.events.size());
    for (const Weighed &one : ground.events)
        masses.push_back(one.masses);
    static const tension::Facts kNone;
    const auto found = tension::explain(zone, grid, set.bandwidth, wish.facts.isEmpty() ? kNone : *wish.facts.facts,
        ground.facts, m_weighting, masses, QThread::idealThreadCount());
    ZoneExplanation explanation { number, {}, found.people, found.strongest, found.relativeError };
    for (size_t i = 0; i < ground.events.size(); ++i) {
        const EventVersion &version = *ground.events[i].event->version;
        explanation.contributions.push_back(
            { version.id, version.record.subject, version.record.kind(), 0, found.events[i], 0 });
    }
    for (size_t i = 0; i < found.categories.size(); ++i) {
        const auto source = i < wish.facts.sources.size() ? wish.facts.sources[i] : nullptr;
        explanation.contributions.push_back(
            { {}, nameOf(wish.facts, i), {}, found.facts[i], found.categories[i], 0, source });
    }
    sortByAmount(explanation.contributions);
    return explanation;
}

void TensionWorker::addHotSpots(const TensionWish &wish, const Ground &ground, TensionPicture &picture)
{
    const auto &set = wish.parameters.set;
    const auto grid = gridFor(ground.masses, set.hotSpotCell, kHotSpotMarginCells * set.hotSpotCell);
    if (grid.columns == 0)
        return;
    auto counts = wish.facts.isEmpty()
        ? std::vector<double>(static_cast<size_t>(grid.columns) * static_cast<size_t>(grid.rows))
        : tension::countsOn(grid, *wish.facts.facts, ground.facts, set.weighting(wish.facts.categories));
    for (const tension::WeightedPoint &mass : ground.masses) {
        const double column = std::floor((mass.at.east - grid.southWest.east) / grid.cell);
        const double row = std::floor((mass.at.north - grid.southWest.north) / grid.cell);
        if (column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)
            counts[static_cast<size_t>(row) * static_cast<size_t>(grid.columns) + static_cast<size_t>(column)]
                += mass.weight;
    }
    const auto scores = tension::hotSpots(counts, grid.columns, grid.rows);
    std::vector<double> hot(counts.size());
    for (size_t i = 0; i < hot.size(); ++i)
        hot[i] = scores.z[i] > 0 && scores.q[i] <= set.falseDiscoveries ? 1 : 0;
    for (const tension::Zone &zone : tension::zonesOf(hot, grid, 0.5))
        picture.hotSpots.push_back(tension::toGeo(zone.shape, projection()));
}

void TensionWorker::addMeetings(const TensionWish &wish, TensionPicture &picture)
{
    const auto parts = partsOf(wish.parameters.window, wish.parameters.set.hours);
    std::vector<std::optional<tension::Presence>> presences;
    std::vector<const EventVersion *> versions;
    for (const auto &version : wish.events) {
        const auto known = m_known.constFind(version->id);
        if (known == m_known.constEnd() || known->version != version || !known->presence
            || !takesPlaceInAny(version->record, parts))
            continue;
        presences.push_back(known->presence);
        versions.push_back(version.get());
    }
    auto crossings = tension::crossingsOf(presences, wish.parameters.set.crossing);
    if (crossings.size() > kMostMeetings)
        crossings.resize(kMostMeetings);
    for (const tension::Crossing &crossing : crossings) {
        const EventVersion &first = *versions[crossing.first];
        const EventVersion &second = *versions[crossing.second];
        picture.meetings.push_back({ first.id, second.id, first.record.subject, second.record.subject,
            projection().toGeo(crossing.place), crossing.metres, crossing.during, crossing.apart, crossing.severity });
    }
    if (wish.facts.isEmpty())
        return;
    addMeetingsWithFacts(wish, presences, versions, picture);
    std::ranges::stable_sort(picture.meetings, std::ranges::greater {}, &Meeting::severity);
    if (picture.meetings.size() > kMostMeetings)
        picture.meetings.erase(picture.meetings.begin() + kMostMeetings, picture.meetings.end());
}

/// A line for each category, not for each fact: a square where much happens would fill the list by itself.
void TensionWorker::addMeetingsWithFacts(const TensionWish &wish,
    std::span<const std::optional<tension::Presence>> presences, std::span<const EventVersion *const> versions,
    TensionPicture &picture)
{
    const auto &set = wish.parameters.set;
    const tension::Facts &facts = *wish.facts.facts;
    std::map<std::pair<size_t, std::uint16_t>, size_t> places; // of event and category among the meetings
    for (const auto &crossing :
        tension::crossingsOf(presences, facts, set.weighting(wish.facts.categories), set.crossing)) {
        const tension::Fact fact = facts[crossing.fact];
        const auto [place, isFirst] = places.try_emplace({ crossing.event, fact.category }, picture.meetings.size());
        if (isFirst) { // and the gravest
            const EventVersion &event = *versions[crossing.event];
            const UtcTime begins { std::chrono::seconds { fact.time } };
            picture.meetings.push_back({ event.id, {}, event.record.subject, nameOf(wish.facts, fact.category),
                projection().toGeo(crossing.place), crossing.metres,
                { begins, begins + std::chrono::seconds { fact.lasts } }, crossing.apart, crossing.severity });
        }
        ++picture.meetings[place->second].facts;
    }
}

void TensionWorker::addComparison(const TensionWish &wish, const Ground &now, TensionPicture &picture)
{
    const auto &set = wish.parameters.set;
    Comparison comparison { *wish.reference, nullptr, wish.division->title(), {} };
    const Ground before = groundOf(wish, *wish.reference);
    std::vector<tension::WeightedPoint> all = before.masses;
    all.insert(all.end(), now.masses.begin(), now.masses.end());
    const auto grid = gridFor(all, set.cell(), kMarginBandwidths * set.bandwidth);
    if (grid.columns > 0) {
        const std::vector<double> earlier = valuesOf(wish, before, grid);
        const auto change = tension::difference(earlier, valuesOf(wish, now, grid));
        const auto [least, most] = std::ranges::minmax_element(change);
        const double highest = std::max(-*least, *most) * kSquareMetresPerHectare;
        auto field = fieldOf(change, kSquareMetresPerHectare, grid, projection());
        field->isDifference = true;
        field->maximum = static_cast<float>(paletteTop(highest));
        if (highest > 0)
            comparison.difference = std::move(field);
    }
    std::vector<Comparison::Row> rows(static_cast<size_t>(wish.division->count()));
    tally(wish, before, true, rows);
    tally(wish, now, false, rows);
    for (size_t i = 0; i < rows.size(); ++i) {
        Comparison::Row &row = rows[i];
        if (row.eventsBefore == 0 && row.eventsNow == 0 && row.amountBefore == 0 && row.amountNow == 0)
            continue;
        row.name = wish.division->name(static_cast<int>(i));
        row.extent = wish.division->extent(static_cast<int>(i));
        comparison.rows.push_back(std::move(row));
    }
    picture.comparison = std::move(comparison);
}

/// Events in the parts that they touch, and what lies on the ground in the part where it lies.
void TensionWorker::tally(
    const TensionWish &wish, const Ground &ground, bool before, std::vector<Comparison::Row> &rows)
{
    const auto rowAt = [&](tension::MetricPoint place) -> Comparison::Row * {
        const auto part = wish.division->partAt(projection().toGeo(place));
        return part ? &rows[static_cast<size_t>(*part)] : nullptr;
    };
    const auto amount
        = [before](Comparison::Row &row) -> double & { return before ? row.amountBefore : row.amountNow; };
    for (const tension::WeightedPoint &mass : ground.masses) {
        if (Comparison::Row *row = rowAt(mass.at))
            amount(*row) += mass.weight;
    }
    const auto parts = partsOf(before ? *wish.reference : wish.parameters.window, wish.parameters.set.hours);
    for (const auto &version : wish.events) {
        if (!takesPlaceInAny(version->record, parts))
            continue;
        for (const int part : partsOf(version->record, *wish.division)) {
            Comparison::Row &row = rows[static_cast<size_t>(part)];
            ++(before ? row.eventsBefore : row.eventsNow);
        }
    }
    if (wish.facts.isEmpty())
        return;
    const tension::Facts &facts = *wish.facts.facts;
    const auto weighting = wish.parameters.set.weighting(wish.facts.categories);
    const auto add = [&](tension::Facts::Range range) {
        for (size_t i = range.begin; i < range.end; ++i) {
            const double weight = tension::weightIn(facts, i, ground.facts, weighting);
            if (weight == 0)
                continue;
            if (Comparison::Row *row = rowAt(facts[i].at))
                amount(*row) += weight;
        }
    };
    add(facts.instantsIn(ground.facts.begin, ground.facts.end));
    add(facts.lastingAround(ground.facts.begin, ground.facts.end));
}

const tension::Projection &TensionWorker::projection()
{
    if (!m_projection)
        m_projection.emplace();
    return *m_projection;
}

} // namespace cortege::presentation
