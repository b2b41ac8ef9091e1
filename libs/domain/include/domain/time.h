#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QString>

#include <chrono>
#include <optional>
#include <variant>

namespace cortege
{

/// An instant in UTC. Everything that is kept or sent is in UTC; Europe/Paris exists on the screen only.
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// Half-open: the end does not belong to it.
struct UtcInterval {
    UtcTime begin;
    UtcTime end;

    bool overlaps(const UtcInterval &other) const { return begin < other.end && other.begin < end; }
    bool contains(UtcTime time) const { return begin <= time && time < end; }
    friend bool operator==(const UtcInterval &, const UtcInterval &) = default;
};

/// ISO 8601 with Z, seconds ("2026-05-01T12:00:00Z"), and milliseconds when there are any.
QString toIso(UtcTime time);
/// Reads ISO 8601 with a zone (Z or ±hh:mm); a time without a zone is refused.
std::optional<UtcTime> fromIso(QStringView text);

/// The time that a clock on a Marseille wall shows at this instant (a QDateTime in Europe/Paris).
QDateTime toParis(UtcTime time);
UtcTime fromDateTime(const QDateTime &time);
/// 00:00 of that day in Europe/Paris, where the clocks never change at midnight.
UtcTime midnight(QDate day);

/// What a wall-clock time in Europe/Paris stands for.
struct SkippedTime {
}; ///< it does not exist: the night clocks go forward (last Sunday of March, 2 h to 3 h)
struct AmbiguousTime { ///< it comes twice: the night clocks go back (last Sunday of October, 2 h to 3 h)
    UtcTime summer; ///< the first time, UTC+2
    UtcTime winter; ///< the second time, UTC+1
};
using ParisReading = std::variant<UtcTime, AmbiguousTime, SkippedTime>;
ParisReading readParis(QDate date, QTime time);

/// Time is an argument or a Clock from the constructor; nothing calls the system clock by itself.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual UtcTime now() const = 0;
};
class SystemClock final : public Clock
{
public:
    UtcTime now() const override;
};

} // namespace cortege
