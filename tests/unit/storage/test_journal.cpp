#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <domain/geojson.h>
#include <domain/validation.h>

#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

#include <array>
#include <latch>
#include <support/damage.h>
#include <support/databases.h>
#include <support/generators.h>
#include <support/testkeys.h>
#include <thread>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

struct Journal {
    explicit Journal(test::EngineKind kind = test::EngineKind::Sqlite) : database(kind) { }

    test::Database database;
    QString path = database.where();
    std::unique_ptr<SqliteJournalWriter> writer = SqliteJournalWriter::open(path, test::anyCipher()).value();
    std::unique_ptr<SqliteJournalReader> reader = SqliteJournalReader::open(path, test::anyCipher()).value();

    WriteResult apply(const Write &write) { return writer->apply(std::span(&write, 1)).value().front(); }
    void sabotage(const QByteArray &sql) const { database.change(sql); }
    /// Whatever refers to it.
    void removeRow(int sequence) const
    {
        sabotage((database.isFile() ? "PRAGMA foreign_keys=OFF; " : "SET session_replication_role=replica; ")
            + QByteArray("DELETE FROM journal WHERE sequence = ") + QByteArray::number(sequence));
    }
    void sabotageFeature(const QByteArray &rows = "true") const
    {
        sabotage("UPDATE journal SET feature = " + QByteArray(database.isFile() ? "x'7b7d'" : "'\\x7b7d'") + " WHERE "
            + rows);
    }
};

