#pragma once

#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QByteArray>

/// What leaves for one reader: CMS SignedData (RFC 5652) inside AuthEnvelopedData (RFC 5083), so that who holds the
/// parcel without the key sees not even who made it. `openssl cms -decrypt`, then `openssl cms -verify`, open it too.
namespace cortege::pki
{

/// Whether data may be encrypted to that certificate: RSA with 3072 bits at least, or P-256 or a larger NIST curve; not
/// ended, nor made for signatures alone. InvalidInput says what is wrong.
Result<> checkRecipient(const QByteArray &certificatePem, UtcTime at);

/// `signedContent` is CertificateSigner::signWhole's.
Result<QByteArray> enclose(const QByteArray &signedContent, const QByteArray &certificatePem);

struct Parcel {
    QByteArray content;
    QByteArray signerPem; ///< the certificate of who signed it
};
/// Corrupt when it is for another certificate or damaged; Forbidden when nobody whom `authorityPem` (a root) speaks for
/// signed it, as of that time.
Result<Parcel> openParcel(const QByteArray &parcel, const QByteArray &certificatePem, const QByteArray &privateKeyPem,
    const QByteArray &authorityPem, UtcTime at);

} // namespace cortege::pki
