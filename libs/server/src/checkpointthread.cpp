#include "checkpointthread.h"

#include "serverlimits.h"
#include "tokenbucket.h"

#include <storage/sqlitejournal.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;

CheckpointThread::CheckpointThread(QString database, AuditAnchor &anchor, const Log &log, Metrics &metrics)
    : m_database(std::move(database)), m_anchor(anchor), m_log(log), m_metrics(metrics),
      m_thread([this](const std::stop_token &stop) { run(stop); })
{
    m_opened.wait();
}

void CheckpointThread::committed(qsizetype rows)
{
    const std::lock_guard lock(m_mutex);
    const bool first = m_rows == 0;
    m_rows += rows;
    if (first || m_rows >= limits::kCheckpointRows)
        m_news.notify_one();
}

void CheckpointThread::moveLog(storage::SqliteCheckpoint &checkpoint)
{
    if (const auto left = checkpoint.run())
        m_metrics.logPagesLeft = *left;
    else
        m_log.warning("checkpoint-failed"_L1, { { u"detail"_s, left.error().detail } });
}

void CheckpointThread::syncAnchor()
{
    if (const auto done = m_anchor.sync(); !done)
        m_log.error("anchor-failed"_L1, { { u"detail"_s, done.error().detail } });
}

void CheckpointThread::run(const std::stop_token &stop)
{
    const auto checkpoint = storage::SqliteCheckpoint::open(m_database);
    // SQLite opens the log at the first use: what an earlier server left in it is moved before anybody can connect.
    if (checkpoint)
        moveLog(**checkpoint);
    m_opened.count_down();
    if (!checkpoint) { // the writer does it then
        m_log.warning("checkpoint-failed"_L1, { { u"detail"_s, checkpoint.error().detail } });
        return;
    }
    auto synced = now();
    std::unique_lock lock(m_mutex);
    while (m_news.wait(lock, stop, [this] { return m_rows > 0; })) {
        const qsizetype seen = m_rows;
        const bool full = m_news.wait_for(
            lock, stop, limits::kCheckpointPause, [this] { return m_rows >= limits::kCheckpointRows; });
        if (!full && m_rows != seen && !stop.stop_requested()) { // somebody is writing
            if (now() - synced >= limits::kAnchorSync) {
                lock.unlock();
                syncAnchor();
                synced = now();
                lock.lock();
            }
            continue;
        }
        m_rows = 0;
        lock.unlock();
        moveLog(**checkpoint);
        syncAnchor();
        synced = now();
        lock.lock();
    }
}

} // namespace cortege::server
