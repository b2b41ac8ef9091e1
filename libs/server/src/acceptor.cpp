#include "acceptor.h"

#include "serverlimits.h"

#include <QtCore/QTimer>

namespace cortege::server
{
using namespace Qt::StringLiterals;

Acceptor::Acceptor(const Log &log, std::function<void(qintptr)> take, std::function<void()> makeWay)
    : m_take(std::move(take))
{
    setListenBacklogSize(limits::kAcceptBacklog);
    // Qt stops accepting after an error, for good unless told otherwise.
    connect(this, &QTcpServer::acceptError, this,
        [this, &log, makeWay = std::move(makeWay)](QAbstractSocket::SocketError error) {
            log.error("accept-failed"_L1, { { u"error"_s, static_cast<int>(error) } });
            if (error == QAbstractSocket::SocketResourceError)
                makeWay();
            QTimer::singleShot(limits::kAcceptPause, this, [this] {
                if (isListening()) // closed meanwhile, it has nothing to resume
                    resumeAccepting();
            });
        });
}

} // namespace cortege::server
