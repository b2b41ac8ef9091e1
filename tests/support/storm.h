#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QtTypes>

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

/// Connections of strangers from a thread of its own, as fast as they come in.
namespace cortege::test
{

/// A handshake record of 512 bytes begins, with a ClientHello of 508 in it (RFC 8446 §4.1.2, §5.1).
inline constexpr QByteArrayView kHelloBegins { "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11 };

class Storm
{
public:
    /// What a stranger does once it is connected. True: it stays until the end of this object.
    using Stranger = bool (*)(int descriptor);
    /// What those that stay do again and again.
    using Habit = void (*)(int descriptor);

    Storm(quint16 port, int strangers, Stranger stranger, Habit habit = nullptr)
        : m_port(port), m_thread([=, this](const std::stop_token &stop) { run(stop, strangers, stranger, habit); })
    {
    }

    bool isOver() const { return m_over; } ///< all have come
    bool isRefused() const { return m_refused; } ///< a connection failed: the server is deaf, or the machine is
    ~Storm()
    {
        m_thread.request_stop();
        m_thread.join();
        std::ranges::for_each(m_staying, ::close);
    }
    Storm(const Storm &) = delete;
    Storm &operator=(const Storm &) = delete;

private:
    void run(const std::stop_token &stop, int strangers, Stranger stranger, Habit habit)
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (int i = 0; i < strangers && !stop.stop_requested(); ++i) {
            const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            constexpr timeval kConnecting { 60, 0 }; // connect() waits for its place in the backlog
            ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kConnecting, sizeof kConnecting);
            if (::connect(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
                m_refused = true;
                ::close(descriptor);
                return;
            }
            if (stranger(descriptor))
                m_staying.push_back(descriptor);
            else
                ::close(descriptor);
        }
        m_over = true;
        while (habit != nullptr && !stop.stop_requested())
            std::ranges::for_each(m_staying, habit);
    }

    quint16 m_port;
    std::atomic<bool> m_over { false };
    std::atomic<bool> m_refused { false };
    std::vector<int> m_staying; ///< the thread's until it has ended
    std::jthread m_thread;
};

} // namespace cortege::test
