#include <storage/sqlitejournal.h>
#include <storage/sqliteregister.h>
#include <storage/unsentstore.h>

#include <catch2/catch_test_macros.hpp>

#include <domain/geojson.h>

#include <QtCore/QByteArrayList>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

#include <sqlite3.h>
#include <support/records.h>
#include <support/testkeys.h>
#include <support/wanted.h>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

/// The rows that these statements give, by SQLite alone: nothing of ours looks at the file.
QByteArrayList bare(const QString &path, const QByteArray &sql)
{
    sqlite3 *handle = nullptr;
    REQUIRE(sqlite3_open(path.toUtf8().constData(), &handle) == SQLITE_OK);
    QByteArrayList rows;
    const auto keep = [](void *into, int count, char **values, char **) {
        QByteArrayList row;
        for (int i = 0; i < count; ++i)
            row.append(QByteArray(values[i]));
        static_cast<QByteArrayList *>(into)->append(row.join('|'));
        return 0;
    };
    char *message = nullptr;
    sqlite3_exec(handle, sql.constData(), keep, &rows, &message);
    INFO((message ? message : ""));
    REQUIRE(message == nullptr);
    sqlite3_close(handle);
    return rows;
}

const QByteArray kVersion = "PRAGMA user_version";
const QByteArray kTables = "SELECT name, sql FROM sqlite_schema ORDER BY name";

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

QByteArrayList newestVersion()
{
    return { QByteArray::number(QDir(u":/storage/migrations"_s).entryList({ u"*.sql"_s }, QDir::Files).size()) };
}

