#include "journalthread.h"

#include "errors.h"
#include "frame.h"
#include "serverlimits.h"

#include <domain/geojson.h>
#include <storage/databaselock.h>
#include <storage/sqlitejournal.h>

#include <future>
#include <unordered_map>

namespace cortege::server
{
using namespace Qt::StringLiterals;

JournalThread::JournalThread(const Log &log, std::vector<CommitListener *> listeners, Metrics &metrics)
    : m_log(log), m_listeners(std::move(listeners)), m_metrics(metrics)
{
}

Result<std::unique_ptr<JournalThread>> JournalThread::start(
    const QString &database, const Log &log, std::vector<CommitListener *> listeners, Metrics &metrics)
{
    std::unique_ptr<JournalThread> journal(new JournalThread(log, std::move(listeners), metrics));
    std::promise<Result<>> opened;
    auto result = opened.get_future();
    journal->m_thread = std::thread([opened = std::move(opened), database, self = journal.get()]() mutable {
        auto writer = self->open(database);
        if (!writer) {
            opened.set_value(std::unexpected(writer.error()));
            return;
        }
        // Its own connection for one question: what is in the journal now has been announced before.
        const auto last = storage::SqliteJournalReader::open(database).and_then(
            [](const auto &reader) { return reader->lastSequence(); });
        opened.set_value(last.transform([](Sequence) { }));
        if (last) {
            CheckpointThread checkpoints(database, self->m_log, self->m_metrics);
            self->run(**writer, checkpoints, *last);
        }
    });
    if (auto good = result.get(); !good)
        return std::unexpected(good.error());
    return journal;
}

Result<std::unique_ptr<JournalWriter>> JournalThread::open(const QString &database)
{
    auto lock = storage::DatabaseLock::take(database);
    if (!lock)
        return std::unexpected(lock.error());
    m_lock = std::move(*lock);
    return storage::SqliteJournalWriter::open(database);
}

JournalThread::~JournalThread() { join(); }

void JournalThread::join()
{
    if (!m_thread.joinable())
        return;
    finish({});
    m_thread.join();
}

bool JournalThread::submit(const Ticket &ticket, Write write)
{
    const std::lock_guard lock(m_mutex);
    if (m_finishing || m_waiting.size() >= limits::kJournalQueue
        || m_waitingBytes + ticket.bytes > limits::kJournalQueueBytes)
        return false;
    m_waitingBytes += ticket.bytes;
    m_waiting.push_back({ ticket, std::move(write) });
    ++m_metrics.journalQueue;
    m_metrics.journalQueueBytes = m_waitingBytes;
    m_arrived.notify_one();
    return true;
}

void JournalThread::finish(std::function<void()> done)
{
    const std::lock_guard lock(m_mutex);
    m_finishing = true;
    m_done = std::move(done);
    m_arrived.notify_one();
}

std::vector<JournalThread::Job> JournalThread::nextBatch()
{
    std::unique_lock lock(m_mutex);
    while (!m_arrived.wait_for(lock, limits::kPulse, [this] { return m_finishing || !m_waiting.empty(); })) {
        lock.unlock();
        idle();
        lock.lock();
    }
    std::vector<Job> batch;
    if (m_waiting.size() <= limits::kBatch) {
        batch.swap(m_waiting);
    } else {
        const auto end = m_waiting.begin() + limits::kBatch;
        batch.assign(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
        m_waiting.erase(m_waiting.begin(), end);
    }
    for (const Job &job : batch)
        m_waitingBytes -= job.ticket.bytes;
    m_metrics.journalQueue -= std::ssize(batch);
    m_metrics.journalQueueBytes = m_waitingBytes;
    return batch;
}

/// Nobody saves: says that it turns, and tries the disk now and then, so that a full one is known before the next save.
void JournalThread::idle()
{
    m_metrics.journal.beat();
    if (now() - m_probed < limits::kDiskProbe)
        return;
    const auto probed = m_lock->probe();
    m_probed = now();
    if (m_metrics.diskTakesWrites.exchange(probed.has_value()) && !probed)
        m_log.error("disk-failed"_L1, { { u"detail"_s, probed.error().detail } });
}

void JournalThread::count(const Result<std::vector<WriteResult>> &results, size_t writes)
{
    m_metrics.diskTakesWrites = results.has_value();
    for (size_t i = 0; i < writes; ++i) {
        if (!results) {
            m_metrics.changed.add(Changed::Failed);
        } else if (const WriteResult &result = (*results)[i]; !result) {
            const bool isConflict = result.error().error.kind == Failure::Conflict;
            m_metrics.changed.add(isConflict ? Changed::Conflict : Changed::Refused);
        } else if (result->sequence <= m_metrics.lastSequence) {
            m_metrics.changed.add(Changed::Repeated);
        } else {
            m_metrics.changed.add(Changed::Saved);
            m_metrics.lastSequence = result->sequence;
        }
    }
}

void JournalThread::run(JournalWriter &writer, CheckpointThread &checkpoints, Sequence last)
{
    m_announced = last;
    m_metrics.lastSequence = last;
    // An empty batch is the end: nothing waits and nothing more is taken.
    for (auto batch = nextBatch(); !batch.empty(); batch = nextBatch()) {
        const auto rows = std::ssize(batch);
        write(writer, std::move(batch));
        m_metrics.journal.beat();
        checkpoints.committed(rows);
    }
    std::function<void()> done;
    {
        const std::lock_guard lock(m_mutex);
        done = std::move(m_done);
    }
    if (done)
        done();
}

void JournalThread::write(JournalWriter &writer, std::vector<Job> batch)
{
    std::vector<Write> writes;
    writes.reserve(batch.size());
    for (Job &job : batch)
        writes.push_back(std::move(job.write));
    const Instant begun = now();
    const auto results = writer.apply(writes);
    m_probed = now();
    m_metrics.commits.add(m_probed - begun);
    count(results, batch.size());
    if (!results)
        m_log.error("journal-failed"_L1,
            { { u"detail"_s, results.error().detail }, { u"writes"_s, qint64 { std::ssize(batch) } } });

    std::unordered_map<CommitListener *, std::vector<Committed::Reply>> replies;
    NewsBuilder builder;
    for (size_t i = 0; i < batch.size(); ++i) {
        const Ticket &ticket = batch[i].ticket;
        QByteArray reply;
        if (!results) {
            reply = protocol::encode(ticket.message, wireError(results.error()));
        } else if (const WriteResult &result = (*results)[i]; !result) {
            if (result.error().error.kind == Failure::Corrupt)
                m_log.error("row-unreadable"_L1, { { u"detail"_s, result.error().error.detail } });
            protocol::WireError error = wireError(result.error().error);
            error.current = result.error().current;
            reply = protocol::encode(ticket.message, error);
        } else {
            const QByteArray &text = writes[i].recordText;
            QByteArray feature = text.isEmpty() ? featureText(*result) : featureText(*result, text);
            reply = protocol::encodeSaved(ticket.message, feature);
            if (result->sequence > m_announced) { // else a repeated request, whose version is no news
                builder.add(result->sequence, std::move(feature));
                m_announced = result->sequence;
            }
        }
        replies[ticket.listener].push_back({ ticket.session, textFrame(reply) });
    }
    const auto news = std::make_shared<const std::vector<NewsFrame>>(builder.take());
    for (CommitListener *listener : m_listeners)
        listener->committed({ std::move(replies[listener]), news });
}

} // namespace cortege::server
