#pragma once

#include <server/log.h>

#include <QtNetwork/QTcpServer>

#include <functional>

namespace cortege::server
{

/// Takes connections and hands on their descriptors: no byte is read here, so nobody can hold it up.
class Acceptor final : public QTcpServer
{
    Q_OBJECT
public:
    /// `makeWay` is called when there is no descriptor left for the next one, before that is tried again.
    Acceptor(const Log &log, std::function<void(qintptr)> take, std::function<void()> makeWay);

private:
    void incomingConnection(qintptr descriptor) override { m_take(descriptor); }
    std::function<void(qintptr)> m_take;
};

} // namespace cortege::server
