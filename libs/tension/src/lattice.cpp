#include <tension/lattice.h>

#include <array>

namespace cortege::tension
{
namespace
{

constexpr double kWestEdge = -10; ///< degrees; all of these are whole, so that corners are exact
constexpr double kSouthEdge = 41;
constexpr int kSquaresADegree = 16;
constexpr int kLatticeColumns = 21 * kSquaresADegree;
constexpr int kLatticeRows = 11 * kSquaresADegree;

/// Lagrange's weights of the corners at −1, 0, 1 and 2, for a place from 0 to 1.
std::array<double, 4> cubicWeights(double at)
{
    const double before = at + 1;
    const double after = at - 1;
    const double beyond = at - 2;
    return { -at * after * beyond / 6, before * after * beyond / 2, -before * at * beyond / 2,
        before * at * after / 6 };
}

} // namespace

struct Lattice::Square {
    std::array<std::array<MetricPoint, 4>, 4> corners; ///< from the south-west of the square to the south-west, by row

    MetricPoint at(double column, double row) const
    {
        const auto across = cubicWeights(column);
        const auto up = cubicWeights(row);
        MetricPoint sum;
        for (size_t j = 0; j < 4; ++j) {
            MetricPoint along;
            for (size_t i = 0; i < 4; ++i) {
                along.east += across[i] * corners[j][i].east;
                along.north += across[i] * corners[j][i].north;
            }
            sum.east += up[j] * along.east;
            sum.north += up[j] * along.north;
        }
        return sum;
    }
};

Lattice::Lattice() : m_at(size_t { kLatticeColumns } * kLatticeRows) { }
Lattice::~Lattice() = default;

MetricPoint Lattice::toMetric(GeoPoint place) const
{
    const double column = (place.longitude - kWestEdge) * kSquaresADegree;
    const double row = (place.latitude - kSouthEdge) * kSquaresADegree;
    if (!(column >= 0 && column < kLatticeColumns && row >= 0 && row < kLatticeRows)) {
        const std::scoped_lock lock(m_mutex);
        return m_projection.toMetric(place);
    }
    const int wholeColumn = static_cast<int>(column);
    const int wholeRow = static_cast<int>(row);
    const auto &at = m_at[static_cast<size_t>(wholeRow) * kLatticeColumns + static_cast<size_t>(wholeColumn)];
    const Square *square = at.load(std::memory_order_acquire);
    return (square ? *square : made(wholeColumn, wholeRow)).at(column - wholeColumn, row - wholeRow);
}

const Lattice::Square &Lattice::made(int column, int row) const
{
    const std::scoped_lock lock(m_mutex);
    auto &at = m_at[static_cast<size_t>(row) * kLatticeColumns + static_cast<size_t>(column)];
    if (const Square *already = at.load(std::memory_order_relaxed)) // somebody else's, meanwhile
        return *already;
    auto square = std::make_unique<Square>();
    for (int j = 0; j < 4; ++j) {
        for (int i = 0; i < 4; ++i)
            square->corners[static_cast<size_t>(j)][static_cast<size_t>(i)]
                = m_projection.toMetric({ kWestEdge + static_cast<double>(column - 1 + i) / kSquaresADegree,
                    kSouthEdge + static_cast<double>(row - 1 + j) / kSquaresADegree });
    }
    at.store(square.get(), std::memory_order_release);
    m_squares.push_back(std::move(square));
    return *m_squares.back();
}

} // namespace cortege::tension
