#pragma once

#include "testauthority.h"

#include <client/profile.h>

#include <QtCore/QProcess>

namespace cortege::test
{

/// The real cortege-server as a process of its own, with a throw-away authority and database.
class TestServer
{
public:
    TestServer();
    ~TestServer(); ///< kills it

    /// Starts the process and waits until it says that it listens. `port` stays the same over restarts.
    void start();
    void kill(); ///< SIGKILL, waited for
    int terminate(); ///< SIGTERM, waited for; the exit code
    bool isRunning() const;
    quint16 port() const { return m_port; }
    QString database() const;
    TestAuthority &authority() { return m_authority; }

    /// A person of the register with a certificate.
    TestPerson person(const QString &name, Roles roles);
    void revoke(const TestPerson &person);
    client::Profile profileOf(const TestPerson &person);
    QByteArray log() const { return m_log; } ///< what it wrote to stderr so far

private:
    TestAuthority m_authority;
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_log;
    quint16 m_port = 0;
};

} // namespace cortege::test
