#include "openssl.h"

#include <pki/sealedkey.h>

#include <QtCore/QCryptographicHash>

#include <openssl/crypto.h>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

constexpr QByteArrayView kBegin = "-----BEGIN CORTEGE SEALED KEY-----";
constexpr QByteArrayView kEnd = "-----END CORTEGE SEALED KEY-----";
constexpr qsizetype kFingerprintSize = 32; // of SHA-256

/// What is sealed here is of no use in another place.
QByteArray placeOf(const QByteArray &fingerprint) { return "cortege private key" + fingerprint; }

/// Empty when there is no memory for it.
QByteArray fingerprintOfPublicKey(EVP_PKEY *key)
{
    unsigned char *der = nullptr;
    const int size = i2d_PUBKEY(key, &der);
    if (size <= 0) {
        opensslError();
        return {};
    }
    QByteArray hash = QCryptographicHash::hash(QByteArrayView(der, size), QCryptographicHash::Sha256);
    OPENSSL_free(der);
    return hash;
}

} // namespace

bool SealedKey::isMeant(QByteArrayView content) { return content.startsWith(kBegin); }

Result<SealedKey> SealedKey::parse(const QByteArray &content)
{
    const QByteArrayView text = QByteArrayView(content).trimmed();
    if (!text.startsWith(kBegin) || !text.endsWith(kEnd) || text.size() < kBegin.size() + kEnd.size())
        return fail(Failure::Corrupt, u"not a whole sealed key"_s);
    const auto body
        = QByteArray::fromBase64Encoding(text.sliced(kBegin.size()).chopped(kEnd.size()).trimmed().toByteArray(),
            QByteArray::AbortOnBase64DecodingErrors);
    if (!body || body.decoded.size() <= kFingerprintSize)
        return fail(Failure::Corrupt, u"not a whole sealed key"_s);
    return SealedKey(body.decoded.first(kFingerprintSize), body.decoded.sliced(kFingerprintSize));
}

Result<SealedKey> SealedKey::seal(const QByteArray &keyPem, const SecretKey &secret)
{
    return PrivateKey::fromPem(keyPem).and_then([&](const PrivateKey &key) -> Result<SealedKey> {
        const QByteArray fingerprint = fingerprintOfPublicKey(key.handle());
        return pki::seal(secret, keyPem, placeOf(fingerprint)).transform([&](const QByteArray &sealed) {
            return SealedKey(fingerprint, sealed);
        });
    });
}

bool SealedKey::belongsTo(const QByteArray &certificatePem) const
{
    const auto certificate = readCertificate(certificatePem);
    return certificate && fingerprintOfPublicKey(X509_get0_pubkey(certificate->get())) == m_fingerprint;
}

Result<PrivateKey> SealedKey::open(const SecretKey &secret) const
{
    return pki::open(secret, m_sealed, placeOf(m_fingerprint)).and_then([this](QByteArray pem) -> Result<PrivateKey> {
        auto key = PrivateKey::fromPem(pem);
        OPENSSL_cleanse(pem.data(), static_cast<size_t>(pem.size()));
        if (!key || fingerprintOfPublicKey(key->handle()) != m_fingerprint)
            return fail(Failure::Corrupt, u"another key than it says was sealed"_s);
        return key;
    });
}

QByteArray SealedKey::content() const
{
    return kBegin.toByteArray() + '\n' + (m_fingerprint + m_sealed).toBase64() + '\n' + kEnd.toByteArray() + '\n';
}

} // namespace cortege::pki
