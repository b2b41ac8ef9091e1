#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace cortege::territory
{

/// SHA-256 in hexadecimal digits. NotFound or Forbidden with the path.
Result<QByteArray> sha256Of(const QString &path);

} // namespace cortege::territory
