#include "clienthello.h"

#include <QtCore/QtEndian>

#include <array>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace cortege::server
{
namespace
{
// RFC 8446 §5.1 and §4: type, version and length of the record, type of the message
constexpr int kRecordHead = 5;
constexpr quint8 kClientHello = 0x01;
} // namespace

bool hasClientHello(int descriptor)
{
    std::array<quint8, kRecordHead + 1> head {};
    const auto seen = ::recv(descriptor, head.data(), head.size(), MSG_PEEK | MSG_DONTWAIT);
    if (seen != static_cast<ssize_t>(head.size()) || head.front() != kHandshakeRecord || head.back() != kClientHello)
        return false;
    int waiting = 0;
    return ::ioctl(descriptor, FIONREAD, &waiting) == 0 && waiting >= kRecordHead + qFromBigEndian<quint16>(&head[3]);
}

} // namespace cortege::server
