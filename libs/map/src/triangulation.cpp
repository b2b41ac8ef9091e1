#include "triangulation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cortege::map
{
namespace
{

double cross(QPointF a, QPointF b, QPointF c)
{
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
}

bool inTriangle(QPointF a, QPointF b, QPointF c, QPointF place)
{
    return cross(a, b, place) >= 0 && cross(b, c, place) >= 0 && cross(c, a, place) >= 0;
}

/// The corners that are still to be cut off, in clockwise order.
class Remaining
{
public:
    explicit Remaining(std::span<const QPointF> ring) : m_ring(ring), m_order(ring.size())
    {
        std::ranges::iota(m_order, 0U);
        if (twiceSignedArea(ring) < 0)
            std::ranges::reverse(m_order);
    }

    size_t size() const { return m_order.size(); }
    std::uint32_t index(size_t place) const { return m_order[place % m_order.size()]; }
    QPointF corner(size_t place) const { return m_ring[index(place)]; }
    void remove(size_t place) { m_order.erase(m_order.begin() + static_cast<std::ptrdiff_t>(place % m_order.size())); }

    /// The corner at `place + 1`, between its neighbours, can be cut off.
    bool isEar(size_t place) const
    {
        const QPointF a = corner(place);
        const QPointF b = corner(place + 1);
        const QPointF c = corner(place + 2);
        if (cross(a, b, c) <= 0)
            return false;
        return std::ranges::none_of(m_order, [&](std::uint32_t other) {
            const QPointF point = m_ring[other];
            return point != a && point != b && point != c && inTriangle(a, b, c, point);
        });
    }
    bool isFlat(size_t place) const { return cross(corner(place), corner(place + 1), corner(place + 2)) == 0; }

private:
    std::span<const QPointF> m_ring;
    std::vector<std::uint32_t> m_order;
};

/// An ear; else a corner that spans nothing; else, in a ring that crosses itself, any.
size_t nextCut(const Remaining &remaining, size_t from)
{
    for (size_t step = 0; step < remaining.size(); ++step)
        if (remaining.isEar(from + step))
            return from + step;
    for (size_t step = 0; step < remaining.size(); ++step)
        if (remaining.isFlat(from + step))
            return from + step;
    return from;
}

} // namespace

std::vector<std::uint32_t> triangulated(std::span<const QPointF> ring)
{
    std::vector<std::uint32_t> triangles;
    if (ring.size() < 3)
        return triangles;
    triangles.reserve(3 * (ring.size() - 2));
    Remaining remaining(ring);
    size_t from = 0;
    while (remaining.size() >= 3) {
        const size_t cut = nextCut(remaining, from) % remaining.size();
        triangles.insert(triangles.end(), { remaining.index(cut), remaining.index(cut + 1), remaining.index(cut + 2) });
        remaining.remove(cut + 1);
        from = cut + 1; // going round instead of starting again keeps the triangles from becoming slivers
    }
    return triangles;
}

double twiceSignedArea(std::span<const QPointF> ring)
{
    double sum = 0;
    for (size_t i = 0; i < ring.size(); ++i) // about the first corner: the coordinates are large against the shape
        sum += cross(ring[0], ring[i], ring[(i + 1) % ring.size()]);
    return sum;
}

bool insideRing(std::span<const QPointF> ring, QPointF place)
{
    bool inside = false;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const QPointF a = ring[i];
        const QPointF b = ring[j];
        if ((a.y() > place.y()) != (b.y() > place.y())
            && place.x() < (b.x() - a.x()) * (place.y() - a.y()) / (b.y() - a.y()) + a.x())
            inside = !inside;
    }
    return inside;
}

QPointF placeInside(std::span<const QPointF> ring, std::span<const std::uint32_t> triangles)
{
    double largest = -1;
    QPointF place = ring.empty() ? QPointF() : ring.front();
    for (size_t i = 0; i + 2 < triangles.size(); i += 3) {
        const QPointF a = ring[triangles[i]];
        const QPointF b = ring[triangles[i + 1]];
        const QPointF c = ring[triangles[i + 2]];
        if (const double area = std::abs(cross(a, b, c)); area > largest) {
            largest = area;
            place = (a + b + c) / 3;
        }
    }
    return place;
}

} // namespace cortege::map
