#pragma once

#include <QtCore/QBuffer>
#include <QtGui/QImage>

/// A square PNG of one colour.
inline QByteArray picture(QRgb colour, int side = 256)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}
