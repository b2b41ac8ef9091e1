#pragma once

#include <domain/audit.h>

#include <QtCore/QStringView>

namespace cortege::admincli
{

/// Midnight in Marseille of a day written 2026-05-01; nothing where it is not one.
std::optional<UtcTime> midnightOf(QStringView day);

/// So many months before that day, at midnight UTC.
UtcTime monthsBefore(UtcTime now, std::chrono::months months);

/// Which entries somebody wants to see.
struct AuditFilter {
    std::optional<PersonId> person;
    std::optional<EventId> event;
    UtcTime since = UtcTime::min();
    UtcTime before = UtcTime::max();

    bool takes(const AuditNote &note) const;
};

} // namespace cortege::admincli
