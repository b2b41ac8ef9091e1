#include "oddcertificates.h"

#include "soak.h"

#include <catch2/catch_test_macros.hpp>

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

#include <algorithm>
#include <array>
#include <functional>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace cortege::test
{
using namespace Qt::StringLiterals;
namespace
{

template <auto Free>
struct Freeing {
    void operator()(auto *handle) const { Free(handle); }
};
using BioPtr = std::unique_ptr<BIO, Freeing<BIO_free_all>>;
using ExtensionPtr = std::unique_ptr<X509_EXTENSION, Freeing<X509_EXTENSION_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using X509Ptr = std::unique_ptr<X509, Freeing<X509_free>>;

KeyPtr curveKey(const char *curve) { return KeyPtr(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve)); }
KeyPtr rsaKey(size_t bits) { return KeyPtr(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", bits)); }

QByteArray pemOf(EVP_PKEY *key)
{
    const BioPtr bio(BIO_new(BIO_s_mem()));
    REQUIRE(PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    char *text = nullptr;
    const auto length = BIO_get_mem_data(bio.get(), &text);
    return { text, static_cast<qsizetype>(length) };
}
QByteArray derOf(X509 *certificate)
{
    unsigned char *bytes = nullptr;
    const int length = i2d_X509(certificate, &bytes);
    REQUIRE(length > 0);
    const QByteArray der(reinterpret_cast<const char *>(bytes), length);
    OPENSSL_free(bytes);
    return der;
}

struct Signer {
    X509Ptr certificate;
    KeyPtr key;
};
Signer signerFrom(const pki::Credential &credential)
{
    const BioPtr certificate(BIO_new_mem_buf(credential.certificatePem.constData(), -1));
    const BioPtr key(BIO_new_mem_buf(credential.keyPem.constData(), -1));
    return { X509Ptr(PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr)),
        KeyPtr(PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr)) };
}

/// What a certificate is made from. As it stands, it is a good one.
struct Draft {
    const char *extendedUsage = "clientAuth";
    const char *usage = "critical,digitalSignature";
    const char *basic = "critical,CA:FALSE";
    const EVP_MD *digest = EVP_sha256();
    long begins = -300, ends = 30L * 86'400; ///< seconds from now
    const Signer *signer = nullptr;
    bool isSelfSigned = false;
    bool hasOtherIssuerName = false;
    std::vector<const Signer *> chain; ///< sent after it
    EVP_PKEY *key = nullptr;
    const char *curious = nullptr; ///< an extension more, critical, that nobody knows
    const char *constraint = nullptr; ///< nameConstraints
    bool isTwice = false; ///< one extension twice
    bool hasOtherIdentifier = false; ///< authorityKeyIdentifier
    enum class Tampered { No, Content, Signature } tampered = Tampered::No;
};

X509Ptr write(const Draft &draft, const char *name)
{
    X509Ptr made(X509_new());
    X509 *const certificate = made.get();
    EVP_PKEY *const signingKey = draft.isSelfSigned ? draft.key : draft.signer->key.get();
    X509 *const issuer = draft.isSelfSigned ? certificate : draft.signer->certificate.get();
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), std::random_device()());
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
    if (draft.hasOtherIssuerName)
        X509_NAME_add_entry_by_txt(X509_get_issuer_name(certificate), "CN", MBSTRING_UTF8,
            reinterpret_cast<const unsigned char *>("x"), -1, -1, 0);
    X509_gmtime_adj(X509_getm_notBefore(certificate), draft.begins);
    X509_gmtime_adj(X509_getm_notAfter(certificate), draft.ends);
    X509_set_pubkey(certificate, draft.key);
    X509V3_CTX context {};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const auto add = [&](int nid, const char *value) {
        if (value == nullptr)
            return;
        const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
        REQUIRE(extension);
        REQUIRE(X509_add_ext(certificate, extension.get(), -1) == 1);
    };
    add(NID_basic_constraints, draft.basic);
    add(NID_key_usage, draft.usage);
    add(NID_ext_key_usage, draft.extendedUsage);
    add(NID_subject_key_identifier, "hash");
    add(NID_name_constraints, draft.constraint);
    if (draft.isTwice)
        add(NID_subject_key_identifier, "hash");
    if (draft.hasOtherIdentifier) {
        const std::unique_ptr<AUTHORITY_KEYID, Freeing<AUTHORITY_KEYID_free>> identifier(AUTHORITY_KEYID_new());
        identifier->keyid = ASN1_OCTET_STRING_new();
        ASN1_OCTET_STRING_set(identifier->keyid, reinterpret_cast<const unsigned char *>("01234567890123456789"), 20);
        X509_add1_ext_i2d(certificate, NID_authority_key_identifier, identifier.get(), 0, X509V3_ADD_DEFAULT);
    }
    if (draft.curious != nullptr) {
        const std::unique_ptr<ASN1_OBJECT, Freeing<ASN1_OBJECT_free>> object(OBJ_txt2obj(draft.curious, 1));
        const std::unique_ptr<ASN1_OCTET_STRING, Freeing<ASN1_OCTET_STRING_free>> value(ASN1_OCTET_STRING_new());
        ASN1_OCTET_STRING_set(value.get(), reinterpret_cast<const unsigned char *>("\x05\x00"), 2);
        const ExtensionPtr extension(X509_EXTENSION_create_by_OBJ(nullptr, object.get(), 1, value.get()));
        REQUIRE(X509_add_ext(certificate, extension.get(), -1) == 1);
    }
    REQUIRE(X509_sign(certificate, signingKey, draft.digest) > 0);
    return made;
}

} // namespace

