#include "database.h"
#include "files.h"

#include <storage/backup.h>
#include <storage/databaselock.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRandomGenerator>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryFile>

#include <array>
#include <limits>

namespace cortege::storage
{
using namespace Qt::StringLiterals;
namespace
{

/// A copy beside the place where it is to be. It goes with this object unless it got its name.
class Copy
{
public:
    explicit Copy(const QString &place) : m_place(place), m_file(place + u".XXXXXX"_s) { }

    Result<> makeFrom(const QString &database)
    {
        if (!m_file
                .open()) // for its owner only, as QTemporaryFile makes them; SQLite takes an empty file for a new one
            return fail(Failure::Unavailable, u"%1: %2"_s.arg(m_place, m_file.errorString()));
        giveToOwnerOfFolder(m_file.handle(), m_place);
        const QString path = m_file.fileName();
        m_file.close();
        const auto source = Database::open(database, Database::Access::Read);
        if (!source)
            return std::unexpected(source.error());
        if (auto copied = (*source)->run(u"VACUUM INTO ?"_s, { path }); !copied)
            return std::unexpected(copied.error());
        return syncPath(path);
    }
    /// From here on it is another journal than the one that it was copied from, of the newest schema.
    Result<> beginLineage(const PayloadCipher &cipher)
    {
        // What the copy of an earlier program has in clear is sealed, as the server would do.
        if (const auto writer = SqliteJournalWriter::open(m_file.fileName(), cipher); !writer)
            return std::unexpected(writer.error());
        const auto database = Database::open(m_file.fileName(), Database::Access::Write);
        if (!database)
            return std::unexpected(database.error());
        const int lineage = QRandomGenerator::system()->bounded(1, std::numeric_limits<int>::max());
        if (auto done = (*database)->run(u"UPDATE journal_number SET number = ?"_s, { lineage }); !done)
            return std::unexpected(done.error());
        return (*database)->endLog();
    }
    /// Read from end to end; its last sequence.
    Result<Sequence> check(const PayloadCipher &cipher) const
    {
        const auto reader = SqliteJournalReader::open(m_file.fileName(), cipher);
        if (!reader)
            return std::unexpected(reader.error());
        const auto faults = (*reader)->check();
        if (!faults)
            return std::unexpected(faults.error());
        if (!faults->empty())
            return fail(Failure::Corrupt, u"the database has %1 faults"_s.arg(faults->size()));
        return (*reader)->lastSequence();
    }
    Result<> name()
    {
        if (auto named = renameToFree(m_file.fileName(), m_place); !named)
            return named;
        m_file.setAutoRemove(false);
        return syncPath(QFileInfo(m_place).absolutePath());
    }

private:
    QString m_place;
    QTemporaryFile m_file;
};

bool isReadable(const QString &database)
{
    const auto open = Database::open(database, Database::Access::Read);
    return open && (*open)->run(u"SELECT count(*) FROM sqlite_schema"_s);
}

/// PostgreSQL is copied and put back by its own tools, while it runs and across machines.
Result<> expectFile(const QString &database)
{
    if (Engine::of(database, false)->isFile())
        return {};
    return fail(
        Failure::InvalidInput, u"it is in PostgreSQL: pg_basebackup or pg_dump copies it, see docs/operations.md"_s);
}

/// Out of the way, with whatever SQLite has beside it.
Result<> moveAside(const QString &database, const QString &former)
{
    // SQLite brings its log into the file and removes it, if nobody else has the database open: what is moved is then
    // one file and whole. One that is damaged is moved as it stands; opened for writing it would lose its log.
    if (isReadable(database)) {
        const auto ended = Database::open(database, Database::Access::Write).and_then([](const auto &open) {
            return open->endLog();
        });
        if (!ended && ended.error().kind == Failure::Conflict)
            return fail(Failure::Unavailable, u"%1: another program has it open"_s.arg(database));
    }
    // Before the database itself: left behind, they would be taken for the restored one's.
    for (const QString &tail : { u"-wal"_s, u"-journal"_s, u"-shm"_s }) {
        if (!QFile::exists(database + tail))
            continue;
        if (auto moved = renameToFree(database + tail, former + tail); !moved)
            return moved;
    }
    return renameToFree(database, former);
}

} // namespace

Result<Sequence> backUp(const QString &database, const QString &file, const PayloadCipher &cipher)
{
    if (auto isFile = expectFile(database); !isFile)
        return std::unexpected(isFile.error());
    if (QFile::exists(file)) // before the work
        return fail(Failure::Conflict, file);
    Copy copy(file);
    return copy.makeFrom(database).and_then([&] { return copy.check(cipher); }).and_then([&copy](Sequence last) {
        return copy.name().transform([last] { return last; });
    });
}

Result<Restored> restore(const QString &backup, const QString &database, const PayloadCipher &cipher, UtcTime at)
{
    for (const QString &one : { backup, database }) {
        if (auto isFile = expectFile(one); !isFile)
            return std::unexpected(isFile.error());
    }
    const QString place = realPath(database);
    const auto lock = DatabaseLock::take(place);
    if (!lock)
        return std::unexpected(lock.error());
    Copy copy(place);
    const auto last = copy.makeFrom(backup).and_then([&] { return copy.beginLineage(cipher); }).and_then([&] {
        return copy.check(cipher);
    });
    if (!last)
        return std::unexpected(last.error());
    Restored restored { .last = *last };
    if (QFile::exists(place)) {
        restored.former = place + u".before-"_s + toIso(at).remove(u':').remove(u'-');
        if (auto moved = moveAside(place, restored.former); !moved)
            return std::unexpected(moved.error());
    }
    return copy.name().transform([&restored] { return std::move(restored); });
}

QStringList formersOf(const QString &database)
{
    if (!expectFile(database))
        return {};
    const QFileInfo file(realPath(database));
    QStringList paths;
    // The names that `restore` gives, and those of QTemporaryFile.
    static const QRegularExpression kTails(u"^\\.(?:before-.+|[A-Za-z0-9]{6})$"_s);
    const QStringList names
        = file.dir().entryList({ file.fileName() + u".*"_s }, QDir::Files | QDir::System | QDir::Hidden, QDir::Name);
    for (const QString &name : names) {
        if (kTails.match(name.sliced(file.fileName().size())).hasMatch())
            paths << file.dir().absoluteFilePath(name);
    }
    return paths;
}

} // namespace cortege::storage
