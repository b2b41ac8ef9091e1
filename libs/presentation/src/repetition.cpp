#include <presentation/repetition.h>

#include <domain/calendar.h>

namespace cortege::presentation
{
namespace
{

/// The same time of the clock, `days` later. Which of two equal hours was meant is asked only where there are two.
MomentText movedBy(const MomentText &text, UtcTime time, qint64 days)
{
    const QDateTime wall = toParis(time);
    const QDate day = wall.date().addDays(days);
    const bool twice = std::holds_alternative<AmbiguousTime>(readParis(day, wall.time()));
    return { textOf(day), text.time, twice ? text.season : std::nullopt };
}

} // namespace

FormContent repeated(const EventRecord &record, QDate today)
{
    FormContent content = contentOf(record);
    const auto first = record.begins ? record.begins : record.ends;
    if (!first)
        return content;
    const QDate day = toParis(*first).date();
    const qint64 days = day.daysTo(sameDayOfLaterYear(day, today));
    if (record.begins)
        content.begins = movedBy(content.begins, *record.begins, days);
    if (record.ends)
        content.ends = movedBy(content.ends, *record.ends, days);
    return content;
}

} // namespace cortege::presentation
