#pragma once

#include "contender.h"
#include "credentials.h"
#include "program.h"
#include "tls.h"

#include <domain/event.h>

#include <optional>

namespace cortege::bench
{

/// The real cortege-server over cortege.v1.
class CortegeContender final : public Contender
{
public:
    /// The database is a file in `folder`.
    CortegeContender(const Credentials &credentials, const QString &folder, EventRecord record);

    QString database() const { return m_database; }
    quint16 port() const { return m_port; }
    std::unique_ptr<Connection> console() override;
    std::unique_ptr<Connection> console(SSL_CTX *context); ///< of another person
    std::unique_ptr<Writer> writer() override;
    void login() override;
    qint64 pid() const override { return m_server->pid(); }
    qint64 commits() const; ///< transactions of its journal so far

private:
    QString m_database;
    SslContext m_writerContext;
    SslContext m_readerContext;
    EventRecord m_record;
    std::optional<Program> m_server;
    quint16 m_port = 0;
    quint16 m_metricsPort = 0;
};

} // namespace cortege::bench
