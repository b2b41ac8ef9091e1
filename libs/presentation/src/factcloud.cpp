#include <presentation/factcloud.h>
#include <tension/cubic.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace cortege::presentation
{
namespace
{

constexpr double kWorld = 4'294'967'296; // 2³²
constexpr double kNorthernmost = 85.05112878; // where the square ends
constexpr int kWorldBits = 32;
constexpr int kTileBits = 8; ///< 256 pixels for the world at zoom 0
constexpr int kSingleBits = 4; ///< squares of 16 pixels
constexpr int kClusterBits = 6; ///< of 64
constexpr int kNearest = 19; ///< zoom

quint32 inWorld(double share) { return static_cast<quint32>(std::clamp(share * kWorld, 0., kWorld - 1)); }

double shareFromNorth(double latitude)
{
    const double sine = std::sin(latitude * std::numbers::pi / 180); // asinh tan φ = ½ ln((1 + sin φ) / (1 − sin φ))
    return (1 - std::log((1 + sine) / (1 - sine)) / 2 / std::numbers::pi) / 2;
}

/// The formula at every sixteenth of a degree, and cubics between: within 3 µm of it in France and 2 cm at 85°. Facts
/// come by the million, and a sine and a logarithm cost more than all else that is done with one.
class SharesFromNorth
{
public:
    SharesFromNorth()
    {
        for (size_t row = 0; row < m_shares.size(); ++row)
            m_shares[row] = shareFromNorth((static_cast<double>(row) - kEquator) / kRowsADegree);
    }
    double at(double latitude) const
    {
        const double place = latitude * kRowsADegree + kEquator;
        const auto row = static_cast<size_t>(place);
        const auto weights = tension::cubicWeights(place - static_cast<double>(row));
        double share = 0;
        for (size_t i = 0; i < weights.size(); ++i)
            share += weights[i] * m_shares[row - 1 + i];
        return share;
    }

private:
    static constexpr int kRowsADegree = 16;
    static constexpr int kEquator = 86 * kRowsADegree; ///< row; the outermost are beyond the square
    std::array<double, 2 * kEquator + 1> m_shares {};
};

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

std::optional<UtcInterval> spanOf(const tension::Facts &facts)
{
    if (facts.size() == 0)
        return std::nullopt;
    const auto &time = facts.columns().time;
    const size_t instants = facts.instants();
    tension::FactTime begin = time.front();
    tension::FactTime end = instants > 0 ? time[instants - 1] : begin;
    for (size_t i = instants; i < facts.size(); ++i) {
        begin = std::min(begin, time[i]);
        end = std::max(end, time[i] + facts.lasts(i));
    }
    return UtcInterval { UtcTime { std::chrono::seconds { begin } }, UtcTime { std::chrono::seconds { end } } };
}

} // namespace

WorldPoint worldPoint(GeoPoint point)
{
    static const SharesFromNorth shares;
    return { inWorld((point.longitude + 180) / 360),
        inWorld(shares.at(std::clamp(point.latitude, -kNorthernmost, kNorthernmost))) };
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

// --- the cloud -------------------------------------------------------------------------------------------------------

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

/// Where each fact of a cloud comes from: the one before it, or the news. What is needed of a piece of news is put
/// together while it is looked at in the order in which it came: in the order of time, each column that is asked would
/// be another line of the cache that nobody has seen yet.
class FactCloud::Growth
{
public:
    Growth(
        const FactCloud &before, const News &news, const tension::Lattice &lattice, std::vector<Categories> categories)
        : m_before(before), m_news(news), m_lattice(lattice), m_categories(std::move(categories))
    {
        // What was numbered otherwise before, because a source had fewer categories.
        for (size_t category = 0; category < before.categories(); ++category) {
            const size_t place = category - before.m_firstOf[before.m_sourceOf[category]];
            m_moved.push_back(m_categories[static_cast<quint16>(before.sourceOf(category).number)].numberOf(place));
        }
        m_moments.reserve(before.m_timed + news.columns.size());
        takeBefore();
        takeNews();
    }

    /// Of what has a time, and a place for the analysis.
    const tension::FactMoments &moments() const { return m_moments; }
    /// Without a time: always there.
    struct Constants {
        std::vector<Constant> constants;
        Column<WorldPoint> at;
    };
    const Constants &constants() const { return m_constants; }
    /// As `tension::Facts::Fetch`, with the places on the map.
    void fetch(tension::Facts::Range range, std::span<const quint32> from, tension::CommonColumns &columns,
        Column<WorldPoint> &at) const
    {
        for (size_t i = range.begin; i < range.end; ++i) {
            const size_t moment = from[i - range.begin];
            if (moment < m_kept.size())
                fetchBefore(m_kept[moment], i, columns, at);
            else
                fetchNews(m_pieces[moment - m_kept.size()], i, columns, at);
        }
    }

private:
    struct Piece {
        qint32 longitude;
        qint32 latitude;
        float weight;
        quint16 category;
    };

    static GeoPoint placeOf(qint32 longitude, qint32 latitude)
    {
        return { longitude / FactColumns::kPerDegree, latitude / FactColumns::kPerDegree };
    }
    void takeBefore()
    {
        m_kept.reserve(m_before.m_timed);
        for (size_t i = 0; i < m_before.m_timed; ++i) {
            const tension::Facts &facts = *m_before.m_tension.facts;
            if (!m_moved[facts.columns().category[i]])
                continue;
            m_moments.push_back({ facts.columns().time[i], facts.lasts(i), facts.origin(i) });
            m_kept.push_back(static_cast<quint32>(i));
        }
        for (size_t i = 0; i < m_before.m_constants.size(); ++i) {
            const Constant &constant = m_before.m_constants[i];
            if (const auto category = m_moved[constant.category])
                addConstant({ constant.place, *category, constant.weight }, m_before.m_at[m_before.m_timed + i]);
        }
    }
    void takeNews()
    {
        const auto &[longitude, latitude, begins, seconds, category, weight] = m_news.columns;
        m_pieces.reserve(begins.size());
        for (size_t i = 0; i < begins.size(); ++i) {
            const auto number = m_categories[m_news.sourceOf[i]].numberOf(category[i]);
            if (!number)
                continue;
            const auto place = static_cast<quint32>(m_before.m_stored + i);
            const GeoPoint at = placeOf(longitude[i], latitude[i]);
            if (begins[i] == FactColumns::kAlways) {
                addConstant({ place, *number, weight[i] }, worldPoint(at));
            } else if (m_lattice.hasAnswer(at)) {
                const UtcTime begin { std::chrono::milliseconds { begins[i] } };
                m_moments.push_back({ tension::factTime(begin), seconds[i], place });
                m_pieces.push_back({ longitude[i], latitude[i], weight[i], *number });
            }
        }
    }
    void addConstant(const Constant &constant, WorldPoint at)
    {
        m_constants.constants.push_back(constant);
        m_constants.at.push_back(at);
    }
    void fetchBefore(size_t from, size_t to, tension::CommonColumns &columns, Column<WorldPoint> &at) const
    {
        const tension::CommonColumns &before = m_before.m_tension.facts->columns();
        columns.east[to] = before.east[from];
        columns.north[to] = before.north[from];
        columns.category[to] = *m_moved[before.category[from]];
        columns.weight[to] = before.weight[from];
        at[to] = m_before.m_at[from];
    }
    void fetchNews(const Piece &piece, size_t to, tension::CommonColumns &columns, Column<WorldPoint> &at) const
    {
        const GeoPoint place = placeOf(piece.longitude, piece.latitude);
        const tension::MetricPoint metric = m_lattice.toMetric(place);
        columns.east[to] = metric.east;
        columns.north[to] = metric.north;
        columns.category[to] = piece.category;
        columns.weight[to] = piece.weight;
        at[to] = worldPoint(place);
    }

    const FactCloud &m_before;
    const News &m_news;
    const tension::Lattice &m_lattice;
    std::vector<Categories> m_categories; ///< by the numbers of the sources
    std::vector<std::optional<quint16>> m_moved; ///< by the categories of before; nothing: not known any more
    tension::FactMoments m_moments; ///< of what is kept, then of the pieces
    Column<quint32> m_kept; ///< numbers in before
    Column<Piece> m_pieces;
    Constants m_constants;
};

FactCloudPtr FactCloud::grown(const FactCloud &before, const News &news, const std::vector<KnownSource> &sources)
{
    return grown(before, news, sources, tension::Lattice());
}

FactCloudPtr FactCloud::grown(
    const FactCloud &before, const News &news, const std::vector<KnownSource> &sources, const tension::Lattice &lattice)
{
    auto cloud = std::make_shared<FactCloud>();
    cloud->number(sources);
    cloud->m_stored = before.m_stored + news.columns.size();
    cloud->fill(Growth(before, news, lattice, cloud->categoriesOfSources()));
    return cloud;
}

std::vector<FactCloud::Categories> FactCloud::categoriesOfSources() const
{
    std::vector<Categories> all(size_t { std::numeric_limits<quint16>::max() } + 1);
    for (size_t source = 0; source < m_sources.size(); ++source)
        all[static_cast<quint16>(m_sources[source].number)] = { static_cast<quint16>(m_firstOf[source]),
            static_cast<quint16>(m_sources[source].source.categories.size()) };
    return all;
}

void FactCloud::fill(const Growth &growth)
{
    m_timed = growth.moments().size();
    m_at.resize(m_timed);
    m_tension.facts = std::make_shared<const tension::Facts>(growth.moments(),
        [&](tension::Facts::Range range, std::span<const quint32> from, tension::CommonColumns &columns) {
            growth.fetch(range, from, columns, m_at);
        });
    m_constants = growth.constants().constants;
    m_at.insert(m_at.end(), growth.constants().at.begin(), growth.constants().at.end());
    m_span = spanOf(*m_tension.facts);
    for (const quint16 category : m_tension.facts->columns().category)
        ++m_counts[category];
    for (const Constant &constant : m_constants)
        ++m_counts[constant.category];
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

// --- what is looked at -----------------------------------------------------------------------------------------------

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
