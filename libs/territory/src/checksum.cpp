#include "checksum.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

namespace cortege::territory
{
using namespace Qt::StringLiterals;

Result<QByteArray> sha256Of(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return fail(file.exists() ? Failure::Forbidden : Failure::NotFound, u"%1: %2"_s.arg(path, file.errorString()));
    return hash.result().toHex();
}

} // namespace cortege::territory
