#pragma once

#include "journalthread.h"
#include "login.h"
#include "news.h"
#include "session.h"

#include <domain/journal.h>
#include <domain/person.h>
#include <server/log.h>
#include <server/server.h>

#include <QtCore/QTimer>
#include <QtWebSockets/QWebSocketServer>

#include <deque>
#include <future>
#include <list>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <variant>

namespace cortege::storage
{
class SqliteJournalReader;
class SqlitePersonRegister;
} // namespace cortege::storage

namespace cortege::server
{

/// One thread's share of the connections, from accept to the end. What other threads have for it comes by its mail:
/// a queue under a mutex and one posted event for all that is in it.
class Worker final : public QObject, public CommitListener
{
    Q_OBJECT
public:
    /// `number` is unique among the workers and below limits::kWorkers.
    Worker(int number, const Gate &gate, const Patience &patience, const Clock &clock, const Log &log);
    ~Worker() override;

    // Any thread:
    /// Its own connections to the database, which the journal has made before. Waits for the worker's thread.
    Result<> open(const QString &database, JournalThread &journal);
    void take(qintptr descriptor) { post(descriptor); }
    void committed(Committed batch) override { post(std::move(batch)); }
    /// Ends every session; `done` is called in the worker's thread when the last one has gone.
    void stop(std::function<void()> done) { post(Stop { std::move(done) }); }

private:
    struct Open {
        QString database;
        JournalThread *journal;
        std::promise<Result<>> opened;
    };
    struct Stop {
        std::function<void()> done;
    };
    using Letter = std::variant<Open, qintptr, Committed, Stop>;
    void post(Letter letter);
    void readMail();
    void read(Open &letter);
    Result<> openDatabase(const QString &database, JournalThread &journal);
    void read(qintptr descriptor);
    void greet();
    void greet(qintptr descriptor);
    void read(const Committed &batch);
    void read(Stop &stop);

    void makeRoom();
    void startWebSocket(Login *login);
    void startSession();
    void admit(Session &session);
    void forget(Login *login);
    void refuse(Login *login, const QString &reason);
    void remove(SessionId session);
    void tick();
    void checkRegister();
    void finishIfEmpty();

    const int m_number;
    const Gate &m_gate;
    const Patience m_patience;
    const Clock &m_clock;
    const Log &m_log;
    std::mutex m_mutex;
    std::vector<Letter> m_mail; ///< guarded by m_mutex

    std::unique_ptr<storage::SqliteJournalReader> m_reader;
    std::unique_ptr<storage::SqlitePersonRegister> m_persons;
    qint64 m_registerCount = 0;
    std::optional<RecentNews> m_news;
    std::optional<SessionContext> m_context;
    QWebSocketServer m_webSockets;
    std::deque<qintptr> m_arrived; ///< connections that nobody has looked at yet
    std::list<std::unique_ptr<Login, DeleteLater>> m_logins; ///< oldest first
    std::unordered_map<SessionId, std::unique_ptr<Session, DeleteLater>> m_sessions;
    SessionId m_sessionsSoFar = 0;
    std::function<void()> m_stopped; ///< set while stopping
    TokenBucket m_refusalLines;
    int m_unlogged = 0;
    QTimer m_tick;
    QTimer m_registerPoll;
};

/// The thread of one worker, who is made, lives and ends in it. A std::thread, whose end ThreadSanitizer sees.
class WorkerThread
{
public:
    explicit WorkerThread(std::function<std::unique_ptr<Worker>()> make);
    ~WorkerThread();
    Q_DISABLE_COPY_MOVE(WorkerThread)
    Worker &worker() const { return *m_worker; }

private:
    Worker *m_worker = nullptr;
    std::thread m_thread;
};

} // namespace cortege::server
