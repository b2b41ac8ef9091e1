#include "frame.h"

#include <QtCore/QtEndian>

namespace cortege::server
{
namespace
{

QByteArray wholeMessage(char first, const QByteArray &payload)
{
    constexpr qsizetype kShort = 125, kMedium = 0xffff;
    const auto bigEndian = [](auto number) {
        QByteArray bytes(sizeof number, Qt::Uninitialized);
        qToBigEndian(number, bytes.data());
        return bytes;
    };
    QByteArray frame;
    frame.reserve(payload.size() + 10);
    frame += first;
    if (payload.size() <= kShort)
        frame += static_cast<char>(payload.size());
    else if (payload.size() <= kMedium)
        frame += char(126) + bigEndian(static_cast<quint16>(payload.size()));
    else
        frame += char(127) + bigEndian(static_cast<quint64>(payload.size()));
    return frame += payload;
}

} // namespace

QByteArray textFrame(const QByteArray &payload) { return wholeMessage(static_cast<char>(0x81), payload); }
QByteArray binaryFrame(const QByteArray &payload) { return wholeMessage(static_cast<char>(0x82), payload); }

} // namespace cortege::server
