#pragma once

#include <tension/density.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

namespace cortege::tension
{

/// Lambert-93 for many places. In and around metropolitan France, where the projection is meant to be used, PROJ is
/// asked at the corners of squares of 1/16 degree, once, and cubics through the 4 × 4 corners about a place say where
/// it lies between them: within a micrometre of PROJ's own answer, for some thirty multiplications. Any other place is
/// asked for by itself. What a place gives depends on nothing else. Any number of threads at once.
class Lattice
{
public:
    Lattice();
    ~Lattice();
    Lattice(const Lattice &) = delete;
    Lattice &operator=(const Lattice &) = delete;

    /// Infinities where the projection has no answer.
    MetricPoint toMetric(GeoPoint place) const;
    /// Whether it has one: everywhere but at the far pole and beside the world.
    bool hasAnswer(GeoPoint place) const;

private:
    struct Square;
    const Square &made(int column, int row) const;

    Projection m_projection;
    mutable std::mutex m_mutex; ///< of the projection, and of the squares that come
    mutable std::vector<std::unique_ptr<const Square>> m_squares;
    mutable std::vector<std::atomic<const Square *>> m_at; ///< row by row; nullptr: nobody has asked yet
};

} // namespace cortege::tension
