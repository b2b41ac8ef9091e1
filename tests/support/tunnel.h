#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace cortege::test
{

/// An HTTP proxy as a workplace has one: CONNECT (RFC 9110 §9.3.6), then bytes both ways.
class Tunnel final : public QObject
{
public:
    Tunnel()
    {
        REQUIRE(m_listener.listen(QHostAddress::LocalHost));
        connect(&m_listener, &QTcpServer::newConnection, this, [this] { greet(m_listener.nextPendingConnection()); });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_listener.serverPort())); }
    /// "HOST:PORT" of each tunnel that was asked for.
    const QByteArrayList &asked() const { return m_asked; }

private:
    void greet(QTcpSocket *client)
    {
        connect(client, &QTcpSocket::readyRead, client, [this, client] {
            const QByteArray head = client->peek(client->bytesAvailable());
            const qsizetype end = head.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            client->read(end + 4);
            disconnect(client, &QTcpSocket::readyRead, client, nullptr);
            REQUIRE(head.startsWith("CONNECT "));
            m_asked << head.split(' ').at(1);
            join(client);
        });
    }
    void join(QTcpSocket *client)
    {
        const QByteArray &where = m_asked.last();
        auto *server = new QTcpSocket(client);
        connect(server, &QTcpSocket::connected, client,
            [client] { client->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
        const auto carry = [](QTcpSocket *from, QTcpSocket *to) {
            connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
            connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
        };
        carry(client, server);
        carry(server, client);
        const qsizetype colon = where.lastIndexOf(':');
        server->connectToHost(QString::fromLatin1(where.first(colon)), where.sliced(colon + 1).toUShort());
    }

    QTcpServer m_listener;
    QByteArrayList m_asked;
};

} // namespace cortege::test
