#include "database.h"
#include "files.h"

#include <storage/databaselock.h>

#include <QtCore/QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace cortege::storage
{
using namespace Qt::StringLiterals;

Result<std::unique_ptr<DatabaseLock>> DatabaseLock::take(const QString &database)
{
    if (!Engine::of(database, true)->isFile())
        return std::unique_ptr<DatabaseLock>(new DatabaseLock(database, kNone));
    const QString path = realPath(database) + u".lock"_s;
    const int descriptor
        = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return systemError(path);
    std::unique_ptr<DatabaseLock> lock(new DatabaseLock(path, descriptor));
    giveToOwnerOfFolder(descriptor, path);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return lock;
    if (errno == EWOULDBLOCK)
        return fail(Failure::Unavailable, u"%1: a server or a restore is at work on this database"_s.arg(path));
    return systemError(path);
}

DatabaseLock::~DatabaseLock()
{
    if (m_descriptor != kNone)
        ::close(m_descriptor);
}

Result<> DatabaseLock::probe()
{
    if (m_descriptor == kNone) {
        // A few bytes in its log, which nobody reads, are on the disk before it answers; a replica refuses them.
        return Database::open(m_path, Database::Access::Write).and_then([](const auto &database) {
            return database->execute(u"SELECT pg_logical_emit_message(true, 'cortege', 'probe')"_s);
        });
    }
    constexpr qsizetype kBlock = 4096;
    static const QByteArray kZeros(kBlock, '\0');
    // From nothing each time: a block that the file has already would go in on a full disk as well.
    if (::ftruncate(m_descriptor, 0) != 0 || ::pwrite(m_descriptor, kZeros.constData(), kBlock, 0) != kBlock
        || ::fdatasync(m_descriptor) != 0)
        return systemError(m_path);
    return {};
}

} // namespace cortege::storage
