#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

namespace cortege::territory
{

/// SHA-256 in hexadecimal digits. NotFound or Forbidden with the path.
Result<QByteArray> sha256Of(const QString &path);
/// Of the files one after another, as `cat` gives them.
Result<QByteArray> sha256Of(const QStringList &paths);

} // namespace cortege::territory
