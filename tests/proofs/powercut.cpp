#include <storage/sqlitejournal.h>
#include <support/records.h>
#include <support/soak.h>
#include <support/testkeys.h>
#include <support/wanted.h>
#include <support/watcheddisk.h>

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>

#include <semaphore>
#include <thread>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;
using Synchronous = WatchedDisk::Synchronous;

namespace
{

const QString kFile = u"server.sqlite"_s;

/// Moves the log into the database when told, beside the writer, as the server does.
class Checkpoints
{
public:
    explicit Checkpoints(const QString &database)
        : m_thread([this, database](const std::stop_token &stop) {
              const auto checkpoint = storage::SqliteCheckpoint::open(database);
              for (m_wanted.acquire(); !stop.stop_requested() && checkpoint; m_wanted.acquire())
                  (void)(*checkpoint)->run();
          })
    {
    }
    ~Checkpoints()
    {
        m_thread.request_stop();
        m_wanted.release();
    }
    Checkpoints(const Checkpoints &) = delete;
    Checkpoints &operator=(const Checkpoints &) = delete;
    void run() { m_wanted.release(); }

private:
    std::counting_semaphore<> m_wanted { 0 };
    std::jthread m_thread;
};

/// A journal from its first day to an orderly end, with every step of it to the disk.
class Recorded
{
public:
    Recorded(std::mt19937 &random, Synchronous synchronous) : m_disk(m_folder.path(), synchronous)
    {
        const QString database = m_folder.filePath(kFile);
        const auto writer = wanted(storage::SqliteJournalWriter::open(database, anyCipher()));
        Checkpoints checkpoints(database);
        for (int batch = 0; batch < 60; ++batch) {
            m_batches.push_back(nextBatch(random));
            for (WriteResult &result : wanted(writer->apply(m_batches.back()))) {
                INFO((result ? std::string() : result.error().error.detail.toStdString()));
                REQUIRE(result);
                m_versions.push_back(std::move(*result));
            }
            m_ends.push_back(m_versions.size());
            m_disk.mark(m_versions.size()); // from here on its authors have been told
            if (random() % 8 == 0)
                checkpoints.run();
        }
    }

