#include "cms.h"

#include <openssl/rsa.h>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

// CMS defaults to SHA-1 in the key derivation of elliptic curves, and to PKCS #1 1.5 with RSA.
bool useModernKeys(CMS_RecipientInfo *recipient)
{
    EVP_PKEY_CTX *const context = CMS_RecipientInfo_get0_pkey_ctx(recipient);
    if (!context)
        return false;
    if (CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_AGREE)
        return EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) == 1;
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1
        && EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1
        && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1;
}

} // namespace

Result<QByteArray> envelopFor(X509 *certificate, QByteArrayView plain)
{
    constexpr unsigned int kFlags = CMS_BINARY | CMS_PARTIAL;
    const CmsPtr cms(CMS_encrypt(nullptr, nullptr, EVP_aes_256_gcm(), kFlags));
    const BioPtr input = readingBio(plain);
    const BioPtr output = writingBio();
    CMS_RecipientInfo *const recipient = cms ? CMS_add1_recipient_cert(cms.get(), certificate, CMS_KEY_PARAM) : nullptr;
    const bool done = input && output && recipient && useModernKeys(recipient)
        && CMS_final(cms.get(), input.get(), nullptr, kFlags) == 1 && i2d_CMS_bio(output.get(), cms.get()) == 1;
    if (!done)
        return opensslFailure(Failure::Unavailable, u"encrypting failed");
    return contentOf(output.get());
}

Result<BioPtr> openEnvelope(const QByteArray &der, X509 *certificate, EVP_PKEY *key)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    const auto *const end = at + der.size();
    const CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    // Without authentication, something changed would be taken for the right thing.
    if (!cms || at != end || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_id_smime_ct_authEnvelopedData) {
        opensslError();
        return fail(Failure::Corrupt, u"not an envelope of ours"_s);
    }
    BioPtr output = writingBio();
    if (!output || CMS_decrypt(cms.get(), key, certificate, nullptr, output.get(), CMS_BINARY) != 1)
        return opensslFailure(Failure::Corrupt, u"encrypted for another certificate, or damaged");
    return output;
}

} // namespace cortege::pki
