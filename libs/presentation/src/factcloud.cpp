#include <presentation/factcloud.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace cortege::presentation
{
namespace
{

constexpr double kWorld = 4'294'967'296; // 2³²
constexpr double kNorthernmost = 85.05112878; // where the square ends
constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
constexpr int kWorldBits = 32;
constexpr int kTileBits = 8; ///< 256 pixels for the world at zoom 0
constexpr int kSingleBits = 4; ///< squares of 16 pixels
constexpr int kClusterBits = 6; ///< of 64
constexpr int kNearest = 19; ///< zoom

quint32 inWorld(double share) { return static_cast<quint32>(std::clamp(share * kWorld, 0., kWorld - 1)); }

/// As the analysis sees it, or without a place where that leaves it out.
void addTo(tension::FactColumns &columns, const FactColumns &news, size_t i, std::optional<quint16> category,
    const tension::Projection &projection)
{
    tension::Fact fact { { kNowhere, kNowhere }, 0, news.seconds[i], category.value_or(0), news.weight[i] };
    if (category && news.begins[i] != FactColumns::kAlways) {
        fact.at = projection.toMetric(news.at(i).place);
        fact.time = tension::factTime(UtcTime { std::chrono::milliseconds { news.begins[i] } });
    }
    columns.add(fact);
}

template <class Visit>
void visitTimed(const FactCloud &cloud, const FactChoice &choice, const Visit &visit)
{
    const auto &facts = cloud.tension().facts;
    if (!facts || choice.window.isEmpty())
        return;
    const tension::CommonColumns &columns = facts->columns();
    const auto hours = facts->hours();
    const bool allHours = choice.hours.all();
    const auto &[begin, end] = choice.window;
    for (const auto range : { facts->instantsIn(begin, end), facts->lastingAround(begin, end) }) {
        for (size_t i = range.begin; i < range.end; ++i) {
            const tension::FactTime lasts = facts->lasts(i);
            const bool isOver = lasts > 0 && columns.time[i] + lasts <= begin;
            if (!isOver && (allHours || choice.hours[hours[i]]) && choice.box.holds(cloud.at(i)))
                visit(i);
        }
    }
}

/// A template, so that a million facts cost no million calls.
template <class Visit>
void visitShown(const FactCloud &cloud, const FactChoice &choice, const Visit &visit)
{
    const auto shown = [&](size_t number) {
        const size_t category = cloud.categoryOf(number);
        return category >= choice.hidden.size() || !choice.hidden[category];
    };
    visitTimed(cloud, choice, [&](size_t number) {
        if (shown(number))
            visit(number);
    });
    for (size_t number = cloud.tension().facts ? cloud.tension().facts->size() : 0; number < cloud.size(); ++number) {
        if (choice.box.holds(cloud.at(number)) && shown(number))
            visit(number);
    }
}

/// The squares of a box.
class MapSquares
{
public:
    MapSquares(const WorldBox &box, int shift)
        : m_shift(shift), m_west(box.northWest.x >> shift), m_north(box.northWest.y >> shift),
          m_columns(size_t { (box.southEast.x >> shift) - m_west } + 1)
    {
    }
    size_t of(WorldPoint point) const
    {
        return size_t { (point.y >> m_shift) - m_north } * m_columns + ((point.x >> m_shift) - m_west);
    }
    WorldBox box(size_t square) const
    {
        const quint32 column = m_west + static_cast<quint32>(square % m_columns);
        const quint32 row = m_north + static_cast<quint32>(square / m_columns);
        const quint32 inside = (1U << m_shift) - 1;
        return { { column << m_shift, row << m_shift }, { (column << m_shift) | inside, (row << m_shift) | inside } };
    }

private:
    int m_shift;
    quint32 m_west;
    quint32 m_north;
    size_t m_columns;
};

} // namespace

WorldPoint worldPoint(GeoPoint point)
{
    const double latitude = std::clamp(point.latitude, -kNorthernmost, kNorthernmost) * std::numbers::pi / 180;
    return { inWorld((point.longitude + 180) / 360),
        inWorld((1 - std::asinh(std::tan(latitude)) / std::numbers::pi) / 2) };
}

GeoPoint toGeo(WorldPoint point)
{
    const auto share = [](quint32 part) { return (part + 0.5) / kWorld; };
    return { share(point.x) * 360 - 180,
        std::atan(std::sinh(std::numbers::pi * (1 - 2 * share(point.y)))) * 180 / std::numbers::pi };
}

WorldBox worldBox(const GeoBox &box)
{
    const WorldPoint southWest = worldPoint(box.southWest);
    const WorldPoint northEast = worldPoint(box.northEast);
    return { { southWest.x, northEast.y }, { northEast.x, southWest.y } };
}

// --- the cloud
// --------------------------------------------------------------------------------------------------------

void FactCloud::number(const std::vector<KnownSource> &sources)
{
    m_sources = sources;
    for (size_t source = 0; source < sources.size(); ++source) {
        const auto shared = std::make_shared<const FactSource>(sources[source].source);
        m_firstOf.push_back(m_tension.categories.size());
        for (const FactCategory &category : shared->categories) {
            m_tension.categories.push_back(category.label);
            m_tension.sources.push_back(shared);
            m_sourceOf.push_back(source);
        }
    }
    m_counts.resize(m_tension.categories.size());
}

FactCloudPtr FactCloud::grown(const FactCloud &before, const News &news, const std::vector<KnownSource> &sources)
{
    auto cloud = std::make_shared<FactCloud>();
    cloud->number(sources);
    cloud->m_stored = before.m_stored + news.columns.size();
    std::vector<size_t> placeOf(size_t { std::numeric_limits<quint16>::max() } + 1, sources.size());
    for (size_t source = 0; source < sources.size(); ++source)
        placeOf[static_cast<quint16>(sources[source].number)] = source;
    // What was numbered otherwise before, because a source had fewer categories.
    std::vector<std::optional<quint16>> moved;
    for (size_t category = 0; category < before.categories(); ++category) {
        const size_t source = placeOf[static_cast<quint16>(before.sourceOf(category).number)];
        const size_t place = category - before.m_firstOf[before.m_sourceOf[category]];
        const bool isThere = source < sources.size() && place < sources[source].source.categories.size();
        moved.push_back(isThere ? std::optional(static_cast<quint16>(cloud->m_firstOf[source] + place)) : std::nullopt);
    }

    // In the order of the store; what the analysis leaves out has no place there.
    tension::FactColumns columns;
    columns.reserve(cloud->m_stored);
    for (size_t i = 0; i < before.m_stored; ++i)
        columns.add({ { kNowhere, kNowhere }, 0, 0, 0, 0 });
    for (size_t i = 0; i < before.m_timed; ++i) {
        const tension::Fact fact = (*before.m_tension.facts)[i];
        const size_t place = before.m_tension.facts->origin(i);
        if (const auto category = moved[fact.category]) {
            columns.east[place] = fact.at.east;
            columns.north[place] = fact.at.north;
            columns.time[place] = fact.time;
            columns.lasts[place] = fact.lasts;
            columns.category[place] = *category;
            columns.weight[place] = fact.weight;
        }
    }
    std::vector<WorldPoint> places(cloud->m_stored);
    for (size_t i = 0; i < before.m_timed; ++i)
        places[before.m_tension.facts->origin(i)] = before.m_at[i];
    for (size_t i = 0; i < before.m_constants.size(); ++i) {
        Constant constant = before.m_constants[i];
        places[constant.place] = before.m_at[before.m_timed + i];
        const auto category = moved[constant.category];
        constant.category = category.value_or(0);
        if (category)
            cloud->m_constants.push_back(constant);
    }
    const tension::Projection projection;
    for (size_t i = 0; i < news.columns.size(); ++i) {
        const size_t source = placeOf[news.sourceOf[i]];
        const bool isKnown
            = source < sources.size() && news.columns.category[i] < sources[source].source.categories.size();
        const auto category = isKnown
            ? std::optional(static_cast<quint16>(cloud->m_firstOf[source] + news.columns.category[i]))
            : std::nullopt;
        const size_t place = before.m_stored + i;
        places[place] = worldPoint(news.columns.at(i).place);
        addTo(columns, news.columns, i, category, projection);
        if (category && news.columns.begins[i] == FactColumns::kAlways)
            cloud->m_constants.push_back({ static_cast<quint32>(place), *category, news.columns.weight[i] });
    }

    cloud->m_tension.facts = std::make_shared<const tension::Facts>(columns);
    const tension::Facts &facts = *cloud->m_tension.facts;
    cloud->m_timed = facts.size();
    cloud->m_at.reserve(facts.size() + cloud->m_constants.size());
    for (size_t i = 0; i < facts.size(); ++i) {
        cloud->m_at.push_back(places[facts.origin(i)]);
        ++cloud->m_counts[facts.columns().category[i]];
        const UtcTime begin { std::chrono::seconds { facts.columns().time[i] } };
        const UtcTime end = begin + std::chrono::seconds { facts.lasts(i) };
        auto &span = cloud->m_span;
        span = span ? UtcInterval { std::min(span->begin, begin), std::max(span->end, end) }
                    : UtcInterval { begin, end };
    }
    for (const Constant &constant : cloud->m_constants) {
        cloud->m_at.push_back(places[constant.place]);
        ++cloud->m_counts[constant.category];
    }
    return cloud;
}

const FactCategory &FactCloud::category(size_t category) const
{
    const size_t source = m_sourceOf[category];
    return m_sources[source].source.categories[category - m_firstOf[source]];
}

size_t FactCloud::categoryOf(size_t number) const
{
    return isTimed(number) ? m_tension.facts->columns().category[number] : m_constants[number - m_timed].category;
}

float FactCloud::weight(size_t number) const
{
    return isTimed(number) ? m_tension.facts->columns().weight[number] : m_constants[number - m_timed].weight;
}

Fact FactCloud::fact(size_t number) const
{
    const GeoPoint place = toGeo(m_at[number]);
    if (!isTimed(number))
        return { place, {}, m_constants[number - m_timed].category, weight(number) };
    const tension::Fact fact = (*m_tension.facts)[number];
    const UtcTime begin { std::chrono::seconds { fact.time } };
    return { place, UtcInterval { begin, begin + std::chrono::seconds { fact.lasts } }, fact.category, fact.weight };
}

// --- what is looked at
// ------------------------------------------------------------------------------------------------

void forEachFact(const FactCloud &cloud, const FactChoice &choice, const std::function<void(size_t)> &visit)
{
    visitShown(cloud, choice, visit);
}

FactMarks marksOf(const FactCloud &cloud, const FactChoice &choice, double zoom)
{
    FactMarks found;
    visitShown(cloud, choice, [&](size_t) { ++found.facts; });
    const int level = std::clamp(static_cast<int>(std::lround(zoom)), 0, kNearest);
    found.areClusters = found.facts > kMostSingles && level <= kNearestClusters;
    const int bits = std::max(0, kTileBits + level - (found.areClusters ? kClusterBits : kSingleBits));
    const MapSquares squares(choice.box, kWorldBits - std::max(bits, 1));
    struct Sum {
        quint64 x = 0;
        quint64 y = 0;
        qint64 count = 0;
        size_t first = 0;
    };
    std::vector<Sum> sums(squares.of(choice.box.southEast) + 1);
    visitShown(cloud, choice, [&](size_t number) {
        const WorldPoint at = cloud.at(number);
        Sum &sum = sums[squares.of(at)];
        sum.x += at.x;
        sum.y += at.y;
        if (sum.count++ == 0)
            sum.first = number;
    });
    for (size_t square = 0; square < sums.size(); ++square) {
        const auto &[x, y, count, first] = sums[square];
        if (count == 0)
            continue;
        const auto middle
            = [all = static_cast<quint64>(count)](quint64 sum) { return static_cast<quint32>(sum / all); };
        found.marks.push_back({ { middle(x), middle(y) }, count, first, squares.box(square) });
    }
    return found;
}

std::vector<FactTally> talliesOf(const FactCloud &cloud, const FactChoice &choice)
{
    std::vector<FactTally> tallies(cloud.categories());
    visitShown(cloud, choice, [&](size_t number) { tallies[cloud.categoryOf(number)].add(cloud.weight(number)); });
    return tallies;
}

TensionFacts taken(const FactCloud &cloud, std::span<const quint32> numbers)
{
    tension::FactColumns columns;
    for (const quint32 number : numbers) {
        if (cloud.isTimed(number))
            columns.add((*cloud.tension().facts)[number]);
    }
    TensionFacts some = cloud.tension();
    some.facts = std::make_shared<const tension::Facts>(columns);
    return some;
}

TensionFacts upTo(const TensionFacts &facts, size_t stored)
{
    if (!facts.facts)
        return facts;
    tension::FactColumns columns;
    for (size_t i = 0; i < facts.facts->size(); ++i) {
        if (facts.facts->origin(i) < stored)
            columns.add((*facts.facts)[i]);
    }
    TensionFacts some = facts;
    if (columns.size() < facts.facts->size())
        some.facts = std::make_shared<const tension::Facts>(columns);
    return some;
}

} // namespace cortege::presentation
