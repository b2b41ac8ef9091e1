#pragma once

#include <pki/privatekey.h>
#include <pki/sealing.h>

#include <QtCore/QByteArray>

namespace cortege::pki
{

/// A private key in a file that only a secret kept elsewhere opens: AES-256-GCM. Of the key itself the file shows the
/// SHA-256 of its public half (SubjectPublicKeyInfo in DER), by which one finds the secret and the certificate.
class SealedKey
{
public:
    /// `content` is meant to be one, whole or not.
    static bool isMeant(QByteArrayView content);
    /// Corrupt when it is not whole.
    static Result<SealedKey> parse(const QByteArray &content);
    /// InvalidInput unless it is a key that `PrivateKey` takes.
    static Result<SealedKey> seal(const QByteArray &keyPem, const SecretKey &secret);

    const QByteArray &fingerprint() const { return m_fingerprint; } ///< 32 bytes
    bool belongsTo(const QByteArray &certificatePem) const;
    /// Corrupt with another secret, or when a bit of the file is another.
    Result<PrivateKey> open(const SecretKey &secret) const;
    QByteArray content() const; ///< for the file

private:
    SealedKey(QByteArray fingerprint, QByteArray sealed)
        : m_fingerprint(std::move(fingerprint)), m_sealed(std::move(sealed))
    {
    }
    QByteArray m_fingerprint;
    QByteArray m_sealed;
};

} // namespace cortege::pki
