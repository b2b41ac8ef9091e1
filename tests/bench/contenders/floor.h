#pragma once

#include "contender.h"
#include "credentials.h"
#include "load.h"
#include "program.h"
#include "tls.h"

#include <optional>
#include <string>

namespace cortege::bench
{

/// What no server can leave out, in a program of its own (peers/tls_floor.cpp): TLS 1.3 with a certificate on both
/// sides, and the frame from a writer to each console and back to the writer; with `Disk::Yes` it is appended to a file
/// and fsynced before. OpenSSL itself; nothing is parsed, checked or kept in order for anybody who comes later. For one
/// writer and the consoles of one load.
class FloorContender final : public Contender
{
public:
    enum class Disk { No, Yes };
    /// `folder` lies on the file system of the other contenders' files.
    FloorContender(const Credentials &credentials, const QString &folder, std::string frame, Disk disk);

    std::unique_ptr<Connection> console() override;
    std::unique_ptr<Writer> writer() override;
    void login() override { connect('l'); }
    /// A connection of its own, until so many bytes have come, frame after frame and the last one cut.
    void fetch(size_t bytes);
    qint64 pid() const override { return m_server->pid(); }

private:
    TlsStream connect(char what);

    SslContext m_clientContext;
    std::string m_frame;
    std::optional<Program> m_server;
    quint16 m_port = 0;
};

/// What a disk takes at the most: groups of saves, one sync each, over blocks that the file has already.
class DiskFloor
{
public:
    DiskFloor(const QString &folder, qsizetype saveBytes);
    /// How many saves in so many groups reach the disk while the time lasts.
    Throughput write(double savesInGroup, std::chrono::milliseconds time);

private:
    Socket m_file;
    qsizetype m_saveBytes;
    qint64 m_at = 0;
};

} // namespace cortege::bench
