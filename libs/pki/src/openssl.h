#pragma once

#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QByteArray>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

/// Every OpenSSL handle has its owner as soon as it exists.
namespace cortege::pki
{

template <auto Free>
struct Releaser {
    void operator()(auto *handle) const noexcept { Free(handle); }
};
using BioPtr = std::unique_ptr<BIO, Releaser<BIO_free_all>>;
using CipherPtr = std::unique_ptr<EVP_CIPHER_CTX, Releaser<EVP_CIPHER_CTX_free>>;
using CmsPtr = std::unique_ptr<CMS_ContentInfo, Releaser<CMS_ContentInfo_free>>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, Releaser<EVP_MD_CTX_free>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Releaser<X509_EXTENSION_free>>;
using GeneralNamePtr = std::unique_ptr<GENERAL_NAME, Releaser<GENERAL_NAME_free>>;
using GeneralNamesPtr = std::unique_ptr<GENERAL_NAMES, Releaser<GENERAL_NAMES_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using NumberPtr = std::unique_ptr<BIGNUM, Releaser<BN_free>>;
using RequestPtr = std::unique_ptr<X509_REQ, Releaser<X509_REQ_free>>;
using X509Ptr = std::unique_ptr<X509, Releaser<X509_free>>;

/// The oldest entry of OpenSSL's error queue, which is emptied.
QString opensslError();
std::unexpected<Error> opensslFailure(Failure kind, QStringView what);

BioPtr readingBio(QByteArrayView bytes);
BioPtr writingBio();
QByteArray contentOf(BIO *bio);

/// The first certificate of a PEM text.
Result<X509Ptr> readCertificate(const QByteArray &pem);
Result<X509Ptr> certificateFromDer(const QByteArray &der);
/// An unencrypted private key; never asks for a passphrase on the terminal.
Result<KeyPtr> readPrivateKey(const QByteArray &pem);
/// As `readPrivateKey` reads it; empty when it gives nothing out.
QByteArray pemOfKey(EVP_PKEY *key);
Result<RequestPtr> readRequest(const QByteArray &pem);

/// What the authority writes: see authority.h.
bool isP256Key(EVP_PKEY *key);
/// On P-256, P-384 or P-521: what is believed of others.
bool isStrongCurveKey(EVP_PKEY *key);
/// Neither before its time nor ended.
bool wasValid(const X509 *certificate, UtcTime at);

} // namespace cortege::pki
