#include "convolution.h"

#include "lanes.h"
#include "parallel.h"
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
constexpr int kFewStrips = 4; ///< below, starting a thread costs more than it saves

int nodeCount(int cells) { return kBefore + (cells - 1) / kStep + 1 + kPairs; }
/// The nodes that a run of cells is drawn from. Node j lies at cell 2·(j − kBefore).
Run nodesFor(const Run &cells) { return { cells.begin / kStep, nodeCount(cells.end) }; }

/// Calls `work(first, width)` for strips of the run, 16 wide but the last; `work` is made anew for each thread.
template <class MakeWork>
void inStrips(const Run &run, int threads, const MakeWork &makeWork)
{
    const int strips = (run.count() + kStrip - 1) / kStrip;
    inParts(strips < kFewStrips ? 1 : threads, static_cast<size_t>(strips), [&](size_t, size_t begin, size_t end) {
        auto work = makeWork();
        for (size_t strip = begin; strip < end; ++strip) {
            const int first = run.begin + static_cast<int>(strip) * kStrip;
            work(first, std::min(kStrip, run.end - first));
        }
    });
}

/// Columns of a plane as a packed strip, or rows of it as columns of the strip; and back. `strip` stands for row
/// `rows.begin`, or column `columns.begin`, of the plane.
template <class Value>
void pack(const Value *plane, std::ptrdiff_t stride, const Run &rows, int first, int width, double scale, double *strip)
{
    for (int row = rows.begin; row < rows.end; ++row, strip += kStrip) {
        const Value *from = plane + row * stride + first;
        for (int i = 0; i < width; ++i)
            strip[i] = static_cast<double>(from[i]) * scale;
    }
}
void unpack(const double *strip, const Run &rows, int first, int width, Plane<double> &plane)
{
    for (int row = rows.begin; row < rows.end; ++row, strip += kStrip)
        std::copy_n(strip, width, plane.row(row) + first);
}
void packTurned(const Plane<double> &plane, const Run &columns, int first, int width, double *strip)
{
    for (int i = 0; i < width; ++i) {
        const double *from = plane.row(first + i);
        for (int column = columns.begin; column < columns.end; ++column)
            strip[(column - columns.begin) * kStrip + i] = from[column];
    }
}
void unpackTurned(const double *strip, const Run &columns, int first, int width, Plane<double> &plane)
{
    for (int i = 0; i < width; ++i) {
        double *to = plane.row(first + i);
        for (int column = columns.begin; column < columns.end; ++column)
            to[column] = strip[(column - columns.begin) * kStrip + i];
    }
}

std::vector<double> stripOf(int rows) { return std::vector<double>(static_cast<size_t>(rows) * kStrip); }

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
void Convolution::convolve(const double *canvas, double *nodes, const Run &wanted) const
{
    for (int i = 0; i < wanted.count(); ++i) {
        const double *middle = canvas + (kStep * i + m_reach) * kStrip;
        addPairs({ { { nodes + i * kStrip, middle, middle, m_kernel.data(), m_reach + 1 } } });
    }
}

/// Strips: `nodes` starts with the first node of `nodesFor(wanted)`, `cells` with the first cell that is wanted.
void Convolution::draw(const double *nodes, double *cells, const Run &wanted) const
{
    for (int cell = wanted.begin; cell < wanted.end; ++cell) {
        const double *below = nodes + (cell / kStep - wanted.begin / kStep + kBefore) * kStrip;
        const bool onNode = cell % kStep == 0;
        addPairs({ { { cells + (cell - wanted.begin) * kStrip, below, onNode ? below : below + kStrip,
            onNode ? m_onNodes.data() : m_between.data(), kPairs } } });
    }
}

