#include "floor.h"

#include <support/places.h>

#include <QtCore/QFile>

#include <algorithm>
#include <array>
#include <cmath>

#include <fcntl.h>
#include <unistd.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qint64 kFileBytes = qint64 { 32 } * 1024 * 1024; // as the server's write-ahead log

/// The generator's end of a connection: it hears whole frames.
class FloorEnd final : public Writer
{
public:
    FloorEnd(TlsStream stream, const std::string &frame, int Heard::*what)
        : m_stream(std::move(stream)), m_frame(frame), m_what(what)
    {
        m_stream.setBlocking(false);
    }
    int descriptor() const override { return m_stream.descriptor(); }
    void save() override { m_stream.write(m_frame); }
    Heard receive() override
    {
        m_stream.readAvailable(m_buffer);
        const size_t frames = m_buffer.size() / m_frame.size();
        m_buffer.erase(0, frames * m_frame.size());
        Heard heard;
        heard.*m_what = static_cast<int>(frames);
        return heard;
    }

private:
    TlsStream m_stream;
    const std::string &m_frame;
    int Heard::*m_what;
    std::string m_buffer;
};

} // namespace

FloorContender::FloorContender(const Credentials &credentials, const QString &folder, std::string frame, Disk disk)
    : m_clientContext(clientContext(credentials.writer().files)), m_frame(std::move(frame))
{
    const auto &tls = credentials.server();
    QStringList arguments { tls.certificateChain, tls.key, tls.clientAuthorities, QString::number(m_frame.size()) };
    if (disk == Disk::Yes)
        arguments << folder + u"/floor"_s;
    static const QByteArray kReady = "listening on ";
    m_server.emplace(test::binPath(u"tls_floor"_s), arguments, kReady, folder);
    const QByteArray log = m_server->log();
    m_port = log.mid(log.indexOf(kReady) + kReady.size()).trimmed().toUShort();
}

TlsStream FloorContender::connect(char what)
{
    TlsStream stream = TlsStream::connect(m_port, m_clientContext.get());
    stream.write({ &what, 1 });
    std::array<char, 1> answer {};
    demand(stream.read(answer) == 1, u"the floor hangs up"_s);
    return stream;
}

std::unique_ptr<Connection> FloorContender::console()
{
    return std::make_unique<FloorEnd>(connect('c'), m_frame, &Heard::events);
}

std::unique_ptr<Writer> FloorContender::writer()
{
    return std::make_unique<FloorEnd>(connect('w'), m_frame, &Heard::saved);
}

void FloorContender::fetch(size_t bytes)
{
    TlsStream stream = connect('f');
    stream.write({ reinterpret_cast<const char *>(&bytes), sizeof bytes });
    std::array<char, size_t { 16 } * 1024> part {}; // a TLS record holds no more
    for (size_t left = bytes; left > 0;) {
        const size_t count = stream.read(std::span(part).first(std::min(left, part.size())));
        demand(count > 0, u"the floor hangs up"_s);
        left -= count;
    }
}

DiskFloor::DiskFloor(const QString &folder, qsizetype saveBytes)
    : m_file(open(QFile::encodeName(folder + u"/disk-floor"_s).constData(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)),
      m_saveBytes(saveBytes)
{
    const std::string zeros(static_cast<size_t>(kFileBytes), '\0');
    demand(::write(m_file.descriptor(), zeros.data(), zeros.size()) == kFileBytes && fsync(m_file.descriptor()) == 0,
        u"cannot write the floor's file"_s);
}

Throughput DiskFloor::write(double savesInGroup, std::chrono::milliseconds time)
{
    const auto bytes = std::min(std::llround(savesInGroup * static_cast<double>(m_saveBytes)), kFileBytes);
    const std::string group(static_cast<size_t>(bytes), 'x');
    Throughput figures;
    qint64 groups = 0;
    const auto start = SteadyClock::now();
    for (; SteadyClock::now() - start < time; ++groups) {
        if (m_at + bytes > kFileBytes)
            m_at = 0;
        demand(pwrite(m_file.descriptor(), group.data(), group.size(), m_at) == bytes
                && fdatasync(m_file.descriptor()) == 0,
            u"cannot write the floor's file"_s);
        m_at += bytes;
    }
    figures.seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    figures.saved = std::llround(static_cast<double>(groups) * savesInGroup);
    figures.savesPerSecond = static_cast<double>(figures.saved) / figures.seconds;
    return figures;
}

} // namespace cortege::bench
