#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

/// Files compressed with gzip (RFC 1952), as registers are published.
namespace cortege::exchange
{

bool isGzip(QByteArrayView bytes);
/// All members, one after another. TooLarge when there would be more than `limit` bytes, found before they are there;
/// Corrupt when the file is cut short, damaged, or followed by something else.
Result<QByteArray> gunzip(QByteArrayView bytes, qsizetype limit);
/// A whole file, unpacked when it is one of gzip. NotFound, Forbidden, Corrupt, or TooLarge over `limit` bytes; the
/// detail names the file.
Result<QByteArray> readUnpacked(const QString &path, qsizetype limit);

} // namespace cortege::exchange
