#pragma once

#include <domain/event.h>

namespace cortege::test
{

inline EventRecord visit(const QString &subject)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = subject;
    return record;
}

inline UtcTime utc(const char16_t *iso) { return fromIso(iso).value(); }

} // namespace cortege::test
