#pragma once

#include "deletelater.h"
#include "handlers/handler.h"
#include "journalthread.h"
#include "news.h"
#include "opensessions.h"
#include "tokenbucket.h"

#include <server/log.h>
#include <server/server.h>

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtNetwork/QSslSocket>
#include <QtWebSockets/QWebSocket>

#include <deque>
#include <memory>

namespace cortege::server
{

/// What the sessions of one worker share.
struct SessionContext {
    Services services;
    JournalThread &journal;
    CommitListener &listener; ///< the worker, who hands replies back by session
    const RecentNews &news;
    const FactNews &facts;
    const Log &log;
    const Patience &patience;
};

/// Who is at the other end.
struct Peer {
    std::optional<Person> person; ///< none: only `end` may follow
    Fingerprint fingerprint;
    UtcTime certificateEnds; ///< TLS looks at it once, at the handshake
    QString address;
    Instant since; ///< accepted
};

/// One person's connection: requests in, answers and news out, limits in between. News is a place in the journal, not
/// a queue: a session that is behind is sent what follows its place whenever its socket has room.
/// Owns both sockets.
class Session final : public QObject
{
    Q_OBJECT
public:
    Session(SessionId id, QWebSocket *webSocket, QSslSocket *socket, Peer peer, SessionContext &context);
    ~Session() override;

    SessionId id() const { return m_id; }
    const Peer &peer() const { return m_peer; }
    bool hasEnded() const { return m_ended.has_value(); }
    qint64 queued() const; ///< bytes that the peer has not taken yet
    QSslCertificate certificate() const; ///< null once the connection is gone
    void setPerson(const Person &person);
    /// Until this session is gone, not only ended: it costs what it costs until then.
    void hold(OpenSessions::Seat seat) { m_seat.emplace(std::move(seat)); }
    /// Says how it stands with the convention, and ends where it is not in force.
    void takeConvention(const ConventionStatus &convention);

    /// An answer, once its place in the journal or the audit is on the disk.
    void reply(const Committed::Reply &reply);
    /// Sends what is new while there is room.
    void pump();
    /// Hands what was sent to the system now; Qt by itself does so two turns of the event loop later.
    void flush();
    /// Deadlines, heartbeat, queue.
    void tick(Instant now);
    /// Says why, closes, and cuts the peer when it does not answer in time. Nothing is read from it any more. When the
    /// server stops, it has the time of `Patience::drain` to take what is on its way to it.
    void end(protocol::SessionEnded::Reason reason, protocol::CloseCode code);

Q_SIGNALS:
    void closed(); ///< the last signal

private:
    struct Pending {
        protocol::MessageId id;
        protocol::Request request;
        qsizetype bytes;
    };
    void receive(const QString &text);
    void dispatch(const Pending &pending);
    void greeted(const protocol::HelloAnswer &answer);
    template <class Change>
    void submit(const Pending &pending, Change write);
    bool submit(const Pending &pending, const protocol::Answer &answer, std::optional<Sequence> follow = {},
        std::optional<FactPlace> facts = {});
    bool taken(const Pending &pending, bool isTaken);
    void noteEnd();
    void drained();
    void sendReplies();
    void pumpEvents();
    void pumpFacts();
    bool mayTakeFacts() const;
    void readJournal();
    void readFacts();
    void send(const QByteArray &frame);
    void sendError(protocol::MessageId id, protocol::ErrorCode code, const QString &message);
    void cut(QLatin1StringView why);
    bool isFlooding(Instant at);
    void limitMessages(int bytes);

    const SessionId m_id;
    QWebSocket *const m_webSocket;
    const QPointer<QSslSocket> m_socket; ///< Qt may delete it once it is disconnected
    Peer m_peer;
    std::optional<OpenSessions::Seat> m_seat;
    SessionContext &m_context;
    TokenBucket m_requests;
    TokenBucket m_fragments; ///< frames that do not end their message
    TokenBucket m_control; ///< bytes of pings and pongs
    qint64 m_said; ///< bytes that were given to the socket here
    qint64 m_written = 0; ///< bytes that the socket has encrypted: the rest of them are answers to pings
    qint64 m_heardPongs = 0; ///< bytes
    qint64 m_pongs = 0; ///< bytes of those answers and of pongs heard that `m_control` knows
    bool m_greeted = false;
    int m_inFlight = 0;
    /// Answers, which may come many at once, until the peer has taken the earlier ones.
    std::deque<Committed::Reply> m_replies;
    std::deque<Pending> m_waiting; ///< requests with large answers, until the peer has taken the earlier ones

    std::optional<Sequence> m_place; ///< the last sequence that was sent; none before subscribe
    int m_portion = protocol::limits::kReplayBatch; ///< rows read at once, fewer while they are large
    bool m_readPosted = false;
    std::optional<FactPlace> m_factPlace; ///< none before facts.query
    bool m_factsPosted = false;

    Instant m_heard; ///< something came from the peer
    Instant m_pinged;
    Instant m_progress; ///< the peer took bytes, or had none to take
    std::optional<Instant> m_ended;
    std::chrono::milliseconds m_leaving {}; ///< how long it may take to leave, once it has ended
};

} // namespace cortege::server
