#pragma once

#include <presentation/passagetimes.h>

#include <domain/event.h>
#include <domain/result.h>
#include <exchange/publication.h>

#include <QtCore/QDate>
#include <QtGui/QImage>

#include <optional>
#include <vector>

/// What goes to a briefing on paper: PDF, A4 upright, the purpose, person and time of the copy at the foot of each
/// page.
namespace cortege::presentation
{

struct EventSheet {
    EventVersion version;
    std::optional<PassageTimes> passages;
    QImage map; ///< as the screen shows it
};
/// One page whatever the text: the map gives way first, then the letters; what still does not fit is said to be on the
/// platform. Unavailable when the disk refuses.
Result<> writeEventSheet(const QString &path, const EventSheet &sheet, const exchange::Stamp &stamp);

struct DaySheet {
    QDate day; ///< in Europe/Paris
    std::vector<EventVersion> events; ///< in any order
    QImage map;
};
/// The events of a day in the order of their beginning, those without a time last; as many pages as they need.
Result<> writeDaySheet(const QString &path, const DaySheet &sheet, const exchange::Stamp &stamp);

} // namespace cortege::presentation
