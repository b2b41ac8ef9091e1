#pragma once

namespace cortege::bench
{

/// What a frame costs while a vertex is dragged in the real map view, drawn in software: a shape of 500 vertices beside
/// one of 5, and beside the sixtieth of a second that a screen gives. Needs a QApplication.
void drag();

} // namespace cortege::bench
