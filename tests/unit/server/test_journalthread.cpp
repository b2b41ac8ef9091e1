#include "journalthread.h"

#include <pki/authority.h>
#include <storage/sqliteaudit.h>
#include <storage/sqlitejournal.h>

#include <support/facts.h>
#include <support/records.h>
#include <support/sqlitefile.h>
#include <support/testkeys.h>
#include <support/wanted.h>
#include <support/writelock.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <future>

using namespace cortege;
using namespace cortege::server;
using namespace Qt::StringLiterals;

namespace
{

class Counter : public CommitListener
{
public:
    void committed(Committed batch) override
    {
        const std::lock_guard lock(m_mutex);
        ++m_commits;
        m_replies += static_cast<int>(batch.replies.size());
        if (!batch.replies.empty())
            m_last = batch.replies.back();
        m_arrived.notify_all();
    }
    /// How many commits there were once there are so many replies.
    int commitsFor(int replies)
    {
        std::unique_lock lock(m_mutex);
        REQUIRE(m_arrived.wait_for(lock, std::chrono::minutes { 1 }, [&] { return m_replies >= replies; }));
        REQUIRE(m_replies == replies);
        return m_commits;
    }

    Committed::Reply lastReply()
    {
        const std::lock_guard lock(m_mutex);
        return m_last;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    Committed::Reply m_last {};
    int m_commits = 0;
    int m_replies = 0;
};

/// A journal that is written in its thread, and who hears of its commits.
struct Desk {
    QTemporaryDir folder;
    QString path = folder.filePath(u"journal.sqlite"_s);
    SystemClock clock;
    Log log { clock };
    Counter counter;
    Metrics metrics;
    std::shared_ptr<const pki::Signer> signer
        = test::wanted(pki::Signer::fromPem(test::wanted(pki::makeRequest(u"server"_s)).keyPem));
    Books books { path, folder.filePath(u"audit-anchor"_s), test::anyCipher(), signer };
    std::unique_ptr<JournalThread> journal = test::wanted(JournalThread::start(books, log, { &counter }, metrics));

    bool submit(int message, qsizetype bytes);
};

Write anyWrite()
{
    return { RequestId::make(), { PersonId::make(), u"Claire Martin (DOPC)"_s }, EventId::make(), 0,
        test::visit(u"Visite"_s), SystemClock().now() };
}

AuditNote anyNote() { return { .action = AuditAction::ReadHistory, .at = SystemClock().now() }; }

bool Desk::submit(int message, qsizetype bytes) { return journal->submit({ &counter, 1, message, bytes }, anyWrite()); }

} // namespace

TEST_CASE("changes that come while the disk is busy share one commit")
{
    Desk desk;
    constexpr int kWrites = 100;
    {
        const test::WriteLock busy(desk.path);
        for (int i = 0; i < kWrites; ++i)
            REQUIRE(desk.submit(i + 1, 100));
    }
    // The first may have been taken alone; whatever came behind it is the next batch.
    CHECK(desk.counter.commitsFor(kWrites) <= 2);
    const auto reader = test::wanted(storage::SqliteJournalReader::open(desk.path, test::anyCipher()));
    CHECK(test::wanted(reader->lastSequence()) == kWrites);
    CHECK(desk.metrics.changed.of(Changed::Saved) == kWrites);
    CHECK(desk.metrics.lastSequence == kWrites);
    CHECK(desk.metrics.commits.seen().count <= 2);
    CHECK(desk.metrics.journalQueue == 0);
    CHECK(desk.metrics.journalQueueBytes == 0);
}

TEST_CASE("a database has one server at a time")
{
    Desk desk;
    Metrics metrics;
    const auto second = JournalThread::start(desk.books, desk.log, { &desk.counter }, metrics);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == Failure::Unavailable);
    desk.journal.reset();
    CHECK(JournalThread::start(desk.books, desk.log, { &desk.counter }, metrics));
}

