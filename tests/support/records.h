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

} // namespace cortege::test
