#include "openssl.h"

#include <pki/signing.h>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

using DigestPtr = std::unique_ptr<EVP_MD_CTX, Releaser<EVP_MD_CTX_free>>;

const unsigned char *octets(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }

} // namespace

class Signer::Private
{
public:
    KeyPtr key;
};

Signer::Signer(std::unique_ptr<Private> parts) : d(std::move(parts)) { }
Signer::~Signer() = default;

Result<std::unique_ptr<Signer>> Signer::fromPem(const QByteArray &privateKeyPem)
{
    auto key = readPrivateKey(privateKeyPem);
    if (!key)
        return std::unexpected(key.error());
    if (!isStrongCurveKey(key->get()))
        return fail(Failure::InvalidInput, u"not a key on P-256 or a larger NIST curve"_s);
    return std::unique_ptr<Signer>(new Signer(std::make_unique<Private>(std::move(*key))));
}

Result<QByteArray> Signer::sign(QByteArrayView bytes) const
{
    const DigestPtr context(EVP_MD_CTX_new());
    size_t size = 0;
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, d->key.get()) != 1
        || EVP_DigestSign(context.get(), nullptr, &size, octets(bytes), static_cast<size_t>(bytes.size())) != 1)
        return opensslFailure(Failure::Unavailable, u"cannot sign");
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, octets(bytes),
            static_cast<size_t>(bytes.size()))
        != 1)
        return opensslFailure(Failure::Unavailable, u"cannot sign");
    signature.truncate(static_cast<qsizetype>(size)); // it was the most that it may take
    return signature;
}

Result<> checkSignature(const QByteArray &certificatePem, QByteArrayView bytes, QByteArrayView signature)
{
    const auto certificate = readCertificate(certificatePem);
    if (!certificate)
        return std::unexpected(certificate.error());
    const DigestPtr context(EVP_MD_CTX_new());
    if (!context
        || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, X509_get0_pubkey(certificate->get()))
            != 1
        || EVP_DigestVerify(context.get(), octets(signature), static_cast<size_t>(signature.size()), octets(bytes),
               static_cast<size_t>(bytes.size()))
            != 1)
        return opensslFailure(Failure::Corrupt, u"not signed by this certificate");
    return {};
}

} // namespace cortege::pki
