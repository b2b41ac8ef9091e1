#pragma once

#include <presentation/eventlistmodel.h>
#include <widgets/theme.h>

namespace cortege::widgets
{

/// Icon and tone for where an event's newest content is; the words are presentation's.
struct TransferLook {
    QString icon;
    Tone tone;
};
TransferLook lookOf(presentation::Transfer transfer);

} // namespace cortege::widgets
