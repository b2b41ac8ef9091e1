#include "journalthread.h"

#include <storage/sqlitejournal.h>

#include <support/records.h>
#include <support/wanted.h>
#include <support/writelock.h>

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

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

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
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
    std::unique_ptr<JournalThread> journal = test::wanted(JournalThread::start(path, log, { &counter }, metrics));

    bool submit(int message, qsizetype bytes);
};

Write anyWrite()
{
    return { RequestId::make(), { PersonId::make(), u"Claire Martin (DOPC)"_s }, EventId::make(), 0,
        test::visit(u"Visite"_s), SystemClock().now() };
}

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
    const auto reader = test::wanted(storage::SqliteJournalReader::open(desk.path));
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
    const auto second = JournalThread::start(desk.path, desk.log, { &desk.counter }, metrics);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == Failure::Unavailable);
    desk.journal.reset();
    CHECK(JournalThread::start(desk.path, desk.log, { &desk.counter }, metrics));
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
