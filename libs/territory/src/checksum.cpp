#include "checksum.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

namespace cortege::territory
{
using namespace Qt::StringLiterals;

Result<QByteArray> sha256Of(const QString &path) { return sha256Of(QStringList { path }); }

Result<QByteArray> sha256Of(const QStringList &paths)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &path : paths) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
            return fail(
                file.exists() ? Failure::Forbidden : Failure::NotFound, u"%1: %2"_s.arg(path, file.errorString()));
    }
    return hash.result().toHex();
}

} // namespace cortege::territory
