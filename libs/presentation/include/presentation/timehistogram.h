#pragma once

#include <domain/time.h>

#include <optional>
#include <span>
#include <vector>

namespace cortege::presentation
{

/// How many things take place in each of a row of equal bins.
struct TimeHistogram {
    UtcTime begin {};
    std::chrono::hours bin { 1 };
    std::vector<int> counts;

    friend bool operator==(const TimeHistogram &, const TimeHistogram &) = default;
};

/// Bins of one hour for a few days, of several for weeks, aligned to whole bins of UTC.
std::chrono::hours binFor(const UtcInterval &span);
/// An interval counts in every bin that it overlaps; one without an end in the bin of its beginning.
struct OpenInterval {
    std::optional<UtcTime> begins;
    std::optional<UtcTime> ends;
};
TimeHistogram histogram(std::span<const OpenInterval> intervals, const UtcInterval &span);

} // namespace cortege::presentation
