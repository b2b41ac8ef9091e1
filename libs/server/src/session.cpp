#include "session.h"

#include "errors.h"
#include "frame.h"
#include "serverlimits.h"

namespace cortege::server
{
using namespace Qt::StringLiterals;
// Else whoever reads facts would be cut for the list of sources, which goes in one message.
static_assert(2 * cortege::limits::kSourcesBytes <= protocol::limits::kSendQueueBytes);
using namespace protocol::limits;
using protocol::CloseCode;
using protocol::ErrorCode;
using protocol::SessionEnded;
namespace
{
constexpr qsizetype kControlHeader = 2; ///< of a ping or pong from the server (RFC 6455 §5.2, §5.5)
}

Session::Session(SessionId id, QWebSocket *webSocket, QSslSocket *socket, Peer peer, SessionContext &context)
    : m_id(id), m_webSocket(webSocket), m_socket(socket), m_peer(std::move(peer)), m_context(context),
      m_requests(kRequestsPerSecond, now()), m_fragments(limits::kFragmentsPerSecond, now()),
      m_control(limits::kControlBytesPerSecond, now()), m_said(socket->bytesToWrite()), m_heard(now()),
      m_pinged(m_heard), m_progress(m_heard)
{
    webSocket->setParent(this);
    socket->setParent(this);
    limitMessages(kHelloBytes);
    connect(webSocket, &QWebSocket::textMessageReceived, this, &Session::receive);
    connect(webSocket, &QWebSocket::binaryMessageReceived, this,
        [this] { end(SessionEnded::Reason::Protocol, CloseCode::ProtocolError); });
    // Empty ones would go on for ever: the limit of a message never meets them.
    connect(webSocket, &QWebSocket::textFrameReceived, this, [this](const QString &, bool isLast) {
        if (!isLast && !m_fragments.take(now()))
            end(SessionEnded::Reason::Protocol, CloseCode::ProtocolError);
    });
    connect(webSocket, &QWebSocket::pong, this,
        [this](quint64, const QByteArray &payload) { m_heardPongs += kControlHeader + payload.size(); });
    connect(webSocket, &QWebSocket::disconnected, this, [this] {
        if (!m_ended) {
            m_ended = now();
            m_context.log.info("session-closed"_L1, { { u"session"_s, qint64(m_id) } });
        }
        noteEnd();
        Q_EMIT closed();
    });
    connect(socket, &QIODevice::readyRead, this, [this] { m_heard = now(); });
    connect(socket, &QIODevice::channelBytesWritten, this, [this](int, qint64 bytes) { m_written += bytes; });
    connect(socket, &QSslSocket::encryptedBytesWritten, this, &Session::drained);
}

Session::~Session()
{
    m_webSocket->disconnect(this);
    m_webSocket->abort();
}

void Session::limitMessages(int bytes)
{
    m_webSocket->setMaxAllowedIncomingFrameSize(static_cast<quint64>(bytes));
    m_webSocket->setMaxAllowedIncomingMessageSize(static_cast<quint64>(bytes));
}

// --- in --------------------------------------------------------------------------------------------------------------

void Session::receive(const QString &text)
{
    if (m_ended)
        return;
    const bool inTime = m_requests.take(now());
    if (m_requests.isDry()) {
        end(SessionEnded::Reason::Protocol, CloseCode::ProtocolError);
        return;
    }
    const QByteArray bytes = text.toUtf8();
    auto incoming = protocol::decodeRequest(bytes, m_greeted ? kMessageBytes : kHelloBytes);
    if (!incoming) {
        send(textFrame(protocol::encode(incoming.error().id, incoming.error().error)));
        if (!m_greeted || incoming.error().id == 0)
            end(SessionEnded::Reason::Protocol, CloseCode::ProtocolError);
        return;
    }
    // The clock may have passed the end since the worker last looked.
    if (const ConventionStatus convention = m_context.services.conventionNow(); !convention.isInForce()) {
        takeConvention(convention);
        return;
    }
    const protocol::MessageId id = incoming->id;
    const bool isHello = std::holds_alternative<protocol::HelloRequest>(incoming->request);
    if (!m_greeted && !isHello)
        end(SessionEnded::Reason::Protocol, CloseCode::ProtocolError);
    else if (m_greeted && isHello)
        sendError(id, ErrorCode::InvalidRequest, u"hello was said before"_s);
    else if (!inTime)
        sendError(id, ErrorCode::RateLimited, u"too many requests a second"_s);
    else if (m_inFlight + std::ssize(m_waiting) >= kRequestsInFlight)
        sendError(id, ErrorCode::RateLimited, u"too many unanswered requests"_s);
    else if (std::holds_alternative<protocol::HistoryRequest>(incoming->request) && queued() >= limits::kNewsMark)
        m_waiting.push_back({ id, std::move(incoming->request), bytes.size() });
    else
        dispatch({ id, std::move(incoming->request), bytes.size() });
}

void Session::takeConvention(const ConventionStatus &convention)
{
    if (m_ended)
        return;
    const bool isInForce = convention.isInForce();
    if (m_greeted || !isInForce)
        send(textFrame(protocol::encode(
            protocol::Notification(protocol::ConventionChanged { convention, m_context.services.clock.now() }))));
    if (!isInForce)
        end(SessionEnded::Reason::Convention, CloseCode::NotInForce);
}

void Session::dispatch(const Pending &pending)
{
    Outcome outcome = handle(pending.request, *m_peer.person, m_context.services);
    if (const auto *answer = std::get_if<protocol::Answer>(&outcome)) {
        const auto *hello = std::get_if<protocol::HelloAnswer>(answer);
        if (submit(pending, *answer) && hello)
            greeted(*hello); // now: what the peer says next may be here before its answer is on the disk
    } else if (const auto *error = std::get_if<protocol::WireError>(&outcome)) {
        send(textFrame(protocol::encode(pending.id, *error)));
    } else if (auto *write = std::get_if<Write>(&outcome)) {
        submit(pending, std::move(*write));
    } else if (auto *facts = std::get_if<FactWrite>(&outcome)) {
        submit(pending, std::move(*facts));
    } else if (const auto *query = std::get_if<FollowFacts>(&outcome)) {
        submit(pending, query->answer, {}, query->place);
    } else {
        const auto &follow = std::get<Follow>(outcome);
        submit(pending, follow.answer, follow.since);
    }
}

void Session::greeted(const protocol::HelloAnswer &answer)
{
    m_greeted = true;
    limitMessages(kMessageBytes);
    m_requests.setRate(requestsPerSecond(answer.roles));
    m_context.log.info("session-started"_L1,
        { { u"session"_s, qint64(m_id) }, { u"person"_s, answer.person.toString() }, { u"peer"_s, m_peer.address } });
}

void Session::setPerson(const Person &person)
{
    if (m_greeted && m_peer.person->roles != person.roles)
        m_requests.setRate(requestsPerSecond(person.roles));
    m_peer.person = person;
}

template <class Change>
void Session::submit(const Pending &pending, Change write)
{
    taken(
        pending, m_context.journal.submit({ &m_context.listener, m_id, pending.id, pending.bytes }, std::move(write)));
}

/// Nothing is told to anybody before it is in the audit that it was asked for.
bool Session::submit(const Pending &pending, const protocol::Answer &answer, std::optional<Sequence> follow,
    std::optional<FactPlace> facts)
{
    QByteArray frame = textFrame(protocol::encode(pending.id, answer));
    const JournalThread::Ticket ticket { &m_context.listener, m_id, pending.id, frame.size() };
    return taken(pending,
        m_context.journal.submit(ticket,
            Audited { noteOf(pending.request, *m_peer.person, m_context.services.clock.now()), std::move(frame), follow,
                facts }));
}

bool Session::taken(const Pending &pending, bool isTaken)
{
    if (isTaken)
        ++m_inFlight;
    else
        sendError(pending.id, ErrorCode::Unavailable, u"the server is busy or stopping"_s);
    return isTaken;
}

/// How far the news went that this session was sent.
void Session::noteEnd()
{
    if (m_greeted)
        m_context.journal.note({ .action = AuditAction::EndedSession,
            .at = m_context.services.clock.now(),
            .person = m_peer.person->author(),
            .detail = m_place ? u"sent up to %1"_s.arg(*m_place) : QString() });
}

// --- out -------------------------------------------------------------------------------------------------------------

void Session::reply(const Committed::Reply &reply)
{
    m_replies.push_back(reply);
    sendReplies();
}

void Session::sendReplies()
{
    while (!m_replies.empty() && queued() < limits::kNewsMark) {
        const Committed::Reply &next = m_replies.front();
        --m_inFlight;
        send(next.frame);
        if (next.follow)
            m_place = next.follow;
        if (next.facts)
            m_factPlace = next.facts;
        m_replies.pop_front();
    }
}

void Session::send(const QByteArray &frame)
{
    if (m_socket && !m_ended)
        m_said += m_socket->write(frame);
}

void Session::flush()
{
    if (m_socket && m_socket->bytesToWrite() > 0)
        m_socket->flush();
}

void Session::sendError(protocol::MessageId id, ErrorCode code, const QString &message)
{
    send(textFrame(protocol::encode(id, wireError(code, message))));
}

QSslCertificate Session::certificate() const { return m_socket ? m_socket->peerCertificate() : QSslCertificate(); }
qint64 Session::queued() const { return m_socket ? m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() : 0; }

void Session::drained()
{
    m_progress = now();
    if (m_ended || queued() > limits::kNewsMark / 2)
        return;
    sendReplies();
    while (!m_waiting.empty() && queued() < limits::kNewsMark) {
        const Pending pending = std::move(m_waiting.front());
        m_waiting.pop_front();
        dispatch(pending);
    }
    pump();
}

void Session::pump()
{
    pumpEvents();
    pumpFacts();
}

void Session::pumpEvents()
{
    while (
        m_place && !m_ended && m_replies.empty() && *m_place < m_context.news.last() && queued() < limits::kNewsMark) {
        const NewsFrame *const next = m_context.news.after(*m_place);
        if (!next) {
            // One portion a turn of the event loop: a long replay does not hold up the worker's other sessions.
            if (!std::exchange(m_readPosted, true))
                QMetaObject::invokeMethod(this, &Session::readJournal, Qt::QueuedConnection);
            return;
        }
        send(next->bytes);
        m_place = next->last;
    }
}

void Session::readJournal()
{
    m_readPosted = false;
    const Sequence gap = m_context.news.gapAfter(*m_place) - *m_place;
    if (m_ended || gap <= 0)
        return;
    const auto versions
        = m_context.services.reader.since(*m_place, static_cast<int>(std::min<Sequence>(gap, m_portion)));
    if (!versions || versions->empty()) {
        m_context.log.error("replay-failed"_L1,
            { { u"session"_s, qint64(m_id) },
                { u"detail"_s, versions ? u"rows are missing"_s : versions.error().detail } });
        end(SessionEnded::Reason::Stopping, CloseCode::Stopping);
        return;
    }
    NewsBuilder builder;
    for (const EventVersion &version : *versions)
        builder.add(version);
    const Sequence before = *m_place;
    for (const NewsFrame &frame : builder.take()) {
        if (*m_place != before && queued() >= limits::kNewsMark)
            break;
        send(frame.bytes);
        m_place = frame.last;
    }
    const auto sent = static_cast<int>(*m_place - before);
    m_portion = std::min(kReplayBatch, 2 * sent);
    pump();
}

bool Session::mayTakeFacts() const
{
    return m_factPlace && !m_ended && m_replies.empty() && queued() < limits::kNewsMark && mayReadFacts(*m_peer.person);
}

/// The list of sources as it is now first, then one block a turn of the event loop.
void Session::pumpFacts()
{
    if (!mayTakeFacts())
        return;
    const FactNews &news = m_context.facts;
    if (m_factPlace->changes < news.state.changes) {
        m_factPlace->changes = news.state.changes;
        send(news.sources);
    }
    if (m_factPlace->since < news.state.lastBlock && !std::exchange(m_factsPosted, true))
        QMetaObject::invokeMethod(this, &Session::readFacts, Qt::QueuedConnection);
}

void Session::readFacts()
{
    m_factsPosted = false;
    if (!mayTakeFacts())
        return; // whoever makes room pumps
    if (m_factPlace->changes < m_context.facts.state.changes)
        return pumpFacts(); // a list must not come after a block of a later one
    const auto block = m_context.services.facts.next(m_factPlace->since, m_factPlace->source);
    if (!block) {
        m_context.log.error(
            "facts-unreadable"_L1, { { u"session"_s, qint64(m_id) }, { u"detail"_s, block.error().detail } });
        end(SessionEnded::Reason::Stopping, CloseCode::Stopping);
        return;
    }
    if (*block)
        send(binaryFrame(protocol::encodeFactBatch(**block)));
    m_factPlace->since = *block ? (**block).number : std::max(m_factPlace->since, m_context.facts.state.lastBlock);
    pump();
}

// --- limits ----------------------------------------------------------------------------------------------------------

void Session::tick(Instant at)
{
    const bool floods = isFlooding(at);
    if (m_ended) {
        if (floods || at - *m_ended > m_leaving)
            m_webSocket->abort();
        return;
    }
    if (floods)
        return cut("ping-flood"_L1);
    const qint64 waiting = queued();
    if (waiting == 0)
        m_progress = at;
    if (waiting > kSendQueueBytes || at - m_progress > m_context.patience.silence)
        cut("slow-peer"_L1);
    else if (at - m_heard > m_context.patience.silence)
        cut("silence"_L1);
    else if (!m_greeted && at - m_peer.since > m_context.patience.handshake)
        end(SessionEnded::Reason::Protocol, CloseCode::HelloExpected);
    else if (at - m_pinged > m_context.patience.heartbeat) {
        m_pinged = at;
        m_webSocket->ping();
        m_said += kControlHeader;
    }
}

/// QWebSocket answers pings by itself and tells nobody: what the socket was given and not from here is its answers.
bool Session::isFlooding(Instant at)
{
    if (!m_socket)
        return false;
    const qint64 pongs = m_heardPongs + m_written + m_socket->bytesToWrite() - m_said;
    std::ignore = m_control.take(at, static_cast<double>(pongs - std::exchange(m_pongs, pongs)));
    return m_control.isDry();
}

void Session::cut(QLatin1StringView why)
{
    m_context.log.warning("session-cut"_L1,
        { { u"session"_s, qint64(m_id) }, { u"peer"_s, m_peer.address }, { u"reason"_s, why },
            { u"queued"_s, queued() } });
    m_ended = now();
    m_webSocket->abort();
}

void Session::end(SessionEnded::Reason reason, CloseCode code)
{
    if (m_ended)
        return;
    if (reason == SessionEnded::Reason::Stopping) { // what was accepted is answered
        for (const Committed::Reply &reply : m_replies)
            send(reply.frame);
    }
    send(textFrame(protocol::encode(protocol::Notification(SessionEnded { reason }))));
    m_ended = now();
    m_leaving = reason == SessionEnded::Reason::Stopping ? m_context.patience.drain : limits::kGoodbye;
    m_waiting.clear();
    m_replies.clear();
    m_context.log.info("session-ended"_L1,
        { { u"session"_s, qint64(m_id) }, { u"peer"_s, m_peer.address }, { u"code"_s, static_cast<int>(code) } });
    m_webSocket->close(static_cast<QWebSocketProtocol::CloseCode>(code));
}

} // namespace cortege::server
