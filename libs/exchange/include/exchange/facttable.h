#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace cortege::exchange
{

/// A table's text in UTF-8, whatever it was in. The detail names the file.
Result<QByteArray> readTable(const QString &path, const QString &encoding);

} // namespace cortege::exchange