    struct Verdict {
        size_t acknowledged = 0;
        bool lost = false; ///< an acknowledged save, at the least
        QString other {}; ///< anything else that is wrong
    };
    /// Cuts the power at a moment and starts again.
    Verdict cut(std::mt19937 &random) const
    {
        const auto last = static_cast<int>(m_disk.steps());
        const auto cut = m_disk.cutBefore(static_cast<size_t>(between(random, 0, last)), random);
        // What is written and read here is no proof of anything, so it need not be a disk.
        const QString memory = u"/dev/shm"_s;
        const QTemporaryDir folder(
            (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/cortege-cut-XXXXXX"_s);
        writeFiles(cut, folder.path());
        return judge(cut.marked, folder.filePath(kFile));
    }

private:
    std::vector<Write> nextBatch(std::mt19937 &random)
    {
        std::vector<Write> batch;
        QHash<EventId, EventVersion> standing;
        for (const EventVersion &version : m_versions)
            standing.insert(version.id, version);
        for (int left = between(random, 1, 12); left > 0; --left) {
            const auto at = UtcTime { std::chrono::days { 20'000 } } + std::chrono::seconds { m_versions.size() };
            EventRecord record = visit(u"Visite"_s);
            record.description = QString(between(random, 1, 2'000), u'x');
            Write write { RequestId::make(), m_author, EventId::make(), 0, std::move(record), at };
            if (random() % 3 == 0 && !standing.isEmpty()) {
                const auto known
                    = std::next(standing.begin(), between(random, 0, static_cast<int>(standing.size()) - 1));
                write.event = known->id;
                write.baseRevision = known->revision;
                if (random() % 4 == 0)
                    write.change = Cancellation {};
                standing.erase(known); // once in a batch
            }
            batch.push_back(std::move(write));
        }
        return batch;
    }

    Verdict judge(size_t acknowledged, const QString &database) const
    {
        Verdict verdict { .acknowledged = acknowledged };
        const auto wrong = [&](const QString &what) {
            verdict.other += what + u'\n';
            return verdict;
        };
        const auto writer = storage::SqliteJournalWriter::open(database, anyCipher());
        if (!writer)
            return wrong(u"does not open: "_s + writer.error().detail);
        const auto reader = wanted(storage::SqliteJournalReader::open(database, anyCipher()));
        const auto faults = reader->check();
        const auto journal = reader->since(0, 1'000'000);
        if (!faults || !faults->empty() || !journal)
            return wrong(u"the check finds faults"_s);
        verdict.lost = journal->size() < acknowledged;
        if (journal->size() > m_versions.size() || !std::equal(journal->begin(), journal->end(), m_versions.begin()))
            return wrong(u"another journal than was written"_s);
        const auto end = journal->empty() ? m_ends.begin() : std::ranges::find(m_ends, journal->size());
        if (end == m_ends.end())
            return wrong(u"part of a batch"_s);

        // Who heard no answer asks again, and so may who did.
        const auto reached = end - m_ends.begin() + (journal->empty() ? 0 : 1);
        for (auto batch = std::max<std::ptrdiff_t>(reached - 2, 0);
            batch < std::min(reached + 2, std::ssize(m_batches)); ++batch) {
            const auto again = (*writer)->apply(m_batches[static_cast<size_t>(batch)]);
            if (!again)
                return wrong(u"does not go on: "_s + again.error().detail);
            const size_t first = batch == 0 ? 0 : m_ends[static_cast<size_t>(batch) - 1];
            for (size_t i = 0; i < again->size(); ++i) {
                if (!(*again)[i] || *(*again)[i] != m_versions[first + i])
                    return wrong(u"another answer to the same request"_s);
            }
        }
        const auto after = reader->check();
        return after && after->empty() ? verdict : wrong(u"the check finds faults after going on"_s);
    }

    QTemporaryDir m_folder;
    WatchedDisk m_disk;
    Author m_author { PersonId::make(), u"Claire Martin (DOPC)"_s };
    std::vector<std::vector<Write>> m_batches;
    std::vector<size_t> m_ends; ///< of each batch, how many versions there are then
    std::vector<EventVersion> m_versions;
};

} // namespace

TEST_CASE("the power may fail at any moment: what was acknowledged is there once, the rest as if never asked")
{
    const int cuts = soakCount(200, 5'000);
    const quint32 seed = soakSeed();
    INFO("CORTEGE_SEED=" << seed);
    std::mt19937 random(seed);
    constexpr int kPerJournal = 100;
    size_t acknowledged = 0;
    for (int done = 0; done < cuts;) {
        const Recorded journal(random, Synchronous::Full);
        for (int i = 0; i < kPerJournal && done < cuts; ++i, ++done) {
            const auto verdict = journal.cut(random);
            INFO(verdict.other.toStdString());
            REQUIRE(verdict.other.isEmpty());
            REQUIRE_FALSE(verdict.lost);
            acknowledged += verdict.acknowledged;
        }
        figure(u"powercut: %1 cuts, %2 acknowledged saves at stake, 0 lost, 0 doubled, 0 corrupt"_s.arg(done).arg(
            acknowledged));
    }
}

TEST_CASE("with a commit that does not wait for the disk the same cuts lose what was acknowledged")
{
    const int cuts = soakCount(40, 200);
    const quint32 seed = soakSeed();
    INFO("CORTEGE_SEED=" << seed);
    std::mt19937 random(seed);
    const Recorded journal(random, Synchronous::Normal);
    int lost = 0;
    for (int i = 0; i < cuts; ++i)
        lost += journal.cut(random).lost ? 1 : 0;
    figure(u"powercut: with synchronous=NORMAL, %1 of %2 cuts lost acknowledged saves"_s.arg(lost).arg(cuts));
    CHECK(lost > cuts / 4); // else the cuts above prove nothing
}
