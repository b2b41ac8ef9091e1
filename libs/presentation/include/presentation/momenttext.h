#pragma once

#include <domain/time.h>

#include <QtCore/QString>

#include <expected>
#include <optional>

namespace cortege::presentation
{

/// Which of the two when an hour comes twice, the night clocks go back.
enum class Season { Summer, Winter };

/// A date and a time in Europe/Paris as they were typed, readable or not. Both empty: unknown.
struct MomentText {
    QString date;
    QString time;
    std::optional<Season> season;

    bool isEmpty() const { return date.trimmed().isEmpty() && time.trimmed().isEmpty(); }
    friend bool operator==(const MomentText &, const MomentText &) = default;
};

enum class MomentFault {
    UnreadableDate,
    UnreadableTime,
    MissingDate,
    MissingTime,
    Skipped, ///< does not exist: the night clocks go forward
    Ambiguous, ///< comes twice, and `season` does not say which
};
QString describe(MomentFault fault); ///< one sentence for the person who types

/// Nothing when it is unknown. A date without a year is the next one that comes, seen from `today`.
std::expected<std::optional<UtcTime>, MomentFault> readMoment(const MomentText &text, QDate today);
/// Reads back as the same instant, to the millisecond.
MomentText momentTextOf(std::optional<UtcTime> time);

/// "28/11/2026", "28/11", "28.11.26", "2026-11-28", "28112026".
std::optional<QDate> dateFromText(const QString &text, QDate today);
/// "14:30", "14 h 30", "14h", "1430", "9".
std::optional<QTime> timeFromText(const QString &text);
QString textOf(QDate date); ///< "28/11/2026", in every language
QString textOf(QTime time); ///< "14:30"; with seconds where there are any

} // namespace cortege::presentation
