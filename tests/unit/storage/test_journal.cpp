#include <storage/sqlitejournal.h>

#include <catch2/catch_test_macros.hpp>

#include <domain/geojson.h>
#include <domain/validation.h>

#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>

#include <array>
#include <latch>
#include <support/damage.h>
#include <support/generators.h>
#include <support/sqlitefile.h>
#include <thread>

using namespace cortege;
using namespace cortege::storage;
using namespace Qt::StringLiterals;

namespace
{

struct Journal {
    QTemporaryDir dir;
    QString path = dir.filePath(u"journal.sqlite"_s);
    std::unique_ptr<SqliteJournalWriter> writer = SqliteJournalWriter::open(path).value();
    std::unique_ptr<SqliteJournalReader> reader = SqliteJournalReader::open(path).value();

    WriteResult apply(const Write &write) { return writer->apply(std::span(&write, 1)).value().front(); }
    void sabotage(const char *sql) const { test::changeSqlite(path, sql); }
};

EventRecord visit(const QString &subject)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.subject = subject;
    return record;
}
const Author kAgent { PersonId::make(), u"Agent (DOPC)"_s };
Write save(const EventId &event, int base, const QString &subject = u"Visite"_s)
{
    return { RequestId::make(), kAgent, event, base, visit(subject),
        UtcTime { std::chrono::seconds { 1'800'000'000 } } };
}

} // namespace

TEST_CASE("a first save is revision one, a correction two, a cancellation three")
{
    Journal journal;
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
    Journal journal;
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
    Journal journal;
    const Write write = save(EventId::make(), 0);
    const EventVersion made = journal.apply(write).value();
    CHECK(journal.apply(write).value() == made);
    CHECK(journal.reader->lastSequence() == 1);

    Write other = write;
    other.change = visit(u"Autre"_s);
    CHECK(journal.apply(other).error().error.kind == Failure::InvalidInput);
    Write stranger = write;
    stranger.author = { PersonId::make(), u"X"_s };
    CHECK(journal.apply(stranger).error().error.kind == Failure::InvalidInput);
}

TEST_CASE("what is not there cannot be cancelled or corrected")
{
    Journal journal;
    Write cancel = save(EventId::make(), 0);
    cancel.change = Cancellation {};
    CHECK(journal.apply(cancel).error().error.kind == Failure::NotFound);
    CHECK(journal.apply(save(EventId::make(), 4)).error().error.kind == Failure::NotFound);
    CHECK(journal.reader->history(EventId::make()).error().kind == Failure::NotFound);
}

TEST_CASE("of a long history the newest versions are read, and always the last one")
{
    Journal journal;
    const EventId event = EventId::make();
    for (int base = 0; base < 5; ++base)
        REQUIRE(journal.apply(save(event, base)));
    const auto all = journal.reader->history(event).value();
    REQUIRE(all.size() == 5);
    const auto bytes = QJsonDocument(toFeature(all.front().record)).toJson(QJsonDocument::Compact).size();
    CHECK(journal.reader->history(event, 5 * bytes) == all);
    CHECK(journal.reader->history(event, 3 * bytes - 1) == std::vector(all.end() - 2, all.end()));
    CHECK(journal.reader->history(event, 0) == std::vector(all.end() - 1, all.end()));
    CHECK(journal.reader->history(EventId::make(), 0).error().kind == Failure::NotFound);
}

TEST_CASE("any changes give the journal that a simple model gives, read in any portions, also after reopening")
{
    REQUIRE(rc::check([] {
        Journal journal;
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
        journal.writer = SqliteJournalWriter::open(journal.path).value();
        journal.reader = SqliteJournalReader::open(journal.path).value();
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
    Journal journal;
    const EventId event = EventId::make();
    for (int base = 0; base < 4; ++base)
        REQUIRE(journal.apply(save(event, base)));
    SECTION("a removed row")
    {
        journal.sabotage("PRAGMA foreign_keys=OFF; DELETE FROM journal WHERE sequence = 2");
        CHECK(journal.reader->check().value().size() == 2); // a gap in the sequence and in the event's revisions
    }
    SECTION("the last row, of an event that had no other")
    {
        REQUIRE(journal.apply(save(EventId::make(), 0)));
        journal.sabotage("PRAGMA foreign_keys=OFF; DELETE FROM journal WHERE sequence = 5");
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
        journal.sabotage("UPDATE journal SET feature = x'7b7d' WHERE sequence = 3");
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
    journal.writer.reset();
    journal.reader.reset();
    test::damagePage(journal.path);
    const auto reader = SqliteJournalReader::open(journal.path).value();
    CHECK_FALSE(reader->since(0, 1'000));
    CHECK_FALSE(reader->history(event, 1'000'000));
    const auto faults = reader->check();
    CHECK((!faults || !faults->empty()));
}

TEST_CASE("a row that cannot be read is refused to who needs it, and the others of the batch are written")
{
    Journal journal;
    const EventId damaged = EventId::make();
    REQUIRE(journal.apply(save(damaged, 0)));
    journal.sabotage("UPDATE journal SET feature = x'7b7d'");
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
    REQUIRE(journal.apply(save(event, 0)));
    REQUIRE(journal.apply(save(EventId::make(), 0)));
    const EventRecord old = visit(QString(limits::kSubject + 1, u'x'));
    REQUIRE_FALSE(validate(old).empty());
    journal.sabotage("UPDATE journal SET feature = x'" + featureText(old).toHex() + "' WHERE sequence = 1");
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

TEST_CASE("programs that open a new file at the same time both find it ready")
{
    for (int i = 0; i < 20; ++i) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"journal.sqlite"_s);
        std::latch ready(2);
        std::array<bool, 2> opened {};
        {
            const auto open = [&](bool &good) {
                ready.arrive_and_wait();
                good = SqliteJournalWriter::open(path).has_value();
            };
            const std::jthread one(open, std::ref(opened[0]));
            const std::jthread other(open, std::ref(opened[1]));
        }
        CHECK(opened == std::array { true, true });
    }
}

TEST_CASE("a database of a newer program is refused and left alone")
{
    Journal journal;
    journal.writer.reset();
    journal.sabotage("PRAGMA user_version = 99");
    const auto opened = SqliteJournalWriter::open(journal.path);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().detail.contains(u"99"));
}

TEST_CASE("a folder that is not there is an error, not a crash")
{
    CHECK(SqliteJournalWriter::open(u"/nowhere/at/all.sqlite"_s).error().kind == Failure::Unavailable);
}

TEST_CASE("a checkpoint brings everything into the database file while the writer goes on")
{
    Journal journal;
    const auto checkpoint = SqliteCheckpoint::open(journal.path).value();
    for (int i = 0; i < 20; ++i)
        REQUIRE(journal.apply(save(EventId::make(), 0)));
    CHECK(checkpoint->run().value() == 0);
    // The file alone, without its log beside it.
    const QString copy = journal.dir.filePath(u"copy.sqlite"_s);
    REQUIRE(QFile::copy(journal.path, copy));
    CHECK(SqliteJournalReader::open(copy).value()->lastSequence().value() == 20);
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
    const QString copy = journal.dir.filePath(u"copy.sqlite"_s);
    REQUIRE(QFile::copy(journal.path, copy));
    REQUIRE(QFile::copy(log, copy + u"-wal"_s));
    const auto writer = SqliteJournalWriter::open(copy).value();
    const auto reader = SqliteJournalReader::open(copy).value();
    CHECK(reader->since(0, 100).value() == journal.reader->since(0, 100).value());
    CHECK(reader->check().value().empty());
    const Write next = save(EventId::make(), 0);
    CHECK(writer->apply(std::span(&next, 1)).value().front().value().sequence == 21);
}

TEST_CASE("a record's text is kept as it was handed over")
{
    Journal journal;
    Write write = save(EventId::make(), 0);
    write.recordText = featureText(std::get<EventRecord>(write.change));
    const EventVersion made = journal.apply(write).value();
    CHECK(journal.reader->since(0, 10).value() == std::vector { made });
    CHECK(featureText(made, write.recordText) == featureText(made));
}
