#include "transferlook.h"

namespace cortege::widgets
{

using namespace Qt::StringLiterals;

TransferLook lookOf(presentation::Transfer transfer)
{
    using presentation::Transfer;
    switch (transfer) {
    case Transfer::Received:
        return { u"received"_s, Tone::Good };
    case Transfer::Waiting:
        return { u"waiting"_s, Tone::Warning };
    case Transfer::Sending:
        return { u"waiting"_s, Tone::Busy };
    case Transfer::Conflict:
        return { u"conflict"_s, Tone::Error };
    case Transfer::Refused:
        return { u"error"_s, Tone::Error };
    case Transfer::Draft:
        return { u"draft"_s, Tone::Busy };
    }
    return {};
}

} // namespace cortege::widgets
