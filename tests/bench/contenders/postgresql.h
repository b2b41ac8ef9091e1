#pragma once

#include "contender.h"
#include "credentials.h"

#include <support/postgresql.h>

namespace cortege::bench
{

/// A private PostgreSQL of the machine's version: each save is one INSERT with NOTIFY in one statement, over TLS 1.3
/// with client certificates; consoles LISTEN and get the whole feature in the notification.
class PostgresqlContender final : public Contender
{
public:
    /// `feature` must fit in a notification (8000 bytes). The cluster is made in `folder`, whose parents must be open
    /// to the user who runs PostgreSQL.
    PostgresqlContender(const Credentials &credentials, const QString &folder, QByteArray feature);

    std::unique_ptr<Connection> console() override;
    std::unique_ptr<Writer> writer() override;
    void login() override;
    qint64 pid() const override { return m_cluster.pid(); }
    QString version() const { return m_version; }

private:
    QString connectionTo(const Credentials::Identity &identity) const;

    const Credentials &m_credentials;
    QByteArray m_feature;
    test::Postgresql m_cluster;
    quint16 m_port = 0;
    QString m_version;
};

} // namespace cortege::bench
