#pragma once

#include <tension/crew.h>
#include <tension/density.h>

#include "lanes.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace cortege::tension
{

/// Half-open runs of rows and columns.
struct Run {
    int begin = 0;
    int end = 0;

    bool isEmpty() const { return end <= begin; }
    int count() const { return end - begin; }
    void include(const Run &other)
    {
        if (other.isEmpty())
            return;
        *this = isEmpty() ? other : Run { std::min(begin, other.begin), std::max(end, other.end) };
    }
    friend bool operator==(const Run &, const Run &) = default;
};
struct Patch {
    Run rows;
    Run columns;

    bool isEmpty() const { return rows.isEmpty() || columns.isEmpty(); }
    void include(const Patch &other)
    {
        if (other.isEmpty())
            return;
        rows.include(other.rows);
        columns.include(other.columns);
    }
};

/// A matrix, row by row.
template <class Value>
struct Plane {
    int rows = 0;
    int columns = 0;
    std::vector<Value> values;

    Plane() = default;
    Plane(int itsRows, int itsColumns)
        : rows(itsRows), columns(itsColumns), values(static_cast<size_t>(rows) * static_cast<size_t>(columns))
    {
    }
    Value *row(int number) { return values.data() + static_cast<std::ptrdiff_t>(number) * columns; }
    const Value *row(int number) const { return values.data() + static_cast<std::ptrdiff_t>(number) * columns; }
};

/// What a thread works on, kept from one time to the next: fresh memory costs as much as the sums.
struct Strips {
    std::vector<StripRow> from;
    std::vector<StripRow> to;
};

/// Bandwidths at which the kernel is cut.
inline constexpr double kKernelCut = 8;

/// From masses laid with splines of order 8 on a canvas to their density on a grid: convolved at every second cell
/// along columns, then along rows, and drawn between with splines of order 12. Only what a patch of the canvas reaches
/// is computed again.
class Convolution
{
public:
    Convolution(int columns, int rows, double cell, double bandwidth);

    /// Cells of the canvas around the grid on each side; cell (rim, rim) of the canvas is cell (0, 0) of the grid.
    int rim() const { return m_rim; }
    int canvasColumns() const { return m_canvasColumns; }
    int canvasRows() const { return m_canvasRows; }
    /// `cells` is the whole canvas in units of `kUnit`; `changed` is where it differs from the last time.
    void update(const std::vector<std::int64_t> &cells, const Patch &changed, Crew &crew);
    const std::vector<double> &density() const { return m_density.values; } ///< per square metre

private:
    Run nodesReached(const Run &canvas, int count) const;
    void convolve(const StripRow *canvas, StripRow *nodes, const Run &wanted) const;
    void draw(const StripRow *nodes, StripRow *cells, const Run &wanted) const;
    void alongColumns(const std::vector<std::int64_t> &cells, const Run &columns, const Run &nodes, Crew &crew);
    void alongRows(const Run &rows, const Run &columns, Crew &crew);
    void drawColumns(const Run &columns, const Run &rows, Crew &crew);

    int m_reach;
    int m_rim;
    int m_canvasColumns;
    int m_canvasRows;
    std::vector<double> m_kernel; ///< at 0 … reach, the first one halved: it is added twice
    std::vector<double> m_onNodes; ///< the drawing spline at 0 … 5, the first one halved
    std::vector<double> m_between; ///< at ½ … 5½
    Plane<double> m_tall; ///< rows of nodes × columns of the canvas
    Plane<double> m_back; ///< rows of nodes × columns of the grid
    Plane<double> m_density;
    std::vector<Strips> m_strips; ///< a thread each
};

/// Σ over cells of a mask of the Gaussian, for later `gather`: the kernel lacks the one spline that gathering brings.
/// The result has `reach + 4` cells more than the mask on each side.
Plane<double> reachOf(const Plane<double> &mask, double deviation, int reach, Crew &crew);

} // namespace cortege::tension
