#include "connection.h"

#include "networkproxy.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QPointer>
#include <QtCore/QRandomGenerator>
#include <QtNetwork/QNetworkInformation>
#include <QtWebSockets/QWebSocketHandshakeOptions>

namespace cortege::client
{
using namespace Qt::StringLiterals;
using namespace protocol;
namespace
{

/// The server stays under protocol::limits::kSendQueueBytes; anything this long is not from it.
constexpr quint64 kIncomingBytes = quint64 { 2 } * protocol::limits::kSendQueueBytes;
/// What the socket holds ahead of us, a whole message and something: Qt takes a frame in one piece, or waits for ever.
constexpr qint64 kReadBuffer = qint64 { kIncomingBytes } + qint64 { 64 } * 1024;
/// Between two turns of the event loop: half a picture of 60 Hz.
constexpr auto kReadingTime = std::chrono::milliseconds { 8 };
constexpr MessageId kHelloId = 1;
/// A clock that has gone so far from the time that has passed was set, or the workstation slept.
constexpr std::chrono::minutes kClockSet { 1 };

std::function<double()> randomOf(const Timing &timing)
{
    return timing.random ? timing.random : [] { return QRandomGenerator::system()->generateDouble(); };
}

Error unauthenticated(const QString &detail) { return { Failure::Unauthenticated, detail }; }
Error unavailable(const QString &detail) { return { Failure::Unavailable, detail }; }
Error brokenProtocol(const QString &detail) { return { Failure::InvalidInput, detail }; }
Error notInForce() { return { Failure::Forbidden, u"the convention is not in force"_s }; }
Error tooManySessions() { return { Failure::RateLimited, u"too many sessions of this person are open"_s }; }
Error revoked() { return { Failure::Forbidden, u"the platform has ended this person's access"_s }; }

QString listOf(const QList<QSslError> &errors)
{
    QStringList texts;
    for (const QSslError &error : errors)
        texts << error.errorString();
    return texts.join(u"; "_s);
}

/// Alerts that speak of our certificate; the others are a bad line.
bool isAboutCertificate(QSsl::AlertType alert)
{
    using enum QSsl::AlertType;
    switch (alert) {
    case BadCertificate:
    case UnsupportedCertificate:
    case CertificateRevoked:
    case CertificateExpired:
    case CertificateUnknown:
    case UnknownCa:
    case AccessDenied:
    case CertificateRequired:
        return true;
    default:
        return false;
    }
}

} // namespace

Connection::Connection(QUrl server, const QSslConfiguration &tls, QString program, const Clock &clock,
    const Timing &timing, std::optional<pki::PrivateKey> key)
    : m_server(std::move(server)), m_tls(tls), m_key(std::move(key)), m_program(std::move(program)), m_clock(clock),
      m_timing(timing), m_backoff(timing.firstRetry, timing.slowestRetry, randomOf(timing)),
      m_denials(timing.slowestRetry, timing.slowestRetry, randomOf(timing))
{
    m_retry.setSingleShot(true);
    m_deadline.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Connection::connectNow);
    connect(&m_deadline, &QTimer::timeout, this, [this] { lose(unavailable(u"no answer in time"_s)); });
    connect(&m_heartbeat, &QTimer::timeout, this, &Connection::onHeartbeat);
    m_reader.setSingleShot(true);
    connect(&m_reader, &QTimer::timeout, this, &Connection::readOn);
    watchNetwork();
}

Connection::~Connection() { dropSocket(QWebSocketProtocol::CloseCodeNormal); }

/// A cable that is plugged in again need not wait for the next try.
void Connection::watchNetwork()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
        [this](QNetworkInformation::Reachability reachability) {
            if (reachability == QNetworkInformation::Reachability::Disconnected || m_phase != Phase::Resting)
                return;
            m_backoff.reset();
            m_retry.start(m_backoff.next());
        });
}

void Connection::start()
{
    if (m_phase != Phase::Stopped)
        return;
    m_backoff.reset();
    setPhase(Phase::Resting);
    m_retry.start(0);
}

void Connection::stop()
{
    m_retry.stop();
    dropSocket(QWebSocketProtocol::CloseCodeNormal);
    m_denied = false;
    m_trouble.reset();
    setPhase(Phase::Stopped);
}

void Connection::use(const QSslConfiguration &tls)
{
    m_tls = tls;
    if (m_phase == Phase::Stopped)
        return;
    stop();
    start();
}

void Connection::restart(const Error &why) { lose(why); }

MessageId Connection::send(const Request &request)
{
    Q_ASSERT(m_phase == Phase::Open);
    m_socket->sendTextMessage(QString::fromUtf8(encode(++m_lastId, request)));
    return m_lastId;
}

