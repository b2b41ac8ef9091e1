#include <presentation/clockfilter.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringList>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace cortege::presentation
{
namespace
{

using namespace std::chrono_literals;

struct ClockTexts {
    Q_DECLARE_TR_FUNCTIONS(ClockFilter)
};

QString hourText(int hour) { return ClockTexts::tr("%1 h", "hour of the day").arg(hour); }

QString hoursText(const std::bitset<24> &hours)
{
    if (const auto span = spanOf(hours))
        return ClockTexts::tr("%1 – %2", "from hour to hour").arg(hourText(span->from), hourText(span->to));
    QStringList single;
    for (int hour = 0; hour < 24; ++hour) {
        if (hours[static_cast<size_t>(hour)])
            single << hourText(hour);
    }
    return single.isEmpty() ? ClockTexts::tr("aucune heure") : single.join(u", ");
}

QString daysText(const std::bitset<7> &days)
{
    QStringList names;
    for (int day = 0; day < 7; ++day) {
        if (days[static_cast<size_t>(day)])
            names << QLocale().dayName(day + 1, QLocale::ShortFormat);
    }
    return names.isEmpty() ? ClockTexts::tr("aucun jour") : names.join(u", ");
}

} // namespace

std::bitset<24> hoursBetween(int from, int to)
{
    std::bitset<24> hours;
    int hour = from % 24;
    do {
        hours.set(static_cast<size_t>(hour));
        hour = (hour + 1) % 24;
    } while (hour != to % 24);
    return hours;
}

std::optional<HourSpan> spanOf(const std::bitset<24> &hours)
{
    if (hours.none())
        return std::nullopt;
    if (hours.all())
        return HourSpan { 0, 24 };
    int from = -1;
    int beginnings = 0;
    for (int hour = 0; hour < 24; ++hour) {
        const bool before = hours[static_cast<size_t>((hour + 23) % 24)];
        if (hours[static_cast<size_t>(hour)] && !before) {
            from = hour;
            ++beginnings;
        }
    }
    if (beginnings != 1)
        return std::nullopt;
    const int end = (from + static_cast<int>(hours.count())) % 24;
    return HourSpan { from, end == 0 ? 24 : end };
}

tension::HoursOfWeek hoursOf(const ClockFilter &filter) { return tension::hoursOfWeek(filter.hours, filter.days); }

std::vector<UtcInterval> partsOf(const UtcInterval &window, const ClockFilter &filter)
{
    return partsOf(window, hoursOf(filter));
}

std::vector<UtcInterval> partsOf(const UtcInterval &window, const tension::HoursOfWeek &hours)
{
    if (hours.all())
        return { window };
    std::vector<UtcInterval> parts;
    // France's offset from UTC is a whole number of hours, so that hours begin together.
    const QTimeZone paris = toParis(window.begin).timeZone();
    for (UtcTime hour = std::chrono::floor<std::chrono::hours>(window.begin); hour < window.end; hour += 1h) {
        const auto wall = QDateTime::fromMSecsSinceEpoch(hour.time_since_epoch().count(), paris);
        if (!hours[static_cast<size_t>(24 * (wall.date().dayOfWeek() - 1) + wall.time().hour())])
            continue;
        const UtcInterval part { std::max(hour, window.begin), std::min<UtcTime>(hour + 1h, window.end) };
        if (!parts.empty() && parts.back().end == part.begin)
            parts.back().end = part.end;
        else
            parts.push_back(part);
    }
    return parts;
}

bool meetAny(const std::vector<UtcInterval> &parts, const UtcInterval &interval)
{
    return std::ranges::any_of(parts, [&](const UtcInterval &part) { return part.overlaps(interval); });
}

std::chrono::milliseconds lengthOf(const std::vector<UtcInterval> &parts)
{
    std::chrono::milliseconds length {};
    for (const UtcInterval &part : parts)
        length += part.end - part.begin;
    return length;
}

QString describe(const ClockFilter &filter)
{
    QStringList parts;
    if (!filter.days.all())
        parts << daysText(filter.days);
    if (!filter.hours.all())
        parts << hoursText(filter.hours);
    return parts.join(QStringLiteral("\u00a0; "));
}

} // namespace cortege::presentation
