#pragma once

#include <domain/event.h>
#include <domain/time.h>

#include <QtCore/QDate>

#include <array>
#include <optional>

/// How long what is kept may be kept, a category each. The convention and its annexe name no durations: none holds
/// until a signed act sets it (RetentionSet), and all is kept until the convention's end (Art. 9). Entries of the audit
/// have rules of their own (`audit prune`).
namespace cortege
{

enum class RetentionCategory {
    MovingDemonstration,
    StaticDemonstration,
    PlannedOperation,
    OfficialVisit,
    CancelledEvent, ///< of whatever kind; without a duration here, that of its kind holds
    HandoverStatement, ///< a provider's written statement (Art. 8); the act that filed it stays
};
inline constexpr std::array kRetentionCategories { RetentionCategory::MovingDemonstration,
    RetentionCategory::StaticDemonstration, RetentionCategory::PlannedOperation, RetentionCategory::OfficialVisit,
    RetentionCategory::CancelledEvent, RetentionCategory::HandoverStatement };
/// The kinds as in GeoJSON, "evenementAnnule", "attestation".
QLatin1StringView name(RetentionCategory category);
std::optional<RetentionCategory> retentionCategoryFromName(QStringView name);

inline constexpr int kLongestRetention = 120; ///< months

struct RetentionRule {
    std::optional<int> months; ///< none: until the convention's end
    QString reference; ///< of the decision
    PersonId by; ///< who signed it
    UtcTime at;

    friend bool operator==(const RetentionRule &, const RetentionRule &) = default;
};

/// The first instant at which something may not be kept any more: so many months from that day, to the end of the day
/// of the same number (or of the month, where it has no such day) in Europe/Paris.
UtcTime retainedUntil(QDate lastDay, int months);

/// The rules that hold.
class Retention
{
public:
    const std::optional<RetentionRule> &rule(RetentionCategory category) const
    {
        return m_rules[static_cast<size_t>(category)];
    }
    void set(RetentionCategory category, RetentionRule rule)
    {
        m_rules[static_cast<size_t>(category)] = std::move(rule);
    }

    /// Whose duration holds for an event as it stands.
    RetentionCategory categoryOf(const EventVersion &event) const;
    /// The day in Europe/Paris from which its time counts: of its end, else of its beginning, else of its last change;
    /// for a cancelled event that goes by that category's duration, of the cancellation.
    QDate countedFrom(const EventVersion &event) const;
    /// When its time is over; none: not before the convention's end.
    std::optional<UtcTime> until(const EventVersion &event) const;

private:
    std::optional<int> monthsOf(RetentionCategory category) const;
    std::array<std::optional<RetentionRule>, kRetentionCategories.size()> m_rules;
};

} // namespace cortege
