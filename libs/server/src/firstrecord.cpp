#include "firstrecord.h"

#include <QtCore/QtEndian>

#include <array>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace cortege::server
{
namespace
{
constexpr quint8 kHandshake = 0x16;
}

bool hasFirstRecord(int descriptor)
{
    std::array<quint8, 5> head {}; // type, version, length
    const auto seen = ::recv(descriptor, head.data(), head.size(), MSG_PEEK | MSG_DONTWAIT);
    if (seen != static_cast<ssize_t>(head.size()) || head[0] != kHandshake)
        return false;
    int waiting = 0;
    return ::ioctl(descriptor, FIONREAD, &waiting) == 0
        && waiting >= static_cast<int>(head.size()) + qFromBigEndian<quint16>(&head[3]);
}

} // namespace cortege::server
