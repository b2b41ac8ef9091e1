#pragma once

#include <presentation/formcontent.h>

#include <expected>

namespace cortege::presentation
{

/// When an event takes place once more. Annexe 1 knows one beginning and one end, so that each occurrence is an event
/// of its own.
struct Occurrence {
    MomentText begins;
    MomentText ends;

    friend bool operator==(const Occurrence &, const Occurrence &) = default;
};

struct OccurrenceFault {
    int line = 0; ///< from 1
    QString text; ///< one sentence

    friend bool operator==(const OccurrenceFault &, const OccurrenceFault &) = default;
};

/// One a line: "5/12 14h-18h", "samedi 5/12/2026 14:00 à 18:00", "5/12"; what a line does not say is as in `usual`.
/// An end that is not after its beginning is on the next day; of an hour that comes twice, a slot begins in the first
/// and ends in the second. Empty lines are passed over.
std::expected<std::vector<Occurrence>, OccurrenceFault> readOccurrences(
    const QString &text, const FormContent &usual, QDate today);

/// Lines for `readOccurrences`: after the day of `usual`, every `days` days up to `until` included. Empty without a day
/// to start from.
QStringList occurrencesEvery(int days, QDate until, const FormContent &usual, QDate today);

/// Longer runs are no slip of the hand, but they are no demonstration either.
inline constexpr int kMostOccurrences = 60;

} // namespace cortege::presentation
