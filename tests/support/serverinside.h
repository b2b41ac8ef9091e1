#pragma once

#include "testauthority.h"
#include "wanted.h"

#include <server/server.h>
#include <storage/sqliteregister.h>

namespace cortege::test
{

/// The real server in this process, for what a program of its own does not let a test choose. Needs cortege_server.
class ServerInside
{
public:
    explicit ServerInside(const Clock &clock, const server::Patience &patience = {}) : m_clock(clock), m_log(clock)
    {
        server::ServerSettings settings;
        settings.database = database();
        settings.tls = m_authority.server();
        settings.patience = patience;
        m_server = wanted(server::Server::start(settings, m_clock, m_log));
    }

    quint16 port() const { return m_server->port(); }
    QString folder() const { return m_folder.path(); }
    QString database() const { return m_folder.filePath(QStringLiteral("server.sqlite")); }
    /// A person of the register with a certificate.
    TestPerson person(const QString &name, Roles roles)
    {
        TestPerson made = m_authority.person(name, roles);
        const auto persons
            = wanted(storage::SqlitePersonRegister::open(database(), storage::SqlitePersonRegister::Access::ReadWrite));
        wanted(persons->add(made.person));
        wanted(persons->bind(made.fingerprint, made.person.id, SystemClock().now()));
        return made;
    }

private:
    QTemporaryDir m_folder;
    TestAuthority m_authority;
    const Clock &m_clock;
    server::Log m_log;
    std::unique_ptr<server::Server> m_server;
};

} // namespace cortege::test
