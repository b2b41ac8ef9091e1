#pragma once

#include <domain/event.h>

#include <QtCore/QDate>

namespace cortege::presentation
{

/// Midnight in Europe/Paris, at the beginning of the day.
UtcTime midnight(QDate day);

bool isDated(const EventRecord &record); ///< a beginning or an end
/// Of a dated record. One of which only a beginning or an end is known takes place at that moment.
bool takesPlaceIn(const EventRecord &record, const UtcInterval &period);

} // namespace cortege::presentation