EventRecord visitOf(const QString &subject)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = subject;
    return record;
}
const Author kAgent { PersonId::make(), u"Agent (DOPC)"_s };
Write save(const EventId &event, int base, const QString &subject = u"Visite"_s)
{
    return { RequestId::make(), kAgent, event, base, visitOf(subject),
        UtcTime { std::chrono::seconds { 1'800'000'000 } } };
}

} // namespace

TEST_CASE("a first save is revision one, a correction two, a cancellation three")
{
    Journal journal(test::eachEngine());
    const EventId event = EventId::make();
    CHECK(journal.apply(save(event, 0)).value().revision == 1);
    CHECK(journal.apply(save(event, 1, u"Visite reportée"_s)).value().revision == 2);
    Write cancel = save(event, 2);
    cancel.change = Cancellation {};
    const EventVersion cancelled = journal.apply(cancel).value();
    CHECK(cancelled.revision == 3);
    CHECK(cancelled.state == EventState::Cancelled);
    CHECK(cancelled.record.subject == u"Visite reportée"_s);
    CHECK(journal.apply(save(event, 3)).value().state == EventState::Active);
    CHECK(journal.reader->history(event).value().size() == 4);
    CHECK(journal.reader->check().value().empty());
}

TEST_CASE("a save from an old revision is refused and told what stands there")
{
    Journal journal(test::eachEngine());
    const EventId event = EventId::make();
    const EventVersion first = journal.apply(save(event, 0)).value();
    const auto refused = journal.apply(save(event, 0, u"Autre"_s));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().error.kind == Failure::Conflict);
    CHECK(refused.error().current == first);
    CHECK(journal.reader->lastSequence() == 1);
}

TEST_CASE("a request that comes twice changes once, and its id serves no other change")
{
    Journal journal(test::eachEngine());
    const Write write = save(EventId::make(), 0);
    const EventVersion made = journal.apply(write).value();
    CHECK(journal.apply(write).value() == made);
    CHECK(journal.reader->lastSequence() == 1);

    Write other = write;
    other.change = visitOf(u"Autre"_s);
    CHECK(journal.apply(other).error().error.kind == Failure::InvalidInput);
    Write stranger = write;
    stranger.author = { PersonId::make(), u"X"_s };
    CHECK(journal.apply(stranger).error().error.kind == Failure::InvalidInput);
}

TEST_CASE("what is not there cannot be cancelled or corrected")
{
    Journal journal(test::eachEngine());
    Write cancel = save(EventId::make(), 0);
    cancel.change = Cancellation {};
    CHECK(journal.apply(cancel).error().error.kind == Failure::NotFound);
    CHECK(journal.apply(save(EventId::make(), 4)).error().error.kind == Failure::NotFound);
    CHECK(journal.reader->history(EventId::make()).error().kind == Failure::NotFound);
}

TEST_CASE("of a long history the newest versions are read, and always the last one")
{
    Journal journal(test::eachEngine());
    const EventId event = EventId::make();
    for (int base = 0; base < 5; ++base)
        REQUIRE(journal.apply(save(event, base)));
    const auto all = journal.reader->history(event).value();
    REQUIRE(all.size() == 5);
    const auto bytes = QJsonDocument(toFeature(all.front().record)).toJson(QJsonDocument::Compact).size()
        + test::anyCipher().seal({}, {}).value().size();
    CHECK(journal.reader->history(event, 5 * bytes) == all);
    CHECK(journal.reader->history(event, 3 * bytes - 1) == std::vector(all.end() - 2, all.end()));
    CHECK(journal.reader->history(event, 0) == std::vector(all.end() - 1, all.end()));
    CHECK(journal.reader->history(EventId::make(), 0).error().kind == Failure::NotFound);
}

TEST_CASE("any changes give the journal that a simple model gives, read in any portions, also after reopening")
{
    const auto engine = test::eachEngine();
    REQUIRE(rc::check([engine] {
        Journal journal(engine);
        std::vector<EventVersion> model;
        std::vector<EventId> events { EventId::make(), EventId::make(), EventId::make() };
        std::vector<Write> sent;
        for (int batches = *rc::gen::inRange(1, 6); batches > 0; --batches) {
            std::vector<Write> batch;
            std::vector<bool> accepted;
            for (int size = *rc::gen::inRange(1, 6); size > 0; --size) {
                if (!sent.empty() && *rc::gen::inRange(0, 4) == 0) { // a retry
                    batch.push_back(*rc::gen::elementOf(sent));
                    continue;
                }
                const EventId event = *rc::gen::elementOf(events);
                const auto standing = std::ranges::find(model.rbegin(), model.rend(), event, &EventVersion::id);
                const int revision = standing == model.rend() ? 0 : standing->revision;
                const int base = std::max(0, revision - *rc::gen::inRange(0, 2));
                Write write { RequestId::make(), kAgent, event, base, test::anyRecord(), test::anyTime() };
                if (base == revision) {
                    model.push_back({ event, revision + 1, std::ssize(model) + 1, EventState::Active, kAgent, write.at,
                        std::get<EventRecord>(write.change) });
                    sent.push_back(write);
                }
                batch.push_back(std::move(write));
            }
            RC_ASSERT(journal.writer->apply(batch).value().size() == batch.size());
        }
        journal.reader.reset();
        journal.writer.reset();
        journal.writer = SqliteJournalWriter::open(journal.path, test::anyCipher()).value();
        journal.reader = SqliteJournalReader::open(journal.path, test::anyCipher()).value();
        std::vector<EventVersion> read;
        while (std::ssize(read) < std::ssize(model)) {
            const auto portion = journal.reader->since(std::ssize(read), *rc::gen::inRange(1, 7)).value();
            RC_ASSERT(!portion.empty());
            read.insert(read.end(), portion.begin(), portion.end());
        }
        RC_ASSERT(read == model);
        RC_ASSERT(journal.reader->lastSequence().value() == std::ssize(model));
        RC_ASSERT(journal.reader->check().value().empty());
    }));
}

TEST_CASE("the check finds a removed row, a wrong current state and a damaged record")
{
    Journal journal(test::eachEngine());
    const EventId event = EventId::make();
    for (int base = 0; base < 4; ++base)
        REQUIRE(journal.apply(save(event, base)));
    SECTION("a removed row")
    {
        journal.removeRow(2);
        CHECK(journal.reader->check().value().size() == 2); // a gap in the sequence and in the event's revisions
    }
    SECTION("the last row, of an event that had no other")
    {
        REQUIRE(journal.apply(save(EventId::make(), 0)));
        journal.removeRow(5);
        CHECK(journal.reader->check().value().size() == 1);
    }
    SECTION("a wrong current state")
    {
        journal.sabotage("UPDATE current SET sequence = 1");
        CHECK(journal.reader->check().value().size() == 1);
    }
    SECTION("rows that cannot be read at all")
    {
        journal.sabotage("ALTER TABLE journal RENAME COLUMN author_name TO other");
        CHECK_FALSE(journal.reader->check());
    }
    SECTION("a damaged record")
    {
        journal.sabotageFeature("sequence = 3");
        CHECK(journal.reader->check().value().size() == 1);
        CHECK(journal.reader->since(0, 10).error().kind == Failure::Corrupt);
    }
}

TEST_CASE("a page that cannot be read is an error, never the end of the journal")
{
    Journal journal;
    const EventId event = EventId::make();
    for (int base = 0; base < 100; ++base) {
        Write write = save(event, base);
        std::get<EventRecord>(write.change).description = QString(2'000, u'x');
        REQUIRE(journal.apply(write));
    }
    journal.reader.reset();
    journal.writer.reset(); // last: whoever only reads leaves the log as it is
    test::damagePage(journal.path);
    const auto reader = SqliteJournalReader::open(journal.path, test::anyCipher()).value();
    CHECK_FALSE(reader->since(0, 1'000));
    CHECK_FALSE(reader->history(event, 1'000'000));
    const auto faults = reader->check();
    CHECK((!faults || !faults->empty()));
}

TEST_CASE("a row that cannot be read is refused to who needs it, and the others of the batch are written")
{
    Journal journal(test::eachEngine());
    const EventId damaged = EventId::make();
    REQUIRE(journal.apply(save(damaged, 0)));
    journal.sabotageFeature();
    Write cancel = save(damaged, 1);
    cancel.change = Cancellation {};
    const std::vector writes { cancel, save(EventId::make(), 0) };
    const auto results = journal.writer->apply(writes).value();
    REQUIRE_FALSE(results[0]);
    CHECK(results[0].error().error.kind == Failure::Corrupt);
    REQUIRE(results[1]);
    CHECK(results[1]->sequence == 2);
}

TEST_CASE("a row that the rules of today would refuse is read, corrected and cancelled as any other")
{
    Journal journal;
    const EventId event = EventId::make();
    const QString tooLong(limits::kSubject + 1, u'x'); // the journal asks for no rules
    const EventRecord old = visitOf(tooLong);
    REQUIRE_FALSE(validate(old).empty());
    REQUIRE(journal.apply(save(event, 0, tooLong)));
    REQUIRE(journal.apply(save(EventId::make(), 0)));
    const auto rows = journal.reader->since(0, 10).value();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].record == old);
    CHECK(journal.reader->history(event).value() == std::vector { rows[0] });
    CHECK(journal.reader->check().value().empty());
    CHECK(journal.apply(save(event, 0)).error().current == rows[0]);
    Write cancel = save(event, 1);
    cancel.change = Cancellation {};
    CHECK(journal.apply(cancel).value().record == old);
    CHECK(journal.apply(save(event, 2)).value().revision == 3);
}

TEST_CASE("programs that open a new database at the same time both find it ready")
{
    const auto engine = test::eachEngine();
    for (int i = 0; i < (engine == test::EngineKind::Sqlite ? 20 : 5); ++i) {
        const test::Database database(engine);
        const QString &path = database.where();
        std::latch ready(2);
        std::array<bool, 2> opened {};
        {
            const auto open = [&](bool &good) {
                ready.arrive_and_wait();
                good = SqliteJournalWriter::open(path, test::anyCipher()).has_value();
            };
            const std::jthread one(open, std::ref(opened[0]));
            const std::jthread other(open, std::ref(opened[1]));
        }
        CHECK(opened == std::array { true, true });
    }
}

TEST_CASE("a database of a newer program is refused and left alone")
{
    Journal journal(test::eachEngine());
    journal.writer.reset();
    journal.sabotage(journal.database.isFile() ? "PRAGMA user_version = 99" : "INSERT INTO schema_number VALUES (99)");
    const auto opened = SqliteJournalWriter::open(journal.path, test::anyCipher());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().detail.contains(u"99"));
}

TEST_CASE("a folder that is not there is an error, not a crash")
{
    CHECK(
        SqliteJournalWriter::open(u"/nowhere/at/all.sqlite"_s, test::anyCipher()).error().kind == Failure::Unavailable);
}

TEST_CASE("a checkpoint brings everything into the database file while the writer goes on")
{
    Journal journal;
    const auto checkpoint = SqliteCheckpoint::open(journal.path).value();
    for (int i = 0; i < 20; ++i)
        REQUIRE(journal.apply(save(EventId::make(), 0)));
    CHECK(checkpoint->run().value() == 0);
    // The file alone, without its log beside it.
    const QString copy = journal.database.folder().filePath(u"copy.sqlite"_s);
    REQUIRE(QFile::copy(journal.path, copy));
    CHECK(SqliteJournalReader::open(copy, test::anyCipher()).value()->lastSequence().value() == 20);
    CHECK(journal.apply(save(EventId::make(), 0)).value().sequence == 21);
}

TEST_CASE("the log is as long as it may become from the start, and ends where its last commit does")
{
    Journal journal;
    const QString log = journal.path + u"-wal"_s;
    const qint64 length = QFileInfo(log).size();
    CHECK(length > 30'000'000);
    for (int i = 0; i < 20; ++i)
        REQUIRE(journal.apply(save(EventId::make(), 0)));
    CHECK(QFileInfo(log).size() == length);
    // As a power cut leaves them: no checkpoint was made, and the log's index is lost.
    const QString copy = journal.database.folder().filePath(u"copy.sqlite"_s);
    REQUIRE(QFile::copy(journal.path, copy));
    REQUIRE(QFile::copy(log, copy + u"-wal"_s));
    const auto writer = SqliteJournalWriter::open(copy, test::anyCipher()).value();
    const auto reader = SqliteJournalReader::open(copy, test::anyCipher()).value();
    CHECK(reader->since(0, 100).value() == journal.reader->since(0, 100).value());
    CHECK(reader->check().value().empty());
    const Write next = save(EventId::make(), 0);
    CHECK(writer->apply(std::span(&next, 1)).value().front().value().sequence == 21);
}

TEST_CASE("writers in several programs leave one order without a gap, and nothing twice")
{
    const test::Database database(test::eachEngine());
    constexpr int kWriters = 3;
    constexpr int kBatches = 20;
    std::latch ready(kWriters);
    std::array<std::vector<EventVersion>, kWriters> made;
    {
        std::vector<std::jthread> programs;
        programs.reserve(kWriters);
        for (auto &mine : made) {
            programs.emplace_back([&] {
                const auto writer = SqliteJournalWriter::open(database.where(), test::anyCipher()).value();
                ready.arrive_and_wait();
                for (int i = 0; i < kBatches; ++i) {
                    const std::vector writes { save(EventId::make(), 0), save(EventId::make(), 0) };
                    const auto results = writer->apply(writes).value();
                    for (const WriteResult &result : results)
                        mine.push_back(result.value());
                }
            });
        }
    }
    std::vector<EventVersion> all;
    for (const auto &mine : made)
        all.insert(all.end(), mine.begin(), mine.end());
    std::ranges::sort(all, {}, &EventVersion::sequence);
    const auto reader = SqliteJournalReader::open(database.where(), test::anyCipher()).value();
    CHECK(reader->since(0, 1'000).value() == all);
    CHECK(reader->check().value().empty());
}

TEST_CASE("after the death of its database the journal goes on, and a retry finds what was kept")
{
    test::Postgresql cluster;
    const QString where = cluster.newDatabase();
    const auto writer = SqliteJournalWriter::open(where, test::anyCipher()).value();
    const auto reader = SqliteJournalReader::open(where, test::anyCipher()).value();
    const Write kept = save(EventId::make(), 0);
    const Write lost = save(EventId::make(), 0);
    const EventVersion made = writer->apply(std::span(&kept, 1)).value().front().value();
    cluster.kill();
    CHECK(writer->apply(std::span(&lost, 1)).error().kind == Failure::Unavailable);
    CHECK(reader->lastSequence().error().kind == Failure::Unavailable);
    cluster.start();
    // As a client does that has no answer.
    const std::vector again { kept, lost };
    const auto results = writer->apply(again).value();
    CHECK(results.front().value() == made);
    CHECK(results.back().value().sequence == 2);
    CHECK(reader->lastSequence() == 2);
    CHECK(reader->check().value().empty());

    // Both connections are older than the database now, and nobody has noticed.
    cluster.kill();
    cluster.start();
    CHECK(reader->since(0, 10).value().size() == 2);
    const Write next = save(EventId::make(), 0);
    CHECK(writer->apply(std::span(&next, 1)).value().front().value().sequence == 3);
}

TEST_CASE("a database that does not bring to the disk what it acknowledges is refused")
{
    test::Postgresql cluster;
    const QString where = cluster.newDatabase();
    REQUIRE(SqliteJournalWriter::open(where, test::anyCipher()));
    test::Postgresql::change(where, "ALTER SYSTEM SET full_page_writes = off");
    test::Postgresql::change(where, "SELECT pg_reload_conf()");
    // The next session may begin before the signal has reached everybody.
    REQUIRE(QTest::qWaitFor([&] { return !SqliteJournalWriter::open(where, test::anyCipher()); }));
    CHECK(SqliteJournalWriter::open(where, test::anyCipher()).error().detail.contains(u"full_page_writes"));
}

TEST_CASE("a record's text is kept as it was handed over")
{
    Journal journal(test::eachEngine());
    Write write = save(EventId::make(), 0);
    write.recordText = featureText(std::get<EventRecord>(write.change));
    const EventVersion made = journal.apply(write).value();
    CHECK(journal.reader->since(0, 10).value() == std::vector { made });
    CHECK(featureText(made, write.recordText) == featureText(made));
}

TEST_CASE("records are sealed in the file, each to its row")
{
    Journal journal;
    const EventId event = EventId::make();
    REQUIRE(journal.apply(save(event, 0, u"Une visite que nul ne doit lire"_s)));
    REQUIRE(journal.apply(save(event, 1, u"La même, reportée"_s)));
    const auto bytesOf = [](const QString &path) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    };
    CHECK_FALSE(bytesOf(journal.path).contains("nul ne doit"));
    CHECK_FALSE(bytesOf(journal.path + u"-wal"_s).contains("nul ne doit"));
    journal.sabotage(
        "UPDATE journal SET feature = (SELECT feature FROM journal WHERE sequence = 1) WHERE sequence = 2");
    CHECK(journal.reader->since(0, 1).value().size() == 1);
    CHECK(journal.reader->since(1, 1).error().kind == Failure::Corrupt);
    const auto faults = journal.reader->check().value();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].sequence == 2);
}

TEST_CASE("a journal that was sealed under other keys is not opened")
{
    Journal journal;
    REQUIRE(journal.apply(save(EventId::make(), 0)));
    journal.writer.reset();
    const test::TestKeys others;
    CHECK(SqliteJournalWriter::open(journal.path, others.cipher()).error().kind == Failure::Forbidden);
    const auto reader = SqliteJournalReader::open(journal.path, others.cipher());
    REQUIRE_FALSE(reader);
    CHECK(reader.error().kind == Failure::Forbidden);
    CHECK(reader.error().detail.contains(u"sealed under other keys"_s));
    CHECK(SqliteJournalWriter::open(journal.path, test::anyCipher()));
}
