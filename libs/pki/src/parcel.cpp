#include "cms.h"

#include <pki/parcel.h>

#include <openssl/pem.h>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kFewestRsaBits = 3072;

using StorePtr = std::unique_ptr<X509_STORE, Releaser<X509_STORE_free>>;

bool isStrongRsaKey(EVP_PKEY *key)
{
    return key && EVP_PKEY_is_a(key, "RSA") == 1 && EVP_PKEY_get_bits(key) >= kFewestRsaBits;
}

/// The authority alone is believed, as of that time.
StorePtr storeOf(X509 *authority, UtcTime at)
{
    StorePtr store(X509_STORE_new());
    if (!store || X509_STORE_add_cert(store.get(), authority) != 1
        || X509_STORE_set_purpose(store.get(), X509_PURPOSE_SSL_CLIENT) != 1) // persons' certificates are for that
        return nullptr;
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()),
        static_cast<time_t>(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count()));
    return store;
}

Result<QByteArray> pemOf(X509 *certificate)
{
    const BioPtr output = writingBio();
    if (!output || PEM_write_bio_X509(output.get(), certificate) != 1)
        return opensslFailure(Failure::Unavailable, u"writing a certificate failed");
    return contentOf(output.get());
}

Result<QByteArray> pemOfSigner(CMS_ContentInfo *cms)
{
    const std::unique_ptr<STACK_OF(X509), decltype([](STACK_OF(X509) * list) { sk_X509_free(list); })> signers(
        CMS_get0_signers(cms));
    if (!signers || sk_X509_num(signers.get()) != 1)
        return fail(Failure::Forbidden, u"one person signs a parcel"_s);
    return pemOf(sk_X509_value(signers.get(), 0));
}

Result<Parcel> checkSigned(BIO *der, X509 *authority, UtcTime at)
{
    const CmsPtr cms(d2i_CMS_bio(der, nullptr));
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) {
        opensslError();
        return fail(Failure::Corrupt, u"not signed data"_s);
    }
    const StorePtr store = storeOf(authority, at);
    const BioPtr output = writingBio();
    if (!store || !output)
        return opensslFailure(Failure::Unavailable, u"verifying failed");
    if (CMS_verify(cms.get(), nullptr, store.get(), nullptr, output.get(), CMS_BINARY) != 1)
        return opensslFailure(Failure::Forbidden, u"not signed by somebody of that authority");
    return pemOfSigner(cms.get()).transform(
        [&](QByteArray signer) { return Parcel { contentOf(output.get()), std::move(signer) }; });
}

} // namespace

Result<> checkRecipient(const QByteArray &certificatePem, UtcTime at)
{
    const auto certificate = readCertificate(certificatePem);
    if (!certificate)
        return std::unexpected(certificate.error());
    EVP_PKEY *const key = X509_get0_pubkey(certificate->get());
    const bool isRsa = isStrongRsaKey(key);
    if (!isRsa && !isStrongCurveKey(key))
        return fail(Failure::InvalidInput,
            u"the certificate has neither an RSA key of %1 bits nor one on P-256 or a larger NIST curve"_s.arg(
                kFewestRsaBits));
    const uint32_t wanted = isRsa ? KU_KEY_ENCIPHERMENT : KU_KEY_AGREEMENT;
    if ((X509_get_key_usage(certificate->get()) & wanted) == 0) // all bits are set where nothing is said
        return fail(Failure::InvalidInput, u"the certificate is not for encryption (key usage)"_s);
    if (!wasValid(certificate->get(), at))
        return fail(Failure::InvalidInput, u"the certificate is not valid (any more)"_s);
    return {};
}

Result<QByteArray> enclose(const QByteArray &signedContent, const QByteArray &certificatePem)
{
    return readCertificate(certificatePem).and_then([&](const X509Ptr &certificate) {
        return envelopFor(certificate.get(), signedContent);
    });
}

Result<Parcel> openParcel(const QByteArray &parcel, const QByteArray &certificatePem, const QByteArray &privateKeyPem,
    const QByteArray &authorityPem, UtcTime at)
{
    const auto certificate = readCertificate(certificatePem);
    if (!certificate)
        return std::unexpected(certificate.error());
    const auto key = readPrivateKey(privateKeyPem);
    if (!key)
        return std::unexpected(key.error());
    const auto authority = readCertificate(authorityPem);
    if (!authority)
        return std::unexpected(authority.error());
    return openEnvelope(parcel, certificate->get(), key->get()).and_then([&](const BioPtr &signedContent) {
        return checkSigned(signedContent.get(), authority->get(), at);
    });
}

} // namespace cortege::pki
