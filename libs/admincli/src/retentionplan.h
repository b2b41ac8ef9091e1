#pragma once

#include "dataregister.h"

#include <storage/erasure.h>

/// What the retention rules make of a database at an instant.
namespace cortege::admincli
{

/// One thing whose time is over.
struct Due {
    QDate countedFrom;
    std::optional<EventVersion> event; ///< none: a statement
    qint64 act = 0; ///< that filed the statement
};
/// One category.
struct PlanPart {
    RetentionCategory category {};
    std::optional<RetentionRule> rule;
    qint64 kept = 0; ///< what stays
    std::vector<Due> due; ///< by the day from which its time counted
};
/// All categories, in their order.
Result<std::vector<PlanPart>> planFor(
    const QString &database, DataRegister &data, const PayloadCipher &cipher, UtcTime at);

QString durationText(const std::optional<RetentionRule> &rule);

} // namespace cortege::admincli
