#pragma once

#include <domain/time.h>

#include <QtCore/QLatin1StringView>
#include <QtCore/QVariant>

#include <optional>

/// Times in the database: milliseconds since 1970, UTC; NULL for none.
namespace cortege::storage
{

inline qint64 milliseconds(UtcTime time) { return time.time_since_epoch().count(); }
inline UtcTime timeFrom(const QVariant &value) { return UtcTime { std::chrono::milliseconds { value.toLongLong() } }; }
inline std::optional<UtcTime> maybeTimeFrom(const QVariant &value)
{
    return value.isNull() ? std::nullopt : std::optional(timeFrom(value));
}

/// For an end that is given as a value: never before an act that was signed until then, which would not be good any
/// more.
inline constexpr QLatin1StringView kEndTime { "(SELECT max(t) FROM (SELECT CAST(? AS bigint) AS t UNION ALL "
                                              "SELECT coalesce(max(at) + 1, 0) FROM habilitation_act UNION ALL "
                                              "SELECT coalesce(max(at) + 1, 0) FROM data_act UNION ALL "
                                              "SELECT coalesce(max(at) + 1, 0) FROM destruction "
                                              "WHERE act IS NOT NULL) ends)" };

} // namespace cortege::storage
