#include "retentionplan.h"

#include <storage/sqlitejournal.h>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

void put(PlanPart &part, bool isOver, Due due)
{
    if (isOver)
        part.due.push_back(std::move(due));
    else
        ++part.kept;
}

Result<> putStatements(PlanPart &part, DataRegister &data, UtcTime at)
{
    const auto kept = data.store().documents();
    if (!kept)
        return std::unexpected(kept.error());
    const auto months = part.rule.and_then([](const RetentionRule &rule) { return rule.months; });
    for (const Handover &handover : data.acts().handovers()) {
        if (!handover.end || !std::ranges::contains(*kept, handover.end->act))
            continue;
        const QDate day = handover.end->statement.day;
        put(part, months && retainedUntil(day, *months) <= at, { day, std::nullopt, handover.end->act });
    }
    return {};
}

} // namespace

Result<std::vector<PlanPart>> planFor(
    const QString &database, DataRegister &data, const PayloadCipher &cipher, UtcTime at)
{
    const Retention &rules = data.acts().retention();
    std::vector<PlanPart> parts;
    parts.reserve(kRetentionCategories.size());
    for (const RetentionCategory category : kRetentionCategories)
        parts.push_back({ .category = category, .rule = rules.rule(category), .due = {} });
    const auto partOf
        = [&parts](RetentionCategory category) -> PlanPart & { return parts[static_cast<size_t>(category)]; };
    const auto read
        = storage::SqliteJournalReader::open(database, cipher)
              .and_then([&](const auto &reader) {
                  return reader->forEachEvent([&](const EventVersion &event) {
                      const auto until = rules.until(event);
                      put(partOf(rules.categoryOf(event)), until && *until <= at, { rules.countedFrom(event), event });
                  });
              })
              .and_then([&] { return putStatements(partOf(RetentionCategory::HandoverStatement), data, at); });
    if (!read)
        return std::unexpected(read.error());
    for (PlanPart &part : parts)
        std::ranges::stable_sort(part.due, {}, &Due::countedFrom);
    return parts;
}

QString durationText(const std::optional<RetentionRule> &rule)
{
    if (!rule || !rule->months)
        return Admin::tr("jusqu’à la fin de la convention");
    return Admin::tr("%1 mois").arg(*rule->months);
}

} // namespace cortege::admincli
