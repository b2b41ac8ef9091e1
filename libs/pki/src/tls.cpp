#include "openssl.h"

#include <pki/files.h>
#include <pki/tls.h>

#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

#include <algorithm>

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

Result<QSslKey> readKeyFor(const QSslCertificate &leaf, const QString &path)
{
    const auto pem = readPemFile(path);
    if (!pem)
        return std::unexpected(pem.error());
    const auto key = readPrivateKey(*pem);
    if (!key)
        return fail(Failure::InvalidInput, u"%1: %2"_s.arg(path, key.error().detail));
    if (!isStrongCurveKey(key->get()))
        return fail(Failure::InvalidInput, u"%1: not a key on P-256 or a larger NIST curve"_s.arg(path));
    const auto certificate = certificateFromDer(leaf.toDer());
    if (!certificate || X509_check_private_key(certificate->get(), key->get()) != 1) {
        opensslError();
        return fail(Failure::InvalidInput, u"%1: the key does not belong to the certificate"_s.arg(path));
    }
    QSslKey read(*pem, QSsl::Ec, QSsl::Pem, QSsl::PrivateKey);
    if (read.isNull())
        return fail(Failure::InvalidInput, u"%1: Qt cannot read the key"_s.arg(path));
    return read;
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

Result<QSslConfiguration> configuration(
    const QString &chainPath, const QString &keyPath, const QString &authoritiesPath, Side side)
{
    const auto chain = readCertificates(chainPath);
    if (!chain)
        return std::unexpected(chain.error());
    if (const auto checked = checkLeaf(chain->first(), chainPath, side); !checked)
        return std::unexpected(checked.error());
    const auto key = readKeyFor(chain->first(), keyPath);
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
    auto made = configuration(files.certificateChain, files.key, files.clientAuthorities, Side::Server);
    if (made) {
        // The refused peer learns why from a TLS alert instead of a closed socket.
        made->setMissingCertificateIsFatal(true);
        made->setHandshakeMustInterruptOnError(true);
    }
    return made;
}

Result<QSslConfiguration> clientConfiguration(const ClientTlsFiles &files)
{
    return configuration(files.certificateChain, files.key, files.serverAuthority, Side::Client);
}

} // namespace cortege::pki
