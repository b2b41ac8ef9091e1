#include <storage/backup.h>
#include <storage/databaselock.h>
#include <storage/sqlitejournal.h>
#include <storage/sqliteregister.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

#include <atomic>
#include <support/damage.h>
#include <support/databases.h>
#include <support/fulldisk.h>
#include <support/places.h>
#include <support/records.h>
#include <support/sqlitefile.h>
#include <support/testkeys.h>
#include <support/wanted.h>
#include <thread>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kSavedAt { std::chrono::seconds { 1'800'000'000 } };
constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

Write anySave(const QString &subject = u"Visite"_s)
{
    static const Author kClaire { PersonId::make(), u"Claire Martin (DOPC)"_s };
    return { RequestId::make(), kClaire, EventId::make(), 0, test::visit(subject), kSavedAt };
}

struct Place {
    QTemporaryDir dir;
    QString database = dir.filePath(u"server.sqlite"_s);
    QString copy = dir.filePath(u"copy.sqlite"_s);

    std::unique_ptr<SqliteJournalWriter> writer() const
    {
        return test::wanted(SqliteJournalWriter::open(database, test::anyCipher()));
    }
    void save(int count, const QString &subject = u"Visite"_s) const
    {
        const auto open = writer();
        for (int i = 0; i < count; ++i) {
            const Write write = anySave(subject);
            REQUIRE(test::wanted(open->apply(std::span(&write, 1))).front());
        }
    }
    QStringList files() const { return QDir(dir.path()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }
};

std::vector<EventVersion> rowsOf(const QString &path)
{
    return test::wanted(test::wanted(SqliteJournalReader::open(path, test::anyCipher()))->since(0, 1'000'000));
}

} // namespace

TEST_CASE("a copy is one file for its owner, with every row and the persons, and nothing is left beside it")
{
    const Place place;
    place.save(20);
    {
        const auto persons
            = test::wanted(SqlitePersonRegister::open(place.database, SqlitePersonRegister::Access::ReadWrite));
        test::wanted(persons->add({ PersonId::make(), u"Claire Martin"_s, u"DOPC"_s, Role::Entry, {} }));
    }
    const auto writer = place.writer(); // as a running server: what is in its log counts as well
    const Write last = anySave();
    REQUIRE(test::wanted(writer->apply(std::span(&last, 1))).front());
    const QStringList before = place.files();

    CHECK(test::wanted(backUp(place.database, place.copy, test::anyCipher())) == 21);
    CHECK(place.files() == QStringList { u"copy.sqlite"_s } + before);
    CHECK((QFile::permissions(place.copy) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser)) == kOwnerOnly);
    CHECK(rowsOf(place.copy) == rowsOf(place.database));
    const auto persons = test::wanted(SqlitePersonRegister::open(place.copy, SqlitePersonRegister::Access::ReadOnly));
    CHECK(test::wanted(persons->list()).size() == 1);
}

TEST_CASE("a copy that is made while changes go on ends at one of them")
{
    const Place place;
    place.save(1);
    std::atomic<bool> enough = false;
    std::thread saving([&] {
        while (!enough)
            place.save(5);
    });
    for (int i = 0; i < 5; ++i) {
        const QString copy = place.dir.filePath(u"copy%1.sqlite"_s.arg(i));
        const auto last = backUp(place.database, copy, test::anyCipher());
        CHECK(last);
        if (last)
            CHECK(std::ssize(rowsOf(copy)) == *last);
    }
    enough = true;
    saving.join();
}

