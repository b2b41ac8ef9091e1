#include "openssl.h"
#include "token.h"

#include <pki/files.h>
#include <pki/tls.h>

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

#include <algorithm>
#include <functional>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

enum class Side { Client, Server };

Result<QList<QSslCertificate>> readCertificates(const QString &path)
{
    const auto pem = readPemFile(path);
    if (!pem)
        return std::unexpected(pem.error());
    // Qt leaves out what it cannot read; a chain with a hole in it fails later, and far from here.
    QList<QSslCertificate> certificates = QSslCertificate::fromData(*pem, QSsl::Pem);
    const bool whole = std::ranges::none_of(certificates, &QSslCertificate::isNull);
    if (certificates.isEmpty() || !whole || certificates.size() != pem->count("-----BEGIN CERTIFICATE-----"))
        return fail(Failure::InvalidInput, u"%1: holds no certificate, or one that cannot be read"_s.arg(path));
    return certificates;
}

bool isAuthority(const QSslCertificate &certificate)
{
    const auto x509 = certificateFromDer(certificate.toDer());
    return x509 && X509_check_ca(x509->get()) == 1;
}

Result<> checkLeaf(const QSslCertificate &leaf, const QString &path, Side side)
{
    const auto x509 = certificateFromDer(leaf.toDer());
    if (!x509)
        return fail(Failure::InvalidInput, u"%1: %2"_s.arg(path, x509.error().detail));
    if (X509_check_ca(x509->get()) != 0)
        return fail(Failure::InvalidInput, u"%1: the first certificate is an authority's"_s.arg(path));
    const uint32_t wanted = side == Side::Server ? XKU_SSL_SERVER : XKU_SSL_CLIENT;
    if (!(X509_get_extension_flags(x509->get()) & EXFLAG_XKUSAGE)
        || !(X509_get_extended_key_usage(x509->get()) & wanted))
        return fail(Failure::InvalidInput,
            u"%1: the certificate is not for TLS %2s"_s.arg(path, side == Side::Server ? u"server"_s : u"client"_s));
    return {};
}

Error otherKey(const QString &where)
{
    return TokenUri::isMeant(where)
        ? errorOf(TokenTrouble::OtherKey, where)
        : Error { Failure::InvalidInput, u"%1: the key does not belong to the certificate"_s.arg(where) };
}

Result<QSslKey> qtKey(const QByteArray &pem, const QString &path)
{
    QSslKey read(pem, QSsl::Ec, QSsl::Pem, QSsl::PrivateKey);
    if (read.isNull())
        return fail(Failure::InvalidInput, u"%1: Qt cannot read the key"_s.arg(path));
    return read;
}

Result<QSslKey> readKeyFor(const QByteArray &leafPem, const QString &path)
{
    const auto pem = readPemFile(path);
    if (!pem)
        return std::unexpected(pem.error());
    const auto key = PrivateKey::fromPem(*pem);
    if (!key)
        return fail(Failure::InvalidInput, u"%1: %2"_s.arg(path, key.error().detail));
    if (!key->belongsTo(leafPem))
        return std::unexpected(otherKey(path));
    return qtKey(*pem, path);
}

/// Qt takes an empty handle for a key that it does not know and hands on as it is; given a whole one, it would copy it,
/// and a copy has nothing to sign with.
Result<QSslKey> opaqueKey(const PrivateKey &key, const QString &uri)
{
    EVP_PKEY *const handle = EVP_PKEY_new(); // the QSslKey's from here on
    QSslKey opaque(handle, QSsl::PrivateKey);
    if (!handle || !copyCardKey(handle, key.handle()))
        return opensslFailure(Failure::Unavailable, uri);
    return opaque;
}

Result<QSslKey> keyFor(const QByteArray &leafPem, const ClientTlsFiles &files)
{
    if (!TokenUri::isMeant(files.key) && !files.openedKey)
        return readKeyFor(leafPem, files.key);
    return privateKeyOf(files).and_then([&](const PrivateKey &key) -> Result<QSslKey> {
        if (!key.belongsTo(leafPem))
            return std::unexpected(otherKey(files.key));
        return key.isOnToken() ? opaqueKey(key, files.key) : qtKey(pemOfKey(key.handle()), files.key);
    });
}

Result<QList<QSslCertificate>> readAuthorities(const QString &path)
{
    const auto certificates = readCertificates(path);
    if (!certificates)
        return certificates;
    if (!std::ranges::all_of(*certificates, isAuthority))
        return fail(Failure::InvalidInput, u"%1: holds a certificate that is no authority's"_s.arg(path));
    if (std::ranges::none_of(*certificates, &QSslCertificate::isSelfSigned))
        return fail(Failure::InvalidInput, u"%1: the root is missing"_s.arg(path));
    return certificates;
}

using KeyReader = std::function<Result<QSslKey>(const QByteArray &leafPem)>;
Result<QSslConfiguration> configuration(
    const QString &chainPath, const KeyReader &readKey, const QString &authoritiesPath, Side side)
{
    const auto chain = readCertificates(chainPath);
    if (!chain)
        return std::unexpected(chain.error());
    if (const auto checked = checkLeaf(chain->first(), chainPath, side); !checked)
        return std::unexpected(checked.error());
    const auto key = readKey(chain->first().toPem());
    if (!key)
        return std::unexpected(key.error());
    const auto authorities = readAuthorities(authoritiesPath);
    if (!authorities)
        return std::unexpected(authorities.error());

    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_3);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setLocalCertificateChain(*chain);
    configuration.setPrivateKey(*key);
    configuration.setCaCertificates(*authorities);
    // Every login is a whole handshake: a ticket would outlive the certificate that it was given for.
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    return configuration;
}

} // namespace

