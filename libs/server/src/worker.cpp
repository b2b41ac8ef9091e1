#include "worker.h"

#include "frame.h"
#include "serverlimits.h"

#include <domain/destruction.h>
#include <storage/sqliteenrolments.h>
#include <storage/sqlitefacts.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QJsonObject>

#include <unistd.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;
using protocol::CloseCode;
using protocol::SessionEnded;

Worker::Worker(int number, Room room, std::shared_ptr<const Gate> gate, const Patience &patience,
    OpenSessions &openSessions, const Clock &clock, const Log &log, Metrics &metrics)
    : m_number(number), m_room(room), m_gate(std::move(gate)), m_patience(patience), m_openSessions(openSessions),
      m_clock(clock), m_log(log), m_metrics(metrics),
      m_webSockets(
          u"cortege-server"_s, QWebSocketServer::NonSecureMode) // its sockets are encrypted before it sees them
      ,
      m_refusalLines(limits::kRefusalLines, now())
{
    m_webSockets.setSupportedSubprotocols({ protocol::kSubprotocol });
    connect(&m_webSockets, &QWebSocketServer::newConnection, this, &Worker::startSession);
    connect(&m_tick, &QTimer::timeout, this, &Worker::tick);
    connect(&m_registerPoll, &QTimer::timeout, this, &Worker::checkRegister);
}

Worker::~Worker()
{
    const std::lock_guard lock(m_mutex); // the journal's last letter may have come just now
}

Result<> Worker::open(const QString &database, const PayloadCipher &cipher, JournalThread &journal)
{
    Open letter { database, &cipher, &journal, {} };
    auto opened = letter.opened.get_future();
    post(std::move(letter));
    return opened.get();
}

void Worker::read(Open &letter) { letter.opened.set_value(openDatabase(letter)); }

Result<> Worker::openDatabase(const Open &letter)
{
    auto reader = storage::SqliteJournalReader::open(letter.database, *letter.cipher);
    if (!reader)
        return std::unexpected(reader.error());
    m_reader = std::move(*reader);
    auto facts = storage::SqliteFactReader::open(letter.database, *letter.cipher);
    if (!facts)
        return std::unexpected(facts.error());
    m_facts = std::move(*facts);
    if (auto read = m_facts->state().and_then([this](const FactState &state) { return takeFactState(state); }); !read)
        return read;
    auto admission = Admission::open(letter.database, m_clock);
    if (!admission)
        return std::unexpected(admission.error());
    m_admission = std::move(*admission);
    auto enrolments = storage::SqliteEnrolments::open(letter.database, storage::SqliteEnrolments::Access::ReadWrite);
    if (!enrolments)
        return std::unexpected(enrolments.error());
    m_enrolments = std::move(*enrolments);
    const auto last = m_reader->lastSequence();
    if (!last)
        return std::unexpected(last.error());
    m_news.emplace(*last);
    m_context.emplace(
        SessionContext { { m_clock, *m_reader, *m_facts, m_log, m_admission->convention(), *m_enrolments },
            *letter.journal, *this, *m_news, m_factNews, m_log, m_patience });
    m_conventionTold = m_context->services.conventionNow();
    noteConvention();
    if (auto done = reviewSessions(); !done) // of nobody yet: what cannot be read is known at the start
        return done;
    m_tick.start(limits::kTick);
    m_registerPoll.start(limits::kRegisterPoll);
    return {};
}

// --- mail ------------------------------------------------------------------------------------------------------------

void Worker::post(Letter letter)
{
    {
        const std::lock_guard lock(m_mutex);
        m_mail.push_back(std::move(letter));
        if (m_mail.size() > 1)
            return; // whoever put the first one has posted the event
    }
    QMetaObject::invokeMethod(this, &Worker::readMail, Qt::QueuedConnection);
}

void Worker::readMail()
{
    std::vector<Letter> mail;
    {
        const std::lock_guard lock(m_mutex);
        mail.swap(m_mail);
    }
    for (Letter &letter : mail)
        std::visit([this](auto &content) { read(content); }, letter);
    // After all of it: sessions are written to once, however many batches there were.
    for (const auto &[id, session] : m_sessions) {
        session->pump();
        session->flush();
    }
}

