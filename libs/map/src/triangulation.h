#pragma once

#include <QtCore/QPointF>

#include <cstdint>
#include <span>
#include <vector>

namespace cortege::map
{

/// Triangles that fill the ring, as indices into it, by cutting ears; n − 2 of them for n corners. Of a ring that
/// crosses itself something plausible is filled, and it ends in any case.
std::vector<std::uint32_t> triangulated(std::span<const QPointF> ring);

/// Positive when the corners run clockwise on the screen (y downwards).
double twiceSignedArea(std::span<const QPointF> ring);
bool insideRing(std::span<const QPointF> ring, QPointF place);
/// A place inside, for a marker: the middle of the largest triangle.
QPointF placeInside(std::span<const QPointF> ring, std::span<const std::uint32_t> triangles);

} // namespace cortege::map
