#include <domain/handover.h>

namespace cortege
{
using namespace Qt::StringLiterals;

QLatin1StringView name(HandoverEnd end) { return end == HandoverEnd::Destroyed ? "destroyed"_L1 : "returned"_L1; }

std::optional<HandoverEnd> handoverEndFromName(QStringView text)
{
    for (const HandoverEnd end : { HandoverEnd::Destroyed, HandoverEnd::Returned }) {
        if (name(end) == text)
            return end;
    }
    return std::nullopt;
}

QLatin1StringView name(HandoverState state)
{
    switch (state) {
    case HandoverState::Open:
        return "open"_L1;
    case HandoverState::DueSoon:
        return "due-soon"_L1;
    case HandoverState::Overdue:
        return "overdue"_L1;
    case HandoverState::Destroyed:
        return "destroyed"_L1;
    case HandoverState::Returned:
        return "returned"_L1;
    }
    Q_UNREACHABLE_RETURN({});
}

HandoverState Handover::state(UtcTime now, std::chrono::days remindBefore) const
{
    if (end)
        return end->statement.end == HandoverEnd::Destroyed ? HandoverState::Destroyed : HandoverState::Returned;
    if (now >= overdueFrom())
        return HandoverState::Overdue;
    return now >= midnight(what.until.addDays(-remindBefore.count())) ? HandoverState::DueSoon : HandoverState::Open;
}

} // namespace cortege
