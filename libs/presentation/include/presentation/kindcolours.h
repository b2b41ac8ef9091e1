#pragma once

#include <domain/event.h>

#include <QtGui/QColor>

namespace cortege::presentation
{

/// The colour of a kind of event, the same in lists, icons and on the map; `dark` for dark palettes and grounds.
QColor colourOf(EventKind kind, bool dark);

} // namespace cortege::presentation
