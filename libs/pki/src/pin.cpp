#include <pki/pin.h>

#include <QtCore/QFile>

#include <openssl/crypto.h>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qint64 kPinFileLimit = 1024;

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// systemd gives a credential to a user by an access list, whose mask stands where the group's bits are.
bool isClosed(const struct stat &status)
{
    const bool ours = status.st_uid == ::geteuid() && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    const bool credential = status.st_uid == 0 && (status.st_mode & (S_IWGRP | S_IXGRP | S_IRWXO)) == 0;
    return S_ISREG(status.st_mode) && (ours || credential);
}

} // namespace

Result<Pin> Pin::from(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > static_cast<qsizetype>(kLimit) || std::ranges::any_of(text, isControl))
        return fail(Failure::InvalidInput, u"a PIN has 1 to %1 characters"_s.arg(kLimit));
    Pin pin;
    std::ranges::copy(text, pin.m_text.begin());
    pin.m_size = static_cast<size_t>(text.size());
    return pin;
}

Result<Pin> Pin::fromFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(errno == ENOENT ? Failure::NotFound : Failure::Forbidden, u"%1: cannot be read"_s.arg(path));
    QFile file;
    struct stat status {};
    if (!file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle)
        || ::fstat(descriptor, &status) != 0)
        return fail(Failure::Unavailable, u"%1: cannot be read"_s.arg(path));
    if (!isClosed(status))
        return fail(Failure::Forbidden, u"%1: others may read it too (chmod 600)"_s.arg(path));
    QByteArray content = file.read(kPinFileLimit);
    const qsizetype end = content.indexOf('\n');
    auto pin = from(QByteArrayView(content).first(end < 0 ? content.size() : end));
    OPENSSL_cleanse(content.data(), static_cast<size_t>(content.size()));
    if (!pin)
        return fail(Failure::InvalidInput, u"%1: %2"_s.arg(path, pin.error().detail));
    return pin;
}

Pin::~Pin() { OPENSSL_cleanse(m_text.data(), m_text.size()); }

} // namespace cortege::pki
