#pragma once

#include "tiledesk.h"

#include <QtCore/QByteArray>
#include <QtCore/QTimer>
#include <QtNetwork/QTcpServer>

#include <deque>
#include <memory>

class QTcpSocket;

namespace cortege::geodata
{

class RelayServer;

/// One client's connection: requests are answered one after the other.
class RelayConnection final : public QObject
{
    Q_OBJECT
public:
    RelayConnection(QTcpSocket *socket, RelayServer &server);
    /// Nothing is being answered: it may be cut for somebody else's sake.
    bool isIdle() const { return !m_busy; }
    void cut();

private:
    void advance();
    void answerTile(TileKey key);
    void send(int status, const QByteArray &body, const QByteArray &type);
    void refuse(int status);

    QTcpSocket *m_socket; ///< a child of this
    RelayServer &m_server;
    QByteArray m_received;
    QTimer m_patience;
    bool m_busy = false;
    bool m_keepAlive = true;
    bool m_closing = false;
};

/// Lives in the relay's thread.
class RelayServer final : public QTcpServer
{
    Q_OBJECT
public:
    RelayServer(QByteArray token, std::unique_ptr<TileDesk> desk);
    ~RelayServer() override;
    /// On 127.0.0.1, any free port. False: errorString() says why.
    bool open();
    std::optional<TileKey> keyOf(const QByteArray &host, QByteArrayView target) const;
    TileDesk &desk() { return *m_desk; }

private:
    void welcome();

    QByteArray m_token;
    std::unique_ptr<TileDesk> m_desk;
    std::deque<RelayConnection *> m_connections; ///< children, oldest first
};

} // namespace cortege::geodata
