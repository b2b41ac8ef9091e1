#pragma once

#include <domain/id.h>
#include <domain/result.h>
#include <domain/time.h>
#include <pki/privatekey.h>

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

/// The project's own authority: one root, and under it one authority for people and one for servers, so that neither
/// can speak as the other. P-256 and SHA-256 throughout; profile of RFC 5280.
namespace cortege::pki
{

/// The convention lasts four years at most (Art. 9); its authorities outlive it by one.
inline constexpr std::chrono::days kAuthorityValidity { 5 * 365 };
inline constexpr std::chrono::days kCertificateValidity { 365 };
/// Certificates begin a little earlier, for workstations whose clock is late.
inline constexpr std::chrono::minutes kClockTolerance { 5 };

struct Credential {
    QByteArray certificatePem;
    QByteArray keyPem;
};
struct Authority {
    Credential root;
    Credential clients;
    Credential servers;
};
/// Keys are made on the spot. InvalidInput when the name is empty or longer than X.509 allows (64 characters).
Result<Authority> createAuthority(const QString &name, UtcTime now);
/// root.pem, root.key, clients.pem, clients.key, servers.pem, servers.key, and the three files that TLS wants:
/// client-authorities.pem (clients + root), server-authority.pem (servers + root). The folder is made (0700), its
/// parent must be there. Conflict when it already holds an authority, which is never overwritten.
Result<> saveAuthority(const Authority &authority, const QString &folder);
Result<Authority> loadAuthority(const QString &folder);

struct KeyAndRequest {
    QByteArray keyPem; ///< stays where it was made
    QByteArray requestPem; ///< goes to the authority (PKCS #10)
};
/// A new P-256 key. The name is a hint for whoever reads the request; the authority does not believe it.
Result<KeyAndRequest> makeRequest(const QString &name);
/// The request alone, for a key that is there already, as on a card or for a new certificate of the same key.
/// InvalidInput unless it is on P-256.
Result<QByteArray> makeRequest(const QString &name, const PrivateKey &key);

/// The longest request that is looked at; ours have some 250 bytes.
inline constexpr qsizetype kRequestLimit = 2'048;
/// What came from outside as DER (RFC 2986), as PEM. InvalidInput unless it is one request and nothing else, its key on
/// P-256 and its signature that key's: the proof that whoever asks has it.
Result<QByteArray> checkedRequest(const QByteArray &der);
/// The DER of a request in PEM.
Result<QByteArray> derOfRequest(const QByteArray &requestPem);

/// A certificate that a key gives itself: only so that something can be sealed to it (CMS wants a certificate).
Result<QByteArray> selfSignedCertificate(const QString &name, const PrivateKey &key, UtcTime now);

/// The certificate of a person. Only the public key is taken from the request, which is on P-256 and whose signature is
/// right, else InvalidInput; subject (name, person id as serialNumber) and extensions are the authority's. PEM: the
/// certificate, then the authority.
Result<QByteArray> issueClientCertificate(const Credential &clients, const QByteArray &requestPem,
    const PersonId &person, const QString &name, UtcTime now, std::chrono::days validity = kCertificateValidity);
/// The certificate of a server for these host names and IP addresses. PEM: the certificate, then the authority.
Result<QByteArray> issueServerCertificate(const Credential &servers, const QByteArray &requestPem,
    const QStringList &hosts, UtcTime now, std::chrono::days validity = kCertificateValidity);

} // namespace cortege::pki
