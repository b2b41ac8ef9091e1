#include "convolution.h"

#include "lanes.h"
#include "spline.h"

#include <QtCore/QtAssert>

#include <cmath>

namespace cortege::tension
{
namespace
{

constexpr int kStep = 2; ///< cells between nodes
constexpr int kBefore = kDrawnOrder / 2 - 1; ///< nodes before the first cell that drawing needs
constexpr int kPairs = kDrawnOrder / 2;

int nodeCount(int cells) { return kBefore + (cells - 1) / kStep + 1 + kPairs; }
/// The nodes that a run of cells is drawn from. Node j lies at cell 2·(j − kBefore).
Run nodesFor(const Run &cells) { return { cells.begin / kStep, nodeCount(cells.end) }; }

/// Calls `work(first, width, strips)` for strips of the run, 16 wide but the last; `strips` is the thread's own.
template <class Work>
void inStrips(const Run &run, Crew &crew, std::vector<Strips> &ofThreads, const Work &work)
{
    ofThreads.resize(std::max(ofThreads.size(), crew.size()));
    crew.share(static_cast<size_t>(run.count() + kStrip - 1) / kStrip, [&](size_t worker, size_t strip) {
        const int first = run.begin + static_cast<int>(strip) * kStrip;
        work(first, std::min(kStrip, run.end - first), ofThreads[worker]);
    });
}

/// Columns of a plane as a packed strip, or rows of it as columns of the strip; and back. `strip` stands for row
/// `rows.begin`, or column `columns.begin`, of the plane.
void pack(const Plane<double> &plane, const Run &rows, int first, int width, StripRow *strip)
{
    for (int row = rows.begin; row < rows.end; ++row, ++strip)
        std::copy_n(plane.row(row) + first, width, strip->values);
}
void unpack(const StripRow *strip, const Run &rows, int first, int width, Plane<double> &plane)
{
    for (int row = rows.begin; row < rows.end; ++row, ++strip)
        std::copy_n(strip->values, width, plane.row(row) + first);
}
/// Calls `move(column, i)` for a whole cache line of each of `width` rows after the other: neither side of a turn is
/// swept more than once.
template <class Move>
void inSquares(const Run &columns, int width, const Move &move)
{
    constexpr int kSide = 8;
    for (int begin = columns.begin; begin < columns.end; begin += kSide) {
        for (int i = 0; i < width; ++i) {
            for (int column = begin; column < std::min(begin + kSide, columns.end); ++column)
                move(column, i);
        }
    }
}
void packTurned(const Plane<double> &plane, const Run &columns, int first, int width, StripRow *strip)
{
    inSquares(columns, width,
        [&](int column, int i) { strip[column - columns.begin].values[i] = plane.row(first + i)[column]; });
}
void unpackTurned(const StripRow *strip, const Run &columns, int first, int width, Plane<double> &plane)
{
    inSquares(columns, width,
        [&](int column, int i) { plane.row(first + i)[column] = strip[column - columns.begin].values[i]; });
}

/// A strip of so many rows at least; what it held before is still there.
StripRow *stripOf(int rows, std::vector<StripRow> &strip)
{
    strip.resize(std::max(strip.size(), static_cast<size_t>(rows)));
    return strip.data();
}

} // namespace

Convolution::Convolution(int columns, int rows, double cell, double bandwidth)
    : m_reach(static_cast<int>(std::ceil(kKernelCut * bandwidth / cell))), m_rim(m_reach + kStep * kPairs),
      m_canvasColumns(columns + 2 * m_rim), m_canvasRows(rows + 2 * m_rim),
      m_kernel(kernelFor(bandwidth / cell, m_reach, kStep)), m_tall(nodeCount(rows), m_canvasColumns),
      m_back(m_tall.rows, columns), m_density(rows, columns)
{
    Q_ASSERT(columns > 0 && rows > 0 && bandwidth > 5.999 * cell);
    m_kernel.front() /= 2;
    for (double &value : m_kernel)
        value /= cell; // once along columns, once along rows
    for (int i = 0; i < kPairs; ++i) {
        m_onNodes.push_back(splineAt(i, kDrawnOrder) * (i == 0 ? 0.5 : 1));
        m_between.push_back(splineAt(i + 0.5, kDrawnOrder));
    }
}

Run Convolution::nodesReached(const Run &canvas, int count) const
{
    const int first = canvas.begin - m_rim - m_reach + kStep * kBefore;
    const int last = canvas.end - 1 - m_rim + m_reach + kStep * kBefore;
    return { std::clamp((first + 1) / kStep, 0, count), std::clamp(last / kStep + 1, 0, count) };
}

/// Strips: `canvas` starts with the first cell that the first wanted node reads, `nodes` with that node.
void Convolution::convolve(const StripRow *canvas, StripRow *nodes, const Run &wanted) const
{
    for (int i = 0; i < wanted.count(); ++i) {
        const StripRow *middle = canvas + std::ptrdiff_t { kStep } * i + m_reach;
        addPairs(middle, middle, m_kernel.data(), m_reach + 1, nodes + i);
    }
}

/// Strips: `nodes` starts with the first node of `nodesFor(wanted)`, `cells` with the first cell that is wanted.
void Convolution::draw(const StripRow *nodes, StripRow *cells, const Run &wanted) const
{
    for (int cell = wanted.begin; cell < wanted.end; ++cell) {
        const StripRow *below = nodes + cell / kStep - wanted.begin / kStep + kBefore;
        const bool onNode = cell % kStep == 0;
        addPairs(below, onNode ? below : below + 1, onNode ? m_onNodes.data() : m_between.data(), kPairs,
            cells + cell - wanted.begin);
    }
}

void Convolution::alongColumns(const std::vector<std::int64_t> &cells, const Run &columns, const Run &nodes, Crew &crew)
{
    const int from = m_rim + kStep * (nodes.begin - kBefore) - m_reach;
    const int read = kStep * (nodes.count() - 1) + 2 * m_reach + 1;
    const std::int64_t *begin = cells.data() + static_cast<std::ptrdiff_t>(from) * m_canvasColumns;
    inStrips(columns, crew, m_strips, [&](int first, int width, Strips &strips) {
        StripRow *canvas = stripOf(read, strips.from);
        StripRow *sums = stripOf(nodes.count(), strips.to);
        packCells(begin + first, m_canvasColumns, read, width, canvas);
        convolve(canvas, sums, nodes);
        unpack(sums, nodes, first, width, m_tall);
    });
}

void Convolution::alongRows(const Run &rows, const Run &columns, Crew &crew)
{
    const Run nodes = nodesFor(columns);
    const int from = m_rim + kStep * (nodes.begin - kBefore) - m_reach;
    const Run read { from, from + kStep * (nodes.count() - 1) + 2 * m_reach + 1 };
    inStrips(rows, crew, m_strips, [&](int first, int width, Strips &strips) {
        StripRow *canvas = stripOf(std::max(read.count(), columns.count()), strips.from);
        StripRow *sums = stripOf(nodes.count(), strips.to);
        packTurned(m_tall, read, first, width, canvas);
        convolve(canvas, sums, nodes);
        draw(sums, canvas, columns);
        unpackTurned(canvas, columns, first, width, m_back);
    });
}

/// Rows are next to each other in memory as they are: nothing to pack.
void Convolution::drawColumns(const Run &columns, const Run &rows, Crew &crew)
{
    constexpr int kRows = 16;
    crew.share(static_cast<size_t>(rows.count() + kRows - 1) / kRows, [&](size_t, size_t piece) {
        const int begin = rows.begin + static_cast<int>(piece) * kRows;
        for (int row = begin; row < std::min(begin + kRows, rows.end); ++row) {
            const bool onNode = row % kStep == 0;
            const double *below = m_back.row(row / kStep + kBefore) + columns.begin;
            addRows(below, onNode ? below : below + m_back.columns, m_back.columns,
                onNode ? m_onNodes.data() : m_between.data(), kPairs, columns.count(),
                m_density.row(row) + columns.begin);
        }
    });
}

void Convolution::update(const std::vector<std::int64_t> &cells, const Patch &changed, Crew &crew)
{
    Q_ASSERT(cells.size() == static_cast<size_t>(m_canvasColumns) * static_cast<size_t>(m_canvasRows));
    if (changed.isEmpty())
        return;
    const Run nodes = nodesReached(changed.rows, m_tall.rows);
    const Run nodesAcross = nodesReached(changed.columns, nodeCount(m_density.columns));
    const auto drawnFrom = [](const Run &reached, int count) {
        return Run { std::clamp(kStep * (reached.begin - kBefore - kPairs), 0, count),
            std::clamp(kStep * (reached.end - kBefore + kPairs), 0, count) };
    };
    const Run rows = drawnFrom(nodes, m_density.rows);
    const Run columns = drawnFrom(nodesAcross, m_density.columns);
    if (rows.isEmpty() || columns.isEmpty())
        return;
    alongColumns(cells, changed.columns, nodes, crew);
    alongRows(nodes, columns, crew);
    drawColumns(columns, rows, crew);
}

Plane<double> reachOf(const Plane<double> &mask, double deviation, int reach, Crew &crew)
{
    auto kernel = kernelFor(deviation, reach, 1);
    kernel.front() /= 2;
    const int rim = reach + kOrder / 2;
    const Run columns { 0, mask.columns };
    const Run rows { 0, mask.rows };
    std::vector<Strips> ofThreads;
    // What is read beyond the mask is nothing.
    const auto middleOf
        = [&](int count, Strips &strips) { return stripOf(count + 2 * (rim + reach), strips.from) + rim + reach; };
    const auto convolve = [&](int count, Strips &strips) {
        StripRow *sums = stripOf(count, strips.to);
        for (int i = 0; i < count; ++i) {
            const StripRow *middle = strips.from.data() + i + reach;
            addPairs(middle, middle, kernel.data(), reach + 1, sums + i);
        }
        return sums;
    };
    Plane<double> tall(mask.rows + 2 * rim, mask.columns);
    inStrips(columns, crew, ofThreads, [&](int first, int width, Strips &strips) {
        pack(mask, rows, first, width, middleOf(mask.rows, strips));
        unpack(convolve(tall.rows, strips), { 0, tall.rows }, first, width, tall);
    });
    ofThreads.clear(); // other columns: other cells beyond the mask
    Plane<double> whole(tall.rows, mask.columns + 2 * rim);
    inStrips({ 0, tall.rows }, crew, ofThreads, [&](int first, int width, Strips &strips) {
        packTurned(tall, columns, first, width, middleOf(mask.columns, strips));
        unpackTurned(convolve(whole.columns, strips), { 0, whole.columns }, first, width, whole);
    });
    return whole;
}

} // namespace cortege::tension
