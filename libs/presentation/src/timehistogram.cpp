#include <presentation/timehistogram.h>

#include <presentation/period.h>

#include <algorithm>

namespace cortege::presentation
{
using namespace std::chrono_literals;

std::chrono::hours binFor(const UtcInterval &span)
{
    const auto length = span.end - span.begin;
    if (length <= std::chrono::days { 7 })
        return 1h;
    return length <= std::chrono::days { 21 } ? 3h : 12h;
}

TimeHistogram histogram(std::span<const OpenInterval> intervals, const UtcInterval &span)
{
    const auto bin = binFor(span);
    const auto floorToBin = [bin](UtcTime time) { return time - (time.time_since_epoch() % bin + bin) % bin; };
    TimeHistogram result { floorToBin(span.begin), bin, {} };
    const auto bins = (span.end - result.begin + bin - 1ms) / bin;
    std::vector<int> changes(static_cast<size_t>(bins) + 1); // more than the bin before, or fewer
    const auto binOf = [&](UtcTime time) {
        return static_cast<size_t>(std::clamp<std::int64_t>((floorToBin(time) - result.begin) / bin, 0, bins));
    };
    for (const OpenInterval &interval : intervals) {
        const auto during = intervalOf(interval.begins, interval.ends);
        if (!during || during->begin >= span.end || during->end <= result.begin)
            continue;
        ++changes[binOf(during->begin)];
        --changes[std::min(binOf(during->end - 1ms) + 1, static_cast<size_t>(bins))];
    }
    int running = 0;
    for (size_t i = 0; i < static_cast<size_t>(bins); ++i)
        result.counts.push_back(running += changes[i]);
    return result;
}

} // namespace cortege::presentation
