// The floor of the benches, a server that does nothing but TLS: tls_floor CHAIN KEY CLIENT-AUTHORITIES FRAME-BYTES
// [FILE]. Who says 'l' is in, and that was all; who says 'c' hears every frame; who says 'w' sends frames, each of
// which goes to the disk, if there is a FILE, then to everybody who hears, then back; who says 'f', and after that a
// number (size_t), is sent so many bytes, frame by frame.
#include "../contenders/figures.h"
#include "../contenders/tls.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

using namespace cortege;
using namespace cortege::bench;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kThreads = 2; // as many as cortege-server has for its connections

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

class Relay
{
public:
    Relay(size_t frameBytes, const char *file)
        : m_frameBytes(frameBytes), m_file(file ? open(file, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600) : -1)
    {
        demand(!file || m_file.descriptor() >= 0, u"cannot write the floor's file"_s);
    }

    void greet(TlsStream stream)
    {
        std::array<char, 1> what {};
        if (!readExactly(stream, what))
            return;
        const std::lock_guard lock(m_mutex);
        stream.write("k");
        if (what[0] == 'c')
            m_consoles.push_back(std::move(stream));
        else if (what[0] == 'w')
            std::thread([this, writer = std::move(stream)]() mutable { serve(std::move(writer)); }).detach();
        else if (what[0] == 'f')
            std::thread([this, reader = std::move(stream)]() mutable { feed(std::move(reader)); }).detach();
    }

private:
    void serve(TlsStream writer)
    try {
        std::string frame(m_frameBytes, '\0');
        while (readExactly(writer, frame)) {
            demand(m_file.descriptor() < 0
                    || (::write(m_file.descriptor(), frame.data(), frame.size()) == std::ssize(frame)
                        && fsync(m_file.descriptor()) == 0),
                u"cannot write the floor's file"_s);
            const std::lock_guard lock(m_mutex);
            for (TlsStream &console : m_consoles)
                console.write(frame);
            writer.write(frame);
        }
    } catch (const SetupFault &fault) {
        std::fprintf(stderr, "tls_floor: %s\n", fault.what()); // the generator hears nothing more, and says so
    }

    void feed(TlsStream reader)
    try {
        size_t left = 0;
        if (!readExactly(reader, { reinterpret_cast<char *>(&left), sizeof left }))
            return;
        const std::string frame(m_frameBytes, 'x');
        for (; left > 0; left -= std::min(left, frame.size()))
            reader.write(std::string_view(frame).substr(0, left));
    } catch (const SetupFault &) {
        return; // who hung up in the midst of it
    }

    const size_t m_frameBytes;
    const Socket m_file;
    std::mutex m_mutex;
    std::vector<TlsStream> m_consoles; ///< guarded by m_mutex
};

} // namespace

int main(int argc, char **argv)
try {
    if (argc < 5)
        return 2;
    std::signal(SIGPIPE, SIG_IGN);
    const pki::ServerTlsFiles files { QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]),
        QString::fromLocal8Bit(argv[3]) };
    const SslContext context = serverContext(files);
    const Socket listener = listenOnLoopback();
    Relay relay(std::strtoul(argv[4], nullptr, 10), argc > 5 ? argv[5] : nullptr);
    std::fprintf(stderr, "listening on %d\n", portOf(listener));
    const auto accept = [&] {
        for (;;) {
            try {
                relay.greet(TlsStream::accept(listener, context.get()));
            } catch (const SetupFault &) {
                continue; // who hung up in the midst of it
            }
        }
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < kThreads; ++i)
        others.emplace_back(accept);
    accept();
} catch (const SetupFault &fault) {
    std::fprintf(stderr, "tls_floor: %s\n", fault.what());
    return 1;
}
