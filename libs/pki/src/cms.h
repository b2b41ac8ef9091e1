#pragma once

#include "openssl.h"

/// CMS AuthEnvelopedData (RFC 5083) under AES-256-GCM (RFC 5084), one recipient.
namespace cortege::pki
{

/// DER. Elliptic curves: ephemeral ECDH with SHA-256, AES-256 wrap (RFC 5753); RSA: OAEP with SHA-256 (RFC 3560).
Result<QByteArray> envelopFor(X509 *recipient, QByteArrayView plain);
/// Corrupt unless it is one, whole and for that certificate; without one, for that key of an elliptic curve.
Result<BioPtr> openEnvelope(const QByteArray &der, X509 *recipient, EVP_PKEY *key);

} // namespace cortege::pki
