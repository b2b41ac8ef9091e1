#include "cortege.h"

#include "figures.h"

#include <pki/keyring.h>
#include <protocol/codec.h>
#include <storage/sqliteconvention.h>
#include <storage/sqliteregister.h>
#include <support/grantor.h>
#include <support/places.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRandomGenerator>

#include <charconv>
#include <utility>

#include <sys/socket.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

enum class Opcode : unsigned char { Continuation = 0, Text = 1, Close = 8, Ping = 9, Pong = 10 };

/// A client's frame (RFC 6455, 5.2), masked with zeros: the server's work stays the same, ours does not grow.
std::string frame(Opcode opcode, std::string_view payload)
{
    std::string bytes;
    bytes.reserve(payload.size() + 14);
    bytes += static_cast<char>(0x80 | static_cast<unsigned char>(opcode));
    const auto masked = [](size_t length) { return static_cast<char>(0x80 | length); };
    if (payload.size() < 126) {
        bytes += masked(payload.size());
    } else {
        const bool isLong = payload.size() > 0xffff;
        bytes += masked(isLong ? 127 : 126);
        for (int shift = isLong ? 56 : 8; shift >= 0; shift -= 8)
            bytes += static_cast<char>(payload.size() >> shift);
    }
    bytes.append(4, '\0');
    return bytes.append(payload);
}

/// The frames of a server, cut out of the stream.
class FrameReader
{
public:
    std::string buffer; ///< what came from the socket

    /// Calls `take(opcode, payload)` for every whole frame and forgets it.
    void forEach(auto take)
    {
        std::string_view rest = buffer;
        while (const auto header = headerOf(rest)) {
            take(header->opcode, rest.substr(header->size, header->payload));
            rest.remove_prefix(header->size + header->payload);
        }
        buffer.erase(0, buffer.size() - rest.size());
    }

private:
    struct Header {
        Opcode opcode;
        size_t size;
        size_t payload;
    };
    /// Nothing while the frame is not there as a whole.
    static std::optional<Header> headerOf(std::string_view bytes)
    {
        if (bytes.size() < 2)
            return {};
        size_t payload = bytes[1] & 0x7f;
        const size_t extra = payload == 126 ? 2 : payload == 127 ? 8 : 0;
        if (bytes.size() < 2 + extra)
            return {};
        if (extra > 0)
            payload = 0;
        for (size_t i = 0; i < extra; ++i)
            payload = payload << 8 | static_cast<unsigned char>(bytes[2 + i]);
        if (bytes.size() < 2 + extra + payload)
            return {};
        return Header { static_cast<Opcode>(bytes[0] & 0x0f), 2 + extra, payload };
    }
};

/// A session of cortege.v1 that looks into answers no further than it must.
class Session
{
public:
    Session(quint16 port, SSL_CTX *context) : m_stream(TlsStream::connect(port, context))
    {
        upgrade(port);
        const auto hello = ask(protocol::HelloRequest { u"bench/1"_s, kAnnexeVersion });
        m_lastSequence = hello.value("lastSequence"_L1).toInteger();
    }

    int descriptor() const { return m_stream.descriptor(); }
    Sequence lastSequence() const { return m_lastSequence; }
    void send(std::string_view text) { m_stream.write(frame(Opcode::Text, text)); }
    void stopBlocking() { m_stream.setBlocking(false); }

    /// The result of a request, waited for.
    QJsonObject ask(const protocol::Request &request)
    {
        const QByteArray text = protocol::encode(m_nextId++, request);
        send({ text.data(), static_cast<size_t>(text.size()) });
        QByteArray answer;
        while (answer.isEmpty()) {
            readSome();
            forEachText([&](std::string_view payload) { answer = QByteArray(payload.data(), std::ssize(payload)); });
        }
        const QJsonObject object = QJsonDocument::fromJson(answer).object();
        demand(object.contains("result"_L1), u"the server refuses: "_s + QString::fromUtf8(answer));
        return object.value("result"_L1).toObject();
    }

