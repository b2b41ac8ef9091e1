#include <tension/crew.h>
#include <tension/field.h>

#include "convolution.h"
#include "factweight.h"
#include "lanes.h"
#include "spline.h"

#include <QtCore/QtAssert>

#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace cortege::tension
{
namespace
{

constexpr int kHalfLivesBetween = 8; ///< 2^8 is how much heavier than stated the newest fact may be laid
constexpr size_t kFewFacts = 40'000; ///< below, adding canvases up costs more than another thread saves
constexpr size_t kWeighed = 256; ///< facts of which the weights are computed at once

/// Decay is counted from there: the end of the window, moved back to whole steps.
FactTime decayOrigin(const FactWindow &window, const Weighting &weighting)
{
    if (!weighting.halfLife)
        return 0;
    const FactTime step = std::max<FactTime>(1, kHalfLivesBetween * weighting.halfLife->count());
    const FactTime rest = window.end % step;
    return window.end - (rest < 0 ? rest + step : rest);
}

using Ranges = std::vector<Facts::Range>;

/// What is in a and not in b.
void addWithout(Ranges &ranges, const Facts::Range &a, const Facts::Range &b)
{
    const auto add = [&](size_t begin, size_t end) {
        if (begin < end)
            ranges.push_back({ begin, end });
    };
    add(a.begin, std::min(a.end, b.begin));
    add(std::max(a.begin, b.end), a.end);
}
size_t countOf(const Ranges &ranges)
{
    size_t count = 0;
    for (const auto &range : ranges)
        count += range.end - range.begin;
    return count;
}

/// The same, cut where blocks of facts begin.
Ranges inBlocks(const Ranges &ranges)
{
    Ranges parts;
    for (const auto &range : ranges) {
        for (size_t begin = range.begin; begin < range.end;) {
            const size_t end = std::min(range.end, (begin / Facts::kBlock + 1) * Facts::kBlock);
            parts.push_back({ begin, end });
            begin = end;
        }
    }
    return parts;
}

/// Cut to whole units, the same on both sides of 0, so that it is taken away as it was added.
std::int64_t inUnits(double weight) { return static_cast<std::int64_t>(weight / kUnit); }

/// Collects drops and lays them many at once.
class Layer
{
public:
    Layer(std::int64_t *cells, std::ptrdiff_t stride) : m_cells(cells), m_stride(stride) { }
    ~Layer() { layDrops(std::span(m_drops).first(m_count), m_cells, m_stride); }
    Layer(const Layer &) = delete;
    Layer &operator=(const Layer &) = delete;

    void add(const Drop &drop)
    {
        if (drop.weight == 0)
            return;
        m_drops[m_count++] = drop;
        if (m_count == m_drops.size()) {
            layDrops(m_drops, m_cells, m_stride);
            m_count = 0;
        }
    }

private:
    std::int64_t *m_cells;
    std::ptrdiff_t m_stride;
    std::array<Drop, 256> m_drops;
    size_t m_count = 0;
};

} // namespace

class Field::Part
{
    /// What was laid, and where.
    struct Laid {
        double lowestRow = std::numeric_limits<double>::infinity();
        double highestRow = 0;
        double lowestColumn = std::numeric_limits<double>::infinity();
        double highestColumn = 0;
        std::int64_t weight = 0;
        qint64 facts = 0;
        qint64 changed = 0;

        void include(const Drop &drop)
        {
            lowestRow = std::min(lowestRow, drop.row);
            highestRow = std::max(highestRow, drop.row);
            lowestColumn = std::min(lowestColumn, drop.column);
            highestColumn = std::max(highestColumn, drop.column);
        }
        void include(const Laid &other)
        {
            lowestRow = std::min(lowestRow, other.lowestRow);
            highestRow = std::max(highestRow, other.highestRow);
            lowestColumn = std::min(lowestColumn, other.lowestColumn);
            highestColumn = std::max(highestColumn, other.highestColumn);
            weight += other.weight;
            facts += other.facts;
            changed += other.changed;
        }
        Patch patch() const
        {
            if (lowestRow > highestRow)
                return {};
            constexpr int kHalf = kOrder / 2;
            return { { static_cast<int>(lowestRow) - kHalf + 1, static_cast<int>(highestRow) + kHalf + 1 },
                { static_cast<int>(lowestColumn) - kHalf + 1, static_cast<int>(highestColumn) + kHalf + 1 } };
        }
    };

public:
    Part(const Grid &grid, double bandwidth, int threads)
        : m_grid(grid), m_perCell(1 / grid.cell), m_bandwidth(bandwidth), m_crew(threads),
          m_convolution(grid.columns, grid.rows, grid.cell, bandwidth), m_columns(m_convolution.canvasColumns()),
          m_rows(m_convolution.canvasRows()), m_cells(static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows))
    {
    }

    const Grid &grid() const { return m_grid; }
    double bandwidth() const { return m_bandwidth; }

    void setFacts(std::shared_ptr<const Facts> facts, Weighting weighting)
    {
        m_facts = facts ? std::move(facts) : std::make_shared<const Facts>();
        m_weighting = std::move(weighting);
        layAnew();
    }

    void setWindow(const FactWindow &window)
    {
        const FactWindow before = std::exchange(m_window, window.isEmpty() ? FactWindow {} : window);
        if (m_window == before)
            return;
        if (decayOrigin(m_window, m_weighting) != m_decayFrom) {
            layAnew();
            return;
        }
        Ranges gone;
        Ranges come;
        const auto was = m_facts->instantsIn(before.begin, before.end);
        const auto is = m_facts->instantsIn(m_window.begin, m_window.end);
        addWithout(gone, was, is);
        addWithout(come, is, was);
        if (countOf(gone) + countOf(come) > is.end - is.begin) {
            layAnew();
            return;
        }
        const FactWeigher weigher(*m_facts, m_weighting, m_decayFrom);
        layRanges(gone, [&](size_t i) { return -weigher.whole(i); }, -1);
        layRanges(come, [&](size_t i) { return weigher.whole(i); }, 1);
        layLasting(before, m_window);
        layMasses();
    }

    void setMasses(std::vector<WeightedPoint> masses)
    {
        m_masses = std::move(masses);
        layMasses();
    }

    const std::vector<double> &values()
    {
        m_convolution.update(m_cells, std::exchange(m_patch, {}), m_crew);
        m_changed = 0;
        if (!m_weighting.halfLife)
            return m_convolution.density();
        const double scale = fading();
        m_faded = m_convolution.density();
        for (double &value : m_faded)
            value *= scale;
        return m_faded;
    }

    double weight() const { return static_cast<double>(m_weight) * kUnit * fading(); }
    qint64 facts() const { return m_count; }
    qint64 changed() const { return m_changed; }

private:
    /// From what is laid to what is meant: decay from its origin to the end of the window.
    double fading() const
    {
        return m_weighting.halfLife ? FactWeigher::decay(m_decayFrom, m_window.end, *m_weighting.halfLife) : 1.0;
    }

    void layAnew()
    {
        std::ranges::fill(m_cells, 0);
        m_patch = { { 0, m_rows }, { 0, m_columns } };
        m_weight = 0;
        m_count = 0;
        m_laidMasses.clear();
        m_decayFrom = decayOrigin(m_window, m_weighting);
        const FactWeigher weigher(*m_facts, m_weighting, m_decayFrom);
        layRanges({ m_facts->instantsIn(m_window.begin, m_window.end) }, [&](size_t i) { return weigher.whole(i); }, 1);
        layLasting({}, m_window);
        layMasses();
    }

    /// What lasts and has another share in one window than in the other. Only what touches an edge that moved, or lies
    /// between the two, can have.
    void layLasting(const FactWindow &before, const FactWindow &after)
    {
        if (m_facts->instants() == m_facts->size())
            return;
        const FactWeigher weigher(*m_facts, m_weighting, m_decayFrom);
        Ranges touched;
        const auto around = [&](FactTime a, FactTime b) {
            const auto range = m_facts->lastingAround(std::min(a, b), std::max(a, b) + 1);
            if (a != b && range.begin < range.end)
                touched.push_back(range);
        };
        if (before.isEmpty() || after.isEmpty() || before.end <= after.begin || after.end <= before.begin) {
            around(before.begin, before.end);
            around(after.begin, after.end);
        } else {
            around(before.begin, after.begin);
            around(before.end, after.end);
        }
        std::ranges::sort(touched, {}, &Facts::Range::begin);
        for (size_t i = 1; i < touched.size(); ++i)
            touched[i].begin = std::max(touched[i].begin, std::min(touched[i].end, touched[i - 1].end));
        const auto shareDiffers = [&](size_t i) { return weigher.shareIn(i, before) != weigher.shareIn(i, after); };
        layRanges(touched, [&](size_t i) { return shareDiffers(i) ? -weigher.in(i, before) : 0; }, -1);
        layRanges(touched, [&](size_t i) { return shareDiffers(i) ? weigher.in(i, after) : 0; }, 1);
    }

    void layMasses()
    {
        std::vector<WeightedPoint> wanted = m_masses;
        for (WeightedPoint &mass : wanted)
            mass.weight /= fading();
        Layer layer(m_cells.data(), m_columns);
        Laid laid;
        const auto lay = [&](const WeightedPoint &mass, double sign) {
            if (!std::isfinite(mass.at.east) || !std::isfinite(mass.at.north) || !std::isfinite(mass.weight))
                return;
            const Drop drop = dropAt(mass.at.east, mass.at.north, sign * mass.weight);
            laid.weight += inUnits(drop.weight);
            ++laid.changed;
            if (!isOnCanvas(drop))
                return;
            laid.include(drop);
            layer.add(drop);
        };
        for (size_t i = 0; i < std::max(wanted.size(), m_laidMasses.size()); ++i) {
            if (i < wanted.size() && i < m_laidMasses.size() && wanted[i] == m_laidMasses[i])
                continue;
            if (i < m_laidMasses.size())
                lay(m_laidMasses[i], -1);
            if (i < wanted.size())
                lay(wanted[i], 1);
        }
        take(laid);
        m_laidMasses = std::move(wanted);
    }

    /// Lays each fact of the ranges with the weight that `weightOf` says. Each thread has a canvas of its own; they are
    /// added up at the end, whole numbers, so that it does not matter who laid what.
    template <class WeightOf>
    void layRanges(const Ranges &ranges, const WeightOf &weightOf, int sign)
    {
        const size_t count = countOf(ranges);
        if (count == 0)
            return;
        m_canvases.resize(m_crew.size() - 1);
        std::vector<Laid> laid(m_crew.size());
        const Ranges parts = inBlocks(ranges);
        const size_t pieces = count < kFewFacts ? 1 : parts.size();
        m_drops.resize(m_crew.size());
        m_crew.share(pieces, [&](size_t worker, size_t piece) {
            auto &cells = worker == 0 ? m_cells : m_canvases[worker - 1];
            cells.resize(m_cells.size());
            for (size_t i = piece; i < parts.size(); i += pieces)
                laid[worker].include(layPart(parts[i], weightOf, sign, m_drops[worker], cells.data()));
        });
        Patch other;
        for (size_t worker = 0; worker < laid.size(); ++worker) {
            take(laid[worker]);
            if (worker > 0)
                other.include(laid[worker].patch());
        }
        addCanvases(other);
    }

    /// A part of one block.
    template <class WeightOf>
    Laid layPart(const Facts::Range &part, const WeightOf &weightOf, int sign, std::vector<Drop> &drops,
        std::int64_t *cells) const
    {
        drops.resize(part.end - part.begin);
        Laid laid;
        std::array<double, kWeighed> weights {};
        for (size_t begin = part.begin; begin < part.end; begin += kWeighed) {
            // All their weights first: nothing in that loop can change what it reads again and again.
            const size_t count = std::min(kWeighed, part.end - begin);
            for (size_t i = 0; i < count; ++i)
                weights[i] = weightOf(begin + i);
            laid.include(place(begin, std::span(weights).first(count), sign, drops.data() + (begin - part.begin)));
        }
        Layer layer(cells, m_columns);
        // Few drops are farther from each other than the order helps.
        if (part.end > m_facts->instants() || drops.size() < Facts::kBlock / 8) {
            std::ranges::for_each(drops, [&](const Drop &drop) { layer.add(drop); });
            return laid;
        }
        const size_t before = part.begin % Facts::kBlock;
        for (const std::uint16_t inBlock : m_facts->groundOrder(part.begin / Facts::kBlock)) {
            if (inBlock >= before && inBlock - before < drops.size())
                layer.add(drops[inBlock - before]);
        }
        return laid;
    }

    /// The drops of the facts from `begin` on; of no weight where there is none or the canvas ends.
    Laid place(size_t begin, std::span<const double> weights, int sign, Drop *drops) const
    {
        const double *east = m_facts->columns().east.data() + begin;
        const double *north = m_facts->columns().north.data() + begin;
        Laid laid;
        for (size_t i = 0; i < weights.size(); ++i) {
            Drop drop = dropAt(east[i], north[i], weights[i]);
            laid.weight += inUnits(drop.weight);
            laid.facts += drop.weight != 0 ? sign : 0;
            laid.changed += drop.weight != 0;
            if (!isOnCanvas(drop))
                drop.weight = 0;
            else if (drop.weight != 0)
                laid.include(drop);
            drops[i] = drop;
        }
        return laid;
    }

    /// The other threads' canvases onto the first, and clears them.
    void addCanvases(const Patch &patch)
    {
        if (patch.isEmpty())
            return;
        constexpr int kRows = 32;
        m_crew.share(static_cast<size_t>((patch.rows.count() + kRows - 1) / kRows), [&](size_t, size_t piece) {
            const int begin = patch.rows.begin + static_cast<int>(piece) * kRows;
            for (int row = begin; row < std::min(begin + kRows, patch.rows.end); ++row) {
                const auto from = std::ptrdiff_t { row } * m_columns;
                for (auto &canvas : m_canvases) {
                    if (canvas.empty())
                        continue;
                    std::int64_t *to = m_cells.data() + from;
                    std::int64_t *other = canvas.data() + from;
                    for (int column = patch.columns.begin; column < patch.columns.end; ++column)
                        to[column] += std::exchange(other[column], 0);
                }
            }
        });
    }

    Drop dropAt(double east, double north, double weight) const
    {
        return { (east - m_grid.southWest.east) * m_perCell - 0.5 + m_convolution.rim(),
            (north - m_grid.southWest.north) * m_perCell - 0.5 + m_convolution.rim(),
            std::clamp(weight, -kHeaviest, kHeaviest) };
    }
    bool isOnCanvas(const Drop &drop) const
    {
        // Compared as doubles: a point at the other end of the world does not fit an int.
        constexpr double kEdge = kOrder / 2.0;
        return drop.column >= kEdge && drop.column < m_columns - kEdge && drop.row >= kEdge
            && drop.row < m_rows - kEdge;
    }
    void take(const Laid &laid)
    {
        m_patch.include(laid.patch());
        m_weight += laid.weight;
        m_count += laid.facts;
        m_changed += laid.changed;
    }

    Grid m_grid;
    double m_perCell;
    double m_bandwidth;
    Crew m_crew;
    Convolution m_convolution;
    int m_columns; ///< of the canvas
    int m_rows;
    std::vector<std::int64_t> m_cells; ///< the canvas, in units of `kUnit`
    std::vector<std::vector<std::int64_t>> m_canvases; ///< of the other threads; all nothing between two calls
    std::vector<std::vector<Drop>> m_drops; ///< of one block, a thread each
    Patch m_patch; ///< of the canvas, changed since the last values
    std::shared_ptr<const Facts> m_facts = std::make_shared<const Facts>();
    Weighting m_weighting;
    FactWindow m_window;
    FactTime m_decayFrom = 0;
    std::vector<WeightedPoint> m_masses;
    std::vector<WeightedPoint> m_laidMasses; ///< with their weights at the origin of decay
    std::int64_t m_weight = 0; ///< all that is laid, in units
    qint64 m_count = 0;
    qint64 m_changed = 0;
    std::vector<double> m_faded;
};