void Connection::connectNow()
{
    m_refusedByTls.reset();
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setProxy(networkProxy(m_proxy));
    m_socket->setSslConfiguration(m_tls);
    m_socket->setMaxAllowedIncomingFrameSize(kIncomingBytes);
    m_socket->setMaxAllowedIncomingMessageSize(kIncomingBytes);
    watchSocket();
    m_deadline.start(m_timing.handshake);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({ kSubprotocol });
    setPhase(Phase::Opening);
    m_socket->open(m_server, options);
    m_socket->setReadBufferSize(kReadBuffer); // not before: it is handed on to the socket inside, which open() makes
}

void Connection::watchSocket()
{
    QWebSocket *socket = m_socket.get();
    connect(socket, &QWebSocket::connected, this, &Connection::onConnected);
    connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) { onMessage(text); });
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &bytes) { onMessage(bytes); });
    connect(socket, &QWebSocket::pong, this, [this] { m_heard.restart(); });
    connect(socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_refusedByTls = unauthenticated(u"the server's certificate: "_s + listOf(errors));
    });
    connect(socket, &QWebSocket::alertReceived, this,
        [this](QSsl::AlertLevel, QSsl::AlertType type, const QString &description) {
            if (isAboutCertificate(type))
                m_refusedByTls = unauthenticated(u"the server refuses the certificate: "_s + description);
        });
    // Queued: the socket must not be dropped from inside its own signal, and the alert arrives after the error.
    const auto closed = [this, watched = QPointer(socket)] {
        if (watched && watched == m_socket.get())
            onClosed();
    };
    connect(socket, &QWebSocket::disconnected, this, closed, Qt::QueuedConnection);
    connect(socket, &QWebSocket::errorOccurred, this, closed, Qt::QueuedConnection);
}

void Connection::onConnected()
{
    if (m_socket->subprotocol() != kSubprotocol) {
        lose(brokenProtocol(u"the server does not speak "_s + kSubprotocol));
        return;
    }
    m_heard.start();
    m_heartbeat.start(m_timing.heartbeat);
    m_helloAt = m_clock.now();
    m_sinceHello.start();
    m_lastId = kHelloId;
    setPhase(Phase::Greeting);
    m_socket->sendTextMessage(QString::fromUtf8(encode(kHelloId, HelloRequest { m_program, kAnnexeVersion })));
}

/// The socket tells of all that it holds in one go, thousands of messages during a replay, and a window would stand
/// still meanwhile: they are put aside and read in turns. When too many lie there, they are read before the socket gets
/// on; it then takes no more from the system, the system no more from the server, and the server keeps the rest.
void Connection::onMessage(Message message)
{
    m_heard.restart();
    m_unreadBytes += bytesOf(message);
    m_unread.push_back(std::move(message));
    while (m_unreadBytes > kUnreadLimit)
        readNext();
    if (!m_unread.empty() && !m_reader.isActive())
        m_reader.start(0);
}

void Connection::readOn()
{
    const QDeadlineTimer turn(kReadingTime);
    while (!m_unread.empty() && !turn.hasExpired())
        readNext();
    if (!m_unread.empty())
        m_reader.start(0);
    else if (m_closed)
        end();
}

void Connection::readNext()
{
    const Message message = std::move(m_unread.front());
    m_unread.pop_front(); // before it is read: a message may end the session, and with it what is unread
    m_unreadBytes -= bytesOf(message);
    std::visit([this](const auto &content) { read(content); }, message);
}

qsizetype Connection::bytesOf(const Message &message)
{
    const auto *text = std::get_if<QString>(&message);
    return text ? text->size() * qsizetype { sizeof(QChar) } : std::get<QByteArray>(message).size();
}

void Connection::read(const QByteArray &binary)
{
    const auto batch = decodeFactBatch(binary);
    if (!batch || m_phase != Phase::Open)
        lose(batch ? brokenProtocol(u"facts before hello was answered"_s) : batch.error());
    else
        Q_EMIT factsArrived(*batch);
}

void Connection::read(const QString &text)
{
    const auto message = decodeFromServer(text.toUtf8());
    if (!message) {
        lose(message.error());
    } else if (const auto *answer = std::get_if<IncomingAnswer>(&*message)) {
        if (m_phase == Phase::Open)
            Q_EMIT answered(*answer);
        else
            onHello(*answer);
    } else if (const auto *ended = std::get_if<SessionEnded>(&std::get<Notification>(*message))) {
        if (ended->reason == SessionEnded::Reason::Revoked)
            lose(revoked(), Verdict::Final, CloseCode::Revoked);
        else if (ended->reason == SessionEnded::Reason::Convention)
            lose(notInForce(), Verdict::Final, CloseCode::NotInForce);
        else if (ended->reason == SessionEnded::Reason::Sessions)
            lose(tooManySessions(), Verdict::Passing, CloseCode::TooManySessions);
        else
            lose(unavailable(u"the server has ended the session"_s), Verdict::Passing, CloseCode::Stopping);
    } else if (const auto &notification = std::get<Notification>(*message);
        m_phase == Phase::Open || std::holds_alternative<ConventionChanged>(notification)) {
        Q_EMIT notified(notification);
    }
}

