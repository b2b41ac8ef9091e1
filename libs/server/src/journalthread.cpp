#include "journalthread.h"

#include "errors.h"
#include "frame.h"
#include "otherservers.h"
#include "serverlimits.h"

#include <domain/geojson.h>
#include <storage/databaselock.h>
#include <storage/sqliteaudit.h>
#include <storage/sqlitefacts.h>
#include <storage/sqlitejournal.h>

#include <future>
#include <unordered_map>

namespace cortege::server
{
using namespace Qt::StringLiterals;

JournalThread::JournalThread(Books books, const Log &log, std::vector<CommitListener *> listeners, Metrics &metrics)
    : m_books(std::move(books)), m_log(log), m_listeners(std::move(listeners)), m_metrics(metrics)
{
}

Result<std::unique_ptr<JournalThread>> JournalThread::start(
    Books books, const Log &log, std::vector<CommitListener *> listeners, Metrics &metrics)
{
    std::unique_ptr<JournalThread> journal(new JournalThread(std::move(books), log, std::move(listeners), metrics));
    std::promise<Result<>> opened;
    auto result = opened.get_future();
    journal->m_thread = std::thread([opened = std::move(opened), self = journal.get()]() mutable {
        std::unique_ptr<storage::SqliteJournalWriter> writer;
        if (const auto good = self->open(writer); !good)
            return opened.set_value(good);
        CheckpointThread checkpoints(self->m_books.database, *self->m_anchor, self->m_log, self->m_metrics);
        const OtherServers others(self->m_books.database, [journal = self] { journal->lookAgain(); });
        opened.set_value({});
        self->run(*writer, checkpoints);
    });
    if (auto good = result.get(); !good)
        return std::unexpected(good.error());
    return journal;
}

Result<> JournalThread::open(std::unique_ptr<storage::SqliteJournalWriter> &writer)
{
    auto lock = storage::DatabaseLock::take(m_books.database);
    if (!lock)
        return std::unexpected(lock.error());
    m_lock = std::move(*lock);
    auto opened = storage::SqliteJournalWriter::open(m_books.database, m_books.cipher);
    if (!opened)
        return std::unexpected(opened.error());
    writer = std::move(*opened);
    auto reader = storage::SqliteJournalReader::open(m_books.database, m_books.cipher);
    if (!reader)
        return std::unexpected(reader.error());
    m_reader = std::move(*reader);
    const auto last = m_reader->lastSequence(); // what is in the journal now has been announced before
    if (!last)
        return std::unexpected(last.error());
    m_announced = *last;
    auto facts = storage::SqliteFactReader::open(m_books.database, m_books.cipher);
    if (!facts)
        return std::unexpected(facts.error());
    m_facts = std::move(*facts);
    const auto state = m_facts->state();
    if (!state)
        return std::unexpected(state.error());
    m_factState = *state;
    auto anchor = storage::SqliteAuditReader::open(m_books.database).and_then([this](const auto &audit) {
        return AuditAnchor::open(m_books.anchor, *audit);
    });
    if (!anchor)
        return std::unexpected(anchor.error());
    m_anchor = std::move(*anchor);
    if (m_anchor->isNew())
        m_log.warning("audit-anchor-made"_L1, { { u"file"_s, m_books.anchor } });
    return {};
}

JournalThread::~JournalThread() { join(); }

void JournalThread::join()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_joining = true;
        m_arrived.notify_one();
    }
    m_thread.join();
}

bool JournalThread::submit(Job job)
{
    const std::lock_guard lock(m_mutex);
    const qsizetype bytes = job.ticket.bytes;
    if (m_finishing || m_joining || m_waiting.size() >= limits::kJournalQueue
        || m_waitingBytes + bytes > limits::kJournalQueueBytes)
        return false;
    m_waitingBytes += bytes;
    m_waiting.push_back(std::move(job));
    countQueue();
    m_arrived.notify_one();
    return true;
}

