#pragma once

#include <domain/time.h>
#include <tension/facts.h>

#include <QtCore/QString>

#include <bitset>
#include <optional>
#include <vector>

namespace cortege::presentation
{

/// Which hours of the day and which days of the week count, on a Marseille wall (Europe/Paris). An hour belongs to the
/// day on which it begins: the night from Friday to Saturday is in two days.
struct ClockFilter {
    std::bitset<24> hours = std::bitset<24>().set(); ///< [8]: from 8 h to 9 h
    std::bitset<7> days = std::bitset<7>().set(); ///< Monday first

    bool isOff() const { return hours.all() && days.all(); }
    friend bool operator==(const ClockFilter &, const ClockFilter &) = default;
};

/// From one hour to another, over midnight when `to` is not after `from`; the same hour twice: the whole day.
std::bitset<24> hoursBetween(int from, int to);
struct HourSpan {
    int from = 0;
    int to = 0; ///< 1 … 24

    friend bool operator==(const HourSpan &, const HourSpan &) = default;
};
/// Nothing when they do not lie together or are none.
std::optional<HourSpan> spanOf(const std::bitset<24> &hours);

/// The parts of `window` that count, in order, those that touch joined. The hour that comes twice in October counts
/// twice; the one that is missing in March is missing.
std::vector<UtcInterval> partsOf(const UtcInterval &window, const ClockFilter &filter);
std::vector<UtcInterval> partsOf(const UtcInterval &window, const tension::HoursOfWeek &hours);
tension::HoursOfWeek hoursOf(const ClockFilter &filter);
bool meetAny(const std::vector<UtcInterval> &parts, const UtcInterval &interval);
std::chrono::milliseconds lengthOf(const std::vector<UtcInterval> &parts);

/// "lun., mar., sam. ; 8 h – 20 h"; empty when it is off.
QString describe(const ClockFilter &filter);

} // namespace cortege::presentation
