#include <pki/files.h>

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

Result<> write(const QString &path, const QByteArray &content, QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    // The permissions come before the first byte of a key does.
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(permissions) || file.write(content) != content.size()
        || !file.commit())
        return fail(Failure::Unavailable, u"%1: %2"_s.arg(path, file.errorString()));
    return {};
}

std::unexpected<Error> systemTrouble(const QString &path)
{
    return fail(
        Failure::Unavailable, u"%1: %2"_s.arg(path, QString::fromStdString(std::generic_category().message(errno))));
}

Result<> overwrite(int descriptor, const QString &path)
{
    static const QByteArray kZeros(qsizetype { 1024 } * 1024, '\0');
    struct stat status {};
    if (::fstat(descriptor, &status) != 0)
        return systemTrouble(path);
    if (!S_ISREG(status.st_mode))
        return fail(Failure::Forbidden, u"%1: not a file"_s.arg(path));
    for (qint64 left = status.st_size; left > 0;) {
        const auto written
            = ::write(descriptor, kZeros.constData(), static_cast<size_t>(std::min<qint64>(left, kZeros.size())));
        if (written < 0)
            return systemTrouble(path);
        left -= written;
    }
    return ::fsync(descriptor) == 0 ? Result<>() : systemTrouble(path);
}

Result<> syncFolderOf(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return systemTrouble(folder);
    const auto synced = ::fsync(descriptor) == 0 ? Result<>() : systemTrouble(folder);
    ::close(descriptor);
    return synced;
}

} // namespace

Result<> destroyFile(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    const int descriptor = ::open(name.constData(), O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        return errno == ENOENT ? Result<>() : systemTrouble(path);
    const auto overwritten = overwrite(descriptor, path);
    ::close(descriptor);
    if (!overwritten)
        return overwritten;
    if (::unlink(name.constData()) != 0)
        return systemTrouble(path);
    return syncFolderOf(path);
}

Result<QByteArray> readPemFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(Failure::NotFound, u"%1: no such file"_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::Forbidden, u"%1: %2"_s.arg(path, file.errorString()));
    QByteArray content = file.read(kPemFileLimit + 1);
    if (content.size() > kPemFileLimit)
        return fail(Failure::TooLarge, u"%1: larger than %2 bytes"_s.arg(path).arg(kPemFileLimit));
    return content;
}

Result<> writePrivateFile(const QString &path, const QByteArray &content)
{
    return write(path, content, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

Result<> writePublicFile(const QString &path, const QByteArray &content)
{
    return write(path, content,
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup | QFileDevice::ReadOther);
}

} // namespace cortege::pki