bool JournalThread::submit(const Ticket &ticket, Write write) { return submit(Job { ticket, std::move(write) }); }
bool JournalThread::submit(const Ticket &ticket, Audited answer) { return submit(Job { ticket, std::move(answer) }); }
bool JournalThread::submit(const Ticket &ticket, FactWrite write) { return submit(Job { ticket, std::move(write) }); }

void JournalThread::note(AuditNote note)
{
    const std::lock_guard lock(m_mutex);
    if (m_joining)
        return;
    m_waiting.push_back({ {}, Audited { std::move(note), {} } });
    countQueue();
    m_arrived.notify_one();
}

void JournalThread::lookAgain()
{
    const std::lock_guard lock(m_mutex);
    m_othersWrote = true;
    m_arrived.notify_one();
}

void JournalThread::change(std::shared_ptr<const pki::Signer> signer)
{
    const std::lock_guard lock(m_mutex);
    m_books.signer = std::move(signer);
}

void JournalThread::finish(std::function<void()> done)
{
    const std::lock_guard lock(m_mutex);
    m_finishing = true;
    m_done = std::move(done);
    m_arrived.notify_one();
}

void JournalThread::countQueue()
{
    m_metrics.journalQueue = std::ssize(m_waiting);
    m_metrics.journalQueueBytes = m_waitingBytes;
}