TEST_CASE("no copy is made over a file, of a damaged database, or of what is none; and nothing stays behind")
{
    const Place place;
    place.save(3);
    SECTION("a file is there")
    {
        REQUIRE(QFile::copy(place.database, place.copy));
        CHECK(backUp(place.database, place.copy, test::anyCipher()).error().kind == Failure::Conflict);
        return;
    }
    SECTION("a row is lost")
    {
        test::changeSqlite(place.database, "PRAGMA foreign_keys=OFF; DELETE FROM journal WHERE sequence = 2");
        const auto refused = backUp(place.database, place.copy, test::anyCipher());
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == Failure::Corrupt);
    }
    SECTION("a text")
    {
        QFile text(place.database);
        REQUIRE(text.open(QIODevice::WriteOnly));
        text.write(QByteArray("no database at all ").repeated(300));
        text.close();
        CHECK_FALSE(backUp(place.database, place.copy, test::anyCipher()));
    }
    SECTION("records under other keys")
    {
        const test::TestKeys others;
        CHECK(backUp(place.database, place.copy, others.cipher()).error().kind == Failure::Forbidden);
    }
    SECTION("nothing") { CHECK_FALSE(backUp(place.dir.filePath(u"other.sqlite"_s), place.copy, test::anyCipher())); }
    SECTION("the disk is full")
    {
        const test::FullDisk full;
        CHECK_FALSE(backUp(place.database, place.copy, test::anyCipher()));
    }
    CHECK(place.files().filter(u"copy"_s).isEmpty());
}

TEST_CASE("a restored database is the copy, and the one before it is whole beside it")
{
    const Place place;
    place.save(4);
    test::wanted(backUp(place.database, place.copy, test::anyCipher()));
    place.save(3, u"Plus tard"_s);
    const auto copied = rowsOf(place.copy);
    const auto later = rowsOf(place.database);

    const Restored restored = test::wanted(restore(place.copy, place.database, test::anyCipher(), kSavedAt));
    CHECK(restored.last == 4);
    CHECK(rowsOf(place.database) == copied);
    const auto lineage = [](const QString &path) {
        return test::wanted(test::wanted(SqliteJournalReader::open(path, test::anyCipher()))->lineage());
    };
    CHECK(lineage(place.copy) == 0);
    CHECK(lineage(restored.former) == 0);
    const qint64 drawn = lineage(place.database);
    CHECK(drawn > 0);
    CHECK(QFileInfo(restored.former).fileName() == u"server.sqlite.before-20270115T080000Z"_s);
    CHECK(rowsOf(restored.former) == later);
    CHECK(rowsOf(place.copy) == copied); // it can be used again
    CHECK((QFile::permissions(place.database) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser)) == kOwnerOnly);

    place.save(1); // and goes on, as the journal that it has become
    CHECK(lineage(place.database) == drawn);
    CHECK(rowsOf(place.database).size() == 5);
    const auto again = restore(place.copy, place.database, test::anyCipher(), kSavedAt);
    REQUIRE_FALSE(again); // the same second: the first one that was kept is not lost
    CHECK(again.error().kind == Failure::Conflict);
    CHECK(rowsOf(place.database).size() == 5);
}