void Convolution::alongColumns(
    const std::vector<std::int64_t> &cells, const Run &columns, const Run &nodes, int threads)
{
    const int from = m_rim + kStep * (nodes.begin - kBefore) - m_reach;
    const Run read { from, from + kStep * (nodes.count() - 1) + 2 * m_reach + 1 };
    inStrips(columns, threads, [&] {
        return [&, canvas = stripOf(read.count()), sums = stripOf(nodes.count())](int first, int width) mutable {
            pack(cells.data(), m_canvasColumns, read, first, width, kUnit, canvas.data());
            convolve(canvas.data(), sums.data(), nodes);
            unpack(sums.data(), nodes, first, width, m_tall);
        };
    });
}

void Convolution::alongRows(const Run &rows, const Run &columns, int threads)
{
    const Run nodes = nodesFor(columns);
    const int from = m_rim + kStep * (nodes.begin - kBefore) - m_reach;
    const Run read { from, from + kStep * (nodes.count() - 1) + 2 * m_reach + 1 };
    inStrips(rows, threads, [&] {
        return [&, canvas = stripOf(read.count()), sums = stripOf(nodes.count()), cells = stripOf(columns.count())](
                   int first, int width) mutable {
            packTurned(m_tall, read, first, width, canvas.data());
            convolve(canvas.data(), sums.data(), nodes);
            draw(sums.data(), cells.data(), columns);
            unpackTurned(cells.data(), columns, first, width, m_back);
        };
    });
}

void Convolution::drawColumns(const Run &columns, const Run &rows, int threads)
{
    const Run nodes = nodesFor(rows);
    inStrips(columns, threads, [&] {
        return [&, sums = stripOf(nodes.count()), cells = stripOf(rows.count())](int first, int width) mutable {
            pack(m_back.values.data(), m_back.columns, nodes, first, width, 1.0, sums.data());
            draw(sums.data(), cells.data(), rows);
            unpack(cells.data(), rows, first, width, m_density);
        };
    });
}

void Convolution::update(const std::vector<std::int64_t> &cells, const Patch &changed, int threads)
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
    alongColumns(cells, changed.columns, nodes, threads);
    alongRows(nodes, columns, threads);
    drawColumns(columns, rows, threads);
}

Plane<double> reachOf(const Plane<double> &mask, double deviation, int reach, int threads)
{
    auto kernel = kernelFor(deviation, reach, 1);
    kernel.front() /= 2;
    const int rim = reach + kOrder / 2;
    const Run columns { 0, mask.columns };
    const Run rows { 0, mask.rows };
    // What is read beyond the mask is nothing.
    const auto padded = [&](int count) { return stripOf(count + 2 * (rim + reach)); };
    const auto convolve = [&](const std::vector<double> &strip, std::vector<double> &sums) {
        for (size_t i = 0; i < sums.size() / kStrip; ++i) {
            const double *middle = strip.data() + (i + static_cast<size_t>(reach)) * kStrip;
            addPairs({ { { sums.data() + i * kStrip, middle, middle, kernel.data(), reach + 1 } } });
        }
    };
    Plane<double> tall(mask.rows + 2 * rim, mask.columns);
    inStrips(columns, threads, [&] {
        return [&, strip = padded(mask.rows), sums = stripOf(tall.rows)](int first, int width) mutable {
            pack(mask.values.data(), mask.columns, rows, first, width, 1.0, strip.data() + (rim + reach) * kStrip);
            convolve(strip, sums);
            unpack(sums.data(), { 0, tall.rows }, first, width, tall);
        };
    });
    Plane<double> whole(tall.rows, mask.columns + 2 * rim);
    inStrips({ 0, tall.rows }, threads, [&] {
        return [&, strip = padded(mask.columns), sums = stripOf(whole.columns)](int first, int width) mutable {
            packTurned(tall, columns, first, width, strip.data() + (rim + reach) * kStrip);
            convolve(strip, sums);
            unpackTurned(sums.data(), { 0, whole.columns }, first, width, whole);
        };
    });
    return whole;
}

} // namespace cortege::tension
