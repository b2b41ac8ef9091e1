#include "openssl.h"

#include <pki/clientcheck.h>
#include <pki/signing.h>

#include <QtNetwork/QSslCertificate>

#include <array>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

/// The list alone: the certificates stay the signature's.
struct FreeSigners {
    void operator()(STACK_OF(X509) * list) const { sk_X509_free(list); } // a macro
};
using SignersPtr = std::unique_ptr<STACK_OF(X509), FreeSigners>;

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

Result<Fingerprint> checkDetached(const QByteArray &content, const QByteArray &signature)
{
    const auto *at = octets(signature);
    const auto *const end = at + signature.size();
    const CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(signature.size())));
    const BioPtr input = readingBio(content);
    constexpr unsigned int kFlags = CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY;
    if (!cms || at != end || !input || CMS_verify(cms.get(), nullptr, nullptr, input.get(), nullptr, kFlags) != 1)
        return opensslFailure(Failure::Corrupt, u"not a signature of this content");
    const SignersPtr signers(CMS_get0_signers(cms.get()));
    if (!signers || sk_X509_num(signers.get()) != 1)
        return fail(Failure::Corrupt, u"not the signature of one person"_s);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned int size = 0;
    if (X509_digest(sk_X509_value(signers.get(), 0), EVP_sha256(), digest.data(), &size) != 1)
        return opensslFailure(Failure::Corrupt, u"its certificate cannot be read");
    return QByteArray(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(size));
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
    return signContent(content, CMS_BINARY | CMS_DETACHED | CMS_PARTIAL);
}

Result<QByteArray> CertificateSigner::signWhole(const QByteArray &content) const
{
    return signContent(content, CMS_BINARY | CMS_PARTIAL);
}

Result<QByteArray> CertificateSigner::signContent(const QByteArray &content, unsigned int flags) const
{
    const auto certificate = readCertificate(m_chainPem);
    if (!certificate)
        return std::unexpected(certificate.error());
    const CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
    const BioPtr input = readingBio(content);
    const BioPtr output = writingBio();
    if (!cms || !input || !output
        || !CMS_add1_signer(cms.get(), certificate->get(), m_key.handle(), EVP_sha256(), flags))
        return signingFailure(m_key);
    const QList<QSslCertificate> chain = QSslCertificate::fromData(m_chainPem);
    for (const QSslCertificate &above : chain.sliced(1)) {
        const auto read = certificateFromDer(above.toDer());
        if (!read || CMS_add1_cert(cms.get(), read->get()) != 1)
            return opensslFailure(Failure::InvalidInput, u"the chain cannot be read");
    }
    if (CMS_final(cms.get(), input.get(), nullptr, flags) != 1 || i2d_CMS_bio(output.get(), cms.get()) != 1)
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
