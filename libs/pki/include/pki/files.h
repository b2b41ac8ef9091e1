#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

/// Certificates and keys on disk. Errors name the file.
namespace cortege::pki
{

/// PEM files are small; anything larger is not one.
inline constexpr qint64 kPemFileLimit = qint64 { 256 } * 1024;

/// NotFound, Forbidden or TooLarge.
Result<QByteArray> readPemFile(const QString &path);
/// Readable by its owner only (0600); the file is whole or not there at all.
Result<> writePrivateFile(const QString &path, const QByteArray &content);
/// As above, readable by everybody (0644).
Result<> writePublicFile(const QString &path, const QByteArray &content);
/// Overwrites it on the disk, then takes its name away; nothing to do where there is no such file. No link is followed.
/// What is left on the medium may still be read where the file system writes elsewhere; docs/administration.md says so.
Result<> destroyFile(const QString &path);

} // namespace cortege::pki
