#pragma once

#include "grantor.h"
#include "testauthority.h"
#include "testkeys.h"

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

    /// Starts the process, with a convention in force unless `withoutConvention`, and waits until it says that it
    /// listens. `port` stays the same over restarts. Its log arrives while the test's event loop runs.
    void start();
    void withoutConvention() { m_recorded = true; }
    void kill(); ///< SIGKILL, waited for
    int terminate(); ///< SIGTERM, waited for; the exit code
    void hangUp(); ///< SIGHUP: it reads its certificates again
    bool isRunning() const;
    qint64 pid() const { return m_process.processId(); }
    quint16 port() const { return m_port; }
    QString database() const { return m_database; }
    /// Another node on the database of `first`, whose authority and keys are its own too; before the first start.
    void join(TestServer &first);
    /// As `--database` takes it, in place of a file; before anything else.
    void setDatabase(const QString &where) { m_database = where; }
    const PayloadCipher &cipher() const { return m_keys.cipher(); } ///< of the records in it
    QString keys() const { return m_keysFolder; }
    QString anchor() const { return m_keysFolder + QStringLiteral("/audit-anchor"); } ///< where it is by default
    TestAuthority &authority() { return m_authority; }

    /// A person of the register with a certificate, and with a habilitation where there are roles.
    TestPerson person(const QString &name, Roles roles);
    /// One whose certificate was made elsewhere, with a habilitation for their roles.
    TestPerson admit(const TestPerson &made);
    /// Who grants and decides here.
    Grantor &grantor();
    /// Lets certificates of that authority through TLS; before the first start.
    void trust(const TestAuthority &other);
    void revoke(const TestPerson &person);
    void unbind(const TestPerson &person); ///< its certificate alone
    client::Profile profileOf(const TestPerson &person);
    QByteArray log() const { return m_log; } ///< what it wrote to stderr since its start
    QList<QJsonObject> logged(const QString &event) const; ///< the lines of its log about that
    /// For the next start, after the ones that it always gets: "--workers", "1" …
    void setOptions(const QStringList &options) { m_options = options; }
    void limitDescriptors(unsigned most); ///< for the next start
    void setVariable(const QString &name, const QString &value); ///< of its environment, for the next start
    const pki::ServerTlsFiles &tls() const { return *m_tls; } ///< since its start

private:
    TestAuthority m_authority;
    TestKeys m_keys;
    QString m_keysFolder = m_keys.folder();
    QTemporaryDir m_folder;
    QString m_database = m_folder.filePath(QStringLiteral("server.sqlite"));
    SystemClock m_clock;
    std::unique_ptr<Grantor> m_grantor;
    std::optional<pki::ServerTlsFiles> m_tls;
    QStringList m_options;
    bool m_recorded = false; ///< the convention, or the test does it
    QProcess m_process;
    QByteArray m_log;
    quint16 m_port = 0;
};

} // namespace cortege::test
