#include <presentation/kindcolours.h>

namespace cortege::presentation
{

QColor colourOf(EventKind kind, bool dark)
{
    switch (kind) {
    case EventKind::MovingDemonstration:
        return dark ? QColor(0xff8a65) : QColor(0xc4421a);
    case EventKind::StaticDemonstration:
        return dark ? QColor(0xf4b942) : QColor(0x9a6700);
    case EventKind::PlannedOperation:
        return dark ? QColor(0x7aa7ff) : QColor(0x1f5fbf);
    case EventKind::OfficialVisit:
        return dark ? QColor(0xc79bff) : QColor(0x7a3fb0);
    }
    return {};
}

} // namespace cortege::presentation
