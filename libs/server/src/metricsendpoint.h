#pragma once

#include "httpanswer.h"

#include <domain/result.h>
#include <server/metricsaddress.h>

#include <QtCore/QByteArray>
#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <optional>

class QIODevice;
class QLocalServer;
class QTcpServer;

namespace cortege::server
{

/// Answers one GET a connection, on this machine only, and reads nothing else. In the thread that made it; an answer is
/// a few kilobytes and takes no time.
class MetricsEndpoint final : public QObject
{
    Q_OBJECT
public:
    /// What stands at a path; nothing: 404.
    using Page = std::function<std::optional<HttpAnswer>(QByteArrayView path)>;
    /// Unavailable when the address is taken. A socket file that a killed server left is no obstacle.
    static Result<std::unique_ptr<MetricsEndpoint>> open(const MetricsAddress &address, Page page);
    ~MetricsEndpoint() override;

    quint16 port() const; ///< of TCP

private:
    explicit MetricsEndpoint(Page page);
    Result<> listen(const MetricsAddress &address);
    template <class Socket>
    void welcome(Socket *socket);

    const Page m_page;
    int m_connections = 0;
    std::unique_ptr<QTcpServer> m_tcp; ///< their sockets go with them, and are counted then
    std::unique_ptr<QLocalServer> m_local;
};

} // namespace cortege::server