const UtcTime kFirstDay { std::chrono::seconds { 1'575'000'000 } };

/// Six changes to three events by two persons: saves, corrections, a cancellation.
std::vector<Write> firstChanges()
{
    const Author agent { PersonId::make(), u"Agent Un (DOPC)"_s };
    const Author other { PersonId::make(), u"Agent Deux (DOPC)"_s };
    const EventId marching = EventId::make();
    const EventId standing = EventId::make();
    const EventId visiting = EventId::make();

    EventRecord march = emptyRecord(EventKind::MovingDemonstration);
    march.subject = u"Marche pour le climat « 100 % à pied »"_s;
    march.description = u"L’arrivée n’est pas fixée ; \"à suivre\" 😀"_s;
    march.begins = kFirstDay + std::chrono::hours { 100 };
    march.ends = kFirstDay + std::chrono::hours { 104 };
    auto &moving = std::get<MovingDemonstration>(march.particulars);
    moving.departure = { u"Quai des Belges"_s, GeoPoint { 5.374, 43.2955 } };
    moving.waypoints = { { u"La Canebière"_s, {} } };
    moving.people.declared = 3'000;
    moving.organiser = OrganiserStatus::Union;
    moving.route = { { 5.374, 43.2955 }, { 5.38, 43.2973 }, { 5.387, 43.2998 } };
    EventRecord corrected = march;
    corrected.subject = u"Marche pour le climat, reportée"_s;

    EventRecord gathering = emptyRecord(EventKind::StaticDemonstration);
    gathering.subject = u"Rassemblement"_s;
    std::get<StaticDemonstration>(gathering.particulars).footprint
        = { { 5.365, 43.29 }, { 5.371, 43.29 }, { 5.371, 43.2935 }, { 5.365, 43.2935 } };

    std::vector<Write> writes;
    const auto add = [&](const Author &author, const EventId &event, int base, const Change &change) {
        writes.push_back({ RequestId::make(), author, event, base, change, kFirstDay + std::chrono::hours { base } });
    };
    add(agent, marching, 0, march);
    add(other, standing, 0, gathering);
    add(other, marching, 1, corrected);
    add(agent, visiting, 0, test::visit(u"Visite"_s));
    add(agent, standing, 1, Cancellation {});
    add(other, visiting, 1, test::visit(u"Visite avancée"_s));
    return writes;
}

/// A database as the first version of the server left it: the first script's tables alone, with rows in them.
struct FirstDatabase {
    FirstDatabase()
    {
        const QString made = dir.filePath(u"made.sqlite"_s);
        {
            const auto writer = test::wanted(SqliteJournalWriter::open(made, test::anyCipher()));
            for (const WriteResult &result : test::wanted(writer->apply(writes))) {
                REQUIRE(result);
                versions.push_back(*result);
            }
        }
        QFile script(u":/storage/migrations/001_journal.sql"_s);
        REQUIRE(script.open(QIODevice::ReadOnly));
        bare(path, "PRAGMA journal_mode=WAL;" + script.readAll() + "PRAGMA user_version=1");
        const auto copied = [](const QByteArray &table, const QByteArray &columns) {
            return "INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM made." + table + ';';
        };
        const QByteArray copy = "ATTACH '" + made.toUtf8() + "' AS made;"
            + copied("journal", "sequence, event, revision, cancelled, author, author_name, recorded_at, feature")
            + copied("current", "event, sequence") + copied("request", "request, author, sequence");
        bare(path, copy);
        for (const EventVersion &version : versions) // as text, for everybody to read
            bare(path,
                "UPDATE journal SET feature = x'" + featureText(version.record).toHex()
                    + "' WHERE sequence = " + QByteArray::number(version.sequence));
        REQUIRE(versions.size() == 6);
        REQUIRE(bare(path, kVersion) == QByteArrayList { "1" });
        REQUIRE(bare(path, "SELECT count(*) FROM request") == QByteArrayList { "6" });
    }

    QTemporaryDir dir;
    QString path = dir.filePath(u"old.sqlite"_s);
    std::vector<Write> writes = firstChanges();
    std::vector<EventVersion> versions; ///< what the writes made
};

} // namespace

TEST_CASE("a journal of the first schema is opened with every row, and goes on where it ended")
{
    const FirstDatabase old;
    const auto writer = test::wanted(SqliteJournalWriter::open(old.path, test::anyCipher()));
    CHECK(bare(old.path, kVersion) == newestVersion());
    const auto reader = test::wanted(SqliteJournalReader::open(old.path, test::anyCipher()));
    CHECK(reader->since(0, 100).value() == old.versions);
    CHECK(reader->check().value().empty());

    const auto again = test::wanted(writer->apply(old.writes)); // by their ids, the requests of then
    REQUIRE(again.size() == old.versions.size());
    for (size_t i = 0; i < again.size(); ++i)
        CHECK(again[i].value() == old.versions[i]);
    CHECK(reader->lastSequence().value() == 6);

    const EventVersion &march = old.versions[2];
    const std::vector<Write> further {
        { RequestId::make(), march.author, EventId::make(), 0, test::visit(u"Nouvelle visite"_s), kFirstDay },
        { RequestId::make(), march.author, march.id, march.revision, march.record, kFirstDay },
        { RequestId::make(), march.author, march.id, 1, march.record, kFirstDay },
    };
    const auto results = test::wanted(writer->apply(further));
    REQUIRE(results.size() == 3);
    REQUIRE(results[0]);
    CHECK(results[0]->sequence == 7);
    REQUIRE(results[1]);
    CHECK(results[1]->sequence == 8);
    CHECK(results[1]->revision == 3);
    REQUIRE_FALSE(results[2]);
    CHECK(results[2].error().error.kind == Failure::Conflict);
    CHECK(reader->history(march.id).value().size() == 3);
    CHECK(reader->check().value().empty());
}

TEST_CASE("records that an earlier schema left in clear are nowhere in the files any more")
{
    const FirstDatabase old;
    bare(old.path,
        "INSERT INTO journal SELECT sequence + 6, 'copy-' || event, revision, cancelled, author, author_name, "
        "recorded_at, feature FROM journal"); // of no event; what is looked for is the text
    const auto textIn = [&](const QString &file) { return bytesOf(file).contains("pas fixée"); };
    SECTION("of the first schema") { }
    SECTION("of the second schema")
    {
        bare(old.path, bytesOf(u":/storage/migrations/002_register.sql"_s) + "PRAGMA user_version=2");
    }
    REQUIRE(textIn(old.path));
    const auto writer = SqliteJournalWriter::open(old.path, test::anyCipher());
    REQUIRE(writer);
    CHECK_FALSE(textIn(old.path));
    CHECK_FALSE(textIn(old.path + u"-wal"_s));
    CHECK(bare(old.path, "SELECT count(*) FROM journal WHERE substr(feature, 1, 1) = x'7b'") == QByteArrayList { "0" });
}

TEST_CASE("sealing that was killed half-way is gone on with, and a record in clear is taken no more once it is done")
{
    const FirstDatabase old;
    const QByteArray clear = featureText(old.versions[0].record).toHex();
    {
        REQUIRE(SqliteJournalWriter::open(old.path, test::anyCipher()));
        // Some are sealed, some not, and the end was not reached.
        bare(old.path, "PRAGMA application_id=0; UPDATE journal SET feature = x'" + clear + "' WHERE sequence = 1");
    }
    REQUIRE(SqliteJournalWriter::open(old.path, test::anyCipher()));
    {
        const auto reader = test::wanted(SqliteJournalReader::open(old.path, test::anyCipher()));
        CHECK(reader->since(0, 100).value() == old.versions);
    }
    bare(old.path, "UPDATE journal SET feature = x'" + clear + "' WHERE sequence = 1");
    REQUIRE(SqliteJournalWriter::open(old.path, test::anyCipher()));
    const auto reader = test::wanted(SqliteJournalReader::open(old.path, test::anyCipher()));
    CHECK(reader->since(0, 100).error().kind == Failure::Corrupt);
    CHECK(reader->check().value().size() == 1);
}

TEST_CASE("a migration that fails half-way leaves the file as it was, says why, and is made up for later")
{
    const FirstDatabase old;
    // The second script makes the table of the persons first, and then comes upon this one.
    bare(old.path, "CREATE TABLE certificate (other TEXT); INSERT INTO certificate VALUES ('kept')");
    const QByteArrayList tables = bare(old.path, kTables);
    const QByteArray before = bytesOf(old.path);
    {
        const auto writer = SqliteJournalWriter::open(old.path, test::anyCipher());
        REQUIRE_FALSE(writer);
        CHECK(writer.error().kind == Failure::Unavailable);
        CHECK(writer.error().detail.contains(u"certificate already exists"));
        const auto persons = SqlitePersonRegister::open(old.path, SqlitePersonRegister::Access::ReadWrite);
        REQUIRE_FALSE(persons);
        CHECK(persons.error().detail.contains(u"certificate already exists"));
    }
    const bool untouched = bytesOf(old.path) == before;
    CHECK(untouched);
    CHECK(bare(old.path, kVersion) == QByteArrayList { "1" });
    CHECK(bare(old.path, kTables) == tables);
    CHECK(bare(old.path, "SELECT other FROM certificate") == QByteArrayList { "kept" });

    bare(old.path, "DROP TABLE certificate");
    const auto writer = test::wanted(SqliteJournalWriter::open(old.path, test::anyCipher()));
    CHECK(bare(old.path, kVersion) == newestVersion());
    const auto reader = test::wanted(SqliteJournalReader::open(old.path, test::anyCipher()));
    CHECK(reader->since(0, 100).value() == old.versions);
    CHECK(reader->check().value().empty());
}

TEST_CASE("the unsent work of a newer program is refused and left alone")
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"unsent.sqlite"_s);
    REQUIRE(UnsentStore::open(path));
    const QByteArray version = bare(path, kVersion).value(0);
    bare(path,
        "INSERT INTO unsent (kind, sealed) VALUES (7, x'0123'); ALTER TABLE unsent ADD COLUMN newer TEXT;"
        "PRAGMA user_version = 99");
    const QByteArrayList tables = bare(path, kTables);
    const QByteArray before = bytesOf(path);
    {
        const auto opened = UnsentStore::open(path);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == Failure::InvalidInput);
        CHECK(opened.error().detail.contains(u"99")); // and what it knows itself
        CHECK(opened.error().detail.contains(QString::fromLatin1(version)));
    }
    const bool untouched = bytesOf(path) == before;
    CHECK(untouched);
    CHECK(bare(path, kVersion) == QByteArrayList { "99" });
    CHECK(bare(path, kTables) == tables);
    CHECK(bare(path, "SELECT kind, hex(sealed) FROM unsent") == QByteArrayList { "7|0123" });

    bare(path, "ALTER TABLE unsent DROP COLUMN newer; PRAGMA user_version = " + version);
    CHECK(UnsentStore::open(path));
}
