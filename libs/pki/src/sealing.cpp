#include "cms.h"

#include <pki/sealing.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <limits>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

constexpr char kVersion = 1;
constexpr int kNonceSize = 12;
constexpr int kTagSize = 16;
constexpr int kOverhead = 1 + kNonceSize + kTagSize;

const unsigned char *bytesOf(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }
unsigned char *writable(QByteArray &bytes, qsizetype at)
{
    return reinterpret_cast<unsigned char *>(bytes.data() + at);
}
bool fits(QByteArrayView view) { return view.size() <= std::numeric_limits<int>::max() - kOverhead; }

} // namespace

Result<SecretKey> SecretKey::make()
{
    SecretKey key;
    if (RAND_priv_bytes(key.m_bytes.data(), static_cast<int>(kSize)) != 1)
        return opensslFailure(Failure::Unavailable, u"no randomness");
    return key;
}

Result<SecretKey> SecretKey::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != static_cast<qsizetype>(kSize))
        return fail(Failure::InvalidInput, u"a key has %1 bytes, not %2"_s.arg(kSize).arg(bytes.size()));
    SecretKey key;
    std::ranges::copy_n(bytesOf(bytes), static_cast<qsizetype>(kSize), key.m_bytes.begin());
    return key;
}

SecretKey::SecretKey(SecretKey &&other) noexcept : m_bytes(other.m_bytes)
{
    OPENSSL_cleanse(other.m_bytes.data(), kSize);
}

SecretKey &SecretKey::operator=(SecretKey &&other) noexcept
{
    if (this != &other) {
        m_bytes = other.m_bytes;
        OPENSSL_cleanse(other.m_bytes.data(), kSize);
    }
    return *this;
}

SecretKey::~SecretKey() { OPENSSL_cleanse(m_bytes.data(), kSize); }

bool operator==(const SecretKey &a, const SecretKey &b)
{
    return CRYPTO_memcmp(a.m_bytes.data(), b.m_bytes.data(), SecretKey::kSize) == 0;
}

Result<QByteArray> seal(const SecretKey &key, QByteArrayView plain, QByteArrayView associated)
{
    if (!fits(plain) || !fits(associated))
        return fail(Failure::TooLarge, u"too large to be sealed in one piece"_s);
    QByteArray sealed(plain.size() + kOverhead, Qt::Uninitialized);
    sealed[0] = kVersion;
    unsigned char *const nonce = writable(sealed, 1);
    unsigned char *const text = writable(sealed, 1 + kNonceSize);
    const CipherPtr cipher(EVP_CIPHER_CTX_new());
    int size = 0;
    const bool done = cipher && RAND_bytes(nonce, kNonceSize) == 1
        && EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key.bytes().data(), nonce, nullptr) == 1
        && EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytesOf(associated), static_cast<int>(associated.size()))
            == 1
        && EVP_EncryptUpdate(cipher.get(), text, &size, bytesOf(plain), static_cast<int>(plain.size())) == 1
        && EVP_EncryptFinal_ex(cipher.get(), text + plain.size(), &size) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTagSize, text + plain.size()) == 1;
    if (!done)
        return opensslFailure(Failure::Unavailable, u"sealing failed");
    return sealed;
}

Result<QByteArray> open(const SecretKey &key, QByteArrayView sealed, QByteArrayView associated)
{
    if (sealed.size() < kOverhead || !fits(sealed) || !fits(associated) || sealed[0] != kVersion)
        return fail(Failure::Corrupt, u"not something sealed here"_s);
    const QByteArrayView nonce = sealed.sliced(1, kNonceSize);
    const QByteArrayView text = sealed.sliced(1 + kNonceSize, sealed.size() - kOverhead);
    QByteArray tag = sealed.last(kTagSize).toByteArray();
    QByteArray plain(text.size(), Qt::Uninitialized);
    const CipherPtr cipher(EVP_CIPHER_CTX_new());
    int size = 0;
    const bool done = cipher
        && EVP_DecryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key.bytes().data(), bytesOf(nonce), nullptr) == 1
        && EVP_DecryptUpdate(cipher.get(), nullptr, &size, bytesOf(associated), static_cast<int>(associated.size()))
            == 1
        && EVP_DecryptUpdate(cipher.get(), writable(plain, 0), &size, bytesOf(text), static_cast<int>(text.size())) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1
        && EVP_DecryptFinal_ex(cipher.get(), writable(plain, plain.size()), &size) == 1;
    if (!done) {
        OPENSSL_cleanse(plain.data(), static_cast<size_t>(plain.size()));
        return opensslFailure(Failure::Corrupt, u"not what was sealed");
    }
    return plain;
}

Result<QByteArray> wrapKey(const SecretKey &key, const QByteArray &certificatePem)
{
    const auto certificate = readCertificate(certificatePem);
    if (!certificate)
        return std::unexpected(certificate.error());
    if (!isStrongCurveKey(X509_get0_pubkey(certificate->get())))
        return fail(Failure::InvalidInput, u"the certificate has no key on P-256 or a larger NIST curve"_s);
    return envelopFor(certificate->get(), { key.bytes().data(), static_cast<qsizetype>(SecretKey::kSize) });
}

Result<SecretKey> unwrapKey(const QByteArray &wrapped, const QByteArray &certificatePem, const PrivateKey &privateKey)
{
    const auto certificate = readCertificate(certificatePem);
    if (!certificate)
        return std::unexpected(certificate.error());
    if (!privateKey.belongsTo(certificatePem))
        return fail(Failure::Corrupt, u"the key does not belong to the certificate"_s);
    // By the key alone: a renewed certificate has another number, and the same key.
    const auto opened = openEnvelope(wrapped, nullptr, privateKey.handle());
    if (const auto trouble = privateKey.takeTrouble(); !opened && trouble)
        return std::unexpected(errorOf(*trouble, u"card"));
    if (!opened)
        return std::unexpected(opened.error());
    char *plain = nullptr;
    const long size = BIO_get_mem_data(opened->get(), &plain);
    auto key = SecretKey::fromBytes({ plain, size });
    if (size > 0)
        OPENSSL_cleanse(plain, static_cast<size_t>(size));
    if (!key)
        return fail(Failure::Corrupt, key.error().detail);
    return key;
}

} // namespace cortege::pki
