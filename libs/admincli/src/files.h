#pragma once

#include <domain/person.h>
#include <domain/result.h>

#include <QtCore/QByteArray>

/// What several commands do with files, folders and certificates.
namespace cortege::admincli
{

/// Owner only (0700) when it has to be made; its parent must be there.
Result<> makeFolder(const QString &folder);
/// Conflict when one of them is there: keys and certificates are never overwritten.
Result<> expectFree(const QStringList &paths);
/// Unpacked when it is a gzip file. NotFound, Forbidden, Corrupt, or TooLarge over `kInputLimit`.
Result<QByteArray> readInput(const QString &path);
inline constexpr qint64 kInputLimit = qint64 { 256 } * 1024 * 1024;
/// Of the first certificate of a PEM text; InvalidInput when there is none.
Result<Fingerprint> fingerprintOfPem(const QByteArray &pem);
/// "ab:cd:…"
QString shown(const Fingerprint &fingerprint);
/// 64 hexadecimal digits, with or without colons.
std::optional<Fingerprint> readFingerprint(const QString &text);

} // namespace cortege::admincli
