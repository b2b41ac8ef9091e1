#pragma once

#include "primitives.h"

#include <QtGui/QImage>

namespace cortege::map
{

/// Side of a symbol's picture, in device-independent pixels; the symbol itself is smaller and in its middle.
inline constexpr int kSymbolCell = 44;

/// All symbols side by side in one picture, drawn for this ratio of device pixels so that they are crisp.
QImage symbolAtlas(qreal devicePixelRatio, bool dark);
/// Of `kGlyphs`.
SymbolShape glyphOf(QChar letter);
int glyphWidth(QChar letter); ///< pixels, all figures the same
/// Where a symbol lies in the atlas, in device-independent pixels.
QRectF symbolRect(SymbolShape shape);
QSizeF symbolAtlasSize();

} // namespace cortege::map
