#pragma once

#include "wireclient.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QSslSocket>

namespace cortege::test
{

/// A frame as a client sends it, masked with zeros: the payload stays as it is.
inline QByteArray clientFrame(int opcode, const QByteArray &payload)
{
    QByteArray frame(1, static_cast<char>(0x80 | opcode));
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else {
        frame += static_cast<char>(0x80 | 126);
        frame.resize(4);
        qToBigEndian(static_cast<quint16>(payload.size()), frame.data() + 2);
    }
    return frame + QByteArray(4, 0) + payload;
}
inline constexpr int kText = 1, kPing = 9, kPong = 10;

/// TLS with the person's certificate and a WebSocket written by hand, that reads when it likes.
class RawPeer
{
public:
    RawPeer(quint16 port, const TestPerson &person)
    {
        m_socket.setSslConfiguration(*pki::clientConfiguration(person.files));
        QObject::connect(&m_socket, &QAbstractSocket::disconnected, &m_socket, [this] { m_over = true; });
        QObject::connect(&m_socket, &QAbstractSocket::errorOccurred, &m_socket, [this] { m_over = true; });
        m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        REQUIRE(waitFor([this] { return m_socket.isEncrypted(); }));
        m_socket.write("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Protocol: cortege.v1\r\n\r\n");
        REQUIRE(waitFor([this] { return m_socket.peek(4'000).contains("\r\n\r\n"); }));
        REQUIRE(m_socket.readAll().startsWith("HTTP/1.1 101"));
    }
    bool isOver() const { return m_over; }
    QSslSocket &socket() { return m_socket; }

private:
    QSslSocket m_socket;
    bool m_over = false;
};

} // namespace cortege::test