Field::Field(const Grid &grid, double bandwidth, int threads) : m_part(std::make_unique<Part>(grid, bandwidth, threads))
{
}
Field::~Field() = default;

const Grid &Field::grid() const { return m_part->grid(); }
double Field::bandwidth() const { return m_part->bandwidth(); }
void Field::setFacts(std::shared_ptr<const Facts> facts, Weighting weighting)
{
    m_part->setFacts(std::move(facts), std::move(weighting));
}
void Field::setWindow(const FactWindow &window) { m_part->setWindow(window); }
void Field::setMasses(std::vector<WeightedPoint> masses) { m_part->setMasses(std::move(masses)); }
const std::vector<double> &Field::values() { return m_part->values(); }
double Field::weight() const { return m_part->weight(); }
qint64 Field::facts() const { return m_part->facts(); }
qint64 Field::changed() const { return m_part->changed(); }

std::vector<double> densityOf(const Facts &facts, const FactWindow &window, const Weighting &weighting,
    const Grid &grid, double bandwidth, int threads)
{
    Field field(grid, bandwidth, threads);
    field.setWindow(window);
    field.setFacts(std::shared_ptr<const Facts>(std::shared_ptr<void>(), &facts), weighting);
    return field.values();
}

std::vector<double> difference(std::span<const double> a, std::span<const double> b)
{
    Q_ASSERT(a.size() == b.size());
    std::vector<double> result(a.size());
    for (size_t i = 0; i < a.size(); ++i)
        result[i] = b[i] - a[i];
    return result;
}

} // namespace cortege::tension
