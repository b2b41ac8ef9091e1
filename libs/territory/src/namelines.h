#pragma once

#include <geodata/mapfeatures.h>

namespace cortege::territory
{

/// The stretches of each name, joined end to end where they go on most straightly, so that a name is written along its
/// street and not along one block of it. Nameless stretches are left out; the widest classes come first.
std::vector<geodata::Street> namedLines(const std::vector<geodata::Street> &streets);

} // namespace cortege::territory