TEST_CASE("a copy is restored where there is no database, or one that is damaged")
{
    const Place place;
    place.save(4);
    test::wanted(backUp(place.database, place.copy, test::anyCipher()));
    SECTION("none")
    {
        const QString other = place.dir.filePath(u"new.sqlite"_s);
        const Restored restored = test::wanted(restore(place.copy, other, test::anyCipher(), kSavedAt));
        CHECK(restored.former.isEmpty());
        CHECK(rowsOf(other).size() == 4);
    }
    SECTION("a damaged one, with a log beside it")
    {
        for (const QString &name : { place.database, place.database + u"-wal"_s }) {
            QFile file(name);
            REQUIRE(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(5'000, 'x'));
        }
        const Restored restored = test::wanted(restore(place.copy, place.database, test::anyCipher(), kSavedAt));
        CHECK(rowsOf(place.database).size() == 4);
        CHECK(QFile::exists(restored.former));
        CHECK(QFile::exists(restored.former + u"-wal"_s));
    }
}

TEST_CASE("nothing is restored under a server, under any other program, or from what does not pass the check")
{
    const Place place;
    place.save(4);
    test::wanted(backUp(place.database, place.copy, test::anyCipher()));
    const auto rows = rowsOf(place.database);
    SECTION("a server is in charge")
    {
        const auto lock = test::wanted(DatabaseLock::take(place.database));
        CHECK(restore(place.copy, place.database, test::anyCipher(), kSavedAt).error().kind == Failure::Unavailable);
    }
    SECTION("somebody reads")
    {
        const auto reader = test::wanted(SqliteJournalReader::open(place.database, test::anyCipher()));
        REQUIRE(reader->lastSequence());
        CHECK(restore(place.copy, place.database, test::anyCipher(), kSavedAt).error().kind == Failure::Unavailable);
    }
    SECTION("a copy with a fault")
    {
        test::changeSqlite(place.copy, "UPDATE current SET sequence = 1");
        CHECK(restore(place.copy, place.database, test::anyCipher(), kSavedAt).error().kind == Failure::Corrupt);
    }
    SECTION("other keys")
    {
        const test::TestKeys others;
        CHECK(restore(place.copy, place.database, others.cipher(), kSavedAt).error().kind == Failure::Forbidden);
    }
    SECTION("a copy that was cut off")
    {
        REQUIRE(QFile::resize(place.copy, QFileInfo(place.copy).size() / 2));
        CHECK_FALSE(restore(place.copy, place.database, test::anyCipher(), kSavedAt));
    }
    CHECK(rowsOf(place.database) == rows);
    CHECK(place.files().filter(u"before"_s).isEmpty());
}

TEST_CASE("what an earlier program left in clear is sealed in what is restored")
{
    const Place place;
    QFile script(test::sourcePath(u"tests/fixtures/server-2.sql"_s));
    REQUIRE(script.open(QIODevice::ReadOnly));
    test::changeSqlite(place.copy, script.readAll());
    CHECK(test::wanted(restore(place.copy, place.database, test::anyCipher(), kSavedAt)).last == 6);
    CHECK(rowsOf(place.database).size() == 6);
    QFile restored(place.database);
    REQUIRE(restored.open(QIODevice::ReadOnly));
    CHECK_FALSE(restored.readAll().contains("Rassemblement"));
}

TEST_CASE("PostgreSQL is left to its own tools, and to as many servers as there are")
{
    const test::Database database(test::EngineKind::Postgresql);
    const Place place;
    const auto writer = test::wanted(SqliteJournalWriter::open(database.where(), test::anyCipher()));
    CHECK(backUp(database.where(), place.copy, test::anyCipher()).error().kind == Failure::InvalidInput);
    place.save(1);
    CHECK(restore(place.database, database.where(), test::anyCipher(), kSavedAt).error().kind == Failure::InvalidInput);
    CHECK(place.files().filter(u"copy"_s).isEmpty());
    const auto lock = test::wanted(DatabaseLock::take(database.where()));
    CHECK(DatabaseLock::take(database.where()));
    CHECK(lock->probe());
    CHECK(test::wanted(test::wanted(SqliteJournalReader::open(database.where(), test::anyCipher()))->lineage()) == 0);
    database.change("UPDATE journal_number SET number = extract(epoch FROM now())");
    CHECK(test::wanted(test::wanted(SqliteJournalReader::open(database.where(), test::anyCipher()))->lineage()) > 0);
}

TEST_CASE("one is in charge of a database at a time, whatever the path is called, and the disk is tried")
{
    const Place place;
    const QString link = place.dir.filePath(u"link.sqlite"_s);
    place.save(1);
    REQUIRE(QFile::link(place.database, link));
    {
        const auto lock = test::wanted(DatabaseLock::take(place.database));
        CHECK(DatabaseLock::take(link).error().kind == Failure::Unavailable);
        CHECK(lock->probe());
        const test::FullDisk full;
        CHECK_FALSE(lock->probe());
    }
    CHECK(DatabaseLock::take(link));
    CHECK(DatabaseLock::take(place.dir.filePath(u"none/at/all.sqlite"_s)).error().kind == Failure::Unavailable);
}
