#include <pki/files.h>

#include <QtCore/QFile>
#include <QtCore/QSaveFile>

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

} // namespace

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
