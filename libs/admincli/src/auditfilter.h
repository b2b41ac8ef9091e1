#pragma once

#include <domain/audit.h>

namespace cortege::admincli
{

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
