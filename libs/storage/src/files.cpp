#include "files.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cortege::storage
{
using namespace Qt::StringLiterals;

std::unexpected<Error> systemError(const QString &path)
{
    return fail(Failure::Unavailable, u"%1: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(errno))));
}

QString realPath(const QString &path)
{
    const QFileInfo file(path);
    if (file.exists())
        return file.canonicalFilePath();
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? file.absoluteFilePath() : folder + u'/' + file.fileName();
}

void giveToOwnerOfFolder(int descriptor, const QString &path)
{
    struct stat folder {};
    if (::geteuid() == 0 && ::stat(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), &folder) == 0)
        (void)!::fchown(descriptor, folder.st_uid, folder.st_gid); // else root starts the server, or chowns itself
}

Result<> syncPath(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return systemError(path);
    const auto synced = ::fsync(descriptor) == 0 ? Result<>() : systemError(path);
    ::close(descriptor);
    return synced;
}

Result<> renameToFree(const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (::renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno == EEXIST)
        return fail(Failure::Conflict, to);
    // Network file systems cannot promise it; then looking first has to do.
    if (errno == EINVAL && !QFile::exists(to) && std::rename(source.constData(), target.constData()) == 0)
        return {};
    return systemError(to);
}

} // namespace cortege::storage
