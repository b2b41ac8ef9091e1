#include "relayserver.h"

#include "images.h"

#include "tilerequest.h"

#include <QtCore/QPointer>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpSocket>

#include <algorithm>
#include <chrono>

namespace cortege::geodata
{
using namespace std::chrono_literals;
namespace
{

constexpr size_t kConnections = 32; // Qt Location uses six
constexpr auto kRequestPatience = 10s; // from the first byte of a request to its last
constexpr auto kIdlePatience = 120s;
constexpr int kNotFound = 404;
constexpr int kOk = 200;

QByteArray reason(int status)
{
    switch (status) {
    case kOk:
        return "OK";
    case kNotFound:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 431:
        return "Request Header Fields Too Large";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Bad Request";
    }
}

} // namespace

RelayConnection::RelayConnection(QTcpSocket *socket, RelayServer &server)
    : QObject(&server), m_socket(socket), m_server(server)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(2 * kRequestLimit);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_patience.setSingleShot(true);
    m_patience.start(kIdlePatience);
    connect(&m_patience, &QTimer::timeout, this, &RelayConnection::cut);
    connect(m_socket, &QTcpSocket::readyRead, this, &RelayConnection::advance);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &RelayConnection::advance);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

void RelayConnection::cut()
{
    m_socket->abort();
    deleteLater();
}

void RelayConnection::advance()
{
    // A client that does not read its answers gets no further ones.
    while (!m_busy && !m_closing && m_socket->bytesToWrite() == 0) {
        const bool started = !m_received.isEmpty();
        m_received += m_socket->read(2 * kRequestLimit - m_received.size());
        const auto request = takeRequest(m_received);
        if (!request)
            return refuse(request.error());
        if (!*request) {
            if (!started && !m_received.isEmpty())
                m_patience.start(kRequestPatience);
            return;
        }
        m_keepAlive = (*request)->keepAlive;
        const auto key = m_server.keyOf((*request)->host, (*request)->target);
        if (!key)
            return refuse(kNotFound);
        answerTile(*key);
    }
}

void RelayConnection::answerTile(TileKey key)
{
    m_busy = true;
    m_patience.stop();
    m_server.desk().serve(key, [self = QPointer(this)](const QByteArray &bytes) {
        if (!self)
            return;
        self->m_busy = false;
        self->m_patience.start(kIdlePatience);
        self->send(kOk, bytes, imageType(bytes).value_or("application/octet-stream"));
    });
}

void RelayConnection::send(int status, const QByteArray &body, const QByteArray &type)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason(status) + "\r\n";
    head += "Content-Type: " + type + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    head += "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
    if (status == 405)
        head += "Allow: GET\r\n";
    if (!m_keepAlive)
        head += "Connection: close\r\n";
    m_socket->write(head + "\r\n" + body);
    if (!m_keepAlive) {
        m_closing = true;
        m_socket->disconnectFromHost();
    }
}

void RelayConnection::refuse(int status)
{
    m_keepAlive = false; // what follows in the stream cannot be told apart any more
    send(status, reason(status), "text/plain");
}

RelayServer::RelayServer(QByteArray token, std::unique_ptr<TileDesk> desk)
    : m_token(std::move(token)), m_desk(std::move(desk))
{
    connect(this, &QTcpServer::newConnection, this, &RelayServer::welcome);
}

RelayServer::~RelayServer()
{
    // The desk's pending answers find no connection any more; then the desk itself may go.
    for (RelayConnection *connection : std::exchange(m_connections, {})) {
        disconnect(connection, &QObject::destroyed, this, nullptr);
        delete connection;
    }
}

bool RelayServer::open() { return listen(QHostAddress::LocalHost, 0); }

std::optional<TileKey> RelayServer::keyOf(const QByteArray &host, QByteArrayView target) const
{
    // A page in a browser can make the browser connect here under a name of its own (DNS rebinding).
    if (!host.isEmpty() && host != "127.0.0.1:" + QByteArray::number(serverPort()))
        return std::nullopt;
    return tileKey(target, m_token);
}

void RelayServer::welcome()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        if (m_connections.size() >= kConnections) {
            const auto idle = std::ranges::find_if(m_connections, &RelayConnection::isIdle);
            RelayConnection *victim = idle == m_connections.end() ? m_connections.front() : *idle;
            std::erase(m_connections, victim);
            victim->cut();
        }
        auto *connection = new RelayConnection(socket, *this);
        m_connections.push_back(connection);
        connect(connection, &QObject::destroyed, this, [this, connection] { std::erase(m_connections, connection); });
    }
}

} // namespace cortege::geodata
