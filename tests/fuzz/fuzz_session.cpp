#include "platform.h"

#include <session.h>

#include <pki/authority.h>
#include <pki/signing.h>
#include <protocol/codec.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>
#include <QtCore/QtEndian>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtWebSockets/QWebSocketServer>

using namespace cortege;
using namespace cortege::server;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kInputs = 20'000; ///< then there is a new journal
constexpr int kPatience = 60'000; ///< milliseconds: a session that is deaf for so long is a finding
constexpr unsigned char kFinal = 0x80, kText = 1, kClose = 8, kPing = 9, kPong = 10; // RFC 6455 §5.2
constexpr QByteArrayView kEnd = "the end";

QByteArray frame(unsigned char first, QByteArrayView payload, bool masked = true)
{
    QByteArray bytes(1, static_cast<char>(first));
    const int mask = masked ? 0x80 : 0;
    const auto bigEndian = [&bytes](auto number) {
        bytes.resize(bytes.size() + qsizetype { sizeof number });
        qToBigEndian(number, bytes.data() + bytes.size() - qsizetype { sizeof number });
    };
    if (payload.size() < 126) {
        bytes += static_cast<char>(mask | payload.size());
    } else if (payload.size() <= 0xffff) {
        bytes += static_cast<char>(mask | 126);
        bigEndian(static_cast<quint16>(payload.size()));
    } else {
        bytes += static_cast<char>(mask | 127);
        bigEndian(static_cast<quint64>(payload.size()));
    }
    return bytes + (masked ? QByteArray(4, '\0') : QByteArray()) + payload.toByteArray();
}

/// The input as whole frames: how each begins, how long it is, what it holds.
QByteArray framesOf(QByteArrayView input)
{
    QByteArray all;
    while (input.size() >= 2) {
        const auto first = static_cast<unsigned char>(input[0]);
        qsizetype size = static_cast<unsigned char>(input[1]);
        input = input.sliced(2);
        if (size == 255 && input.size() >= 2) {
            size = qFromBigEndian<quint16>(input.data());
            input = input.sliced(2);
        }
        const auto payload = input.first(std::min(size, input.size()));
        input = input.sliced(payload.size());
        // Now and then with reserved bits, or without a mask.
        const bool reserved = (first & 0x70) == 0x70;
        all += frame(reserved ? first : first & 0x8f, payload, (first & 0x70) != 0x60);
    }
    return all;
}

/// One session at a time, as the worker has many: its socket is in clear, which Qt's class for TLS can be as well.
class Platform final : public FuzzPlatform, public QTcpServer, public CommitListener
{
public:
    Platform()
    {
        const auto key = pki::makeRequest(u"x"_s).value().keyPem;
        m_journal = JournalThread::start(
            { database(), anchor(), *cipher, std::shared_ptr<const pki::Signer>(pki::Signer::fromPem(key).value()) },
            m_log, { this }, m_metrics)
                        .value();
        m_reader = storage::SqliteJournalReader::open(database(), *cipher).value();
        m_facts = storage::SqliteFactReader::open(database(), *cipher).value();
        m_enrolments
            = storage::SqliteEnrolments::open(database(), storage::SqliteEnrolments::Access::ReadWrite).value();
        m_context.emplace(SessionContext { { clock, *m_reader, *m_facts, m_log, convention, *m_enrolments }, *m_journal,
            *this, m_news, m_factNews, m_log, m_patience });
        m_webSockets.setSupportedSubprotocols({ protocol::kSubprotocol });
        connect(&m_webSockets, &QWebSocketServer::newConnection, this, [this] { startSession(); });
        if (!listen(QHostAddress::LocalHost))
            __builtin_trap();
    }
    ~Platform() override
    {
        forget();
        m_journal->join(); // then nobody calls `committed` any more
    }