void Worker::read(const std::shared_ptr<const Gate> &gate)
{
    m_gate = gate;
    m_logins.clear(); // they came to the old one, and come again
    for (const auto &[id, session] : m_sessions) {
        if (!session->hasEnded() && !gate->check(session->certificate()))
            turnOut(*session, { Failure::Forbidden, u"its authority is trusted no longer"_s });
    }
}

void Worker::read(const Committed &batch)
{
    if (!m_news)
        return; // another server's, before this one was open: what is opened next holds it
    for (const Committed::Reply &reply : batch.replies) {
        if (const auto found = m_sessions.find(reply.session); found != m_sessions.end())
            found->second->reply(reply);
    }
    m_news->add(*batch.news);
    if (const auto taken = batch.facts ? takeFactState(*batch.facts) : Result<>(); !taken)
        m_log.error("facts-unreadable"_L1, { { u"detail"_s, taken.error().detail } });
}

/// The list of sources goes to many sessions, and is written once.
Result<> Worker::takeFactState(const FactState &state)
{
    if (state.changes != m_factNews.state.changes) {
        auto sources = m_facts->sources();
        if (!sources)
            return std::unexpected(sources.error());
        m_factNews.sources
            = textFrame(protocol::encode(protocol::Notification(protocol::FactSourcesChanged { std::move(*sources) })));
    }
    m_factNews.state = state;
    return {};
}

void Worker::read(Stop &stop)
{
    m_stopped = std::move(stop.done);
    m_logins.clear();
    for (const auto &[id, session] : m_sessions)
        session->end(SessionEnded::Reason::Stopping, CloseCode::Stopping);
    finishIfEmpty();
}

void Worker::finishIfEmpty()
{
    if (m_stopped && m_sessions.empty())
        std::exchange(m_stopped, {})();
}

// --- logins ----------------------------------------------------------------------------------------------------------

void Worker::take(qintptr descriptor)
{
    if (m_arrived.put(descriptor))
        QMetaObject::invokeMethod(this, qOverload<>(&Worker::greet), Qt::QueuedConnection);
}

/// One portion a turn of the event loop, so that those who came before are heard before they have to make room.
void Worker::greet()
{
    for (size_t i = 0; i < limits::kArrivals; ++i) {
        const auto descriptor = m_arrived.take();
        if (!descriptor)
            break;
        greet(*descriptor);
    }
    for (int closed = m_arrived.takeClosed(); closed > 0; --closed) {
        m_metrics.refused.add(Refused::Crowded);
        ++m_unlogged;
    }
    if (!m_arrived.isEmpty())
        QMetaObject::invokeMethod(this, qOverload<>(&Worker::greet), Qt::QueuedConnection);
}

void Worker::greet(qintptr descriptor)
{
    if (m_stopped) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    if (m_logins.size() >= m_room.logins)
        makeRoom();
    auto *const login = new Login(descriptor, m_gate, now());
    m_logins.emplace_back(login);
    connect(login, &Login::begins, this, &Worker::makeRoomForTls);
    connect(login, &Login::encrypted, this, [this, login] { startWebSocket(login); });
    connect(login, &Login::refused, this,
        [this, login](const QString &reason) { refuse(login, Refused::Handshake, reason); });
    connect(login, &Login::lost, this, [this, login] { forget(login); });
    if (!login->isOpen())
        forget(login);
}

void Worker::makeRoom(Login::Stage from)
{
    if (Login *const leaving = leastAdvanced(m_logins, from))
        refuse(leaving, Refused::Crowded, u"too many connections are waiting"_s);
}

void Worker::makeRoomForTls()
{
    const auto inTls = std::ranges::count_if(m_logins, [](const auto &login) { return login->isInTls(); });
    if (std::cmp_greater_equal(inTls, m_room.handshakes))
        makeRoom(Login::Stage::Begun);
}

void Worker::read(MakeWay)
{
    for (size_t leaving = (m_logins.size() + 1) / 2; leaving > 0; --leaving)
        makeRoom();
}

void Worker::startWebSocket(Login *login) { m_webSockets.handleConnection(login->socket()); }

void Worker::forget(Login *login)
{
    login->disconnect(this);
    login->abort();
    m_logins.remove_if([login](const auto &one) { return one.get() == login; });
}

