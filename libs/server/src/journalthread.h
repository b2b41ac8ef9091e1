#pragma once

#include "checkpointthread.h"
#include "metrics.h"
#include "news.h"

#include <domain/journal.h>
#include <protocol/codec.h>
#include <server/log.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace cortege::storage
{
class DatabaseLock;
} // namespace cortege::storage

namespace cortege::server
{

using SessionId = quint64;

/// What one batch means for one worker.
struct Committed {
    struct Reply {
        SessionId session;
        QByteArray frame;
    };
    std::vector<Reply> replies;
    std::shared_ptr<const std::vector<NewsFrame>> news; ///< the same for every worker
};

class CommitListener
{
public:
    virtual ~CommitListener() = default;
    /// Called in the journal's thread, after the commit; must not block.
    virtual void committed(Committed batch) = 0;
};

/// The one writer of the journal, in a thread of its own. While one batch is being brought to the disk the next one
/// gathers, so that an fsync is shared by everybody who waited for it.
class JournalThread
{
public:
    /// Takes charge of the database and opens the journal, in the thread that will write it. Unavailable while another
    /// server or a restore is in charge.
    static Result<std::unique_ptr<JournalThread>> start(
        const QString &database, const Log &log, std::vector<CommitListener *> listeners, Metrics &metrics);
    ~JournalThread(); ///< joins

    struct Ticket {
        CommitListener *listener; ///< who gets the reply
        SessionId session;
        protocol::MessageId message;
        qsizetype bytes; ///< of the request, for the queue's limit
    };
    /// Any thread. False when the queue is full or the server is stopping: nothing was kept.
    bool submit(const Ticket &ticket, Write write);
    /// Takes no more; `done` is called in the journal's thread once everything is written and announced.
    void finish(std::function<void()> done);
    /// Finishes and waits for it. Later `submit`s are refused.
    void join();

private:
    struct Job {
        Ticket ticket {};
        Write write;
    };
    JournalThread(const Log &log, std::vector<CommitListener *> listeners, Metrics &metrics);
    Result<std::unique_ptr<JournalWriter>> open(const QString &database);
    void run(JournalWriter &writer, CheckpointThread &checkpoints, Sequence last);
    std::vector<Job> nextBatch();
    void idle();
    void count(const Result<std::vector<WriteResult>> &results, size_t writes);
    void write(JournalWriter &writer, std::vector<Job> batch);

    const Log &m_log;
    const std::vector<CommitListener *> m_listeners;
    Metrics &m_metrics;
    std::unique_ptr<storage::DatabaseLock> m_lock; ///< this and the next two are for the journal's thread alone
    Sequence m_announced = 0;
    Instant m_probed = now(); ///< the disk, by a save or otherwise
    std::mutex m_mutex; ///< guards what follows, up to m_done
    std::condition_variable m_arrived;
    std::vector<Job> m_waiting;
    qsizetype m_waitingBytes = 0;
    bool m_finishing = false;
    std::function<void()> m_done;
    std::thread m_thread;
};

} // namespace cortege::server
