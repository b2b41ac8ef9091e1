#pragma once

#include "convention.h"
#include "grantor.h"
#include "testauthority.h"
#include "testkeys.h"
#include "wanted.h"

#include <client/profile.h>
#include <server/server.h>
#include <storage/sqliteregister.h>

#include <functional>

namespace cortege::test
{

/// The real server in this process, for what a program of its own does not let a test choose. Needs cortege_server.
class ServerInside
{
public:
    /// `recordActs` puts the convention into the database before the start; by default it is in force.
    explicit ServerInside(
        const Clock &clock, const server::Patience &patience = {},
        const std::function<void(const QString &)> &recordActs
        = [](const QString &database) { recordConvention(database); },
        int sessionsPerPerson = server::ServerSettings().sessionsPerPerson)
        : m_clock(clock), m_log(clock)
    {
        server::ServerSettings settings;
        settings.database = database();
        settings.keys = m_keys.folder();
        settings.anchor = m_folder.filePath(QStringLiteral("audit-anchor"));
        settings.tls = m_authority.server();
        settings.patience = patience;
        settings.sessionsPerPerson = sessionsPerPerson;
        recordActs(settings.database);
        m_server = wanted(server::Server::start(settings, m_clock, m_log));
        m_grantor = wanted(Grantor::make(m_authority.authority().clients, database(), m_clock));
    }

    quint16 port() const { return m_server->port(); }
    const server::Server &server() const { return *m_server; }
    const PayloadCipher &cipher() const { return m_keys.cipher(); }
    QString folder() const { return m_folder.path(); }
    QString database() const { return m_folder.filePath(QStringLiteral("server.sqlite")); }
    client::Profile profileOf(const TestPerson &person) const
    {
        return { folder(), QUrl(QStringLiteral("wss://127.0.0.1:%1").arg(port())), person.files };
    }
    /// A person of the register with a certificate and a habilitation.
    TestPerson person(const QString &name, Roles roles, std::chrono::milliseconds period = std::chrono::days { 90 })
    {
        TestPerson made = m_authority.person(name, roles);
        const auto persons
            = wanted(storage::SqlitePersonRegister::open(database(), storage::SqlitePersonRegister::Access::ReadWrite));
        wanted(persons->add(made.person));
        wanted(persons->bind(made.fingerprint, made.person.id, m_clock.now()));
        wanted(m_grantor->grant(made.person.id, roles, period));
        return made;
    }

private:
    QTemporaryDir m_folder;
    TestAuthority m_authority;
    TestKeys m_keys;
    const Clock &m_clock;
    server::Log m_log;
    std::unique_ptr<server::Server> m_server;
    std::unique_ptr<Grantor> m_grantor;
};

} // namespace cortege::test