TEST_CASE("a thread that waits for the disk is not taken for one that turns")
{
    Desk desk;
    const test::WriteLock busy(desk.path);
    REQUIRE(desk.submit(1, 100));
    const Instant taken = now();
    REQUIRE(QTest::qWaitFor([&] { return !desk.metrics.journal.isFresh(now(), std::chrono::seconds { 2 }); }, 60'000));
    CHECK(now() - taken >= std::chrono::seconds { 1 });
}

TEST_CASE("a thread that other servers keep awake says that it turns")
{
    Desk desk;
    const Instant begun = now();
    CHECK(QTest::qWaitFor(
        [&] {
            desk.journal->lookAgain(); // so often that it is never idle
            const Instant at = now();
            return desk.metrics.journal.isFresh(at, std::chrono::floor<std::chrono::milliseconds>(at - begun));
        },
        60'000));
}

TEST_CASE("the figures follow what another server writes, and a change that it has saved is a repeated one")
{
    Desk desk;
    const std::vector<Write> writes { anyWrite(), anyWrite() };
    {
        const auto other = test::wanted(storage::SqliteJournalWriter::open(desk.path, test::anyCipher()));
        REQUIRE(other->apply(writes));
    }
    SECTION("told before")
    {
        desk.journal->lookAgain();
        REQUIRE(QTest::qWaitFor([&] { return desk.metrics.lastSequence == 2; }, 60'000));
    }
    SECTION("not told yet") { }
    REQUIRE(desk.journal->submit({ &desk.counter, 1, 1, 100 }, writes.back()));
    (void)desk.counter.commitsFor(1);
    CHECK(desk.metrics.lastSequence == 2);
    CHECK(desk.metrics.changed.of(Changed::Repeated) == 1);
    CHECK(desk.metrics.changed.of(Changed::Saved) == 0);
    REQUIRE(desk.submit(2, 100));
    (void)desk.counter.commitsFor(2);
    CHECK(desk.metrics.lastSequence == 3);
    CHECK(desk.metrics.changed.of(Changed::Saved) == 1);
}

TEST_CASE("a full queue refuses, and what it had taken is written")
{
    Desk desk;
    int taken = 0;
    {
        const test::WriteLock busy(desk.path);
        constexpr qsizetype kHuge = qsizetype { 20 } * 1024 * 1024; // three fit, beside those in the batch at work
        while (taken < 10 && desk.submit(taken + 1, kHuge))
            ++taken;
    }
    CHECK(taken >= 3);
    CHECK(taken < 10);
    (void)desk.counter.commitsFor(taken);
    desk.journal->join();
    CHECK_FALSE(desk.submit(1, 1));
}

TEST_CASE("an answer leaves once it is in the audit, and the anchor follows")
{
    Desk desk;
    REQUIRE(desk.journal->submit(JournalThread::Ticket { &desk.counter, 1, 1, 100 }, Audited { anyNote(), "frame" }));
    (void)desk.counter.commitsFor(1);
    const auto audit = test::wanted(storage::SqliteAuditReader::open(desk.path));
    const AuditHead head = test::wanted(audit->head());
    CHECK(head.entry == 1);
    QFile anchor(desk.books.anchor);
    REQUIRE(anchor.open(QIODevice::ReadOnly));
    CHECK(headFromAnchor(anchor.readAll()).value() == head);
}

TEST_CASE("an answer does not leave when the audit cannot be written")
{
    Desk desk;
    test::changeSqlite(
        desk.path, "CREATE TRIGGER nospace BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    REQUIRE(
        desk.journal->submit(JournalThread::Ticket { &desk.counter, 1, 7, 100 }, Audited { anyNote(), "frame", 3 }));
    (void)desk.counter.commitsFor(1);
    const Committed::Reply reply = desk.counter.lastReply();
    CHECK(reply.frame.contains("5003"));
    CHECK_FALSE(reply.follow);
}

TEST_CASE("a source that cannot be read is no fault of the disk")
{
    Desk desk;
    const Author author { PersonId::make(), u"Claire Martin (DSI)"_s };
    const auto submit = [&](int message, const auto &change) {
        REQUIRE(desk.journal->submit(
            JournalThread::Ticket { &desk.counter, 1, message, 100 }, FactWrite { change, author, UtcTime {} }));
        (void)desk.counter.commitsFor(message);
    };
    submit(1, RecordSource { test::source(u"un"_s) });
    test::changeSqlite(desk.path, "UPDATE fact_source SET description = x'00'");
    submit(2, AddFacts { 1, test::blockOf(1, 10) });
    CHECK(desk.counter.lastReply().frame.contains("error"));
    CHECK(desk.metrics.diskTakesWrites);
}

TEST_CASE("what sessions leave behind is noted until the end, also when nothing else is taken any more")
{
    Desk desk;
    std::promise<void> finished;
    desk.journal->finish([&] { finished.set_value(); });
    finished.get_future().wait();
    CHECK_FALSE(desk.submit(1, 1));
    desk.journal->note(anyNote());
    desk.journal->join();
    desk.journal->note(anyNote());
    CHECK(test::wanted(test::wanted(storage::SqliteAuditReader::open(desk.path))->head()).entry == 1);
}

TEST_CASE("a database that is not the anchored one is not started on")
{
    Desk desk;
    desk.journal->note(anyNote());
    desk.journal.reset(); // gives the database back
    REQUIRE(QFile::remove(desk.path));
    const auto started = JournalThread::start(desk.books, desk.log, { &desk.counter }, desk.metrics);
    REQUIRE_FALSE(started);
    CHECK(started.error().kind == Failure::Corrupt);
}
