#pragma once

#include <domain/event.h>

namespace cortege::presentation
{

/// The first time where it comes twice; nothing where it is skipped.
std::optional<UtcTime> firstOf(const ParisReading &reading);
/// What only begins or only ends lasts from that moment on for a millisecond, and so does an instant: it is something
/// as well. Nothing without either.
std::optional<UtcInterval> intervalOf(std::optional<UtcTime> begins, std::optional<UtcTime> ends);

bool isDated(const EventRecord &record); ///< a beginning or an end
/// In its `intervalOf`; one that is not dated takes place in no period.
bool takesPlaceIn(const EventRecord &record, const UtcInterval &period);
bool takesPlaceInAny(const EventRecord &record, const std::vector<UtcInterval> &periods);

/// The same hours on the wall so many days before, also where the clocks have changed between them. 0: the period that
/// ends where this one begins.
UtcInterval periodBefore(const UtcInterval &period, int days);

} // namespace cortege::presentation
