#pragma once

#include "primitives.h"

namespace cortege::map
{

/// What an analysis lays over the map, in the given order; `eventAt` finds them by their place in it. Nothing of it is
/// hidden by a filter.
Primitives figurePrimitives(const std::vector<presentation::MapFigure> &figures, bool dark);

} // namespace cortege::map