class OddCertificates::Private
{
public:
    explicit Private(const TestAuthority &authority)
        : root(signerFrom(authority.authority().root)), clients(signerFrom(authority.authority().clients)),
          servers(signerFrom(authority.authority().servers)), otherClients(signerFrom(other.authority().clients)),
          trusted(QSslCertificate(authority.authority().root.certificatePem))
    {
        below = authorityBelow(nullptr);
        constrained = authorityBelow("critical,permitted;DNS:nobody.example");
        person.key = curveKey("P-256");
        Draft draft = good();
        draft.key = person.key.get();
        person.certificate = write(draft, "Paul Roux");
    }

    Draft good() const
    {
        Draft draft;
        draft.signer = &clients;
        draft.chain = { &clients };
        draft.key = key.get();
        return draft;
    }
    Signer authorityBelow(const char *constraint) const
    {
        Signer made { {}, curveKey("P-256") };
        Draft draft = good();
        draft.basic = "critical,CA:TRUE";
        draft.usage = "critical,keyCertSign";
        draft.key = made.key.get();
        draft.constraint = constraint;
        made.certificate = write(draft, "below");
        return made;
    }

    TestAuthority other; ///< of the same names
    Signer root, clients, servers, otherClients, below, constrained, person;
    QSslCertificate trusted;
    KeyPtr key = curveKey("P-256");
    /// Made once, because some take a second.
    std::array<std::pair<const char *, KeyPtr>, 6> weakKeys { std::pair { "RSA 1024", rsaKey(1'024) },
        std::pair { "RSA 2048", rsaKey(2'048) }, std::pair { "RSA 4096", rsaKey(4'096) },
        std::pair { "P-224", curveKey("P-224") }, std::pair { "secp256k1", curveKey("secp256k1") },
        std::pair { "brainpool", curveKey("brainpoolP256r1") } };
};

namespace
{

/// One changed bit, such that it can still be read as a certificate, else nobody could send it.
QSslCertificate tamper(const QByteArray &der, Draft::Tampered where, std::mt19937 &random)
{
    constexpr int kHeader = 4; // of the whole
    constexpr int kSignature = 60; // the least that an ECDSA signature on P-256 has, with few exceptions
    const auto last = static_cast<int>(der.size()) - 1;
    for (;;) {
        QByteArray changed = der;
        const int at = where == Draft::Tampered::Content ? between(random, kHeader, last - 2 * kSignature)
                                                         : between(random, last - kSignature, last);
        changed[at] = static_cast<char>(changed.at(at) ^ (1 << between(random, 0, 7)));
        const QSslCertificate read(changed, QSsl::Der);
        if (!read.isNull() && read.toDer() == changed)
            return read;
    }
}

} // namespace

OddCertificates::OddCertificates(const TestAuthority &authority) : d(std::make_unique<Private>(authority)) { }
OddCertificates::~OddCertificates() = default;

OddCertificates::Made OddCertificates::make(std::mt19937 &random, bool withDefects)
{
    Draft draft = d->good();
    // Of a list that is made for it, to be copied at once.
    const auto pick = [&random](const auto &ways) -> const auto & {
        return ways[static_cast<size_t>(between(random, 0, static_cast<int>(std::ssize(ways)) - 1))];
    };
    /// A kind sets its defect in one of several ways and says which. Different kinds do not undo one another.
    struct Kind {
        bool isForCheck;
        std::function<QString()> apply;
    };
    const Kind kinds[] {
        { true,
            [&] {
                draft.extendedUsage = pick(std::array<const char *, 5> {
                    nullptr, "serverAuth", "anyExtendedKeyUsage", "codeSigning", "emailProtection" });
                return u"extended usage "_s + QLatin1StringView(draft.extendedUsage);
            } },
        { true,
            [&] {
                draft.usage = pick(std::array<const char *, 4> {
                    nullptr, "critical,keyAgreement", "critical,nonRepudiation", "keyEncipherment" });
                return u"usage "_s + QLatin1StringView(draft.usage);
            } },
        { true,
            [&] {
                draft.basic = pick(std::array { "critical,CA:TRUE", "CA:TRUE", "critical,CA:TRUE,pathlen:0" });
                return u"an authority"_s;
            } },
        { true,
            [&] {
                const int way = between(random, 0, 7);
                const std::array<std::pair<const Signer *, const char *>, 8> signers {
                    std::pair { &d->otherClients, "another authority of the same names" },
                    { &d->servers, "the server authority" }, { &d->root, "the root" }, { &d->person, "a person" },
                    { &d->below, "below an authority that may have none" },
                    { &d->constrained, "below an authority for other names" }, { &d->clients, "itself" },
                    { &d->clients, "another issuer's name" }
                };
                draft.signer = signers[static_cast<size_t>(way)].first;
                draft.isSelfSigned = way == 6;
                draft.hasOtherIssuerName = way == 7;
                draft.chain = { draft.signer };
                if (way >= 3 && way <= 5)
                    draft.chain.push_back(&d->clients);
                return u"from "_s + QLatin1StringView(signers[static_cast<size_t>(way)].second);
            } },
        { false,
            [&] {
                constexpr long kDay = 86'400;
                const auto [begins, ends] = pick(std::array { std::pair { -30 * kDay, -kDay }, std::pair { -30L, -1L },
                    std::pair { kDay, 30 * kDay }, std::pair { kDay, -kDay } });
                draft.begins = begins;
                draft.ends = ends;
                return u"valid from %1 to %2 seconds from now"_s.arg(begins).arg(ends);
            } },
        { true,
            [&] {
                const auto &[name, key] = pick(d->weakKeys);
                draft.key = key.get();
                return u"key "_s + QLatin1StringView(name);
            } },
        { false,
            [&] {
                draft.digest = EVP_sha1();
                return u"signed over SHA-1"_s;
            } },
        { false,
            [&] {
                draft.curious = "1.3.6.1.4.1.55555.1";
                return u"an unknown critical extension"_s;
            } },
        { true,
            [&] {
                draft.isTwice = true;
                return u"an extension twice"_s;
            } },
        { true,
            [&] {
                draft.hasOtherIdentifier = true;
                return u"another authority's key identifier"_s;
            } },
        { true,
            [&] {
                draft.tampered = pick(std::array { Draft::Tampered::Content, Draft::Tampered::Signature });
                return u"a changed bit"_s;
            } },
    };

    Made made;
    std::vector<size_t> chosen;
    for (int left = withDefects ? between(random, 1, 3) : 0; left > 0; --left) {
        const auto kind = static_cast<size_t>(between(random, 0, static_cast<int>(std::size(kinds)) - 1));
        if (std::ranges::contains(chosen, kind))
            continue;
        chosen.push_back(kind);
        made.defects += kinds[kind].apply();
        made.isForCheck = made.isForCheck || kinds[kind].isForCheck;
    }
    const QByteArray der = derOf(write(draft, "Claire Martin").get());
    made.leaf
        = draft.tampered == Draft::Tampered::No ? QSslCertificate(der, QSsl::Der) : tamper(der, draft.tampered, random);
    QList<QSslCertificate> chain { made.leaf };
    for (const Signer *const above : draft.chain)
        chain += QSslCertificate(derOf(above->certificate.get()), QSsl::Der);
    const QByteArray pem = pemOf(draft.key);
    const QSslKey curve(pem, QSsl::Ec);
    made.client.setCaCertificates({ d->trusted });
    made.client.setLocalCertificateChain(chain);
    made.client.setPrivateKey(curve.isNull() ? QSslKey(pem, QSsl::Rsa) : curve);
    return made;
}

} // namespace cortege::test
