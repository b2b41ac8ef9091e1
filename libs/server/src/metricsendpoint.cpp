#include "metricsendpoint.h"

#include "httprequest.h"
#include "serverlimits.h"

#include <QtCore/QTimer>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <filesystem>
#include <utility>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

HttpAnswer refusal(int status) { return { status, "text/plain", reasonOf(status) + '\n' }; }

/// What `page` has for a request from this machine.
HttpAnswer answerTo(const HttpRequest &request, const MetricsEndpoint::Page &page)
{
    if (request.host && !isOwnName(*request.host))
        return refusal(403);
    return page(request.path).value_or(refusal(404));
}

} // namespace

MetricsEndpoint::MetricsEndpoint(Page page) : m_page(std::move(page)) { }
MetricsEndpoint::~MetricsEndpoint() = default;

Result<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::open(const MetricsAddress &address, Page page)
{
    std::unique_ptr<MetricsEndpoint> endpoint(new MetricsEndpoint(std::move(page)));
    return endpoint->listen(address).transform([&endpoint] { return std::move(endpoint); });
}

Result<> MetricsEndpoint::listen(const MetricsAddress &address)
{
    if (address.path.isEmpty()) {
        m_tcp = std::make_unique<QTcpServer>();
        connect(m_tcp.get(), &QTcpServer::newConnection, this, [this] { welcome(m_tcp->nextPendingConnection()); });
        return m_tcp->listen(address.address, address.port)
            ? Result<>()
            : fail(Failure::Unavailable,
                  u"%1:%2: %3"_s.arg(address.address.toString()).arg(address.port).arg(m_tcp->errorString()));
    }
    m_local = std::make_unique<QLocalServer>();
    m_local->setSocketOptions(QLocalServer::UserAccessOption | QLocalServer::GroupAccessOption);
    connect(m_local.get(), &QLocalServer::newConnection, this, [this] { welcome(m_local->nextPendingConnection()); });
    QLocalSocket other;
    other.connectToServer(address.path);
    if (other.waitForConnected(0)) // it is there at once or not at all
        return fail(Failure::Unavailable, u"%1: another program answers there"_s.arg(address.path));
    std::error_code ignored;
    if (std::filesystem::is_socket(address.path.toStdString(), ignored))
        QLocalServer::removeServer(address.path); // which takes away any file
    return m_local->listen(address.path)
        ? Result<>()
        : fail(Failure::Unavailable, u"%1: %2"_s.arg(address.path, m_local->errorString()));
}

quint16 MetricsEndpoint::port() const { return m_tcp ? m_tcp->serverPort() : quint16 { 0 }; }

template <class Socket>
void MetricsEndpoint::welcome(Socket *socket)
{
    if (!socket)
        return;
    connect(socket, &Socket::disconnected, socket, &QObject::deleteLater);
    if (m_connections >= limits::kMetricsConnections) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    ++m_connections;
    connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
    socket->setReadBufferSize(kHttpRequestLimit);
    QTimer::singleShot(limits::kMetricsPatience, socket, [socket] {
        socket->abort();
        socket->deleteLater();
    });
    connect(socket, &QIODevice::readyRead, this, [this, socket, received = QByteArray(), over = false]() mutable {
        const QByteArray bytes = socket->readAll();
        if (over)
            return; // unread bytes at the end would take the answer away from the peer
        received += bytes;
        const auto request = readHttpRequest(received);
        if (request && !*request)
            return;
        over = true;
        socket->write(bytesOf(request ? answerTo(**request, m_page) : refusal(request.error())));
        socket->close();
    });
}

} // namespace cortege::server
