#pragma once

#include "testauthority.h"

#include <client/profile.h>

#include <QtCore/QJsonObject>
#include <QtCore/QProcess>

#include <optional>

namespace cortege::test
{

/// The real cortege-server as a process of its own, with a throw-away authority and database.
class TestServer
{
public:
    TestServer();
    ~TestServer(); ///< kills it

    /// Starts the process and waits until it says that it listens. `port` stays the same over restarts. Its log
    /// arrives while the test's event loop runs.
    void start();
    void kill(); ///< SIGKILL, waited for
    int terminate(); ///< SIGTERM, waited for; the exit code
    bool isRunning() const;
    qint64 pid() const { return m_process.processId(); }
    quint16 port() const { return m_port; }
    QString database() const;
    TestAuthority &authority() { return m_authority; }

    /// A person of the register with a certificate.
    TestPerson person(const QString &name, Roles roles);
    void revoke(const TestPerson &person);
    void unbind(const TestPerson &person); ///< its certificate alone
    client::Profile profileOf(const TestPerson &person);
    QByteArray log() const { return m_log; } ///< what it wrote to stderr since its start
    QList<QJsonObject> logged(const QString &event) const; ///< the lines of its log about that
    /// For the next start, after the ones that it always gets: "--workers", "1" …
    void setOptions(const QStringList &options) { m_options = options; }

private:
    TestAuthority m_authority;
    QTemporaryDir m_folder;
    std::optional<pki::ServerTlsFiles> m_tls;
    QStringList m_options;
    QProcess m_process;
    QByteArray m_log;
    quint16 m_port = 0;
};

} // namespace cortege::test
