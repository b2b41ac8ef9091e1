#pragma once

#include <presentation/formcontent.h>

namespace cortege::presentation
{

/// The form of a new event with the record's content and drawing, on the day that domain `sameDayOfLaterYear` gives for
/// the first day of the record, at the same hours of the clock. Dates that are not known stay so.
FormContent repeated(const EventRecord &record, QDate today);

} // namespace cortege::presentation
