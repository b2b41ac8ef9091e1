#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QList>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <optional>

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
        const auto forward = [=, this] {
            if (server->state() != QAbstractSocket::ConnectedState)
                return; // what has come stays in the socket
            const QByteArray bytes = client->readAll();
            if (m_toServer)
                server->write(bytes);
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
                client->write(bytes);
            else
                m_held += bytes.size();
        });
        connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(server, &QTcpSocket::errorOccurred, client, [client] { client->disconnectFromHost(); });
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
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
};

} // namespace cortege::test
