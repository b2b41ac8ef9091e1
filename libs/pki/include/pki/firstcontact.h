#pragma once

#include <domain/result.h>
#include <domain/time.h>

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

/// How a workstation that trusts nobody yet knows the right server: by a pin of the authority above it, which came with
/// the code.
namespace cortege::pki
{

inline constexpr qsizetype kPinBytes = 20; ///< of the SHA-256: 160 bits against a second certificate with the same

/// The first 20 bytes of the SHA-256 of an authority's certificate.
QByteArray pinOf(const QSslCertificate &authority);
/// Of the authority that signs the servers, the first certificate of a server-authority.pem. InvalidInput without one.
Result<QByteArray> pinOfAuthority(const QByteArray &serverAuthorityPem);
/// Whether that is the file of the pinned authority, with its root. InvalidInput otherwise.
Result<> checkServerAuthority(const QByteArray &serverAuthorityPem, QByteArrayView pin);

/// TLS 1.3 without a certificate of one's own. It believes any server: `checkServerChain` must follow the handshake,
/// before the first byte is sent.
QSslConfiguration firstContactConfiguration();
/// The server has the pinned authority above it, is one for TLS, bears that name or address, and is valid now.
/// Unauthenticated with the reason otherwise.
Result<> checkServerChain(
    const QList<QSslCertificate> &presented, QByteArrayView pin, const QString &host, UtcTime now);

} // namespace cortege::pki