Result<QSslConfiguration> serverConfiguration(const ServerTlsFiles &files)
{
    auto made = configuration(
        files.certificateChain, [&](const QByteArray &leaf) { return readKeyFor(leaf, files.key); },
        files.clientAuthorities, Side::Server);
    if (made) {
        // The refused peer learns why from a TLS alert instead of a closed socket.
        made->setMissingCertificateIsFatal(true);
        made->setHandshakeMustInterruptOnError(true);
    }
    return made;
}

TokenResult<> ClientTlsFiles::unlock(const Pin &pin)
{
    const auto uri = TokenUri::parse(key);
    if (!uri)
        return std::unexpected(TokenTrouble::BadAddress);
    const auto chain = readPemFile(certificateChain);
    return PrivateKey::onToken(*uri, pin).and_then([&](const PrivateKey &opened) -> TokenResult<> {
        if (!chain || !opened.belongsTo(*chain))
            return std::unexpected(TokenTrouble::OtherKey);
        openedKey = opened;
        return {};
    });
}

Result<PrivateKey> privateKeyOf(const ClientTlsFiles &files)
{
    if (files.openedKey)
        return *files.openedKey;
    if (files.wantsPin())
        return fail(Failure::PinRefused, u"%1: its PIN was not given"_s.arg(files.key));
    const auto sealed = files.sealedKey();
    if (!sealed)
        return std::unexpected(sealed.error());
    if (*sealed)
        return fail(Failure::Unavailable, u"%1: sealed, and its secret was not given"_s.arg(files.key));
    return readPemFile(files.key).and_then(PrivateKey::fromPem).transform_error([&](const Error &error) {
        return Error { error.kind, u"%1: %2"_s.arg(files.key, error.detail) };
    });
}

Result<std::optional<SealedKey>> ClientTlsFiles::sealedKey() const
{
    if (TokenUri::isMeant(key))
        return std::nullopt;
    const auto content = readPemFile(key);
    if (!content)
        return std::unexpected(content.error());
    if (!SealedKey::isMeant(*content))
        return std::nullopt;
    return SealedKey::parse(*content).transform_error(
        [&](const Error &error) { return Error { error.kind, u"%1: %2"_s.arg(key, error.detail) }; });
}

Result<> ClientTlsFiles::unseal(const SecretKey &secret)
{
    const auto sealed = sealedKey();
    if (!sealed)
        return std::unexpected(sealed.error());
    if (!*sealed)
        return fail(Failure::Corrupt, u"%1: no longer a sealed key"_s.arg(key));
    return (*sealed)
        ->open(secret)
        .transform([this](const PrivateKey &opened) { openedKey = opened; })
        .transform_error(
            [this](const Error &error) { return Error { error.kind, u"%1: %2"_s.arg(key, error.detail) }; });
}

Result<> checkOwnKey(const ClientTlsFiles &files, const QByteArray &certificatePem)
{
    const auto sealed = files.openedKey ? Result<std::optional<SealedKey>>() : files.sealedKey();
    if (!sealed)
        return std::unexpected(sealed.error());
    if (*sealed)
        return (*sealed)->belongsTo(certificatePem) ? Result<>() : std::unexpected(otherKey(files.key));
    return privateKeyOf(files).and_then([&](const PrivateKey &key) -> Result<> {
        return key.belongsTo(certificatePem) ? Result<>() : std::unexpected(otherKey(files.key));
    });
}

Result<> checkClientFiles(const ClientTlsFiles &files)
{
    return configuration(
        files.certificateChain,
        [&](const QByteArray &leaf) { return checkOwnKey(files, leaf).transform([] { return QSslKey(); }); },
        files.serverAuthority, Side::Client)
        .transform([](const QSslConfiguration &) {});
}

Result<QSslConfiguration> clientConfiguration(const ClientTlsFiles &files)
{
    return configuration(
        files.certificateChain, [&](const QByteArray &leaf) { return keyFor(leaf, files); }, files.serverAuthority,
        Side::Client);
}

Result<UtcTime> certificateEnds(const QByteArray &pem)
{
    return readCertificate(pem).and_then([](const X509Ptr &certificate) -> Result<UtcTime> {
        tm ends {};
        if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &ends) != 1)
            return opensslFailure(Failure::InvalidInput, u"the end of a certificate");
        using namespace std::chrono;
        const year_month_day day { year { ends.tm_year + 1900 }, month { static_cast<unsigned>(ends.tm_mon + 1) },
            std::chrono::day { static_cast<unsigned>(ends.tm_mday) } };
        return UtcTime { sys_days { day } + hours { ends.tm_hour } + minutes { ends.tm_min }
            + seconds { ends.tm_sec } };
    });
}

std::future<void> prepareTls()
{
    return std::async(std::launch::async, [] { (void)QSslConfiguration::defaultConfiguration(); });
}

} // namespace cortege::pki
