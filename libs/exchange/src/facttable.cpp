#include <exchange/facttable.h>

#include <exchange/factfile.h>
#include <exchange/gzip.h>

#include <QtCore/QStringDecoder>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;

Result<QByteArray> readTable(const QString &path, const QString &encoding)
{
    auto bytes = readUnpacked(path, kFactFileLimit);
    if (!bytes || encoding.compare("UTF-8"_L1, Qt::CaseInsensitive) == 0)
        return bytes; // each row answers for its own bytes
    QStringDecoder decode(encoding);
    if (!decode.isValid())
        return fail(Failure::InvalidInput, u"%1: nobody here reads %2"_s.arg(path, encoding));
    const QString text = decode(*bytes);
    if (decode.hasError())
        return fail(Failure::InvalidInput, u"%1: is not %2"_s.arg(path, encoding));
    return text.toUtf8();
}

} // namespace cortege::exchange
