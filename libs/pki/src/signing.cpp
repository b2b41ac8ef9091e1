#include "openssl.h"

#include <pki/clientcheck.h>
#include <pki/signing.h>

#include <QtNetwork/QSslCertificate>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

const unsigned char *octets(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }
size_t sizeOf(QByteArrayView view) { return static_cast<size_t>(view.size()); }

std::optional<QByteArray> signWith(EVP_PKEY *key, QByteArrayView bytes)
{
    const DigestPtr digest(EVP_MD_CTX_new());
    size_t size = 0;
    if (!digest || EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) != 1
        || EVP_DigestSign(digest.get(), nullptr, &size, octets(bytes), sizeOf(bytes)) != 1)
        return std::nullopt;
    QByteArray signature(static_cast<qsizetype>(size), Qt::Uninitialized);
    if (EVP_DigestSign(
            digest.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, octets(bytes), sizeOf(bytes))
        != 1)
        return std::nullopt;
    signature.truncate(static_cast<qsizetype>(size)); // at first it is the most that a signature may take
    return signature;
}

/// What a card did not do, in its own words.
std::unexpected<Error> signingFailure(const PrivateKey &key)
{
    if (const auto trouble = key.takeTrouble())
        return std::unexpected(errorOf(*trouble, u"card"));
    return opensslFailure(Failure::Unavailable, u"signing failed");
}

Result<QByteArray> signWith(const PrivateKey &key, QByteArrayView bytes)
{
    auto signature = signWith(key.handle(), bytes);
    return signature ? Result<QByteArray>(std::move(*signature)) : signingFailure(key);
}

bool isSignedBy(EVP_PKEY *key, QByteArrayView bytes, QByteArrayView signature)
{
    const DigestPtr digest(EVP_MD_CTX_new());
    return digest && EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1
        && EVP_DigestVerify(digest.get(), octets(signature), sizeOf(signature), octets(bytes), sizeOf(bytes)) == 1;
}

bool wasValid(const X509 *certificate, UtcTime at)
{
    auto seconds = static_cast<time_t>(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    // 0 stands for an error of the comparison.
    return X509_cmp_time(X509_get0_notBefore(certificate), &seconds) < 0
        && X509_cmp_time(X509_get0_notAfter(certificate), &seconds) > 0;
}

} // namespace

class Signer::Private
{
public:
    PrivateKey key;
};

Signer::Signer(std::unique_ptr<Private> parts) : d(std::move(parts)) { }
Signer::~Signer() = default;

Result<std::unique_ptr<Signer>> Signer::fromPem(const QByteArray &privateKeyPem)
{
    return PrivateKey::fromPem(privateKeyPem).transform([](const PrivateKey &key) {
        return std::unique_ptr<Signer>(new Signer(std::make_unique<Private>(key)));
    });
}

Result<QByteArray> Signer::sign(QByteArrayView bytes) const { return signWith(d->key, bytes); }

Result<> checkSignature(const QByteArray &certificatePem, QByteArrayView bytes, QByteArrayView signature)
{
    const auto certificate = readCertificate(certificatePem);
    if (!certificate)
        return std::unexpected(certificate.error());
    if (!isSignedBy(X509_get0_pubkey(certificate->get()), bytes, signature))
        return opensslFailure(Failure::Corrupt, u"not signed by this certificate");
    return {};
}

Result<CertificateSigner> CertificateSigner::from(const QByteArray &chainPem, PrivateKey key)
{
    if (const auto certificate = readCertificate(chainPem); !certificate)
        return std::unexpected(certificate.error());
    if (!key.belongsTo(chainPem))
        return fail(Failure::InvalidInput, u"the key does not belong to the certificate"_s);
    const QSslCertificate leaf(chainPem);
    CertificateSigner signer(std::move(key));
    signer.m_chainPem = chainPem;
    signer.m_certificate = leaf.toDer();
    signer.m_fingerprint = fingerprintOf(leaf);
    return signer;
}

Result<SignedAct> CertificateSigner::sign(const QByteArray &act) const
{
    return signWith(m_key, act).transform([&](const QByteArray &signature) {
        return SignedAct { act, signature, m_fingerprint, m_certificate };
    });
}

Result<QByteArray> CertificateSigner::signDetached(const QByteArray &content) const
{
    const auto certificate = readCertificate(m_chainPem);
    if (!certificate)
        return std::unexpected(certificate.error());
    constexpr unsigned int kFlags = CMS_BINARY | CMS_DETACHED | CMS_PARTIAL;
    const CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, kFlags));
    const BioPtr input = readingBio(content);
    const BioPtr output = writingBio();
    if (!cms || !input || !output
        || !CMS_add1_signer(cms.get(), certificate->get(), m_key.handle(), EVP_sha256(), kFlags))
        return signingFailure(m_key);
    const QList<QSslCertificate> chain = QSslCertificate::fromData(m_chainPem);
    for (const QSslCertificate &above : chain.sliced(1)) {
        const auto read = certificateFromDer(above.toDer());
        if (!read || CMS_add1_cert(cms.get(), read->get()) != 1)
            return opensslFailure(Failure::InvalidInput, u"the chain cannot be read");
    }
    if (CMS_final(cms.get(), input.get(), nullptr, kFlags) != 1 || i2d_CMS_bio(output.get(), cms.get()) != 1)
        return signingFailure(m_key);
    return contentOf(output.get());
}

Result<> CertificateCheck::check(const SignedAct &act, UtcTime at) const
{
    const auto certificate = certificateFromDer(act.certificate);
    if (!certificate)
        return std::unexpected(certificate.error());
    EVP_PKEY *const key = X509_get0_pubkey(certificate->get());
    if (!isStrongCurveKey(key))
        return fail(Failure::Forbidden, u"its certificate has no key on P-256 or a larger NIST curve"_s);
    if (!wasValid(certificate->get(), at))
        return fail(Failure::Forbidden, u"its certificate was not valid then"_s);
    if (!isSignedBy(key, act.act, act.signature))
        return opensslFailure(Failure::Forbidden, u"its signature is not right");
    return {};
}

} // namespace cortege::pki
