#include "watcheddisk.h"

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <array>
#include <atomic>
#include <mutex>
#include <new>
#include <sqlite3.h>

namespace cortege::test
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kSector = 512;

struct Step {
    enum class Kind { Write, Truncate, Sync, Remove, Mark } kind;
    QString file {};
    qint64 offset = 0; ///< of a write; the new size of a truncation; of a sync, the size that the file has
    QByteArray bytes {};
    size_t covers = 0; ///< of a sync: the steps that had been made when it began; of a mark: what is done
    bool folder = false; ///< a sync that the folder's own follows, a removal that is on the disk at once
};

} // namespace

class WatchedDisk::Private
{
public:
    sqlite3_vfs vfs {};
    sqlite3_vfs *system = nullptr;
    QByteArray folder;
    Synchronous synchronous {};
    std::array<std::atomic<int>, 3> refused {}; ///< by Way
    mutable std::mutex mutex;
    std::vector<Step> steps; ///< under the mutex

    int refusal(Way way) const { return refused[static_cast<size_t>(way)]; }
    size_t count() const
    {
        const std::lock_guard lock(mutex);
        return steps.size();
    }
    void add(Step step)
    {
        const std::lock_guard lock(mutex);
        steps.push_back(std::move(step));
    }
};

namespace
{

/// SQLite gives us the room for it, and behind it for the system's own.
struct Opened {
    sqlite3_file base; // first, as SQLite knows it
    WatchedDisk::Private *disk;
    QString *name;
    bool syncsFolder; ///< the system's sync does so once for a log that it may have made
};
Opened *opened(sqlite3_file *file) { return reinterpret_cast<Opened *>(file); }
sqlite3_file *real(sqlite3_file *file) { return reinterpret_cast<sqlite3_file *>(opened(file) + 1); }
WatchedDisk::Private *diskOf(const sqlite3_vfs *vfs) { return static_cast<WatchedDisk::Private *>(vfs->pAppData); }

int closeFile(sqlite3_file *file)
{
    delete opened(file)->name;
    return real(file)->pMethods->xClose(real(file));
}
int readFile(sqlite3_file *file, void *buffer, int count, sqlite3_int64 offset)
{
    if (const int refused = opened(file)->disk->refusal(WatchedDisk::Way::Read))
        return refused;
    return real(file)->pMethods->xRead(real(file), buffer, count, offset);
}
int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
    if (const int refused = opened(file)->disk->refusal(WatchedDisk::Way::Write))
        return refused;
    const int result = real(file)->pMethods->xWrite(real(file), bytes, count, offset);
    opened(file)->disk->add({ .kind = Step::Kind::Write,
        .file = *opened(file)->name,
        .offset = offset,
        .bytes = QByteArray(static_cast<const char *>(bytes), count) });
    return result;
}
int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    if (const int refused = opened(file)->disk->refusal(WatchedDisk::Way::Write))
        return refused;
    opened(file)->disk->add({ .kind = Step::Kind::Truncate, .file = *opened(file)->name, .offset = size });
    return real(file)->pMethods->xTruncate(real(file), size);
}
int syncFile(sqlite3_file *file, int flags)
{
    Opened *const own = opened(file);
    if (const int refused = own->disk->refusal(WatchedDisk::Way::Sync))
        return refused;
    const size_t covers = own->disk->count(); // what another thread writes meanwhile may come too late
    sqlite3_int64 size = 0;
    real(file)->pMethods->xFileSize(real(file), &size);
    const int result = real(file)->pMethods->xSync(real(file), flags);
    if (result == SQLITE_OK)
        own->disk->add({ .kind = Step::Kind::Sync,
            .file = *own->name,
            .offset = size,
            .covers = covers,
            .folder = std::exchange(own->syncsFolder, false) });
    return result;
}
int controlFile(sqlite3_file *file, int operation, void *argument)
{
    if (operation == SQLITE_FCNTL_PRAGMA && opened(file)->disk->synchronous == WatchedDisk::Synchronous::Normal) {
        // Name and value of a pragma that is about to be run; SQLite reads its own copy of the value after us.
        char **const pragma = static_cast<char **>(argument);
        if (qstricmp(pragma[1], "synchronous") == 0 && pragma[2] != nullptr)
            qstrcpy(pragma[2], "1"); // NORMAL, and no longer than any other value
    }
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}

template <auto Method, class... Arguments>
int pass(sqlite3_file *file, Arguments... arguments)
{
    return (real(file)->pMethods->*Method)(real(file), arguments...);
}
void passBarrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

const sqlite3_io_methods kMethods { 3, closeFile, readFile, writeFile, truncateFile, syncFile,
    pass<&sqlite3_io_methods::xFileSize, sqlite3_int64 *>, pass<&sqlite3_io_methods::xLock, int>,
    pass<&sqlite3_io_methods::xUnlock, int>, pass<&sqlite3_io_methods::xCheckReservedLock, int *>, controlFile,
    pass<&sqlite3_io_methods::xSectorSize>, pass<&sqlite3_io_methods::xDeviceCharacteristics>,
    pass<&sqlite3_io_methods::xShmMap, int, int, int, void volatile **>,
    pass<&sqlite3_io_methods::xShmLock, int, int, int>, passBarrier, pass<&sqlite3_io_methods::xShmUnmap, int>,
    pass<&sqlite3_io_methods::xFetch, sqlite3_int64, int, void **>,
    pass<&sqlite3_io_methods::xUnfetch, sqlite3_int64, void *> };

