#pragma once

#include <domain/facts.h>
#include <domain/geometry.h>

/// Facts that nobody has seen, the same in every run.
namespace cortege::bench
{

/// Marseille.
inline constexpr GeoBox kMadeCity { { 5.29, 43.21 }, { 5.53, 43.39 } };
/// Where all of them lie that have a time: the longest window that the console knows.
UtcInterval madePeriod();

struct MadeSource {
    FactSource source;
    std::vector<FactBlock> blocks;
};
/// So many facts of four sources: two of instants, one of what lasts, one of what is always there. A third lies
/// anywhere in the city, the rest in quarters; they come in no order of time.
std::vector<MadeSource> madeFacts(size_t count);

} // namespace cortege::bench
