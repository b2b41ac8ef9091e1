#include <server/servicemanager.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

ServiceManager::ServiceManager() : m_socket(qgetenv("NOTIFY_SOCKET"))
{
    const QByteArray watched = qgetenv("WATCHDOG_PID");
    const std::chrono::microseconds patience { qgetenv("WATCHDOG_USEC").toLongLong() };
    if (patience >= 2ms && (watched.isEmpty() || watched.toLongLong() == ::getpid()))
        m_watchdogInterval = std::chrono::duration_cast<std::chrono::milliseconds>(patience / 2);
}

Result<> ServiceManager::reloading() const
{
    timespec time {};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    const qint64 microseconds = qint64 { time.tv_sec } * 1'000'000 + time.tv_nsec / 1'000;
    return tell("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(microseconds));
}

Result<> ServiceManager::tell(const QByteArray &state) const
{
    if (m_socket.isEmpty())
        return {};
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const auto length = static_cast<size_t>(m_socket.size());
    if ((m_socket[0] != '/' && m_socket[0] != '@') || length >= sizeof address.sun_path)
        return fail(Failure::InvalidInput, u"NOTIFY_SOCKET is no unix socket"_s);
    std::memcpy(address.sun_path, m_socket.constData(), length);
    if (m_socket[0] == '@')
        address.sun_path[0] = '\0'; // the abstract namespace
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
    const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const bool said = descriptor >= 0
        && ::sendto(descriptor, state.constData(), static_cast<size_t>(state.size()), MSG_NOSIGNAL,
               reinterpret_cast<const sockaddr *>(&address), size)
            == state.size();
    const int error = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    return said ? Result<>() : fail(Failure::Unavailable, QString::fromLocal8Bit(std::strerror(error)));
}

} // namespace cortege::server