    void receive(auto takeText)
    {
        m_stream.readAvailable(m_frames.buffer);
        forEachText(takeText);
    }

private:
    void readSome()
    {
        std::array<char, 4096> part {};
        const size_t count = m_stream.read(part);
        demand(count > 0, u"the server closed the connection"_s);
        m_frames.buffer.append(part.data(), count);
    }
    void upgrade(quint16 port)
    {
        m_stream.write(u"GET / HTTP/1.1\r\nHost: 127.0.0.1:%1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Protocol: %2\r\n\r\n"_s.arg(port)
                           .arg(protocol::kSubprotocol)
                           .toStdString());
        size_t end = std::string::npos;
        while ((end = m_frames.buffer.find("\r\n\r\n")) == std::string::npos)
            readSome();
        demand(m_frames.buffer.starts_with("HTTP/1.1 101"), u"the server does not upgrade to WebSocket"_s);
        m_frames.buffer.erase(0, end + 4);
    }
    void forEachText(auto take)
    {
        m_frames.forEach([&](Opcode opcode, std::string_view payload) {
            demand(opcode != Opcode::Close, u"the server said goodbye"_s);
            demand(opcode != Opcode::Continuation, u"the server splits messages"_s);
            if (opcode == Opcode::Ping)
                m_stream.write(frame(Opcode::Pong, payload));
            if (opcode == Opcode::Text)
                take(payload);
        });
    }

    TlsStream m_stream;
    FrameReader m_frames;
    Sequence m_lastSequence = 0;
    protocol::MessageId m_nextId = 1;
};

class CortegeConsole final : public Connection
{
public:
    CortegeConsole(quint16 port, SSL_CTX *context) : m_session(port, context), m_sequence(m_session.lastSequence())
    {
        m_session.ask(protocol::SubscribeRequest { m_sequence });
        m_session.stopBlocking();
    }
    int descriptor() const override { return m_session.descriptor(); }
    Heard receive() override
    {
        const Sequence before = m_sequence;
        m_session.receive([this](std::string_view text) { follow(text); });
        return { .events = static_cast<int>(m_sequence - before) };
    }

private:
    /// Each version says its sequence; the same characters inside a text would have escaped quotes.
    void follow(std::string_view text)
    {
        static constexpr std::string_view kKey = "\"sequence\":";
        for (size_t at = text.find(kKey); at != std::string_view::npos; at = text.find(kKey, at + kKey.size())) {
            Sequence sequence = 0;
            std::from_chars(text.data() + at + kKey.size(), text.data() + text.size(), sequence);
            demand(sequence == m_sequence + 1, u"sequence %1 follows %2"_s.arg(sequence).arg(m_sequence));
            m_sequence = sequence;
        }
    }

    Session m_session;
    Sequence m_sequence;
};

class CortegeWriter final : public Writer
{
public:
    CortegeWriter(quint16 port, SSL_CTX *context, const EventRecord &record) : m_session(port, context)
    {
        const auto request = RequestId::make();
        const auto event = EventId::make();
        m_text = protocol::encode(protocol::MessageId { 2 }, protocol::SaveRequest { request, event, 0, record })
                     .toStdString();
        m_requestAt = m_text.find(request.toString().toStdString());
        m_eventAt = m_text.find(event.toString().toStdString());
        m_session.stopBlocking();
    }
    int descriptor() const override { return m_session.descriptor(); }
    void save() override
    {
        m_text.replace(m_requestAt, 36, RequestId::make().toString().toStdString());
        m_text.replace(m_eventAt, 36, EventId::make().toString().toStdString());
        m_session.send(m_text);
    }
    Heard receive() override
    {
        Heard heard;
        m_session.receive([&](std::string_view text) {
            const bool refused = text.find("\"error\":") != std::string_view::npos;
            ++(refused ? heard.refused : heard.saved);
        });
        return heard;
    }

private:
    Session m_session;
    std::string m_text;
    size_t m_requestAt;
    size_t m_eventAt;
};

void enter(storage::SqlitePersonRegister &persons, const Credentials::Identity &identity)
{
    demand(persons.add(identity.person) && persons.bind(identity.fingerprint, identity.person.id, SystemClock().now()),
        u"the register takes nobody"_s);
}

