#include "residue.h"

#include <pki/keyring.h>

#include <QtCore/QByteArrayMatcher>
#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qint64 kSearchPortion = qint64 { 4 } * 1024 * 1024;
constexpr qsizetype kHead = pki::Keyring::kHeadBytes;

QStringList filesUnder(const QStringList &paths)
{
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            if (QFileInfo(path).isFile())
                files << path;
            continue;
        }
        QDirIterator inside(path, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (inside.hasNext())
            files << inside.next();
    }
    files.removeDuplicates();
    return files;
}

/// Whole heads lie in one portion or the other: each begins with what the last one kept back.
Result<> searchFile(const QString &path, const SealedMarks &marks, Search &search)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return file.exists() ? fail(Failure::Forbidden, u"%1: %2"_s.arg(path, file.errorString())) : Result<>();
    QByteArray portion;
    qint64 begin = 0;
    for (bool more = true; more;) {
        const QByteArray read = file.read(kSearchPortion);
        if (read.isEmpty() && file.error() != QFileDevice::NoError)
            return fail(Failure::Unavailable, u"%1: %2"_s.arg(path, file.errorString()));
        more = !read.isEmpty();
        portion += read;
        // At the end of the file a head may be cut short.
        const qsizetype whole = more ? std::max<qsizetype>(0, portion.size() - kHead + 1) : portion.size();
        for (const QByteArray &mark : marks.marks) {
            const QByteArrayMatcher matcher(mark);
            for (qsizetype at = matcher.indexIn(portion); at >= 0 && at < whole;
                at = matcher.indexIn(portion, at + 1)) {
                if (!marks.spared.contains(portion.sliced(at).left(kHead)) && search.found.size() < kMostResidues)
                    search.found.push_back({ path, begin + at });
            }
        }
        search.bytes += read.size();
        begin += whole;
        portion = portion.sliced(whole);
    }
    search.files << path;
    return {};
}

} // namespace

Result<Search> searchFor(const SealedMarks &marks, const QStringList &paths)
{
    Search search;
    const QStringList files = filesUnder(paths);
    for (const QString &path : files) {
        if (auto done = searchFile(path, marks, search); !done)
            return std::unexpected(done.error());
    }
    return search;
}

} // namespace cortege::admincli
