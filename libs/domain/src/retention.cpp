#include <domain/retention.h>

#include <domain/geojson.h>

#include <algorithm>

namespace cortege
{
using namespace Qt::StringLiterals;

QLatin1StringView name(RetentionCategory category)
{
    switch (category) {
    case RetentionCategory::MovingDemonstration:
        return jsonName(EventKind::MovingDemonstration);
    case RetentionCategory::StaticDemonstration:
        return jsonName(EventKind::StaticDemonstration);
    case RetentionCategory::PlannedOperation:
        return jsonName(EventKind::PlannedOperation);
    case RetentionCategory::OfficialVisit:
        return jsonName(EventKind::OfficialVisit);
    case RetentionCategory::CancelledEvent:
        return "evenementAnnule"_L1;
    case RetentionCategory::HandoverStatement:
        return "attestation"_L1;
    }
    Q_UNREACHABLE_RETURN({});
}

std::optional<RetentionCategory> retentionCategoryFromName(QStringView text)
{
    const auto found = std::ranges::find_if(
        kRetentionCategories, [text](RetentionCategory category) { return name(category) == text; });
    return found == kRetentionCategories.end() ? std::nullopt : std::optional(*found);
}

UtcTime retainedUntil(QDate lastDay, int months) { return midnight(lastDay.addMonths(months).addDays(1)); }

std::optional<int> Retention::monthsOf(RetentionCategory category) const
{
    return rule(category).and_then([](const RetentionRule &rule) { return rule.months; });
}

RetentionCategory Retention::categoryOf(const EventVersion &event) const
{
    if (event.state == EventState::Cancelled && monthsOf(RetentionCategory::CancelledEvent))
        return RetentionCategory::CancelledEvent;
    return kRetentionCategories[static_cast<size_t>(event.record.kind())]; // which begin with the kinds
}

QDate Retention::countedFrom(const EventVersion &event) const
{
    const bool fromCancellation = categoryOf(event) == RetentionCategory::CancelledEvent;
    const auto end = event.record.ends ? event.record.ends : event.record.begins;
    return toParis(fromCancellation ? event.recordedAt : end.value_or(event.recordedAt)).date();
}

std::optional<UtcTime> Retention::until(const EventVersion &event) const
{
    return monthsOf(categoryOf(event)).transform([&](int months) { return retainedUntil(countedFrom(event), months); });
}

} // namespace cortege
