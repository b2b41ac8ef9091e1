#pragma once

#include <client/backoff.h>
#include <client/platform.h>
#include <pki/privatekey.h>
#include <protocol/codec.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QSslConfiguration>
#include <QtWebSockets/QWebSocket>

#include <deque>
#include <variant>

namespace cortege::client
{

/// One session after another: connects, says hello, watches the heartbeat, comes back after any loss. It knows nothing
/// of events.
class Connection final : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Stopped,
        Resting, ///< until the next try
        Opening, ///< TCP, TLS, WebSocket
        Greeting, ///< hello is on its way
        Open,
    };

    /// `key` is the one in `tls` where it had to be opened: one on a card knows why a handshake failed.
    Connection(QUrl server, const QSslConfiguration &tls, QString program, const Clock &clock, const Timing &timing,
        std::optional<pki::PrivateKey> key = std::nullopt);
    ~Connection() override;

    /// Connect through that proxy, as in Profile; before `start`.
    void setProxy(const QUrl &proxy) { m_proxy = proxy; }
    void start();
    void stop();
    /// With other certificates, and a new session where there is one.
    void use(const QSslConfiguration &tls);
    /// The session is of no use any more; the next one comes by itself.
    void restart(const Error &why);

    Phase phase() const { return m_phase; }
    bool denied() const { return m_denied; }
    const std::optional<Error> &trouble() const { return m_trouble; }

    /// What has come and is not read yet, in memory: kUnreadLimit and one message at most.
    qsizetype unreadBytes() const { return m_unreadBytes; }
    static constexpr qsizetype kUnreadLimit = qsizetype { 8 } * 1024 * 1024;

    /// In phase Open only.
    protocol::MessageId send(const protocol::Request &request);

Q_SIGNALS:
    void phaseChanged();
    void greeted(const cortege::protocol::HelloAnswer &answer, std::chrono::milliseconds clockOffset);
    void answered(const cortege::protocol::IncomingAnswer &answer);
    void notified(const cortege::protocol::Notification &notification);
    void factsArrived(const cortege::protocol::FactBatch &batch);

private:
    enum class Verdict { Passing, Final };

    void connectNow();
    void watchSocket();
    void watchNetwork();
    void onConnected();
    using Message = std::variant<QString, QByteArray>; ///< text and binary
    static qsizetype bytesOf(const Message &message);
    void onMessage(Message message);
    void readOn();
    void readNext();
    void read(const QString &text);
    void read(const QByteArray &binary);
    void onHello(const protocol::IncomingAnswer &answer);
    void onClosed();
    void end();
    void loseCard(pki::TokenTrouble trouble);
    void onHeartbeat();
    void lose(const Error &why, Verdict verdict = Verdict::Passing,
        protocol::CloseCode code = protocol::CloseCode::ProtocolError);
    void dropSocket(quint16 code);
    void setPhase(Phase phase);

    const QUrl m_server;
    QUrl m_proxy;
    QSslConfiguration m_tls;
    const std::optional<pki::PrivateKey> m_key;
    const QString m_program;
    const Clock &m_clock;
    const Timing m_timing;
    Backoff m_backoff;
    Backoff m_denials; // everybody is let go in the same moment, and must not come back in the same one
    QTimer m_retry;
    QTimer m_deadline;
    QTimer m_heartbeat;
    QElapsedTimer m_heard; // since the last sign of life
    UtcTime m_helloAt {};
    QElapsedTimer m_sinceHello;
    std::unique_ptr<QWebSocket> m_socket;
    std::deque<Message> m_unread;
    qsizetype m_unreadBytes = 0;
    QTimer m_reader;
    bool m_closed = false; // the socket; what it brought may be unread
    std::optional<Error> m_refusedByTls;
    std::optional<Error> m_trouble;
    Phase m_phase = Phase::Stopped;
    bool m_denied = false;
    protocol::MessageId m_lastId = 0;
};

} // namespace cortege::client
