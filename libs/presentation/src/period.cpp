#include <presentation/period.h>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

/// The earlier time where the wall shows it twice, an hour later where it does not show it.
UtcTime daysBefore(UtcTime time, int days)
{
    const QDateTime wall = toParis(time);
    const QDate day = wall.date().addDays(-days);
    constexpr int kSkipped = 3'600; // seconds
    const auto shown = firstOf(readParis(day, wall.time()));
    return shown ? *shown : std::get<UtcTime>(readParis(day, wall.time().addSecs(kSkipped)));
}

} // namespace

std::optional<UtcTime> firstOf(const ParisReading &reading)
{
    if (const auto *twice = std::get_if<AmbiguousTime>(&reading))
        return twice->summer;
    const auto *once = std::get_if<UtcTime>(&reading);
    return once ? std::optional(*once) : std::nullopt;
}

std::optional<UtcInterval> intervalOf(std::optional<UtcTime> begins, std::optional<UtcTime> ends)
{
    const auto begin = begins ? begins : ends;
    if (!begin)
        return std::nullopt;
    return UtcInterval { *begin, std::max(ends.value_or(*begin), *begin + std::chrono::milliseconds { 1 }) };
}

bool isDated(const EventRecord &record) { return record.begins || record.ends; }

bool takesPlaceIn(const EventRecord &record, const UtcInterval &period)
{
    const auto during = intervalOf(record.begins, record.ends);
    return during && period.overlaps(*during);
}

bool takesPlaceInAny(const EventRecord &record, const std::vector<UtcInterval> &periods)
{
    return std::ranges::any_of(periods, [&](const UtcInterval &period) { return takesPlaceIn(record, period); });
}

UtcInterval periodBefore(const UtcInterval &period, int days)
{
    const auto length = period.end - period.begin;
    if (days == 0)
        return { period.begin - length, period.begin };
    const UtcTime begin = daysBefore(period.begin, days);
    const UtcTime end = daysBefore(period.end, days);
    return { begin, begin < end ? end : begin + length }; // within the hour that comes twice, or that is skipped
}

} // namespace cortege::presentation
