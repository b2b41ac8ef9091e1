#include "openssl.h"

#include <pki/clientcheck.h>
#include <pki/firstcontact.h>

#include <QtNetwork/QHostAddress>

#include <algorithm>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

using StorePtr = std::unique_ptr<X509_STORE, Releaser<X509_STORE_free>>;
using StoreContextPtr = std::unique_ptr<X509_STORE_CTX, Releaser<X509_STORE_CTX_free>>;

/// The pinned authority is the end of the chain, whether or not its root is at hand.
bool expectServer(X509_STORE_CTX *context, const QString &host, UtcTime now)
{
    X509_VERIFY_PARAM *const wanted = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_time(
        wanted, static_cast<time_t>(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count()));
    const QByteArray name = host.toUtf8();
    const bool isAddress = !QHostAddress(host).isNull();
    return X509_VERIFY_PARAM_set_purpose(wanted, X509_PURPOSE_SSL_SERVER) == 1
        && (isAddress ? X509_VERIFY_PARAM_set1_ip_asc(wanted, name.constData())
                      : X509_VERIFY_PARAM_set1_host(wanted, name.constData(), static_cast<size_t>(name.size())))
        == 1;
}

} // namespace

QByteArray pinOf(const QSslCertificate &authority) { return fingerprintOf(authority).first(kPinBytes); }

Result<QByteArray> pinOfAuthority(const QByteArray &serverAuthorityPem)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(serverAuthorityPem, QSsl::Pem);
    if (certificates.isEmpty() || certificates.first().isNull())
        return fail(Failure::InvalidInput, u"holds no certificate"_s);
    return pinOf(certificates.first());
}

Result<> checkServerAuthority(const QByteArray &serverAuthorityPem, QByteArrayView pin)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(serverAuthorityPem, QSsl::Pem);
    if (std::ranges::any_of(certificates, &QSslCertificate::isNull)
        || std::ranges::none_of(certificates, [pin](const QSslCertificate &one) { return pinOf(one) == pin; }))
        return fail(Failure::InvalidInput, u"the server's authority is not the one that was told"_s);
    if (std::ranges::none_of(certificates, &QSslCertificate::isSelfSigned))
        return fail(Failure::InvalidInput, u"the root of the server's authority is missing"_s);
    return {};
}

QSslConfiguration firstContactConfiguration()
{
    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_3);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setCaCertificates({});
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    return configuration;
}

Result<> checkServerChain(const QList<QSslCertificate> &presented, QByteArrayView pin, const QString &host, UtcTime now)
{
    const auto pinned
        = std::ranges::find_if(presented, [pin](const QSslCertificate &one) { return pinOf(one) == pin; });
    if (pinned == presented.end())
        return fail(Failure::Unauthenticated, u"another authority than the one that was told"_s);
    const auto leaf = certificateFromDer(presented.first().toDer());
    const auto authority = certificateFromDer(pinned->toDer());
    const StorePtr store(X509_STORE_new());
    const StoreContextPtr context(X509_STORE_CTX_new());
    if (!leaf || !authority || !store || !context || X509_STORE_add_cert(store.get(), authority->get()) != 1
        || X509_STORE_CTX_init(context.get(), store.get(), leaf->get(), nullptr) != 1
        || !expectServer(context.get(), host, now))
        return opensslFailure(Failure::Unauthenticated, u"the server's certificate cannot be checked");
    if (X509_verify_cert(context.get()) != 1) {
        const int why = X509_STORE_CTX_get_error(context.get());
        opensslError();
        return fail(Failure::Unauthenticated,
            u"the server's certificate: "_s + QString::fromUtf8(X509_verify_cert_error_string(why)));
    }
    return {};
}

} // namespace cortege::pki