int openFile(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *flagsGot)
{
    WatchedDisk::Private *const disk = diskOf(vfs);
    constexpr int kLogs = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    const bool isWatched = path != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | kLogs)) != 0
        && QByteArrayView(path).startsWith(disk->folder);
    if (!isWatched)
        return disk->system->xOpen(disk->system, path, file, flags, flagsGot);
    file->pMethods = nullptr;
    const int result = disk->system->xOpen(disk->system, path, real(file), flags, flagsGot);
    if (real(file)->pMethods == nullptr)
        return result;
    new (file) Opened { { &kMethods }, disk, new QString(QFile::decodeName(QByteArray(path).mid(disk->folder.size()))),
        (flags & kLogs) != 0 && (flags & SQLITE_OPEN_CREATE) != 0 };
    return result;
}
int removeFile(sqlite3_vfs *vfs, const char *path, int syncFolder)
{
    WatchedDisk::Private *const disk = diskOf(vfs);
    const int result = disk->system->xDelete(disk->system, path, syncFolder);
    if (result == SQLITE_OK && QByteArrayView(path).startsWith(disk->folder))
        disk->add({ .kind = Step::Kind::Remove,
            .file = QFile::decodeName(QByteArray(path).mid(disk->folder.size())),
            .folder = syncFolder != 0 });
    return result;
}

/// Each sector by itself: the new bytes, or what was there.
void tear(QByteArray &content, const Step &write, std::mt19937 &random)
{
    for (qsizetype at = 0; at < write.bytes.size();) {
        const qint64 place = write.offset + at;
        const qsizetype length = std::min(write.bytes.size() - at, kSector - static_cast<qsizetype>(place % kSector));
        if (random() % 2 == 0)
            content.replace(place, length, write.bytes.sliced(at, length));
        at += length;
    }
}

} // namespace

WatchedDisk::WatchedDisk(const QString &folder, Synchronous synchronous) : d(std::make_unique<Private>())
{
    d->system = sqlite3_vfs_find(nullptr);
    d->folder = QFile::encodeName(QFileInfo(folder).canonicalFilePath() + u'/');
    d->synchronous = synchronous;
    d->vfs = *d->system; // what does not touch a file's content is the system's
    d->vfs.pNext = nullptr;
    d->vfs.zName = "watched";
    d->vfs.pAppData = d.get();
    d->vfs.szOsFile += static_cast<int>(sizeof(Opened));
    d->vfs.xOpen = openFile;
    d->vfs.xDelete = removeFile;
    REQUIRE(sqlite3_vfs_register(&d->vfs, 1) == SQLITE_OK);
}

WatchedDisk::~WatchedDisk()
{
    sqlite3_vfs_unregister(&d->vfs);
    sqlite3_vfs_register(d->system, 1);
}

void WatchedDisk::mark(size_t done) { d->add({ .kind = Step::Kind::Mark, .covers = done }); }
size_t WatchedDisk::steps() const { return d->count(); }
void WatchedDisk::refuse(Way way, int result) { d->refused[static_cast<size_t>(way)] = result; }

WatchedDisk::Cut WatchedDisk::cutBefore(size_t step, std::mt19937 &random) const
{
    const std::lock_guard lock(d->mutex);
    std::map<QString, size_t> durable; // of each file, the steps before that one
    size_t folderDurable = 0;
    for (size_t i = 0; i < step; ++i) {
        const Step &one = d->steps[i];
        if (one.kind == Step::Kind::Sync) {
            size_t &known = durable[one.file];
            known = std::max(known, one.covers);
        }
        if (one.folder)
            folderDurable = i + 1;
    }
    Cut cut;
    for (size_t i = 0; i < step; ++i) {
        const Step &one = d->steps[i];
        const bool isDurable = one.kind == Step::Kind::Remove ? i < folderDurable : i < durable[one.file];
        const bool isKept = isDurable || random() % 2 == 0;
        switch (one.kind) {
        case Step::Kind::Write: {
            File &file = cut.files[one.file];
            const bool isTorn = !isDurable && random() % 2 == 0;
            if (!isKept && !isTorn)
                break;
            const qint64 end = one.offset + one.bytes.size();
            if (file.content.size() < end)
                file.content.resize(end, '\0');
            file.size = std::max(file.size, end);
            if (isTorn)
                tear(file.content, one, random);
            else
                file.content.replace(one.offset, one.bytes.size(), one.bytes);
            break;
        }
        case Step::Kind::Truncate:
            if (isKept) {
                File &file = cut.files[one.file];
                file.content.truncate(one.offset);
                file.size = one.offset;
            }
            break;
        case Step::Kind::Sync: {
            // The writer makes its log longer past SQLite; see SqliteJournalWriter.
            File &file = cut.files[one.file];
            file.size = std::max(file.size, one.offset);
            break;
        }
        case Step::Kind::Remove:
            if (isKept)
                cut.files.erase(one.file);
            break;
        case Step::Kind::Mark:
            cut.marked = one.covers;
            break;
        }
    }
    return cut;
}

void writeFiles(const WatchedDisk::Cut &cut, const QString &folder)
{
    for (const auto &[name, content] : cut.files) {
        QFile file(QDir(folder).filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content.content) == content.content.size());
        REQUIRE(file.resize(content.size));
    }
}

} // namespace cortege::test
