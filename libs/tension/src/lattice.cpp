#include <tension/cubic.h>
#include <tension/lattice.h>

#include <array>
#include <cmath>

namespace cortege::tension
{
namespace
{

constexpr double kWestEdge = -10; ///< degrees; all of these are whole, so that corners are exact
constexpr double kSouthEdge = 41;
constexpr int kSquaresADegree = 16;
constexpr int kLatticeColumns = 21 * kSquaresADegree;
constexpr int kLatticeRows = 11 * kSquaresADegree;

/// A place in squares from the south-western edge.
struct Spot {
    explicit Spot(GeoPoint place)
        : column((place.longitude - kWestEdge) * kSquaresADegree), row((place.latitude - kSouthEdge) * kSquaresADegree)
    {
    }
    bool isInside() const { return column >= 0 && column < kLatticeColumns && row >= 0 && row < kLatticeRows; }

    double column;
    double row;
};

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

Lattice::Lattice() : m_at(size_t { kLatticeColumns } * kLatticeRows)
{
    m_projection.toMetric({ 3, 46.5 }); // opens PROJ's database now, and not when the first facts are there
}
Lattice::~Lattice() = default;

bool Lattice::hasAnswer(GeoPoint place) const
{
    if (Spot(place).isInside())
        return true;
    const MetricPoint answer = toMetric(place);
    return std::isfinite(answer.east) && std::isfinite(answer.north);
}

MetricPoint Lattice::toMetric(GeoPoint place) const
{
    const Spot spot(place);
    if (!spot.isInside()) {
        const std::scoped_lock lock(m_mutex);
        return m_projection.toMetric(place);
    }
    const int wholeColumn = static_cast<int>(spot.column);
    const int wholeRow = static_cast<int>(spot.row);
    const auto &at = m_at[static_cast<size_t>(wholeRow) * kLatticeColumns + static_cast<size_t>(wholeColumn)];
    const Square *square = at.load(std::memory_order_acquire);
    return (square ? *square : made(wholeColumn, wholeRow)).at(spot.column - wholeColumn, spot.row - wholeRow);
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
