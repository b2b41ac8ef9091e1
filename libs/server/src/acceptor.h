#pragma once

#include <server/log.h>

#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>

#include <functional>

namespace cortege::server
{

/// Takes connections and hands on their descriptors: no byte is read here, so nobody can hold it up. Qt listens, and
/// does not accept: docs/decisions/0198-accept-by-ourselves.md.
class Acceptor final : public QObject
{
    Q_OBJECT
public:
    /// `makeWay` is called when there is no descriptor left for the next one, before that is tried again.
    Acceptor(const Log &log, std::function<void(qintptr)> take, std::function<void()> makeWay);

    bool listen(const QHostAddress &address, quint16 port);
    void close();
    quint16 serverPort() const { return m_listener.serverPort(); }
    QString errorString() const { return m_listener.errorString(); }

private:
    void accept();
    void pauseAfter(int error);

    const Log &m_log;
    std::function<void(qintptr)> m_take;
    std::function<void()> m_makeWay;
    QTcpServer m_listener;
    std::unique_ptr<QSocketNotifier> m_ready; ///< while it listens; gone before the descriptor is
    QTimer m_pause;
};

} // namespace cortege::server
