#include <presentation/period.h>

#include <algorithm>

namespace cortege::presentation
{

bool isDated(const EventRecord &record) { return record.begins || record.ends; }

bool takesPlaceIn(const EventRecord &record, const UtcInterval &period)
{
    const auto begin = record.begins.value_or(record.ends.value_or(UtcTime {}));
    const auto end = std::max(record.ends.value_or(begin), begin + std::chrono::milliseconds { 1 });
    return period.overlaps({ begin, end });
}

bool takesPlaceInAny(const EventRecord &record, const std::vector<UtcInterval> &periods)
{
    return std::ranges::any_of(periods, [&](const UtcInterval &period) { return takesPlaceIn(record, period); });
}

} // namespace cortege::presentation
