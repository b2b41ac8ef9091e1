#include <domain/time.h>

#include <QtCore/QTimeZone>

namespace cortege
{
namespace
{
QTimeZone paris() { return QTimeZone("Europe/Paris"); }
} // namespace

QString toIso(UtcTime time)
{
    // QTimeZone::utc() is a zone named UTC, and would be written as +00:00.
    const auto utc = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone(QTimeZone::UTC));
    return utc.toString(utc.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

std::optional<UtcTime> fromIso(QStringView text)
{
    // Qt reads a time without a zone as local time; on the wire it has no meaning.
    if (text.size() > 40 || text.indexOf(u'T') != 10)
        return std::nullopt;
    const QStringView clock = text.sliced(11);
    if (!clock.endsWith(u'Z') && !clock.contains(u'+') && !clock.contains(u'-'))
        return std::nullopt;
    const auto read = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!read.isValid() || read.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    // Another zone may lead out of the years that ISO 8601 has four digits for.
    const int year = read.toUTC().date().year();
    return year >= 1 && year <= 9999 ? std::optional(fromDateTime(read)) : std::nullopt;
}

QDateTime toParis(UtcTime time) { return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), paris()); }

UtcTime fromDateTime(const QDateTime &time)
{
    return UtcTime { std::chrono::milliseconds { time.toMSecsSinceEpoch() } };
}

UtcTime midnight(QDate day) { return fromDateTime(day.startOfDay(paris())); }

ParisReading readParis(QDate date, QTime time)
{
    using enum QDateTime::TransitionResolution;
    const QTimeZone zone = paris();
    const QDateTime first(date, time, zone, PreferBefore);
    const QDateTime second(date, time, zone, PreferAfter);
    if (first.date() != date || first.time() != time || second.time() != time)
        return SkippedTime {};
    if (first == second)
        return fromDateTime(first);
    return AmbiguousTime { fromDateTime(first), fromDateTime(second) };
}

UtcTime SystemClock::now() const
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace cortege
