#include "auditfilter.h"

#include <algorithm>

namespace cortege::admincli
{

UtcTime monthsBefore(UtcTime now, std::chrono::months months)
{
    std::chrono::year_month_day day { std::chrono::floor<std::chrono::days>(now) };
    day -= months;
    if (!day.ok()) // 31 August, six months before
        day = day.year() / day.month() / std::chrono::last;
    return std::chrono::sys_days { day };
}

bool AuditFilter::takes(const AuditNote &note) const
{
    return (!person || (note.person && note.person->id == *person)) && (!event || note.event == event)
        && note.at >= since && note.at < before;
}

} // namespace cortege::admincli
