#include "openssl.h"

#include <pki/authority.h>
#include <pki/files.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QtEndian>
#include <QtNetwork/QHostAddress>

#include <openssl/pem.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <optional>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

constexpr int kCommonNameLimit = 64; // ub-common-name of RFC 5280
constexpr int kHostLimit = 100;

struct Extension {
    int nid;
    const char *value; ///< constant texts only: OpenSSL reads them as configuration
};
struct Profile {
    QString commonName;
    QString serialNumber; ///< of the subject, not of the certificate; may be empty
    std::chrono::days validity;
    std::vector<Extension> extensions;
    QStringList hosts;
};

const Extension kAuthorityUsage { NID_key_usage, "critical,keyCertSign,cRLSign" };
const Extension kKeyIdentifier { NID_subject_key_identifier, "hash" };
const Extension kIssuerIdentifier { NID_authority_key_identifier, "keyid:always" };

KeyPtr newKey() { return KeyPtr(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")); }

QByteArray toPem(X509 *certificate)
{
    const BioPtr bio = writingBio();
    return PEM_write_bio_X509(bio.get(), certificate) == 1 ? contentOf(bio.get()) : QByteArray();
}
QByteArray toPem(X509_REQ *request)
{
    const BioPtr bio = writingBio();
    return PEM_write_bio_X509_REQ(bio.get(), request) == 1 ? contentOf(bio.get()) : QByteArray();
}

bool addName(X509_NAME *name, const char *attribute, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    return X509_NAME_add_entry_by_txt(name, attribute, MBSTRING_UTF8,
               reinterpret_cast<const unsigned char *>(utf8.constData()), static_cast<int>(utf8.size()), -1, 0)
        == 1;
}

Result<> checkCommonName(const QString &name)
{
    if (name.trimmed().isEmpty() || name.toUcs4().size() > kCommonNameLimit)
        return fail(Failure::InvalidInput, u"a name has 1 to %1 characters"_s.arg(kCommonNameLimit));
    return {};
}

// 127 random bits: positive, and unique without a register (RFC 5280, 4.1.2.2).
bool setSerial(X509 *certificate)
{
    std::array<unsigned char, 16> random {};
    if (RAND_bytes(random.data(), random.size()) != 1)
        return false;
    random[0] = (random[0] & 0x7f) | 0x40;
    const NumberPtr number(BN_bin2bn(random.data(), random.size(), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool setTime(ASN1_TIME *field, UtcTime time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
    return ASN1_TIME_set(field, static_cast<time_t>(seconds)) != nullptr;
}

// A certificate that outlives its authority fails on a day that nobody has in the diary.
bool setValidity(X509 *certificate, const X509 *issuer, UtcTime now, std::chrono::days validity)
{
    if (!setTime(X509_getm_notBefore(certificate), now - kClockTolerance)
        || !setTime(X509_getm_notAfter(certificate), now + validity))
        return false;
    if (issuer && ASN1_TIME_compare(X509_get0_notAfter(certificate), X509_get0_notAfter(issuer)) > 0)
        return X509_set1_notAfter(certificate, X509_get0_notAfter(issuer)) == 1;
    return true;
}

bool addExtensions(X509 *certificate, X509 *issuer, const std::vector<Extension> &extensions)
{
    X509V3_CTX context {};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    return std::ranges::all_of(extensions, [&](const Extension &extension) {
        const ExtensionPtr made(X509V3_EXT_conf_nid(nullptr, &context, extension.nid, extension.value));
        return made && X509_add_ext(certificate, made.get(), -1) == 1;
    });
}

// The last label holds a letter: digits and dots alone are an address that is written wrong.
bool isHostName(const QString &host)
{
    static const QRegularExpression kLabels(
        uR"(\A(?=.{1,253}\z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kLabels.match(host).hasMatch();
}

// Written as QHostAddress writes it: it would also read "1" as 0.0.0.1, which nobody means.
std::optional<QHostAddress> addressOf(const QString &host)
{
    const QHostAddress address(host);
    const bool plain = !address.isNull() && address.scopeId().isEmpty()
        && address.toString().compare(host, Qt::CaseInsensitive) == 0;
    return plain ? std::optional(address) : std::nullopt;
}

QByteArray bytesOf(const QHostAddress &address)
{
    if (address.protocol() == QHostAddress::IPv4Protocol) {
        const quint32 number = qToBigEndian(address.toIPv4Address());
        return { reinterpret_cast<const char *>(&number), sizeof number };
    }
    const Q_IPV6ADDR number = address.toIPv6Address();
    return { reinterpret_cast<const char *>(&number), sizeof number };
}

GeneralNamePtr generalName(const QString &host)
{
    const auto address = addressOf(host);
    GeneralNamePtr name(GENERAL_NAME_new());
    ASN1_STRING *const value = address ? ASN1_OCTET_STRING_new() : ASN1_IA5STRING_new();
    if (!name || !value)
        return nullptr;
    GENERAL_NAME_set0_value(name.get(), address ? GEN_IPADD : GEN_DNS, value);
    const QByteArray bytes = address ? bytesOf(*address) : host.toLatin1();
    return ASN1_STRING_set(value, bytes.constData(), static_cast<int>(bytes.size())) == 1 ? std::move(name) : nullptr;
}

// As a structure and not as OpenSSL's configuration text, where a comma in a host would begin another name.
bool addHosts(X509 *certificate, const QStringList &hosts)
{
    if (hosts.isEmpty())
        return true;
    const GeneralNamesPtr names(GENERAL_NAMES_new());
    for (const QString &host : hosts) {
        GeneralNamePtr name = generalName(host);
        if (!names || !name || sk_GENERAL_NAME_push(names.get(), name.get()) <= 0)
            return false;
        std::ignore = name.release();
    }
    return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

/// Self-signed where no issuer is given.
Result<X509Ptr> makeCertificate(
    EVP_PKEY *publicKey, const Profile &profile, X509 *issuer, EVP_PKEY *issuerKey, UtcTime now)
{
    X509Ptr made(X509_new());
    X509 *const certificate = made.get();
    X509 *const signer = issuer ? issuer : certificate;
    const bool done = certificate && X509_set_version(certificate, X509_VERSION_3) == 1 && setSerial(certificate)
        && setValidity(certificate, issuer, now, profile.validity)
        && addName(X509_get_subject_name(certificate), "CN", profile.commonName)
        && (profile.serialNumber.isEmpty()
            || addName(X509_get_subject_name(certificate), "serialNumber", profile.serialNumber))
        && X509_set_issuer_name(certificate, X509_get_subject_name(signer)) == 1
        && X509_set_pubkey(certificate, publicKey) == 1 && addExtensions(certificate, signer, profile.extensions)
        && addHosts(certificate, profile.hosts) && X509_sign(certificate, issuerKey, EVP_sha256()) > 0;
    if (!done)
        return opensslFailure(Failure::Unavailable, u"the certificate could not be made");
    return made;
}

Result<Credential> makeAuthority(
    const QString &name, const char *basicConstraints, const char *extendedUsage, const Credential *above, UtcTime now)
{
    const KeyPtr key = newKey();
    if (!key)
        return opensslFailure(Failure::Unavailable, u"no key could be made");
    Profile profile { name, {}, kAuthorityValidity,
        { { NID_basic_constraints, basicConstraints }, kAuthorityUsage, kKeyIdentifier }, {} };
    X509Ptr issuer;
    KeyPtr issuerKey;
    if (above) {
        auto certificate = readCertificate(above->certificatePem);
        auto privateKey = readPrivateKey(above->keyPem);
        if (!certificate || !privateKey)
            return fail(Failure::InvalidInput, u"the root cannot be read"_s);
        issuer = std::move(*certificate);
        issuerKey = std::move(*privateKey);
        // An authority's usage limits those below it: TLS itself then refuses a server's certificate as a person's.
        profile.extensions.push_back({ NID_ext_key_usage, extendedUsage });
        profile.extensions.push_back(kIssuerIdentifier);
    }
    const auto made = makeCertificate(key.get(), profile, issuer.get(), above ? issuerKey.get() : key.get(), now);
    if (!made)
        return std::unexpected(made.error());
    return Credential { toPem(made->get()), pemOfKey(key.get()) };
}

/// The public key, when the request is signed with its private half.
Result<KeyPtr> provenKey(X509_REQ *request)
{
    KeyPtr key(X509_REQ_get_pubkey(request));
    if (!isP256Key(key.get())) {
        opensslError();
        return fail(Failure::InvalidInput, u"the request's key is not on P-256"_s);
    }
    if (X509_REQ_verify(request, key.get()) != 1)
        return opensslFailure(Failure::InvalidInput, u"the request is not signed with its own key");
    return key;
}

Result<QByteArray> issue(const Credential &authority, const QByteArray &requestPem, const Profile &profile, UtcTime now)
{
    const auto key
        = readRequest(requestPem).and_then([](const RequestPtr &request) { return provenKey(request.get()); });
    if (!key)
        return std::unexpected(key.error());
    const auto issuer = readCertificate(authority.certificatePem);
    if (!issuer)
        return std::unexpected(issuer.error());
    const auto issuerKey = readPrivateKey(authority.keyPem);
    if (!issuerKey)
        return std::unexpected(issuerKey.error());
    if (X509_check_private_key(issuer->get(), issuerKey->get()) != 1)
        return opensslFailure(Failure::InvalidInput, u"the authority's key does not belong to its certificate");
    if (profile.validity.count() < 1)
        return fail(Failure::InvalidInput, u"a certificate is valid for a day at least"_s);
    const auto made = makeCertificate(key->get(), profile, issuer->get(), issuerKey->get(), now);
    if (!made)
        return std::unexpected(made.error());
    return toPem(made->get()) + authority.certificatePem;
}

Result<QByteArray> requestFor(const QString &name, EVP_PKEY *key)
{
    if (const auto checked = checkCommonName(name); !checked)
        return std::unexpected(checked.error());
    const RequestPtr request(X509_REQ_new());
    const bool done = key && request && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1
        && addName(X509_REQ_get_subject_name(request.get()), "CN", name) && X509_REQ_set_pubkey(request.get(), key) == 1
        && X509_REQ_sign(request.get(), key, EVP_sha256()) > 0;
    if (!done)
        return opensslFailure(Failure::Unavailable, u"the request could not be made");
    return toPem(request.get());
}

struct Part {
    QString name;
    Credential Authority::*credential;
};
const std::array kParts { Part { u"root"_s, &Authority::root }, Part { u"clients"_s, &Authority::clients },
    Part { u"servers"_s, &Authority::servers } };

} // namespace

Result<Authority> createAuthority(const QString &name, UtcTime now)
{
    const QString clientsName = name + u" - clients"_s;
    if (const auto checked = checkCommonName(clientsName); !checked || name.trimmed().isEmpty())
        return fail(Failure::InvalidInput, u"an authority's name has 1 to %1 characters"_s.arg(kCommonNameLimit - 10));
    Authority authority;
    const auto make = [&](Credential &into, const QString &title, const char *constraints, const char *usage,
                          const Credential *above) -> Result<> {
        auto made = makeAuthority(title, constraints, usage, above, now);
        if (!made)
            return std::unexpected(made.error());
        into = std::move(*made);
        return {};
    };
    return make(authority.root, name, "critical,CA:TRUE,pathlen:1", nullptr, nullptr)
        .and_then([&] {
            return make(authority.clients, clientsName, "critical,CA:TRUE,pathlen:0", "clientAuth", &authority.root);
        })
        .and_then([&] {
            return make(
                authority.servers, name + u" - servers"_s, "critical,CA:TRUE,pathlen:0", "serverAuth", &authority.root);
        })
        .transform([&] { return std::move(authority); });
}

Result<> saveAuthority(const Authority &authority, const QString &folder)
{
    const QDir dir(folder);
    constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!dir.exists() && !QDir().mkdir(folder, kOwnerOnly))
        return fail(Failure::Unavailable, u"%1: the folder cannot be made"_s.arg(folder));
    for (const Part &part : kParts) {
        if (QFile::exists(dir.filePath(part.name + u".key"_s)))
            return fail(Failure::Conflict, u"%1: there is an authority already"_s.arg(folder));
    }
    for (const Part &part : kParts) {
        const Credential &credential = authority.*part.credential;
        const auto written = writePrivateFile(dir.filePath(part.name + u".key"_s), credential.keyPem).and_then([&] {
            return writePublicFile(dir.filePath(part.name + u".pem"_s), credential.certificatePem);
        });
        if (!written)
            return written;
    }
    return writePublicFile(
        dir.filePath(u"client-authorities.pem"_s), authority.clients.certificatePem + authority.root.certificatePem)
        .and_then([&] {
            return writePublicFile(dir.filePath(u"server-authority.pem"_s),
                authority.servers.certificatePem + authority.root.certificatePem);
        });
}

Result<Authority> loadAuthority(const QString &folder)
{
    const QDir dir(folder);
    Authority authority;
    for (const Part &part : kParts) {
        auto certificate = readPemFile(dir.filePath(part.name + u".pem"_s));
        if (!certificate)
            return std::unexpected(certificate.error());
        auto key = readPemFile(dir.filePath(part.name + u".key"_s));
        if (!key)
            return std::unexpected(key.error());
        authority.*part.credential = { std::move(*certificate), std::move(*key) };
    }
    return authority;
}

Result<KeyAndRequest> makeRequest(const QString &name)
{
    const KeyPtr key = newKey();
    return requestFor(name, key.get()).transform([&](const QByteArray &request) {
        return KeyAndRequest { pemOfKey(key.get()), request };
    });
}

Result<QByteArray> makeRequest(const QString &name, const PrivateKey &key)
{
    if (!isP256Key(key.handle())) {
        opensslError();
        return fail(Failure::InvalidInput, u"not a key on P-256"_s);
    }
    return requestFor(name, key.handle()).transform_error([&](const Error &error) {
        const auto trouble = key.takeTrouble();
        return trouble ? errorOf(*trouble, u"card") : error;
    });
}

Result<QByteArray> selfSignedCertificate(const QString &name, const PrivateKey &key, UtcTime now)
{
    const Profile profile { name, {}, kAuthorityValidity, { { NID_key_usage, "critical,keyAgreement" } }, {} };
    return makeCertificate(key.handle(), profile, nullptr, key.handle(), now)
        .transform([](const X509Ptr &made) { return toPem(made.get()); })
        .transform_error([&](const Error &error) {
            const auto trouble = key.takeTrouble();
            return trouble ? errorOf(*trouble, u"card") : error;
        });
}

Result<QByteArray> checkedRequest(const QByteArray &der)
{
    if (der.size() > kRequestLimit)
        return fail(Failure::TooLarge, u"a request has %1 bytes at most"_s.arg(kRequestLimit));
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    const auto *const end = at + der.size();
    const RequestPtr request(d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size())));
    if (!request || at != end) {
        opensslError();
        return fail(Failure::InvalidInput, u"not a certificate request in DER"_s);
    }
    return provenKey(request.get()).transform([&request](const KeyPtr &) { return toPem(request.get()); });
}

Result<QByteArray> derOfRequest(const QByteArray &requestPem)
{
    const auto request = readRequest(requestPem);
    if (!request)
        return std::unexpected(request.error());
    unsigned char *bytes = nullptr;
    const int size = i2d_X509_REQ(request->get(), &bytes);
    if (size < 0)
        return opensslFailure(Failure::InvalidInput, u"not a request that can be written");
    QByteArray der(reinterpret_cast<const char *>(bytes), size);
    OPENSSL_free(bytes);
    return der;
}

Result<QByteArray> issueClientCertificate(const Credential &clients, const QByteArray &requestPem,
    const PersonId &person, const QString &name, UtcTime now, std::chrono::days validity)
{
    if (const auto checked = checkCommonName(name); !checked)
        return std::unexpected(checked.error());
    // keyAgreement: the person's unsent work is kept under a key wrapped to this certificate.
    const Profile profile { name, person.toString(), validity,
        { { NID_basic_constraints, "critical,CA:FALSE" }, { NID_key_usage, "critical,digitalSignature,keyAgreement" },
            { NID_ext_key_usage, "clientAuth" }, kKeyIdentifier, kIssuerIdentifier },
        {} };
    return issue(clients, requestPem, profile, now);
}

Result<QByteArray> issueServerCertificate(const Credential &servers, const QByteArray &requestPem,
    const QStringList &hosts, UtcTime now, std::chrono::days validity)
{
    if (hosts.isEmpty() || hosts.size() > kHostLimit)
        return fail(Failure::InvalidInput, u"a server has 1 to %1 names"_s.arg(kHostLimit));
    for (const QString &host : hosts) {
        if (!addressOf(host) && !isHostName(host))
            return fail(Failure::InvalidInput, u"not a host name or an IP address: %1"_s.arg(host.left(300)));
    }
    const QString name = hosts.first().size() <= kCommonNameLimit ? hosts.first() : u"cortege-server"_s;
    const Profile profile { name, {}, validity,
        { { NID_basic_constraints, "critical,CA:FALSE" }, { NID_key_usage, "critical,digitalSignature" },
            { NID_ext_key_usage, "serverAuth" }, kKeyIdentifier, kIssuerIdentifier },
        hosts };
    return issue(servers, requestPem, profile, now);
}

} // namespace cortege::pki
