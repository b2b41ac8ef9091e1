#include "openssl.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

// Without a callback OpenSSL asks on the controlling terminal, and a server started by hand would hang there.
int noPassphrase(char *, int, int, void *) { return -1; }

template <class Owner, auto Read>
Result<Owner> readPem(const QByteArray &pem, QStringView what)
{
    const BioPtr bio = readingBio(pem);
    Owner read(Read(bio.get(), nullptr, noPassphrase, nullptr));
    if (!read)
        return opensslFailure(Failure::InvalidInput, what);
    return read;
}

/// OpenSSL's number of a key's named curve; NID_undef without any.
int curveOf(EVP_PKEY *key)
{
    std::array<char, 64> group {};
    if (!key || !EVP_PKEY_is_a(key, "EC")
        || EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), nullptr) != 1)
        return NID_undef;
    return OBJ_txt2nid(group.data());
}

} // namespace

QString opensslError()
{
    const auto code = ERR_get_error();
    ERR_clear_error();
    std::array<char, 256> text {};
    ERR_error_string_n(code, text.data(), text.size());
    return code == 0 ? u"no detail"_s : QString::fromUtf8(text.data());
}

std::unexpected<Error> opensslFailure(Failure kind, QStringView what)
{
    return fail(kind, u"%1: %2"_s.arg(what, opensslError()));
}

BioPtr readingBio(QByteArrayView bytes)
{
    Q_ASSERT(bytes.size() <= std::numeric_limits<int>::max());
    return BioPtr(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

BioPtr writingBio() { return BioPtr(BIO_new(BIO_s_mem())); }

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return { data, size };
}

Result<X509Ptr> readCertificate(const QByteArray &pem)
{
    return readPem<X509Ptr, PEM_read_bio_X509>(pem, u"not a certificate in PEM");
}

Result<X509Ptr> certificateFromDer(const QByteArray &der)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    X509Ptr certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    if (!certificate)
        return opensslFailure(Failure::InvalidInput, u"not a certificate in DER");
    return certificate;
}

Result<KeyPtr> readPrivateKey(const QByteArray &pem)
{
    return readPem<KeyPtr, PEM_read_bio_PrivateKey>(pem, u"not an unencrypted private key in PEM");
}

QByteArray pemOfKey(EVP_PKEY *key)
{
    const BioPtr bio = writingBio();
    const bool done = PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
    return done ? contentOf(bio.get()) : QByteArray();
}

Result<RequestPtr> readRequest(const QByteArray &pem)
{
    return readPem<RequestPtr, PEM_read_bio_X509_REQ>(pem, u"not a certificate request in PEM");
}

bool isP256Key(EVP_PKEY *key) { return curveOf(key) == NID_X9_62_prime256v1; }

bool isStrongCurveKey(EVP_PKEY *key)
{
    const int curve = curveOf(key);
    return curve == NID_X9_62_prime256v1 || curve == NID_secp384r1 || curve == NID_secp521r1;
}

bool wasValid(const X509 *certificate, UtcTime at)
{
    auto seconds = static_cast<time_t>(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
    // 0 stands for an error of the comparison.
    return X509_cmp_time(X509_get0_notBefore(certificate), &seconds) < 0
        && X509_cmp_time(X509_get0_notAfter(certificate), &seconds) > 0;
}

} // namespace cortege::pki
