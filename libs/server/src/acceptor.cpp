#include "acceptor.h"

#include "serverlimits.h"

#include <QtCore/QTimer>

namespace cortege::server
{
using namespace Qt::StringLiterals;

Acceptor::Acceptor(const Log &log, std::function<void(qintptr)> take) : m_take(std::move(take))
{
    setListenBacklogSize(limits::kAcceptBacklog);
    // Qt stops accepting after an error, for good unless told otherwise.
    connect(this, &QTcpServer::acceptError, this, [this, &log](QAbstractSocket::SocketError error) {
        log.error("accept-failed"_L1, { { u"error"_s, static_cast<int>(error) } });
        QTimer::singleShot(limits::kAcceptPause, this, [this] {
            if (isListening()) // closed meanwhile, it has nothing to resume
                resumeAccepting();
        });
    });
}

} // namespace cortege::server
