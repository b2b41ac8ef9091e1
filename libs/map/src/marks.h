#pragma once

#include "primitives.h"

namespace cortege::map
{

/// "7", "1,2 k", "38 k", "1,2 M": for a marker that has little room.
QString shortCount(qint64 count);
/// One fact as its sign, several as a plate with their number; found by their place in the list (`eventAt`).
Primitives markPrimitives(const std::vector<presentation::MapMark> &marks);

} // namespace cortege::map
