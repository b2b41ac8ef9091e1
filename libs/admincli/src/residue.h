#pragma once

#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <vector>

/// What is left of sealed data in files, looked for byte by byte.
namespace cortege::admincli
{

struct Residue {
    QString path;
    qint64 at = 0; ///< byte
    friend bool operator==(const Residue &, const Residue &) = default;
};
struct Search {
    QStringList files; ///< that were read to their end
    qint64 bytes = 0;
    std::vector<Residue> found; ///< `kMostResidues` at most
};
inline constexpr size_t kMostResidues = 1'000;

/// What is looked for, and what is known to stay.
struct SealedMarks {
    std::vector<QByteArray> marks; ///< `pki::Keyring::markOf`
    QSet<QByteArray> spared; ///< the first `pki::Keyring::kHeadBytes` of what may be there
};
/// Of the paths, folders with all that is in them (no link is followed) and files; what is not there has nothing left.
/// Forbidden when a file cannot be read.
Result<Search> searchFor(const SealedMarks &marks, const QStringList &paths);

} // namespace cortege::admincli
