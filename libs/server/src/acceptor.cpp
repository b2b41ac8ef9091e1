#include "acceptor.h"

#include "serverlimits.h"

#include <cerrno>
#include <cstring>

#include <sys/socket.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;

Acceptor::Acceptor(const Log &log, std::function<void(qintptr)> take, std::function<void()> makeWay)
    : m_log(log), m_take(std::move(take)), m_makeWay(std::move(makeWay))
{
    m_listener.setListenBacklogSize(limits::kAcceptBacklog);
    m_pause.setSingleShot(true);
    m_pause.setInterval(limits::kAcceptPause);
    connect(&m_pause, &QTimer::timeout, this, [this] { m_ready->setEnabled(true); });
}

bool Acceptor::listen(const QHostAddress &address, quint16 port)
{
    if (!m_listener.listen(address, port))
        return false;
    m_listener.pauseAccepting();
    m_ready = std::make_unique<QSocketNotifier>(m_listener.socketDescriptor(), QSocketNotifier::Read);
    connect(m_ready.get(), &QSocketNotifier::activated, this, &Acceptor::accept);
    return true;
}

void Acceptor::close()
{
    m_pause.stop();
    m_ready.reset();
    m_listener.close();
}

/// A portion a turn of the event loop: the notifier says again that there are more.
void Acceptor::accept()
{
    for (size_t i = 0; i < limits::kArrivals; ++i) {
        const int descriptor
            = ::accept4(static_cast<int>(m_listener.socketDescriptor()), nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor >= 0) {
            m_take(descriptor);
            continue;
        }
        switch (errno) {
        case EAGAIN:
            return;
        case EMFILE:
        case ENFILE:
        case ENOBUFS:
        case ENOMEM:
            pauseAfter(errno);
            return m_makeWay();
        case EBADF:
        case EFAULT:
        case EINVAL:
        case ENOTSOCK:
        case EPERM:
            return pauseAfter(errno);
        default: // who was about to connect has gone (ECONNABORTED), or the network says what became of them: accept(2)
            continue;
        }
    }
}

void Acceptor::pauseAfter(int error)
{
    m_log.error("accept-failed"_L1, { { u"error"_s, QString::fromLocal8Bit(std::strerror(error)) } });
    m_ready->setEnabled(false);
    m_pause.start();
}

} // namespace cortege::server
