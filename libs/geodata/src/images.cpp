#include "images.h"

#include <QtCore/QBuffer>
#include <QtGui/QImage>
#include <QtGui/QImageReader>

#include <algorithm>

namespace cortege::geodata
{
namespace
{

constexpr int kTileSide = 512;
constexpr int kLargestSide = 4096; // of a tile that is decoded here: what claims more is no tile
constexpr QRgb kSea = qRgb(0xc6, 0xdd, 0xea);

QImage decode(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (size.isEmpty() || std::max(size.width(), size.height()) > kLargestSide)
        return {};
    return reader.read();
}

} // namespace

std::optional<QByteArray> imageType(QByteArrayView bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return "image/png";
    if (bytes.startsWith("\xff\xd8\xff"))
        return "image/jpeg";
    if (bytes.startsWith("RIFF") && bytes.size() > 12 && bytes.sliced(8).startsWith("WEBP"))
        return "image/webp";
    return std::nullopt;
}

QByteArray toPng(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG", 80); // Qt maps quality 80 to zlib level 2: half the time, a few percent larger
    return bytes;
}

QByteArray blankTile()
{
    QImage image(kTileSide, kTileSide, QImage::Format_RGB32);
    image.fill(kSea);
    return toPng(image.convertToFormat(QImage::Format_Indexed8));
}

std::optional<QByteArray> cropToTile(const QByteArray &ancestor, int ancestorZoom, TileKey key)
{
    const int levels = key.zoom - ancestorZoom;
    Q_ASSERT(levels > 0 && levels < 31);
    const QImage image = decode(ancestor);
    const int side = std::min(image.width(), image.height()) >> levels;
    if (side < 4)
        return std::nullopt;
    const int mask = (1 << levels) - 1;
    const QImage part = image.copy((key.x & mask) * side, (key.y & mask) * side, side, side);
    return toPng(part.scaled(kTileSide, kTileSide, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
}

} // namespace cortege::geodata
