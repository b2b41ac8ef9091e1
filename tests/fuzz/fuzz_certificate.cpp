#include <pki/authority.h>
#include <pki/clientcheck.h>

#include <QtCore/QCoreApplication>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kNow { std::chrono::sys_days { std::chrono::year { 2026 } / 5 / 1 } };

/// Made on the spot: nothing that comes in was signed by it.
struct Own {
    Authority authority = *createAuthority(u"Essai"_s, kNow);
    PersonId person = PersonId::make();
    QSslCertificate clients { authority.clients.certificatePem };
    QSslCertificate leaf { issue(makeRequest(u"x"_s)->requestPem).value() };

    Result<QByteArray> issue(const QByteArray &request) const
    {
        return issueClientCertificate(authority.clients, request, person, u"Claire Martin"_s, kNow);
    }
};

QByteArray requestOf(const QByteArray &der)
{
    QByteArray pem = "-----BEGIN CERTIFICATE REQUEST-----\n";
    const QByteArray letters = der.toBase64();
    for (qsizetype at = 0; at < letters.size(); at += 64)
        pem += letters.mid(at, 64) + '\n';
    return pem + "-----END CERTIFICATE REQUEST-----\n";
}

} // namespace

// Qt finds its TLS among its plugins.
extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    new QCoreApplication(*argc, *argv);
    return 0;
}

// As PEM and as DER. Whatever a request says, the certificate says what the authority does; a certificate from anywhere
// is nobody's here, nor an authority's.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Own own {};
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const QByteArray &request : { bytes, requestOf(bytes) }) {
        const auto issued = own.issue(request);
        if (!issued)
            continue;
        const QSslCertificate made(*issued);
        if (made.subjectInfo(QSslCertificate::CommonName) != QStringList { u"Claire Martin"_s }
            || made.subjectInfo("serialNumber") != QStringList { own.person.toString() }
            || !made.subjectAlternativeNames().isEmpty() || !checkClientCertificate(made, own.clients))
            __builtin_trap();
    }
    for (const QSsl::EncodingFormat format : { QSsl::Pem, QSsl::Der }) {
        const QList<QSslCertificate> given = QSslCertificate::fromData(bytes, format);
        for (const QSslCertificate &one : given) {
            if (checkClientCertificate(one, own.clients) || checkClientCertificate(own.leaf, one))
                __builtin_trap();
        }
    }
    return 0;
}
