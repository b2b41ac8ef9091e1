#pragma once

#include "contender.h"
#include "credentials.h"
#include "program.h"
#include "tls.h"

#include <optional>

namespace cortege::bench
{

/// Mosquitto with MQTT 3.1.1 over TLS 1.3 with client certificates: each save is one PUBLISH with quality of service 1,
/// consoles are subscribers with the same. It persists as often as it can, after each turn of its loop in which
/// something came; but it acknowledges before, and forgets what every subscriber has taken: weaker than a journal.
class MosquittoContender final : public Contender
{
public:
    MosquittoContender(const Credentials &credentials, const QString &folder, const QByteArray &feature);

    std::unique_ptr<Connection> console() override;
    std::unique_ptr<Writer> writer() override;
    void login() override;
    qint64 pid() const override { return m_server->pid(); }
    QString version() const; ///< as it says at its start

private:
    SslContext m_writerContext;
    SslContext m_readerContext;
    std::string m_feature;
    std::optional<Program> m_server;
    quint16 m_port = 0;
};

} // namespace cortege::bench