void Worker::refuse(Login *login, Refused why, const QString &reason)
{
    m_metrics.refused.add(why);
    logRefusal("connection-refused"_L1, login->peer(), reason);
    forget(login);
}

void Worker::logRefusal(QLatin1StringView what, const QString &peer, const QString &reason)
{
    if (m_refusalLines.take(now()))
        m_log.warning(what, { { u"peer"_s, peer }, { u"reason"_s, reason } });
    else
        ++m_unlogged;
}

void Worker::startSession()
{
    // Parentless, else the QWebSocketServer would delete it under the session.
    QWebSocket *const webSocket = m_webSockets.nextPendingConnection();
    webSocket->setParent(nullptr);
    const auto isSame = [webSocket](const auto &login) {
        const QSslSocket *const socket = login->socket();
        return socket && socket->peerPort() == webSocket->peerPort()
            && socket->peerAddress() == webSocket->peerAddress() && socket->localAddress() == webSocket->localAddress();
    };
    const auto found = std::ranges::find_if(m_logins, isSame);
    if (found == m_logins.end()) {
        webSocket->abort();
        webSocket->deleteLater();
        return;
    }
    Login *const login = found->get();
    if (webSocket->subprotocol() != protocol::kSubprotocol) {
        webSocket->deleteLater();
        refuse(login, Refused::SubProtocol, u"another sub-protocol"_s);
        return;
    }
    const Peer peer { {}, login->fingerprint(), login->certificateEnds(), login->peer(), login->since() };
    const SessionId id = m_sessionsSoFar++ * limits::kWorkers + static_cast<SessionId>(m_number);
    auto *const session = new Session(id, webSocket, login->release(), peer, *m_context);
    m_sessions.emplace(id, session);
    // Later, so that the table can be walked while sessions end.
    connect(session, &Session::closed, this, [this, id] { remove(id); }, Qt::QueuedConnection);
    forget(login);
    ++m_metrics.sessions;
    if (const auto refused = admit(*session))
        m_metrics.refused.add(*refused);
    else
        ++m_metrics.logins;
}

/// Deny by default: only who stands in the register now, with an active habilitation, comes in, and only while the
/// convention is in force. A seat is the last thing that is asked for, so that nobody holds one who does not come in.
std::optional<Refused> Worker::admit(Session &session)
{
    const Peer &peer = session.peer();
    const auto person
        = m_admission->update()
              .and_then([&] { return m_admission->personOf(peer.fingerprint); })
              .and_then([&](Person found) { return m_admission->withRoles(std::move(found), peer.certificateEnds); });
    if (!person) {
        turnOut(session, person.error());
        return Refused::Person;
    }
    session.setPerson(*person);
    m_turnedOut.remove(peer.fingerprint);
    if (const auto convention = m_context->services.conventionNow(); !convention.isInForce()) {
        session.takeConvention(convention);
        return Refused::Convention;
    }
    auto seat = m_openSessions.take(person->id);
    if (!seat)
        return refuseSeat(session, seat.error());
    session.hold(std::move(*seat));
    return std::nullopt;
}

/// It is tried again and again: one line and one entry for all of it. That the server is full is nobody's doing, and
/// not in the audit.
Refused Worker::refuseSeat(Session &session, const OpenSessions::Full &full)
{
    const Peer &peer = session.peer();
    if (full.whose == OpenSessions::Full::Whose::Server) {
        if (full.isNew)
            m_log.error("server-full"_L1, { { u"most"_s, full.most } });
        session.end(SessionEnded::Reason::Full, CloseCode::ServerFull);
        return Refused::Full;
    }
    if (full.isNew) {
        m_context->journal.note({ .action = AuditAction::Refused,
            .at = m_clock.now(),
            .person = peer.person->author(),
            .detail = u"%1 sessions are open"_s.arg(full.most) });
        m_log.warning("too-many-sessions"_L1,
            { { u"person"_s, peer.person->id.toString() }, { u"peer"_s, peer.address }, { u"most"_s, full.most } });
    }
    session.end(SessionEnded::Reason::Sessions, CloseCode::TooManySessions);
    return Refused::Sessions;
}

