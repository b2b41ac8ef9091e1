#pragma once

#include "auditanchor.h"
#include "checkpointthread.h"
#include "metrics.h"
#include "news.h"

#include <domain/facts.h>
#include <domain/journal.h>
#include <domain/payloadcipher.h>
#include <pki/signing.h>
#include <protocol/codec.h>
#include <server/log.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>

namespace cortege::storage
{
class DatabaseLock;
class SqliteFactReader;
class SqliteJournalReader;
class SqliteJournalWriter;
} // namespace cortege::storage

namespace cortege::server
{

using SessionId = quint64;

/// What one batch means for one worker.
struct Committed {
    struct Reply {
        SessionId session;
        QByteArray frame;
        std::optional<Sequence> follow; ///< with the answer to subscribe: news from behind there
        std::optional<FactPlace> facts {}; ///< the same with the answer to facts.query
    };
    std::vector<Reply> replies;
    std::shared_ptr<const std::vector<NewsFrame>> news; ///< the same for every worker
    std::optional<FactState> facts {}; ///< where it is another one than before
};

class CommitListener
{
public:
    virtual ~CommitListener() = default;
    /// Called in the journal's thread, after the commit; must not block.
    virtual void committed(Committed batch) = 0;
};

/// An answer that may leave once it is in the audit that it was given.
struct Audited {
    AuditNote note;
    QByteArray frame;
    std::optional<Sequence> follow {};
    std::optional<FactPlace> facts {};
    QByteArray otherwise {}; ///< leaves where the audit cannot be written; empty: an error of the wire
};

/// What the journal is written with. The cipher outlives it.
struct Books {
    QString database;
    QString anchor; ///< the file of the audit's head
    const PayloadCipher &cipher;
    std::shared_ptr<const pki::Signer> signer; ///< of receipts
};

/// The one writer of the journal and its audit in this program, in a thread of its own. While one batch is being
/// brought to the disk the next one gathers, so that an fsync is shared by everybody who waited for it. Where other
/// servers share the journal, their changes are read from it and announced in their places.
class JournalThread
{
public:
    /// Takes charge of the database and opens the journal, in the thread that will write it. Unavailable while another
    /// server or a restore is in charge.
    static Result<std::unique_ptr<JournalThread>> start(
        Books books, const Log &log, std::vector<CommitListener *> listeners, Metrics &metrics);
    ~JournalThread(); ///< joins

    struct Ticket {
        CommitListener *listener; ///< who gets the reply
        SessionId session;
        protocol::MessageId message;
        qsizetype bytes; ///< for the queue's limit
    };
    // Any thread. False when the queue is full or the server is stopping: nothing was kept.
    bool submit(const Ticket &ticket, Write write);
    bool submit(const Ticket &ticket, Audited answer);
    bool submit(const Ticket &ticket, FactWrite write);
    /// Nobody waits for it. Taken until `join`, however full the queue is: whoever notes does so once a session, or has
    /// a limit of its own.
    void note(AuditNote note);
    /// From now on receipts are signed with this one.
    void change(std::shared_ptr<const pki::Signer> signer);
    /// Takes no more changes and questions; `done` is called in the journal's thread once everything is written and
    /// announced.
    void finish(std::function<void()> done);
    /// Writes what there is and ends. Nothing is taken any more.
    void join();
    /// Any thread: another server may have written.
    void lookAgain();

private:
    struct Job {
        Ticket ticket {};
        std::variant<Write, Audited, FactWrite> work;
    };
    JournalThread(Books books, const Log &log, std::vector<CommitListener *> listeners, Metrics &metrics);
    Result<> open(std::unique_ptr<storage::SqliteJournalWriter> &writer);
    bool submit(Job job);
    void run(storage::SqliteJournalWriter &writer, CheckpointThread &checkpoints);
    std::vector<Job> nextBatch(storage::SqliteJournalWriter &writer);
    void idle(storage::SqliteJournalWriter &writer);
    void turn();
    void noteCertificates(storage::SqliteJournalWriter &writer);
    void countQueue(); ///< under the mutex
    void count(const Result<std::vector<WriteResult>> &results, size_t writes, Sequence last);
    void write(storage::SqliteJournalWriter &writer, std::vector<Job> batch);
    Result<std::vector<FactWriteResult>> writeFacts(
        storage::SqliteJournalWriter &writer, const std::vector<FactWrite> &writes);
    void noteUnreadable(const Error &error);
    QByteArray replyTo(protocol::MessageId message, const Result<std::vector<FactWriteResult>> &results, size_t place);
    std::optional<FactState> newFactState();
    void announce(Sequence sequence, QByteArray feature, EventState state, NewsBuilder &builder);
    void catchUp(Sequence before, NewsBuilder &builder);
    void announceOthers();
    std::optional<AuditReceipt> receiptFor(const AuditHead &head);

    Books m_books; ///< the signer under the mutex
    const Log &m_log;
    const std::vector<CommitListener *> m_listeners;
    Metrics &m_metrics;
    // The journal's thread alone uses them:
    std::unique_ptr<storage::DatabaseLock> m_lock;
    std::unique_ptr<AuditAnchor> m_anchor;
    std::unique_ptr<storage::SqliteJournalReader> m_reader;
    std::unique_ptr<storage::SqliteFactReader> m_facts;
    FactState m_factState; ///< as it was announced
    Sequence m_announced = 0;
    Instant m_certificatesNoted {}; ///< when it was last looked for what is done about them
    Instant m_probed = now(); ///< the disk, by a save or otherwise
    std::mutex m_mutex; ///< guards what follows, up to m_done
    std::condition_variable m_arrived;
    std::vector<Job> m_waiting;
    qsizetype m_waitingBytes = 0;
    bool m_finishing = false;
    bool m_joining = false;
    bool m_othersWrote = false;
    std::function<void()> m_done;
    std::thread m_thread;
};

} // namespace cortege::server
