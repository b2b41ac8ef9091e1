#pragma once

#include "admission.h"
#include "arrivals.h"
#include "journalthread.h"
#include "login.h"
#include "news.h"
#include "opensessions.h"
#include "ownthread.h"
#include "session.h"

#include <domain/convention.h>
#include <domain/journal.h>
#include <domain/payloadcipher.h>
#include <server/log.h>
#include <server/server.h>

#include <QtCore/QHash>
#include <QtCore/QTimer>
#include <QtWebSockets/QWebSocketServer>

#include <deque>
#include <future>
#include <mutex>
#include <unordered_map>
#include <variant>

namespace cortege::storage
{
class SqliteEnrolments;
class SqliteFactReader;
class SqliteJournalReader;
} // namespace cortege::storage

namespace cortege::server
{

/// One thread's share of the connections, from accept to the end. What other threads have for it comes by its mail:
/// a queue under a mutex and one posted event for all that is in it.
class Worker final : public QObject, public CommitListener
{
    Q_OBJECT
public:
    /// How many connections may wait to be looked at, how many to become sessions, and how many of these in TLS.
    struct Room {
        size_t arrivals;
        size_t logins;
        size_t handshakes;
    };
    /// `number` is unique among the workers and below limits::kWorkers.
    Worker(int number, Room room, std::shared_ptr<const Gate> gate, const Patience &patience,
        OpenSessions &openSessions, const Clock &clock, const Log &log, Metrics &metrics);
    ~Worker() override;

    // Any thread:
    /// Its own connections to the database, which the journal has made before. Waits for the worker's thread.
    Result<> open(const QString &database, const PayloadCipher &cipher, JournalThread &journal);
    void take(qintptr descriptor);
    /// Half of the connections that are no sessions yet go: there is no descriptor left for the next one.
    void makeWay() { post(MakeWay {}); }
    /// For connections that are taken from now on. Sessions go on, unless nobody vouches for their certificate any
    /// more.
    void change(std::shared_ptr<const Gate> gate) { post(std::move(gate)); }
    void committed(Committed batch) override { post(std::move(batch)); }
    /// Ends every session; `done` is called in the worker's thread when the last one has gone.
    void stop(std::function<void()> done) { post(Stop { std::move(done) }); }
    const Pulse &pulse() const { return m_pulse; }

private:
    struct Open {
        QString database;
        const PayloadCipher *cipher;
        JournalThread *journal;
        std::promise<Result<>> opened;
    };
    struct Stop {
        std::function<void()> done;
    };
    struct MakeWay {
    };
    using Letter = std::variant<Open, MakeWay, std::shared_ptr<const Gate>, Committed, Stop>;
    void post(Letter letter);
    void readMail();
    void read(Open &letter);
    Result<> openDatabase(const Open &letter);
    void read(MakeWay way);
    void read(const std::shared_ptr<const Gate> &gate);
    void greet();
    void greet(qintptr descriptor);
    void read(const Committed &batch);
    Result<> takeFactState(const FactState &state);
    void read(Stop &stop);

    void makeRoom(Login::Stage from = Login::Stage::Silent);
    void makeRoomForTls();
    void startWebSocket(Login *login);
    void startSession();
    std::optional<Refused> admit(Session &session);
    Refused refuseSeat(Session &session, const OpenSessions::Full &full);
    void turnOut(Session &session, const Error &why);
    void forget(Login *login);
    void refuse(Login *login, Refused why, const QString &reason);
    void logRefusal(QLatin1StringView what, const QString &peer, const QString &reason); ///< or counts it
    void remove(SessionId session);
    void tick();
    void countQueues();
    void checkRegister();
    void lookAtRegister();
    void checkConvention();
    void noteConvention() const;
    Result<> reviewSessions();
    void finishIfEmpty();

    const int m_number;
    const Room m_room;
    std::shared_ptr<const Gate> m_gate;
    const Patience m_patience;
    OpenSessions &m_openSessions;
    const Clock &m_clock;
    const Log &m_log;
    Metrics &m_metrics;
    Pulse m_pulse;
    std::mutex m_mutex;
    std::vector<Letter> m_mail; ///< guarded by m_mutex

    std::unique_ptr<storage::SqliteJournalReader> m_reader;
    std::unique_ptr<storage::SqliteFactReader> m_facts;
    FactNews m_factNews;
    std::unique_ptr<Admission> m_admission;
    ConventionStatus m_conventionTold; ///< to the sessions
    std::unique_ptr<storage::SqliteEnrolments> m_enrolments;
    qint64 m_registerCount = 0;
    std::optional<Instant> m_registerLost; ///< since when it cannot be read
    std::optional<RecentNews> m_news;
    std::optional<SessionContext> m_context;
    QWebSocketServer m_webSockets;
    Arrivals m_arrived { m_room.arrivals };
    Logins m_logins;
    std::unordered_map<SessionId, std::unique_ptr<Session, DeleteLater>> m_sessions;
    SessionId m_sessionsSoFar = 0;
    std::function<void()> m_stopped; ///< set while stopping
    TokenBucket m_refusalLines;
    int m_unlogged = 0;
    QHash<Fingerprint, QString> m_turnedOut; ///< certificates of the register, and what the audit has of them
    qint64 m_queued = 0; ///< this worker's part of Metrics::sendQueue
    QTimer m_tick;
    QTimer m_registerPoll;
};

using WorkerThread = OwnThread<Worker>;

} // namespace cortege::server
