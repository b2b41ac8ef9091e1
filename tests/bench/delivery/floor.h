#pragma once

#include "contender.h"
#include "credentials.h"
#include "tls.h"

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cortege::bench
{

/// What no server that keeps its word can leave out: the frame from a writer over TLS 1.3, appended to a file, fsync,
/// the frame to each console and back to the writer. One thread, OpenSSL itself; nothing is parsed, checked or kept in
/// order for anybody who comes later. For one writer and the consoles of one load.
class FloorContender final : public Contender
{
public:
    /// `folder` lies on the file system of the other contenders' files.
    FloorContender(const Credentials &credentials, const QString &folder, std::string frame);

    std::unique_ptr<Connection> console() override;
    std::unique_ptr<Writer> writer() override;
    double cpuSeconds() const override { return 0; } ///< its thread is one of the generator's process

private:
    struct Pair {
        TlsStream ours; ///< the generator's end
        TlsStream theirs;
    };
    Pair connect();
    void serve(TlsStream writer);

    SslContext m_serverContext;
    SslContext m_clientContext;
    QString m_file;
    std::string m_frame;
    Socket m_listener;
    std::mutex m_mutex;
    std::vector<TlsStream> m_consoles; ///< guarded by m_mutex
    std::jthread m_server;
};

} // namespace cortege::bench
