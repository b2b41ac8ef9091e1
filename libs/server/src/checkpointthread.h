#pragma once

#include "auditanchor.h"
#include "metrics.h"

#include <server/log.h>

#include <QtCore/QString>

#include <condition_variable>
#include <latch>
#include <mutex>
#include <thread>

namespace cortege::storage
{
class SqliteCheckpoint;
}

namespace cortege::server
{

/// Moves the write-ahead log into the database file beside the writer. By default SQLite does so inside whichever
/// commit makes the log long, and that save then waits for some thousand pages and two fsyncs. It waits for a pause
/// between saves, because the disk does one thing at a time, and goes on without one when the log gets long. It brings
/// the audit's anchor to the disk as well.
class CheckpointThread
{
public:
    /// The writer must have opened the database before. Its own connection, its log among it, is open once this is.
    CheckpointThread(QString database, AuditAnchor &anchor, const Log &log, Metrics &metrics);
    /// Any thread: so many rows were committed.
    void committed(qsizetype rows);

private:
    void run(const std::stop_token &stop);
    void moveLog(storage::SqliteCheckpoint &checkpoint);
    void syncAnchor();

    const QString m_database;
    AuditAnchor &m_anchor;
    const Log &m_log;
    Metrics &m_metrics;
    std::mutex m_mutex;
    std::condition_variable_any m_news;
    qsizetype m_rows = 0; ///< since the last checkpoint; under the mutex
    std::latch m_opened { 1 };
    std::jthread m_thread; ///< last, because it uses the others
};

} // namespace cortege::server
