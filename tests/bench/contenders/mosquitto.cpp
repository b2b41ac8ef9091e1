#include "mosquitto.h"

#include <QtCore/QFile>
#include <QtCore/QUuid>

#include <array>

#include <unistd.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

constexpr std::string_view kTopic = "cortege";

/// First bytes of packets (MQTT 3.1.1, 2.2), those of PUBLISH and SUBSCRIBE with the flags that we send.
enum class Packet : unsigned char {
    Connect = 0x10,
    ConnectAcknowledged = 0x20,
    Publish = 0x32, ///< quality of service 1
    PublishAcknowledged = 0x40,
    Subscribe = 0x82,
    SubscribeAcknowledged = 0x90,
};

std::string twoBytes(size_t number) { return { static_cast<char>(number >> 8), static_cast<char>(number & 0xff) }; }
std::string counted(std::string_view text) { return twoBytes(text.size()).append(text); }

std::string packet(Packet kind, std::string_view content)
{
    std::string bytes(1, static_cast<char>(kind));
    size_t left = content.size();
    do { // seven bits a byte, the lowest first
        bytes += static_cast<char>((left & 0x7f) | (left > 0x7f ? 0x80 : 0));
        left >>= 7;
    } while (left > 0);
    return bytes.append(content);
}

/// A connection that the broker has let in.
class MqttSession
{
public:
    MqttSession(quint16 port, SSL_CTX *context) : m_stream(TlsStream::connect(port, context))
    {
        constexpr char kCleanSession = 0x02;
        const std::string name = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
        m_stream.write(packet(
            Packet::Connect, counted("MQTT") + '\4' + kCleanSession + twoBytes(0) /* no keep-alive */ + counted(name)));
        expect(Packet::ConnectAcknowledged);
    }
    int descriptor() const { return m_stream.descriptor(); }
    void send(std::string_view bytes) { m_stream.write(bytes); }
    void stopBlocking() { m_stream.setBlocking(false); }

    /// Waits for that packet, which comes next.
    void expect(Packet kind)
    {
        bool came = false;
        while (!came) {
            std::array<char, 256> part {};
            const size_t count = m_stream.read(part);
            demand(count > 0, u"Mosquitto closed the connection"_s);
            m_buffer.append(part.data(), count);
            forEach([&](Packet first, std::string_view content) {
                // The last byte is 0 in CONNACK, the granted quality in SUBACK.
                demand(first == kind && content.back() == (kind == Packet::SubscribeAcknowledged ? 1 : 0),
                    u"Mosquitto refuses"_s);
                came = true;
            });
        }
    }
    void receive(auto take)
    {
        m_stream.readAvailable(m_buffer);
        forEach(take);
    }

private:
    void forEach(auto take)
    {
        std::string_view rest = m_buffer;
        for (;;) {
            size_t length = 0;
            size_t header = 1;
            while (header < rest.size() && header <= 4) {
                const auto byte = static_cast<unsigned char>(rest[header]);
                length |= static_cast<size_t>(byte & 0x7f) << (7 * (header - 1));
                ++header;
                if (byte < 0x80)
                    break;
            }
            if (header < 2 || rest.size() < header + length || (static_cast<unsigned char>(rest[header - 1]) & 0x80))
                break;
            take(static_cast<Packet>(rest.front()), rest.substr(header, length));
            rest.remove_prefix(header + length);
        }
        m_buffer.erase(0, m_buffer.size() - rest.size());
    }

    TlsStream m_stream;
    std::string m_buffer;
};

class MqttConsole final : public Connection
{
public:
    MqttConsole(quint16 port, SSL_CTX *context) : m_session(port, context)
    {
        m_session.send(packet(Packet::Subscribe, twoBytes(1) + counted(kTopic) + '\1'));
        m_session.expect(Packet::SubscribeAcknowledged);
        m_session.stopBlocking();
    }
    int descriptor() const override { return m_session.descriptor(); }
    Heard receive() override
    {
        Heard heard;
        std::string answers;
        m_session.receive([&](Packet kind, std::string_view content) {
            demand(kind == Packet::Publish, u"Mosquitto says something else than news"_s);
            answers += packet(Packet::PublishAcknowledged, content.substr(2 + kTopic.size(), 2));
            ++heard.events;
        });
        if (!answers.empty())
            m_session.send(answers);
        return heard;
    }

private:
    MqttSession m_session;
};

class MqttWriter final : public Writer
{
public:
    MqttWriter(quint16 port, SSL_CTX *context, const std::string &feature)
        : m_session(port, context), m_save(packet(Packet::Publish, counted(kTopic) + twoBytes(1) + feature))
    {
        m_session.stopBlocking();
    }
    int descriptor() const override { return m_session.descriptor(); }
    void save() override { m_session.send(m_save); }
    Heard receive() override
    {
        Heard heard;
        m_session.receive([&](Packet kind, std::string_view) {
            demand(kind == Packet::PublishAcknowledged, u"Mosquitto says something else than yes"_s);
            ++heard.saved;
        });
        return heard;
    }

private:
    MqttSession m_session;
    std::string m_save;
};

} // namespace

MosquittoContender::MosquittoContender(const Credentials &credentials, const QString &folder, const QByteArray &feature)
    : m_writerContext(clientContext(credentials.writer().files)),
      m_readerContext(clientContext(credentials.reader().files)), m_feature(feature.toStdString()),
      m_port(portOf(listenOnLoopback()))
{
    const auto &tls = credentials.server();
    QString settings = u"listener %1 127.0.0.1\ntls_version tlsv1.3\ncertfile %2\nkeyfile %3\ncafile %4\n"
                       "require_certificate true\nuse_identity_as_username true\nset_tcp_nodelay true\n"
                       "persistence true\npersistence_location %5/\nautosave_on_changes true\nautosave_interval 1\n"
                       "max_queued_messages 0\nmax_inflight_messages 0\nlog_dest stderr\n"_s.arg(m_port)
                           .arg(tls.certificateChain, tls.key, tls.clientAuthorities, folder);
    if (geteuid() == 0)
        settings += u"user root\n"_s; // as which our files can be read
    const QString path = folder + u"/mosquitto.conf"_s;
    QFile file(path);
    demand(file.open(QFile::WriteOnly) && file.write(settings.toUtf8()) > 0 && file.flush(), u"cannot write "_s + path);
    m_server.emplace(u"/usr/sbin/mosquitto"_s, QStringList { u"-c"_s, path }, " running", folder);
}

std::unique_ptr<Connection> MosquittoContender::console()
{
    return std::make_unique<MqttConsole>(m_port, m_readerContext.get());
}

std::unique_ptr<Writer> MosquittoContender::writer()
{
    return std::make_unique<MqttWriter>(m_port, m_writerContext.get(), m_feature);
}

void MosquittoContender::login() { const MqttSession session(m_port, m_readerContext.get()); }

QString MosquittoContender::version() const
{
    const QByteArray log = m_server->log();
    static const QByteArray kName = "mosquitto version ";
    const qsizetype at = log.indexOf(kName) + kName.size();
    return QString::fromLatin1(log.mid(at, log.indexOf(' ', at) - at));
}

} // namespace cortege::bench
