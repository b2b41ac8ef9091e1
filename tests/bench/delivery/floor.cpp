#include "floor.h"

#include <QtCore/QFile>

#include <cstdio>

#include <fcntl.h>
#include <sys/socket.h>
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

} // namespace

Floor::Floor(const Credentials &credentials, const QString &folder, std::string frame)
    : m_serverContext(serverContext(credentials.server())), m_clientContext(clientContext(credentials.writer().files)),
      m_frame(std::move(frame)), m_listener(listenOnLoopback()),
      m_server([this, file = folder + u"/floor"_s] { serve(file); }),
      m_stream(TlsStream::connect(portOf(m_listener), m_clientContext.get()))
{
}

Floor::~Floor() { ::shutdown(m_stream.descriptor(), SHUT_RDWR); }

void Floor::serve(const QString &file)
try {
    TlsStream stream = TlsStream::accept(m_listener, m_serverContext.get());
    const Socket journal(open(QFile::encodeName(file).constData(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600));
    std::string frame(m_frame.size(), '\0');
    while (readExactly(stream, frame)) {
        demand(::write(journal.descriptor(), frame.data(), frame.size()) == static_cast<ssize_t>(frame.size())
                && fsync(journal.descriptor()) == 0,
            u"cannot write the floor's file"_s);
        stream.write(frame);
    }
} catch (const SetupFault &fault) {
    std::fprintf(stderr, "floor: %s\n", fault.what()); // the other end sees the stream end
}

Samples Floor::measure(int rounds)
{
    Samples samples;
    std::string back(m_frame.size(), '\0');
    for (int i = 0; i < rounds; ++i) {
        const auto start = SteadyClock::now();
        m_stream.write(m_frame);
        demand(readExactly(m_stream, back), u"the floor's peer went away"_s);
        samples.add(SteadyClock::now() - start);
    }
    return samples;
}

} // namespace cortege::bench
