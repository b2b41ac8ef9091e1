#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <map>
#include <memory>
#include <random>

/// SQLite's way to the disk with somebody beside it, who writes down what goes through it and can stop it.
namespace cortege::test
{

/// As long as it lives, what this process opens of SQLite files in that folder goes through it. Any thread. The files
/// must be closed before it goes.
///
/// After a power cut each write that no sync has followed is there, is not there, or is there in some of its sectors.
/// What lies beside a write in its first and last sector is left alone, as SQLite supposes of its disk
/// (https://sqlite.org/psow.html).
class WatchedDisk
{
public:
    enum class Synchronous {
        Full, ///< as the program sets it
        Normal, ///< every "PRAGMA synchronous" is lowered: a commit that returns is not on the disk yet
    };
    explicit WatchedDisk(const QString &folder, Synchronous synchronous = Synchronous::Full);
    ~WatchedDisk();
    WatchedDisk(const WatchedDisk &) = delete;
    WatchedDisk &operator=(const WatchedDisk &) = delete;

    /// From now on what has been done so far is known to have been done. See `Cut::marked`.
    void mark(size_t done);
    size_t steps() const; ///< what a cut can come between

    struct File {
        QByteArray content;
        qint64 size = 0; ///< zeros behind the content, where it is larger
    };
    struct Cut {
        std::map<QString, File> files; ///< by name, without the folder
        size_t marked = 0; ///< the last mark before it
    };
    /// What the power leaves when it fails before that step.
    Cut cutBefore(size_t step, std::mt19937 &random) const;

    enum class Way { Write, Sync, Read };
    /// Every such call ends with that result of SQLite's from now on; SQLITE_OK: it works again.
    void refuse(Way way, int result);

    class Private;

private:
    std::unique_ptr<Private> d;
};

/// Makes the files in a folder that is there.
void writeFiles(const WatchedDisk::Cut &cut, const QString &folder);

} // namespace cortege::test
