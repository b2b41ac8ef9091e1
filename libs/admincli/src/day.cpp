#include "day.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;

std::expected<QDate, Trouble> dayOf(const Arguments &arguments, QLatin1StringView option)
{
    const QString text = arguments.value(option);
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid() || day.toString(Qt::ISODate) != text) // Qt overlooks what stands behind the day
        return misused(Admin::tr("Date illisible : --%1 %2 (AAAA-MM-JJ)").arg(option, text));
    return day;
}

} // namespace cortege::admincli
