#include "openssl.h"

#include <pki/clientcheck.h>

#include <QtCore/QCryptographicHash>

namespace cortege::pki
{
using namespace Qt::StringLiterals;

Fingerprint fingerprintOf(const QSslCertificate &certificate) { return certificate.digest(QCryptographicHash::Sha256); }

Result<Fingerprint> checkClientCertificate(const QSslCertificate &leaf, const QSslCertificate &clientAuthority)
{
    if (leaf.isNull())
        return fail(Failure::Forbidden, u"no certificate"_s);
    const auto certificate = certificateFromDer(leaf.toDer());
    const auto authority = certificateFromDer(clientAuthority.toDer());
    if (!certificate || !authority)
        return fail(Failure::Forbidden, u"the certificate cannot be read"_s);
    X509 *const x509 = certificate->get();

    // OpenSSL gives these answers only after it has read the extensions.
    const uint32_t flags = X509_get_extension_flags(x509);
    if (flags & EXFLAG_INVALID)
        return fail(Failure::Forbidden, u"its extensions cannot be read"_s);
    // OpenSSL takes an authority without keyCertSign for none; ours says no such thing of any person.
    if (X509_check_ca(x509) != 0 || (flags & EXFLAG_CA))
        return fail(Failure::Forbidden, u"it is an authority's"_s);
    // Without the extension, OpenSSL takes every usage as granted; we take none.
    if (!(flags & EXFLAG_XKUSAGE) || !(X509_get_extended_key_usage(x509) & XKU_SSL_CLIENT))
        return fail(Failure::Forbidden, u"extendedKeyUsage does not say clientAuth"_s);
    if (!(flags & EXFLAG_KUSAGE) || !(X509_get_key_usage(x509) & X509v3_KU_DIGITAL_SIGNATURE))
        return fail(Failure::Forbidden, u"keyUsage does not say digitalSignature"_s);
    if (!isStrongCurveKey(X509_get0_pubkey(x509)))
        return fail(Failure::Forbidden, u"its key is not on P-256 or a larger NIST curve"_s);
    // The name alone proves nothing: the server authority stands under the same root, and names can be copied.
    if (X509_check_issued(authority->get(), x509) != X509_V_OK
        || X509_verify(x509, X509_get0_pubkey(authority->get())) != 1) {
        opensslError();
        return fail(Failure::Forbidden, u"it was not issued by the client authority"_s);
    }
    return fingerprintOf(leaf);
}

} // namespace cortege::pki
