#include "floor.h"

#include "figures.h"

#include <QtCore/QFile>

#include <cstdio>
#include <future>

#include <fcntl.h>
#include <unistd.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{

/// False at the end of the stream.
bool readExactly(TlsStream &stream, std::span<char> buffer)
{
    while (!buffer.empty()) {
        const size_t count = stream.read(buffer);
        if (count == 0)
            return false;
        buffer = buffer.subspan(count);
    }
    return true;
}

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

FloorContender::FloorContender(const Credentials &credentials, const QString &folder, std::string frame)
    : m_serverContext(serverContext(credentials.server())), m_clientContext(clientContext(credentials.writer().files)),
      m_file(folder + u"/floor"_s), m_frame(std::move(frame)), m_listener(listenOnLoopback())
{
}

FloorContender::Pair FloorContender::connect()
{
    auto theirs
        = std::async(std::launch::async, [this] { return TlsStream::accept(m_listener, m_serverContext.get()); });
    TlsStream ours = TlsStream::connect(portOf(m_listener), m_clientContext.get());
    return { std::move(ours), theirs.get() };
}

std::unique_ptr<Connection> FloorContender::console()
{
    Pair pair = connect();
    const std::lock_guard lock(m_mutex);
    m_consoles.push_back(std::move(pair.theirs));
    return std::make_unique<FloorEnd>(std::move(pair.ours), m_frame, &Heard::events);
}

std::unique_ptr<Writer> FloorContender::writer()
{
    Pair pair = connect();
    m_server = std::jthread([this, stream = std::move(pair.theirs)]() mutable { serve(std::move(stream)); });
    return std::make_unique<FloorEnd>(std::move(pair.ours), m_frame, &Heard::saved);
}

void FloorContender::serve(TlsStream writer)
try {
    const Socket journal(open(QFile::encodeName(m_file).constData(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600));
    std::string frame(m_frame.size(), '\0');
    while (readExactly(writer, frame)) {
        demand(::write(journal.descriptor(), frame.data(), frame.size()) == static_cast<ssize_t>(frame.size())
                && fsync(journal.descriptor()) == 0,
            u"cannot write the floor's file"_s);
        const std::lock_guard lock(m_mutex);
        for (TlsStream &console : m_consoles)
            console.write(frame);
        writer.write(frame);
    }
} catch (const SetupFault &fault) {
    std::fprintf(stderr, "floor: %s\n", fault.what()); // the generator hears nothing more, and says so
}

} // namespace cortege::bench
