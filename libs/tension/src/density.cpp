#include <tension/density.h>

#include <QtCore/QtAssert>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace cortege::tension
{
namespace
{

constexpr int kReach = 6; ///< cells on each side of a mass that it is laid on
constexpr int kTaps = 2 * kReach;
constexpr double kSpread = 0.93; ///< cells: wide enough for the sum over cells to stand for the integral (1e-7)
constexpr double kCut = 8; ///< bandwidths

bool isFinite(const WeightedPoint &point)
{
    return std::isfinite(point.at.east) && std::isfinite(point.at.north) && std::isfinite(point.weight);
}

/// The working grid: the caller's and a rim around it, so that masses outside weigh inside.
struct Canvas {
    int columns;
    int rows;
    int rim;
    std::vector<double> values;
    std::vector<bool> used; ///< rows with any mass: events are few, and most rows are empty

    double *row(int number) { return values.data() + static_cast<std::ptrdiff_t>(number) * columns; }
};

/// The weights of the cells around a place, along one axis; `at` in cells from the first centre.
struct Taps {
    int first;
    std::array<double, kTaps> weights;
};
Taps tapsAround(double at)
{
    const double below = std::floor(at);
    Taps taps { static_cast<int>(below) - kReach + 1, {} };
    for (int i = 0; i < kTaps; ++i) {
        const double distance = (below - kReach + 1 + i - at) / kSpread;
        taps.weights[static_cast<size_t>(i)] = std::exp(-distance * distance / 2);
    }
    constexpr double kHeight = 1 / (kSpread * 2.5066282746310002); // √2π
    for (double &weight : taps.weights)
        weight *= kHeight;
    return taps;
}

void lay(const WeightedPoint &point, const Grid &grid, Canvas &canvas)
{
    const double column = (point.at.east - grid.southWest.east) / grid.cell - 0.5 + canvas.rim;
    const double row = (point.at.north - grid.southWest.north) / grid.cell - 0.5 + canvas.rim;
    // Compared as doubles: a point at the other end of the world does not fit an int.
    if (!(column >= kReach && column < canvas.columns - kReach && row >= kReach && row < canvas.rows - kReach))
        return;
    const auto across = tapsAround(column);
    const auto up = tapsAround(row);
    for (int j = 0; j < kTaps; ++j) {
        double *cells = canvas.row(up.first + j) + across.first;
        const double weight = point.weight * up.weights[static_cast<size_t>(j)];
        for (int i = 0; i < kTaps; ++i)
            cells[i] += weight * across.weights[static_cast<size_t>(i)];
        canvas.used[static_cast<size_t>(up.first + j)] = true;
    }
}

/// The weights at −reach … reach cells. Over all cells they sum to one.
std::vector<double> kernel(double deviation, int reach)
{
    std::vector<double> weights(2 * static_cast<size_t>(reach) + 1);
    for (int i = -reach; i <= reach; ++i) {
        const double distance = i / deviation;
        weights[static_cast<size_t>(reach + i)]
            = std::exp(-distance * distance / 2) / (deviation * std::sqrt(2 * std::numbers::pi));
    }
    return weights;
}

void addScaled(double *__restrict to, const double *__restrict from, double factor, int count)
{
    for (int i = 0; i < count; ++i)
        to[i] += factor * from[i];
}

/// The used rows convolved along themselves, cut to the caller's columns.
std::vector<double> alongRows(Canvas &canvas, const std::vector<double> &weights, int columns)
{
    std::vector<double> result(static_cast<size_t>(canvas.rows) * static_cast<size_t>(columns));
    const int reach = static_cast<int>(weights.size()) / 2;
    for (int row = 0; row < canvas.rows; ++row) {
        if (!canvas.used[static_cast<size_t>(row)])
            continue;
        double *to = result.data() + static_cast<std::ptrdiff_t>(row) * columns;
        const double *from = canvas.row(row);
        for (int cell = 0; cell < canvas.columns; ++cell) { // from each cell that holds something
            if (from[cell] == 0)
                continue;
            const int middle = cell - canvas.rim;
            const int first = std::max(0, middle - reach);
            const int last = std::min(columns - 1, middle + reach);
            if (first <= last)
                addScaled(to + first, weights.data() + (first - middle + reach), from[cell], last - first + 1);
        }
    }
    return result;
}

/// The first and one past the last column that holds anything, in any row.
std::pair<int, int> filledColumns(const std::vector<double> &values, int columns)
{
    int first = columns;
    int last = 0;
    for (size_t row = 0; row * static_cast<size_t>(columns) < values.size(); ++row) {
        const double *cells = values.data() + row * static_cast<size_t>(columns);
        for (int i = 0; i < first; ++i) {
            if (cells[i] != 0)
                first = i;
        }
        for (int i = columns - 1; i >= last; --i) {
            if (cells[i] != 0)
                last = i + 1;
        }
    }
    return { first, std::max(first, last) };
}

std::vector<double> alongColumns(
    const std::vector<double> &rows, const Canvas &canvas, const std::vector<double> &weights, const Grid &grid)
{
    std::vector<double> result(static_cast<size_t>(grid.columns) * static_cast<size_t>(grid.rows));
    const int reach = static_cast<int>(weights.size()) / 2;
    const auto [begin, end] = filledColumns(rows, grid.columns);
    for (int row = 0; row < grid.rows; ++row) {
        double *to = result.data() + static_cast<std::ptrdiff_t>(row) * grid.columns + begin;
        const int middle = row + canvas.rim;
        const int last = std::min(canvas.rows - 1, middle + reach);
        for (int source = std::max(0, middle - reach); source <= last; ++source) {
            if (canvas.used[static_cast<size_t>(source)])
                addScaled(to, rows.data() + static_cast<std::ptrdiff_t>(source) * grid.columns + begin,
                    weights[static_cast<size_t>(source - middle + reach)], end - begin);
        }
    }
    return result;
}

} // namespace

std::vector<double> density(std::span<const WeightedPoint> points, const Grid &grid, double bandwidth)
{
    Q_ASSERT(bandwidth >= 2 * grid.cell && grid.columns >= 0 && grid.rows >= 0);
    const double deviation = bandwidth / grid.cell;
    const int reach = static_cast<int>(std::ceil(kCut * deviation));
    const int rim = reach + kReach;
    Canvas canvas { grid.columns + 2 * rim, grid.rows + 2 * rim, rim, {}, {} };
    canvas.values.resize(static_cast<size_t>(canvas.columns) * static_cast<size_t>(canvas.rows));
    canvas.used.resize(static_cast<size_t>(canvas.rows));
    for (const WeightedPoint &point : points) {
        if (isFinite(point) && point.weight != 0)
            lay(point, grid, canvas);
    }
    const auto weights = kernel(std::sqrt(deviation * deviation - kSpread * kSpread), reach);
    auto result = alongColumns(alongRows(canvas, weights, grid.columns), canvas, weights, grid);
    const double perSquareMetre = 1 / (grid.cell * grid.cell);
    for (double &value : result)
        value *= perSquareMetre;
    return result;
}

double exactDensityAt(MetricPoint place, std::span<const WeightedPoint> points, double bandwidth)
{
    const double twice = 2 * bandwidth * bandwidth;
    double sum = 0;
    for (const WeightedPoint &point : points) {
        const double east = point.at.east - place.east;
        const double north = point.at.north - place.north;
        sum += point.weight * std::exp(-(east * east + north * north) / twice);
    }
    return sum / (std::numbers::pi * twice);
}

Grid gridAround(std::span<const WeightedPoint> points, double cell, double margin, const MetricBox &limits)
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    MetricBox box { { kInfinity, kInfinity }, { -kInfinity, -kInfinity } };
    for (const WeightedPoint &point : points) {
        if (!isFinite(point))
            continue;
        box.southWest = { std::min(box.southWest.east, point.at.east), std::min(box.southWest.north, point.at.north) };
        box.northEast = { std::max(box.northEast.east, point.at.east), std::max(box.northEast.north, point.at.north) };
    }
    const double west = std::floor(std::max(box.southWest.east - margin, limits.southWest.east) / cell);
    const double south = std::floor(std::max(box.southWest.north - margin, limits.southWest.north) / cell);
    const double east = std::ceil(std::min(box.northEast.east + margin, limits.northEast.east) / cell);
    const double north = std::ceil(std::min(box.northEast.north + margin, limits.northEast.north) / cell);
    if (!(west < east && south < north))
        return { {}, cell, 0, 0 };
    return { { west * cell, south * cell }, cell, static_cast<int>(east - west), static_cast<int>(north - south) };
}

} // namespace cortege::tension