/// Without it nobody is let in.
void recordConvention(const QString &database)
{
    using storage::SqliteConvention;
    const UtcTime now = SystemClock().now();
    const DpoNotice told { toParis(now).date(), u"bench"_s };
    const auto acts = SqliteConvention::open(database, SqliteConvention::Access::ReadWrite);
    demand(acts.has_value(), acts ? QString() : acts.error().detail);
    for (const ConventionAct::Content &content : std::initializer_list<ConventionAct::Content> {
             ConventionNotified { told.day }, AnnexeVersion { kAnnexeVersion, told, told, u"bench"_s } }) {
        const auto recorded = (*acts)->record({ 0, content, {}, u"bench"_s, now });
        demand(recorded.has_value(), recorded ? QString() : recorded.error().detail);
    }
}

quint16 portIn(const QByteArray &log, QLatin1StringView which)
{
    for (const QByteArray &line : log.split('\n')) {
        const QJsonObject entry = QJsonDocument::fromJson(line).object();
        if (entry.value("event"_L1) == "listening"_L1)
            return static_cast<quint16>(entry.value(which).toInt());
    }
    throw SetupFault(u"cortege-server does not say its port"_s);
}

} // namespace

CortegeContender::CortegeContender(const Credentials &credentials, const QString &folder, EventRecord record)
    : m_database(folder + u"/cortege.sqlite"_s), m_writerContext(clientContext(credentials.writer().files)),
      m_readerContext(clientContext(credentials.reader().files)), m_record(std::move(record))
{
    {
        auto persons
            = storage::SqlitePersonRegister::open(m_database, storage::SqlitePersonRegister::Access::ReadWrite);
        demand(persons.has_value(), persons ? QString() : persons.error().detail);
        enter(**persons, credentials.writer());
        enter(**persons, credentials.reader());
        const SystemClock clock;
        const auto grantor = test::Grantor::make(credentials.clients(), m_database, clock);
        demand(grantor && (*grantor)->grant(credentials.writer().person.id, credentials.writer().person.roles)
                && (*grantor)->grant(credentials.reader().person.id, credentials.reader().person.roles),
            u"nobody is habilitated"_s);
    }
    const QString keys = folder + u"/keys"_s;
    demand(pki::Keyring::create(keys, SystemClock().now()).has_value(), u"no keys could be made"_s);
    recordConvention(m_database);
    const auto &tls = credentials.server();
    m_server.emplace(test::binPath(u"cortege-server"_s),
        QStringList { u"--database"_s, m_database, u"--keys"_s, keys, u"--certificate"_s, tls.certificateChain,
            u"--key"_s, tls.key, u"--client-authorities"_s, tls.clientAuthorities, u"--listen"_s, u"127.0.0.1:0"_s,
            u"--metrics"_s, u"127.0.0.1:0"_s, u"--sessions-per-person"_s, u"10000"_s }, // one person is all consoles
        "\"listening\"", folder);
    m_port = portIn(m_server->log(), "port"_L1);
    m_metricsPort = portIn(m_server->log(), "metricsPort"_L1);
}

std::unique_ptr<Connection> CortegeContender::console() { return console(m_readerContext.get()); }

std::unique_ptr<Connection> CortegeContender::console(SSL_CTX *context)
{
    return std::make_unique<CortegeConsole>(m_port, context);
}

std::unique_ptr<Writer> CortegeContender::writer()
{
    return std::make_unique<CortegeWriter>(m_port, m_writerContext.get(), m_record);
}

void CortegeContender::login() { const Session session(m_port, m_readerContext.get()); }

qint64 CortegeContender::commits() const
{
    static constexpr std::string_view kAsk = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const Socket socket = connectToLoopback(m_metricsPort);
    demand(::send(socket.descriptor(), kAsk.data(), kAsk.size(), MSG_NOSIGNAL) == std::ssize(kAsk), u"no metrics"_s);
    std::string page;
    std::array<char, 4096> part {};
    for (ssize_t count = 0; (count = ::recv(socket.descriptor(), part.data(), part.size(), 0)) > 0;)
        page.append(part.data(), static_cast<size_t>(count));
    static constexpr std::string_view kKey = "\ncortege_commit_seconds_count ";
    const size_t at = page.find(kKey);
    demand(at != std::string::npos, u"the server does not count its commits"_s);
    qint64 commits = 0;
    std::from_chars(page.data() + at + kKey.size(), page.data() + page.size(), commits);
    return commits;
}

} // namespace cortege::bench
