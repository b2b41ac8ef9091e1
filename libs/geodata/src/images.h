#pragma once

#include <geodata/tilesource.h>

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

class QImage;

namespace cortege::geodata
{

/// "image/png", "image/jpeg" or "image/webp", by the first bytes; nothing for anything else.
std::optional<QByteArray> imageType(QByteArrayView bytes);
QByteArray toPng(const QImage &image);
/// A tile of nothing but the sea.
QByteArray blankTile();

/// The part of `ancestor`, the picture of a tile above `key` at `ancestorZoom`, that `key` covers, enlarged to a tile.
/// Nothing when the picture cannot be read or shows less than a few pixels there.
std::optional<QByteArray> cropToTile(const QByteArray &ancestor, int ancestorZoom, TileKey key);

} // namespace cortege::geodata
