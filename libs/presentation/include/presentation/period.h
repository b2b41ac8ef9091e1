#pragma once

#include <domain/event.h>

namespace cortege::presentation
{

bool isDated(const EventRecord &record); ///< a beginning or an end
/// Of a dated record. One of which only a beginning or an end is known takes place at that moment.
bool takesPlaceIn(const EventRecord &record, const UtcInterval &period);
bool takesPlaceInAny(const EventRecord &record, const std::vector<UtcInterval> &periods);

/// The same hours on the wall so many days before, also where the clocks have changed between them. 0: the period that
/// ends where this one begins.
UtcInterval periodBefore(const UtcInterval &period, int days);

} // namespace cortege::presentation
