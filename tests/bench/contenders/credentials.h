#pragma once

#include <domain/person.h>
#include <pki/authority.h>
#include <pki/tls.h>

#include <QtCore/QString>

namespace cortege::bench
{

/// A throw-away authority in a folder, and one certificate for a server, a writer and a reader. All contenders use the
/// same ones.
class Credentials
{
public:
    explicit Credentials(const QString &folder);

    struct Identity {
        Person person;
        Fingerprint fingerprint;
        pki::ClientTlsFiles files;
    };
    /// One more person, in nobody's register yet.
    Identity issue(const QString &name, Role role) const;
    const pki::Credential &clients() const { return m_clients; } ///< who signs persons' certificates
    const pki::ServerTlsFiles &server() const { return m_server; }
    const Identity &writer() const { return m_writer; }
    const Identity &reader() const { return m_reader; }

private:
    Credentials(const QString &folder, const pki::Authority &authority);

    QString m_folder;
    pki::Credential m_clients;
    pki::ServerTlsFiles m_server;
    Identity m_writer;
    Identity m_reader;
};

} // namespace cortege::bench