/// A program that is refused tries for hours: one entry for all of it, until that certificate has come in or the reason
/// is another one.
void Worker::turnOut(Session &session, const Error &why)
{
    const Peer &peer = session.peer();
    const bool ours = why.kind != Failure::Forbidden;
    const auto known = ours ? std::nullopt : m_admission->knownAs(peer.fingerprint);
    if (known && std::exchange(m_turnedOut[peer.fingerprint], why.detail) != why.detail)
        m_context->journal.note(
            { .action = AuditAction::Refused, .at = m_clock.now(), .person = known, .detail = why.detail });
    logRefusal("access-denied"_L1, peer.address, why.detail);
    session.end(ours ? SessionEnded::Reason::Stopping : SessionEnded::Reason::Revoked,
        ours ? CloseCode::Stopping : CloseCode::Revoked);
}

void Worker::remove(SessionId session)
{
    m_metrics.sessions -= static_cast<qint64>(m_sessions.erase(session));
    finishIfEmpty();
}

// --- time ------------------------------------------------------------------------------------------------------------

void Worker::tick()
{
    m_pulse.beat();
    const Instant at = now();
    while (!m_logins.empty() && at - m_logins.front()->since() > m_patience.handshake)
        refuse(m_logins.front().get(), Refused::Timeout, u"the handshake took too long"_s);
    for (const auto &[id, session] : m_sessions)
        session->tick(at);
    countQueues();
    if (m_unlogged > 0 && m_refusalLines.take(at))
        m_log.warning("connections-refused"_L1, { { u"count"_s, std::exchange(m_unlogged, 0) } });
}

void Worker::countQueues()
{
    qint64 queued = 0;
    for (const auto &[id, session] : m_sessions)
        queued += session->queued();
    m_metrics.sendQueue += queued - std::exchange(m_queued, queued);
}

void Worker::checkRegister()
{
    lookAtRegister();
    checkConvention(); // its clock goes on without any change
}

void Worker::lookAtRegister()
{
    const auto read = reviewSessions();
    if (read) {
        if (std::exchange(m_registerLost, std::nullopt))
            m_log.info("register-readable"_L1);
        return;
    }
    const Instant at = now();
    if (!m_registerLost) {
        m_registerLost = at;
        m_log.error("register-unreadable"_L1, { { u"detail"_s, read.error().detail } });
    }
    if (at - *m_registerLost < m_patience.unreadRegister)
        return;
    for (const auto &[id, session] : m_sessions) {
        if (!session->hasEnded())
            turnOut(*session, read.error());
    }
}

void Worker::checkConvention()
{
    const ConventionStatus convention = m_context->services.conventionNow();
    if (convention == std::exchange(m_conventionTold, convention))
        return;
    noteConvention();
    for (const auto &[id, session] : m_sessions)
        session->takeConvention(convention);
}

/// Once, and not once a worker.
void Worker::noteConvention() const
{
    if (m_number != 0)
        return;
    QJsonObject line { { u"state"_s, name(m_conventionTold.state) } };
    const bool ended = m_conventionTold.state == ConventionState::Ended;
    if (ended)
        line[u"destroyBy"_s] = destructionDay(*m_conventionTold.term).toString(Qt::ISODate);
    m_metrics.destructionDue = ended
        ? std::chrono::floor<std::chrono::seconds>(destructionDue(*m_conventionTold.term)).time_since_epoch().count()
        : 0;
    m_log.info("convention"_L1, line);
}

/// What has changed in the register, and what the time has changed: periods and certificates end by themselves.
Result<> Worker::reviewSessions()
{
    const auto count = m_admission->changeCount();
    if (!count)
        return std::unexpected(count.error());
    const bool changed = *count != m_registerCount;
    if (changed) {
        if (auto read = m_admission->update(); !read)
            return read;
    }
    for (const auto &[id, session] : m_sessions) {
        if (session->hasEnded())
            continue;
        const Peer &peer = session->peer();
        const auto person = (changed ? m_admission->personOf(peer.fingerprint) : Result<Person>(*peer.person))
                                .and_then([&](Person found) {
                                    return m_admission->withRoles(std::move(found), peer.certificateEnds);
                                });
        if (person)
            session->setPerson(*person);
        else if (person.error().kind == Failure::Forbidden)
            turnOut(*session, person.error());
        else
            return std::unexpected(person.error());
    }
    m_registerCount = *count;
    return {};
}

} // namespace cortege::server
