#pragma once

#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

/// A few files as one: the ustar archive of POSIX.1-1988, which `tar xf` and every desktop open.
namespace cortege::exchange
{

struct BundledFile {
    QString name; ///< letters, digits, `.`, `-` and `_`, 99 at most, no dot at the beginning: never a path
    QByteArray content;

    friend bool operator==(const BundledFile &, const BundledFile &) = default;
};

/// The names are as above. Readable by their owner only once unpacked.
QByteArray bundle(const std::vector<BundledFile> &files, UtcTime at);
/// Corrupt for anything that `bundle` would not write.
Result<std::vector<BundledFile>> unbundle(const QByteArray &archive);

} // namespace cortege::exchange
