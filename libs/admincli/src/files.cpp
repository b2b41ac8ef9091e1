#include "files.h"

#include <exchange/gzip.h>
#include <pki/clientcheck.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;

Result<> makeFolder(const QString &folder)
{
    constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (!QDir(folder).exists() && !QDir().mkdir(folder, kOwnerOnly))
        return fail(Failure::Unavailable, u"%1: the folder cannot be made"_s.arg(folder));
    return {};
}

Result<> expectFree(const QStringList &paths)
{
    for (const QString &path : paths) {
        if (QFile::exists(path))
            return fail(Failure::Conflict, path);
    }
    return {};
}

Result<QByteArray> readInput(const QString &path) { return exchange::readUnpacked(path, kInputLimit); }

Result<Fingerprint> fingerprintOfPem(const QByteArray &pem)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(pem, QSsl::Pem);
    if (certificates.isEmpty() || certificates.first().isNull())
        return fail(Failure::InvalidInput, u"holds no certificate"_s);
    return pki::fingerprintOf(certificates.first());
}

QString shown(const Fingerprint &fingerprint) { return QString::fromLatin1(fingerprint.toHex(':')); }

std::optional<Fingerprint> readFingerprint(const QString &text)
{
    static const QRegularExpression kForm(u"^[0-9a-fA-F]{2}(?::?[0-9a-fA-F]{2}){31}$"_s);
    if (!kForm.match(text).hasMatch())
        return std::nullopt;
    return Fingerprint::fromHex(QString(text).remove(u':').toLatin1());
}

} // namespace cortege::admincli
