#pragma once

#include "credentials.h"
#include "figures.h"
#include "tls.h"

#include <string>
#include <thread>

namespace cortege::bench
{

/// What no server that keeps its word can beat here: the frame to a peer over TLS 1.3, appended to a file, fsync, and
/// the same frame back.
class Floor
{
public:
    /// `folder` lies on the file system of the contenders' files.
    Floor(const Credentials &credentials, const QString &folder, std::string frame);
    ~Floor();

    Samples measure(int rounds);

private:
    void serve(const QString &file);

    SslContext m_serverContext;
    SslContext m_clientContext;
    std::string m_frame;
    Socket m_listener;
    std::jthread m_server;
    TlsStream m_stream;
};

} // namespace cortege::bench