std::vector<JournalThread::Job> JournalThread::nextBatch(storage::SqliteJournalWriter &writer)
{
    std::unique_lock lock(m_mutex);
    const auto hasCome = [this] { return m_joining || m_done || m_othersWrote || !m_waiting.empty(); };
    while (!m_arrived.wait_for(lock, limits::kPulse, hasCome)) {
        lock.unlock();
        idle(writer);
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
    countQueue();
    return batch;
}

/// Nobody saves.
void JournalThread::idle(storage::SqliteJournalWriter &writer)
{
    writer.facts().rest();
    noteCertificates(writer);
    turn();
}

/// Says that it turns, and tries the disk now and then, so that a full one is known before the next save.
void JournalThread::turn()
{
    m_metrics.journal.beat();
    if (now() - m_probed < limits::kDiskProbe)
        return;
    const auto probed = m_lock->probe();
    m_probed = now();
    if (m_metrics.diskTakesWrites.exchange(probed.has_value()) && !probed)
        m_log.error("disk-failed"_L1, { { u"detail"_s, probed.error().detail } });
}

/// Once a second at most, however many saves there are.
void JournalThread::noteCertificates(storage::SqliteJournalWriter &writer)
{
    if (now() - m_certificatesNoted < limits::kPulse)
        return;
    m_certificatesNoted = now();
    const auto noted = writer.noteCertificateActs();
    const auto done = noted && *noted ? m_anchor->write(writer.auditHead()) : noted.transform([](bool) { });
    if (!done)
        m_log.error("certificates-unaudited"_L1, { { u"detail"_s, done.error().detail } });
}

/// `last` is the journal's last row before them: what is not behind it was there already.
void JournalThread::count(const Result<std::vector<WriteResult>> &results, size_t writes, Sequence last)
{
    m_metrics.diskTakesWrites = results.has_value();
    for (size_t i = 0; i < writes; ++i) {
        if (!results) {
            m_metrics.changed.add(Changed::Failed);
        } else if (const WriteResult &result = (*results)[i]; !result) {
            const bool isConflict = result.error().error.kind == Failure::Conflict;
            m_metrics.changed.add(isConflict ? Changed::Conflict : Changed::Refused);
        } else if (result->sequence <= last) {
            m_metrics.changed.add(Changed::Repeated);
        } else {
            m_metrics.changed.add(Changed::Saved);
            last = result->sequence;
        }
    }
}

void JournalThread::run(storage::SqliteJournalWriter &writer, CheckpointThread &checkpoints)
{
    m_metrics.lastSequence = m_announced;
    for (;;) {
        auto batch = nextBatch(writer);
        noteCertificates(writer);
        turn(); // where another server writes, it is never idle
        if (!batch.empty()) {
            const auto rows = std::ssize(batch);
            write(writer, std::move(batch));
            m_metrics.journal.beat();
            checkpoints.committed(rows);
            continue;
        }
        std::function<void()> done;
        bool othersWrote = false;
        {
            const std::lock_guard lock(m_mutex);
            othersWrote = std::exchange(m_othersWrote, false);
            done = std::exchange(m_done, nullptr);
            if (!othersWrote && !done)
                return; // joined
        }
        if (othersWrote)
            announceOthers();
        if (done)
            done();
    }
}

/// The next version, if it is that. An earlier one is no news: a repeated request's. Before a later one others are
/// missing, which could not be read just now; it is read with them.
void JournalThread::announce(Sequence sequence, QByteArray feature, EventState state, NewsBuilder &builder)
{
    if (sequence != m_announced + 1)
        return;
    builder.add(sequence, std::move(feature), state);
    m_announced = sequence;
    m_metrics.lastSequence = sequence;
}

/// Announces what others wrote before that sequence. What cannot be read now is read with the next change, or
/// when the connection that listens is there again.
void JournalThread::catchUp(Sequence before, NewsBuilder &builder)
{
    while (m_announced + 1 < before) {
        const auto portion = m_reader->since(m_announced, protocol::limits::kReplayBatch);
        if (!portion)
            return m_log.error("journal-unreadable"_L1, { { u"detail"_s, portion.error().detail } });
        for (const EventVersion &version : *portion) {
            if (version.sequence < before)
                announce(version.sequence, featureText(version), version.state, builder);
        }
        if (portion->empty() || portion->back().sequence >= before)
            return;
    }
}

void JournalThread::announceOthers()
{
    NewsBuilder builder;
    catchUp(std::numeric_limits<Sequence>::max(), builder);
    const auto news = std::make_shared<const std::vector<NewsFrame>>(builder.take());
    const auto facts = newFactState();
    if (news->empty() && !facts)
        return;
    for (CommitListener *listener : m_listeners)
        listener->committed({ {}, news, facts });
}

std::optional<AuditReceipt> JournalThread::receiptFor(const AuditHead &head)
{
    const auto signer = [this] {
        const std::lock_guard lock(m_mutex);
        return m_books.signer;
    }();
    auto signature = signer->sign(signedText(head));
    if (!signature) {
        m_log.error("receipt-failed"_L1, { { u"detail"_s, signature.error().detail } });
        return std::nullopt;
    }
    return AuditReceipt { head, std::move(*signature) };
}

/// In a transaction of their own behind the journal's: a save does not fail with an import.
Result<std::vector<FactWriteResult>> JournalThread::writeFacts(
    storage::SqliteJournalWriter &writer, const std::vector<FactWrite> &writes)
{
    if (writes.empty())
        return {};
    auto results = writer.facts().apply(writes);
    if (!results)
        m_log.error("facts-failed"_L1, { { u"detail"_s, results.error().detail } });
    return results;
}

void JournalThread::noteUnreadable(const Error &error)
{
    if (error.kind == Failure::Corrupt)
        m_log.error("row-unreadable"_L1, { { u"detail"_s, error.detail } });
}

QByteArray JournalThread::replyTo(
    protocol::MessageId message, const Result<std::vector<FactWriteResult>> &results, size_t place)
{
    if (!results)
        return protocol::encode(message, wireError(results.error()));
    const FactWriteResult &result = (*results)[place];
    if (!result) {
        noteUnreadable(result.error());
        return protocol::encode(message, wireError(result.error()));
    }
    struct Answers {
        protocol::Answer operator()(const SourceRecorded &done) const
        {
            return protocol::SourceRecordedAnswer { done.number };
        }
        protocol::Answer operator()(const SourceWithdrawn &done) const
        {
            return protocol::SourceWithdrawnAnswer { done.facts };
        }
        protocol::Answer operator()(const FactsAdded &done) const
        {
            return protocol::FactsAddedAnswer { done.stored, done.known };
        }
    };
    return protocol::encode(message, std::visit(Answers {}, *result));
}

/// What was announced last is remembered: a state that cannot be read now is announced with the next change.
std::optional<FactState> JournalThread::newFactState()
{
    const auto state = m_facts->state();
    if (!state) {
        m_log.error("facts-unreadable"_L1, { { u"detail"_s, state.error().detail } });
        return std::nullopt;
    }
    return *state == std::exchange(m_factState, *state) ? std::nullopt : std::optional(*state);
}

void JournalThread::write(storage::SqliteJournalWriter &writer, std::vector<Job> batch)
{
    std::vector<Write> writes;
    std::vector<AuditNote> notes;
    std::vector<FactWrite> facts;
    for (Job &job : batch) {
        if (auto *write = std::get_if<Write>(&job.work))
            writes.push_back(std::move(*write));
        else if (auto *fact = std::get_if<FactWrite>(&job.work))
            facts.push_back(std::move(*fact));
        else
            notes.push_back(std::move(std::get<Audited>(job.work).note));
    }
    const bool isJournal = !writes.empty() || !notes.empty();
    const Instant begun = now();
    const auto results = isJournal ? writer.apply(writes, notes) : Result<std::vector<WriteResult>>(std::in_place);
    const auto factResults = writeFacts(writer, facts);
    m_probed = now();
    m_metrics.commits.add(m_probed - begun);
    count(results, writes.size(), writer.lastBefore());
    if (!factResults && factResults.error().kind == Failure::Unavailable)
        m_metrics.diskTakesWrites = false;
    if (!results)
        m_log.error("journal-failed"_L1,
            { { u"detail"_s, results.error().detail }, { u"writes"_s, qint64 { std::ssize(writes) } } });
    if ((isJournal && results) || (!facts.empty() && factResults)) {
        if (const auto anchored = m_anchor->write(writer.auditHead()); !anchored)
            m_log.error("anchor-failed"_L1, { { u"detail"_s, anchored.error().detail } });
    }
    // One for all of them: it stands for everything up to there.
    const auto receipt = results && !writes.empty() ? receiptFor(writer.auditHead()) : std::nullopt;

    std::unordered_map<CommitListener *, std::vector<Committed::Reply>> replies;
    NewsBuilder builder;
    size_t next = 0; ///< of the writes
    size_t nextFact = 0;
    for (Job &job : batch) {
        const Ticket &ticket = job.ticket;
        QByteArray reply;
        std::optional<Sequence> follow;
        std::optional<FactPlace> place;
        if (auto *audited = std::get_if<Audited>(&job.work)) {
            if (!ticket.listener)
                continue;
            reply = results ? std::move(audited->frame)
                : !audited->otherwise.isEmpty()
                ? std::move(audited->otherwise)
                : textFrame(protocol::encode(ticket.message, wireError(results.error())));
            if (results) {
                follow = audited->follow;
                place = audited->facts;
            }
        } else if (std::holds_alternative<FactWrite>(job.work)) {
            reply = textFrame(replyTo(ticket.message, factResults, nextFact++));
        } else {
            const size_t i = next++;
            if (!results) {
                reply = protocol::encode(ticket.message, wireError(results.error()));
            } else if (const WriteResult &result = (*results)[i]; !result) {
                noteUnreadable(result.error().error);
                protocol::WireError error = wireError(result.error().error);
                error.current = result.error().current;
                reply = protocol::encode(ticket.message, error);
            } else {
                const QByteArray &text = writes[i].recordText;
                QByteArray feature = text.isEmpty() ? featureText(*result) : featureText(*result, text);
                reply = protocol::encodeSaved(ticket.message, feature, receipt);
                catchUp(result->sequence, builder);
                announce(result->sequence, std::move(feature), result->state, builder);
            }
            reply = textFrame(reply);
        }
        replies[ticket.listener].push_back({ ticket.session, std::move(reply), follow, place });
    }
    const auto news = std::make_shared<const std::vector<NewsFrame>>(builder.take());
    const auto factState = facts.empty() ? std::nullopt : newFactState();
    for (CommitListener *listener : m_listeners)
        listener->committed({ std::move(replies[listener]), news, factState });
}

} // namespace cortege::server