void Connection::onHello(const IncomingAnswer &answer)
{
    if (!answer.answer) {
        const WireError &error = answer.answer.error();
        const bool passing = error.code == ErrorCode::Unavailable || error.code == ErrorCode::RateLimited
            || error.code == ErrorCode::InternalError;
        const Failure kind = passing             ? Failure::Unavailable
            : error.code == ErrorCode::Forbidden ? Failure::Forbidden
                                                 : Failure::InvalidInput;
        lose({ kind, error.message }, passing ? Verdict::Passing : Verdict::Final);
        return;
    }
    const auto *hello = std::get_if<HelloAnswer>(&*answer.answer);
    if (!hello || answer.id != kHelloId) {
        lose(brokenProtocol(u"no answer to hello"_s));
    } else if (hello->annexe != kAnnexeVersion) {
        lose(brokenProtocol(u"the platform has %1, this program %2"_s.arg(hello->annexe, kAnnexeVersion)),
            Verdict::Final);
    } else {
        m_deadline.stop();
        m_denied = false;
        m_trouble.reset();
        const UtcTime now = m_clock.now();
        setPhase(Phase::Open);
        Q_EMIT greeted(*hello, hello->now - (m_helloAt + (now - m_helloAt) / 2));
    }
}

/// What is unread is read first: its last message may say why.
void Connection::onClosed()
{
    m_closed = true;
    if (m_unread.empty())
        end();
}

/// The session is over, whoever ended it.
void Connection::end()
{
    if (const auto trouble = m_key ? m_key->takeTrouble() : std::nullopt)
        loseCard(*trouble);
    else if (m_refusedByTls)
        lose(*m_refusedByTls, Verdict::Final);
    else if (static_cast<int>(m_socket->closeCode()) == static_cast<int>(CloseCode::Revoked))
        lose(revoked(), Verdict::Final);
    else if (static_cast<int>(m_socket->closeCode()) == static_cast<int>(CloseCode::NotInForce))
        lose(notInForce(), Verdict::Final);
    else if (static_cast<int>(m_socket->closeCode()) == static_cast<int>(CloseCode::TooManySessions))
        lose(tooManySessions());
    else
        lose(unavailable(m_socket->errorString()));
}

/// It was there when the program began: whatever is wrong now, the right card is not in the reader.
void Connection::loseCard(pki::TokenTrouble trouble)
{
    const bool refused = trouble == pki::TokenTrouble::PinRefused;
    lose({ refused ? Failure::PinRefused : Failure::CardAbsent, pki::errorOf(trouble, u"card").detail },
        refused ? Verdict::Final : Verdict::Passing);
}

void Connection::onHeartbeat()
{
    if (m_heard.durationElapsed() > m_timing.silence) {
        lose(unavailable(u"nothing heard from the server"_s));
        return;
    }
    // What hello told of the platform's time holds only as long as nobody sets this clock: it is asked again.
    const auto set = m_clock.now() - m_helloAt - m_sinceHello.durationElapsed();
    if (std::chrono::abs(set) > kClockSet) {
        lose(unavailable(u"this workstation's clock was set"_s));
        return;
    }
    if (m_phase == Phase::Open)
        m_backoff.reset(); // a session that has lasted so long was a good one
    m_socket->ping();
}

void Connection::lose(const Error &why, Verdict verdict, CloseCode code)
{
    if (!m_socket)
        return;
    dropSocket(static_cast<quint16>(code));
    m_trouble = why;
    m_denied = verdict == Verdict::Final;
    m_retry.start(m_denied ? m_denials.next() : m_backoff.next());
    setPhase(Phase::Resting);
}

void Connection::dropSocket(quint16 code)
{
    m_deadline.stop();
    m_heartbeat.stop();
    m_reader.stop();
    m_unread.clear();
    m_unreadBytes = 0;
    m_closed = false;
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    if (m_socket->state() == QAbstractSocket::ConnectedState) {
        m_socket->close(static_cast<QWebSocketProtocol::CloseCode>(code));
        m_socket->flush();
    }
    m_socket->abort(); // a peer that hangs would keep the descriptor
    m_socket.release()->deleteLater();
}

void Connection::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT phaseChanged();
}

} // namespace cortege::client
