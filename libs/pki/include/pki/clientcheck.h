#pragma once

#include <domain/person.h>

#include <QtNetwork/QSslCertificate>

namespace cortege::pki
{

/// SHA-256 of the certificate in DER.
Fingerprint fingerprintOf(const QSslCertificate &certificate);

/// What TLS does not look at: the certificate was signed by the client authority itself (not by the server authority
/// under the same root), says clientAuth and digitalSignature in so many words, is no authority, and has a key on
/// P-256 or a larger NIST curve. Forbidden with the reason otherwise. Dates and chain are the handshake's business,
/// revocation is the register's.
Result<Fingerprint> checkClientCertificate(const QSslCertificate &leaf, const QSslCertificate &clientAuthority);

} // namespace cortege::pki
