#pragma once

#include <client/factstore.h>
#include <presentation/tensionoverlay.h>
#include <tension/lattice.h>

#include <functional>

/// The facts as map, lists and analysis share them: made beside the window's thread, never changed afterwards.
namespace cortege::presentation
{

/// A place on the Web Mercator square (EPSG:3857) in parts of 2³² of its side, 9 mm at the equator; y southwards. Facts
/// are counted by squares of the map, and a square of whole bits is found by a shift, the same on every machine.
struct WorldPoint {
    quint32 x = 0;
    quint32 y = 0;

    friend bool operator==(const WorldPoint &, const WorldPoint &) = default;
};
WorldPoint worldPoint(GeoPoint point);
GeoPoint toGeo(WorldPoint point);

/// Its edges belong to it.
struct WorldBox {
    WorldPoint northWest;
    WorldPoint southEast { ~0U, ~0U };

    bool holds(WorldPoint point) const
    {
        return northWest.x <= point.x && point.x <= southEast.x && northWest.y <= point.y && point.y <= southEast.y;
    }
    bool holds(const WorldBox &other) const { return holds(other.northWest) && holds(other.southEast); }
    friend bool operator==(const WorldBox &, const WorldBox &) = default;
};
WorldBox worldBox(const GeoBox &box);

/// Facts by number: first those that the analysis weighs, in its order, then those without a time, which are always
/// there and stand on the map alone.
class FactCloud
{
public:
    FactCloud() = default;

    /// What came behind what is known already, column by column with the number of its source.
    struct News {
        FactColumns columns;
        std::vector<quint16> sourceOf;
    };
    /// `before` and behind it the news; the sources are in the order of their numbers, and those of `before` as they
    /// were with perhaps more categories. Facts of a source or of a category that is not among them are left out.
    static std::shared_ptr<const FactCloud> grown(
        const FactCloud &before, const News &news, const std::vector<KnownSource> &sources);
    /// The same; whoever does it again and again keeps the lattice, which takes a while to make.
    static std::shared_ptr<const FactCloud> grown(const FactCloud &before, const News &news,
        const std::vector<KnownSource> &sources, const tension::Lattice &lattice);

    const TensionFacts &tension() const { return m_tension; }
    const std::vector<KnownSource> &sources() const { return m_sources; }
    size_t stored() const { return m_stored; } ///< how many of the store are in it, those left out among them
    size_t size() const { return m_at.size(); }
    std::optional<UtcInterval> span() const { return m_span; } ///< of the facts with a time

    size_t categories() const { return m_tension.categories.size(); }
    const KnownSource &sourceOf(size_t category) const { return m_sources[m_sourceOf[category]]; }
    const FactCategory &category(size_t category) const;
    qint64 count(size_t category) const { return m_counts[category]; }

    WorldPoint at(size_t number) const { return m_at[number]; }
    size_t categoryOf(size_t number) const;
    float weight(size_t number) const;
    Fact fact(size_t number) const; ///< its category is the cloud's
    bool isTimed(size_t number) const { return number < m_timed; }

private:
    class Growth;
    /// Those of one source.
    struct Categories {
        quint16 first = 0;
        quint16 count = 0;

        std::optional<quint16> numberOf(size_t place) const
        {
            return place < count ? std::optional(static_cast<quint16>(first + place)) : std::nullopt;
        }
    };

    void number(const std::vector<KnownSource> &sources);
    std::vector<Categories> categoriesOfSources() const; ///< by the numbers of the sources, known or not
    void fill(const Growth &growth);

    TensionFacts m_tension;
    std::vector<KnownSource> m_sources;
    std::vector<size_t> m_firstOf; ///< number of the first category of each source
    std::vector<size_t> m_sourceOf; ///< of each category
    std::vector<qint64> m_counts; ///< by category
    Column<WorldPoint> m_at;
    struct Constant {
        quint32 place = 0; ///< in the store
        quint16 category = 0;
        float weight = 1;
    };
    std::vector<Constant> m_constants;
    size_t m_timed = 0;
    size_t m_stored = 0;
    std::optional<UtcInterval> m_span;
};
using FactCloudPtr = std::shared_ptr<const FactCloud>;

/// Which facts are looked at. A fact without a time is in every window.
struct FactChoice {
    tension::FactWindow window;
    tension::HoursOfWeek hours = tension::HoursOfWeek().set();
    std::vector<bool> hidden; ///< by category; what lies beyond its end is shown
    WorldBox box;

    friend bool operator==(const FactChoice &, const FactChoice &) = default;
};
/// By number, in order.
void forEachFact(const FactCloud &cloud, const FactChoice &choice, const std::function<void(size_t)> &visit);

/// One fact, or several that would lie upon each other on the screen.
struct FactMark {
    WorldPoint at; ///< the middle of its facts
    qint64 count = 0;
    size_t first = 0; ///< number of one of them
    WorldBox cell; ///< where its facts are

    friend bool operator==(const FactMark &, const FactMark &) = default;
};
/// More facts than that in the box are counted by squares, as long as a nearer map could tell them apart.
inline constexpr qint64 kMostSingles = 1'500;
inline constexpr int kNearestClusters = 16; ///< zoom
struct FactMarks {
    std::vector<FactMark> marks; ///< from the north-west, row by row
    qint64 facts = 0;
    bool areClusters = false;
};
/// Squares of the map at the nearest whole zoom, so that nothing moves while the map does: few facts by squares of 16
/// pixels, which are hardly more than the symbols themselves, many by squares of 64.
FactMarks marksOf(const FactCloud &cloud, const FactChoice &choice, double zoom);

/// Of the chosen facts, one for each category.
struct FactTally {
    qint64 facts = 0;
    double weight = 0; ///< as the sources say

    void add(float more)
    {
        ++facts;
        weight += static_cast<double>(more);
    }
    friend bool operator==(const FactTally &, const FactTally &) = default;
};
std::vector<FactTally> talliesOf(const FactCloud &cloud, const FactChoice &choice);

/// The facts that have a time among `numbers`, for charts.
TensionFacts taken(const FactCloud &cloud, std::span<const quint32> numbers);
/// Those of the first `stored` of the store: what there was before others came.
TensionFacts upTo(const TensionFacts &facts, size_t stored);

} // namespace cortege::presentation
