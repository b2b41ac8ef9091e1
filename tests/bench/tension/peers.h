#pragma once

#include <tension/facts.h>

#include <map>
#include <string>

namespace cortege::bench
{

/// What other people's programs need for the same: milliseconds by name, empty for those that are not installed or take
/// longer than `patience`. Each runs alone, after the other.
std::map<std::string, double> peerTimes(
    const tension::FactColumns &facts, const tension::Grid &grid, double bandwidth, std::chrono::seconds patience);

} // namespace cortege::bench
