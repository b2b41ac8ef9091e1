#pragma once

#include <domain/person.h>
#include <pki/authority.h>
#include <pki/tls.h>

#include <QtCore/QTemporaryDir>

/// A throw-away authority, and files for servers and persons as the real commands would make them.
namespace cortege::test
{

struct TestPerson {
    Person person;
    pki::ClientTlsFiles files;
    Fingerprint fingerprint;
};

class TestAuthority
{
public:
    explicit TestAuthority(UtcTime now = SystemClock().now());

    const pki::Authority &authority() const { return m_authority; }
    QString path(const QString &file) const { return m_folder.filePath(file); }
    /// For 127.0.0.1, ::1 and localhost.
    pki::ServerTlsFiles server();
    /// A key, a request and the certificate for it. Nobody is written to any register.
    TestPerson person(const QString &name, Roles roles);
    QString write(const QString &file, const QByteArray &content) const;

private:
    UtcTime m_now;
    QTemporaryDir m_folder;
    pki::Authority m_authority;
};

} // namespace cortege::test