    bool isClosed() const { return m_closed; }
    void forget()
    {
        m_session.reset();
        m_socket = nullptr;
        m_closed = false;
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    void committed(Committed batch) override
    {
        QMetaObject::invokeMethod(this, [this, batch = std::move(batch)] { take(batch); }, Qt::QueuedConnection);
    }

private:
    void incomingConnection(qintptr descriptor) override
    {
        m_socket = new QSslSocket(this);
        if (!m_socket->setSocketDescriptor(descriptor))
            __builtin_trap();
        m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // as the worker does; 40 ms an input otherwise
        m_webSockets.handleConnection(m_socket);
    }
    void startSession()
    {
        QWebSocket *const webSocket = m_webSockets.nextPendingConnection();
        webSocket->setParent(nullptr);
        const Person person { PersonId::parse(u"6e1243bd-22c6-4d4b-9c58-3b1b7a6f2f11"_s).value(), u"Claire Martin"_s,
            u"essai"_s, Role::Admin, {} };
        const Peer peer { person, QByteArray(32, 'f'), clock.now() + std::chrono::days { 1 }, u"fuzz"_s,
            server::now() };
        m_session.reset(new Session(++m_sessions, webSocket, m_socket, peer, *m_context));
        connect(m_session.get(), &Session::closed, this, [this] { m_closed = true; });
    }
    void take(const Committed &batch)
    {
        m_news.add(*batch.news);
        if (!m_session)
            return;
        for (const Committed::Reply &reply : batch.replies) {
            if (reply.session == m_session->id())
                m_session->reply(reply);
        }
        m_session->pump();
        m_session->flush();
    }

    Log m_log { clock };
    Metrics m_metrics;
    const Patience m_patience;
    std::unique_ptr<JournalThread> m_journal;
    std::unique_ptr<storage::SqliteJournalReader> m_reader;
    std::unique_ptr<storage::SqliteFactReader> m_facts;
    std::unique_ptr<storage::SqliteEnrolments> m_enrolments;
    RecentNews m_news { 0 };
    const FactNews m_factNews;
    std::optional<SessionContext> m_context;
    QWebSocketServer m_webSockets { u"fuzz"_s, QWebSocketServer::NonSecureMode };
    QSslSocket *m_socket = nullptr;
    std::unique_ptr<Session, DeleteLater> m_session;
    SessionId m_sessions = 0;
    bool m_closed = false;
};

/// What the server says, frame by frame: what a workstation can read, and nothing else.
class Listener
{
public:
    bool isUpgraded() const { return m_upgraded; }
    /// True once it has heard the goodbye, or the answer to the last ping.
    bool hear(const QByteArray &bytes)
    {
        m_bytes += bytes;
        if (!m_upgraded) {
            const qsizetype end = m_bytes.indexOf("\r\n\r\n");
            if (end < 0)
                return false;
            if (!m_bytes.startsWith("HTTP/1.1 101"))
                __builtin_trap();
            m_bytes.remove(0, end + 4);
            m_upgraded = true;
        }
        while (!m_isOver && takeFrame()) { }
        return m_isOver;
    }

private:
    bool takeFrame()
    {
        if (m_bytes.size() < 2)
            return false;
        const auto first = static_cast<unsigned char>(m_bytes[0]);
        qsizetype size = static_cast<unsigned char>(m_bytes[1]);
        const qsizetype header = size == 126 ? 4 : size == 127 ? 10 : 2;
        if (m_bytes.size() < header)
            return false;
        if (header == 4)
            size = qFromBigEndian<quint16>(m_bytes.constData() + 2);
        else if (header == 10)
            size = qFromBigEndian<qint64>(m_bytes.constData() + 2);
        if (m_bytes.size() - header < size)
            return false;
        const QByteArray payload = m_bytes.mid(header, size);
        m_bytes.remove(0, header + size);
        if (first == (kFinal | kText)) {
            if (!protocol::decodeFromServer(payload))
                __builtin_trap();
        } else if (first == (kFinal | kPong)) {
            m_isOver = payload == kEnd;
        } else if (first == (kFinal | kClose)) {
            m_isOver = true;
        } else if (first != (kFinal | kPing)) {
            __builtin_trap();
        }
        return true;
    }
    QByteArray m_bytes;
    bool m_upgraded = false;
    bool m_isOver = false;
};

} // namespace

// Qt finds its SQLite among its plugins.
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    new QCoreApplication(*argc, *argv);
    return 0;
}

// What an authenticated peer sends behind the upgrade, through Qt's WebSocket and the real session to the journal: as
// whole frames, or, when the first byte is odd, as it is. With bit 2 of it nobody says hello before.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static auto &platform = *new std::unique_ptr<Platform>; // stays at the end: Qt's databases may be gone by then
    static int inputs = 0;
    if (size == 0)
        return 0;
    if (inputs++ % kInputs == 0) {
        platform.reset();
        platform = std::make_unique<Platform>();
    }
    const bool isRaw = data[0] & 1;
    const QByteArrayView input(data + 1, static_cast<qsizetype>(size) - 1);
    const QByteArray upgrade = "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Protocol: cortege.v1\r\n\r\n";
    QByteArray bytes;
    if (!(data[0] & 2))
        bytes += frame(kFinal | kText, protocol::encode(1, protocol::HelloRequest { u"fuzz/1"_s, kAnnexeVersion }));
    bytes += isRaw ? input.toByteArray() : framesOf(input);
    if (!isRaw)
        bytes += frame(kFinal | kPing, kEnd);

    QTcpSocket peer;
    Listener listener;
    bool isOver = false;
    QObject::connect(&peer, &QAbstractSocket::connected, &peer, [&] { peer.write(upgrade); });
    QObject::connect(&peer, &QIODevice::readyRead, &peer, [&] {
        const bool wasUpgraded = listener.isUpgraded();
        isOver |= listener.hear(peer.readAll());
        if (wasUpgraded || !listener.isUpgraded())
            return;
        peer.write(bytes);
        if (isRaw)
            peer.disconnectFromHost(); // when all is sent: half a frame would wait for ever for its rest
    });
    peer.connectToHost(platform->serverAddress(), platform->serverPort());
    QTimer::singleShot(kPatience, &peer, [] { __builtin_trap(); });
    const auto hasHungUp = [&] { return peer.state() == QAbstractSocket::UnconnectedState; };
    while (!isOver && !platform->isClosed() && !(hasHungUp() && !isRaw)) {
        // With a time to go on it would not wait at all, and take the processor from the journal's thread.
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    peer.abort();
    platform->forget();
    return 0;
}
