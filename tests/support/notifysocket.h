#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QByteArrayList>
#include <QtCore/QTemporaryDir>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace cortege::test
{

/// What systemd listens at: the datagrams of a service.
class NotifySocket
{
public:
    NotifySocket() : m_descriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        REQUIRE(static_cast<size_t>(path().size()) < sizeof address.sun_path);
        std::memcpy(address.sun_path, path().constData(), static_cast<size_t>(path().size()));
        REQUIRE(::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0);
    }
    ~NotifySocket() { ::close(m_descriptor); }
    NotifySocket(const NotifySocket &) = delete;
    NotifySocket &operator=(const NotifySocket &) = delete;

    QByteArray path() const { return m_folder.filePath(QStringLiteral("notify")).toUtf8(); }
    /// Everything that was said so far.
    const QByteArrayList &heard()
    {
        QByteArray datagram(1'000, Qt::Uninitialized);
        for (;;) {
            const ssize_t size = ::recv(m_descriptor, datagram.data(), static_cast<size_t>(datagram.size()), 0);
            if (size < 0)
                return m_heard;
            m_heard.append(datagram.first(size));
        }
    }

private:
    QTemporaryDir m_folder;
    int m_descriptor;
    QByteArrayList m_heard;
};

} // namespace cortege::test
