#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QList>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <deque>
#include <memory>
#include <optional>
#include <sys/socket.h>

/// A cable between a client and the server that can be pulled at a chosen moment. It sees encrypted bytes only.
namespace cortege::test
{

class Relay final : public QObject
{
public:
    explicit Relay(quint16 serverPort) : m_serverPort(serverPort)
    {
        REQUIRE(m_listener.listen(QHostAddress::LocalHost));
        m_port = m_listener.serverPort();
        connect(&m_listener, &QTcpServer::newConnection, this, [this] { join(m_listener.nextPendingConnection()); });
    }

    quint16 port() const { return m_port; }
    int connections() const { return m_connections; } ///< so far
    /// Nothing gets through any more, and nobody is told: a firewall that forgot the connection.
    void mute() { m_toServer = m_toClient = false; }
    /// What the client says arrives; it never hears the answer.
    void holdAnswers() { m_toClient = false; }
    /// Lets that many bytes of answers through first, until the next cut.
    void holdAnswersAfter(qint64 bytes) { m_lets = bytes; }
    /// Whatever comes from now on takes that long, and nothing overtakes what came before it.
    void delay(std::chrono::milliseconds time) { m_delay = time; }
    /// The server hears that the clients will say nothing more; the clients hear nothing of it.
    void closeHalf()
    {
        for (const auto &[client, server] : m_pairs)
            ::shutdown(static_cast<int>(server->socketDescriptor()), SHUT_WR);
    }
    /// How much the server has said that did not get through.
    qint64 held() const { return m_held; }
    /// Ends the connections; new ones work again.
    void cut()
    {
        m_toServer = m_toClient = true;
        m_held = 0;
        m_lets.reset();
        const auto pairs = std::exchange(m_pairs, {});
        for (const auto &[client, server] : pairs) {
            client->abort();
            server->abort();
        }
    }
    void refuse()
    {
        m_listener.close();
        cut();
    }
    void accept() { REQUIRE(m_listener.listen(QHostAddress::LocalHost, m_port)); }

private:
    void join(QTcpSocket *client)
    {
        ++m_connections;
        auto *server = new QTcpSocket(this);
        client->setParent(this);
        m_pairs.emplace_back(client, server);
        const auto toServer = std::make_shared<std::deque<QByteArray>>();
        const auto toClient = std::make_shared<std::deque<QByteArray>>();
        const auto forward = [=, this] {
            if (server->state() != QAbstractSocket::ConnectedState)
                return; // what has come stays in the socket
            const QByteArray bytes = client->readAll();
            if (m_toServer)
                carry(bytes, server, *toServer);
        };
        connect(client, &QTcpSocket::readyRead, this, forward);
        connect(server, &QTcpSocket::connected, this, forward);
        connect(server, &QTcpSocket::readyRead, this, [=, this] {
            const QByteArray bytes = server->readAll();
            if (m_lets) {
                m_toClient = *m_lets >= bytes.size();
                *m_lets -= bytes.size();
            }
            if (m_toClient && client->state() == QAbstractSocket::ConnectedState)
                carry(bytes, client, *toClient);
            else
                m_held += bytes.size();
        });
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::errorOccurred, client, [client] { client->disconnectFromHost(); });
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
    }

    void carry(const QByteArray &bytes, QTcpSocket *to, std::deque<QByteArray> &onTheWay)
    {
        if (m_delay.count() == 0 && onTheWay.empty()) {
            to->write(bytes);
            return;
        }
        onTheWay.push_back(bytes);
        QTimer::singleShot(m_delay, to, [to, &onTheWay] { // the first to come is the first to arrive, whoever fires
            if (to->state() == QAbstractSocket::ConnectedState)
                to->write(onTheWay.front());
            onTheWay.pop_front();
        });
    }

    QTcpServer m_listener;
    QList<std::pair<QTcpSocket *, QTcpSocket *>> m_pairs; // children; aborted ones stay until the end
    quint16 m_serverPort;
    quint16 m_port = 0;
    int m_connections = 0;
    bool m_toServer = true;
    bool m_toClient = true;
    qint64 m_held = 0;
    std::optional<qint64> m_lets;
    std::chrono::milliseconds m_delay { 0 };
};

} // namespace cortege::test
