#pragma once

#include <domain/result.h>
#include <pki/privatekey.h>

#include <QtCore/QByteArray>

#include <array>
#include <span>

/// Data at rest: AES-256-GCM under a key that only the right private key opens.
namespace cortege::pki
{

/// 256 bits, wiped when they are no longer needed.
class SecretKey
{
public:
    static constexpr size_t kSize = 32;

    /// Unavailable when the system has no randomness.
    static Result<SecretKey> make();
    /// InvalidInput unless there are exactly 32 bytes. The caller's copy is the caller's to wipe.
    static Result<SecretKey> fromBytes(QByteArrayView bytes);

    SecretKey(SecretKey &&other) noexcept;
    SecretKey &operator=(SecretKey &&other) noexcept;
    SecretKey(const SecretKey &) = delete;
    SecretKey &operator=(const SecretKey &) = delete;
    ~SecretKey();

    std::span<const unsigned char, kSize> bytes() const { return m_bytes; }
    friend bool operator==(const SecretKey &a, const SecretKey &b); ///< in constant time

private:
    SecretKey() = default;
    std::array<unsigned char, kSize> m_bytes {};
};

/// version (1 byte) | random nonce (12) | ciphertext | tag (16). `associated` is not kept; `open` must be given the
/// same, so that a sealed value cannot be moved to another place. A key may seal 2^32 values (NIST SP 800-38D, 8.3).
Result<QByteArray> seal(const SecretKey &key, QByteArrayView plain, QByteArrayView associated);
/// Corrupt when a bit of it, the associated data or the key is another.
Result<QByteArray> open(const SecretKey &key, QByteArrayView sealed, QByteArrayView associated);

/// The key for the owner of that certificate, as CMS AuthEnvelopedData (RFC 5083): ephemeral ECDH with SHA-256,
/// AES-256 wrap. InvalidInput when the certificate has no elliptic-curve key.
Result<QByteArray> wrapKey(const SecretKey &key, const QByteArray &certificatePem);
/// A later certificate of the same key opens it as well. Corrupt when it was wrapped for somebody else or is damaged;
/// InvalidInput when the certificate cannot be read; what the card says when a card does not do it.
Result<SecretKey> unwrapKey(const QByteArray &wrapped, const QByteArray &certificatePem, const PrivateKey &privateKey);

} // namespace cortege::pki
