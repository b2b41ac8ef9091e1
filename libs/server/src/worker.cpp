#include "worker.h"

#include "serverlimits.h"

#include <storage/sqlitejournal.h>
#include <storage/sqliteregister.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QThread>

#include <unistd.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;
using protocol::CloseCode;
using protocol::SessionEnded;

Worker::Worker(int number, const Gate &gate, const Patience &patience, const Clock &clock, const Log &log)
    : m_number(number), m_gate(gate), m_patience(patience), m_clock(clock), m_log(log),
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
    for (const Letter &letter : m_mail) {
        if (const auto *descriptor = std::get_if<qintptr>(&letter))
            m_arrived.push_back(*descriptor);
    }
    for (const qintptr descriptor : m_arrived)
        ::close(static_cast<int>(descriptor));
}

Result<> Worker::open(const QString &database, JournalThread &journal)
{
    Open letter { database, &journal, {} };
    auto opened = letter.opened.get_future();
    post(std::move(letter));
    return opened.get();
}

void Worker::read(Open &letter) { letter.opened.set_value(openDatabase(letter.database, *letter.journal)); }

Result<> Worker::openDatabase(const QString &database, JournalThread &journal)
{
    auto reader = storage::SqliteJournalReader::open(database);
    if (!reader)
        return std::unexpected(reader.error());
    m_reader = std::move(*reader);
    auto persons = storage::SqlitePersonRegister::open(database, storage::SqlitePersonRegister::Access::ReadOnly);
    if (!persons)
        return std::unexpected(persons.error());
    m_persons = std::move(*persons);
    const auto last = m_reader->lastSequence();
    if (!last)
        return std::unexpected(last.error());
    m_news.emplace(*last);
    m_context.emplace(SessionContext { { m_clock, *m_reader, m_log }, journal, *this, *m_news, m_log, m_patience });
    m_tick.start(limits::kTick);
    m_registerPoll.start(limits::kRegisterPoll);
    return {};
}

// --- mail
// -------------------------------------------------------------------------------------------------------------

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

void Worker::read(const Committed &batch)
{
    for (const Committed::Reply &reply : batch.replies) {
        if (const auto found = m_sessions.find(reply.session); found != m_sessions.end())
            found->second->reply(reply.frame);
    }
    m_news->add(*batch.news);
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

// --- logins
// -----------------------------------------------------------------------------------------------------------

void Worker::read(qintptr descriptor)
{
    m_arrived.push_back(descriptor);
    if (m_arrived.size() == 1)
        QMetaObject::invokeMethod(this, qOverload<>(&Worker::greet), Qt::QueuedConnection);
}

/// One portion a turn of the event loop, so that those who came before are heard before they have to make room.
void Worker::greet()
{
    for (size_t i = 0; i < limits::kArrivals && !m_arrived.empty(); ++i) {
        greet(m_arrived.front());
        m_arrived.pop_front();
    }
    if (!m_arrived.empty())
        QMetaObject::invokeMethod(this, qOverload<>(&Worker::greet), Qt::QueuedConnection);
}

void Worker::greet(qintptr descriptor)
{
    if (m_stopped) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    if (m_logins.size() >= limits::kPendingLogins)
        makeRoom();
    auto *const login = new Login(descriptor, m_gate, now());
    m_logins.emplace_back(login);
    connect(login, &Login::encrypted, this, [this, login] { startWebSocket(login); });
    connect(login, &Login::refused, this, [this, login](const QString &reason) { refuse(login, reason); });
    connect(login, &Login::lost, this, [this, login] { forget(login); });
    if (!login->isOpen())
        forget(login);
}

/// Of those who wait, the oldest that has said nothing goes; where all have, the oldest without a certificate of ours.
void Worker::makeRoom()
{
    auto found = std::ranges::find_if_not(m_logins, &Login::hasBegun, &std::unique_ptr<Login, DeleteLater>::get);
    if (found == m_logins.end())
        found = std::ranges::find_if_not(m_logins, &Login::isEncrypted, &std::unique_ptr<Login, DeleteLater>::get);
    refuse((found == m_logins.end() ? m_logins.front() : *found).get(), u"too many connections are waiting"_s);
}

void Worker::startWebSocket(Login *login) { m_webSockets.handleConnection(login->socket()); }

void Worker::forget(Login *login)
{
    login->disconnect(this);
    login->abort();
    m_logins.remove_if([login](const auto &one) { return one.get() == login; });
}

void Worker::refuse(Login *login, const QString &reason)
{
    if (m_refusalLines.take(now()))
        m_log.warning("connection-refused"_L1, { { u"peer"_s, login->peer() }, { u"reason"_s, reason } });
    else
        ++m_unlogged;
    forget(login);
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
        refuse(login, u"another sub-protocol"_s);
        return;
    }
    const Peer peer { {}, login->fingerprint(), login->peer(), login->since() };
    const SessionId id = m_sessionsSoFar++ * limits::kWorkers + static_cast<SessionId>(m_number);
    auto *const session = new Session(id, webSocket, login->release(), peer, *m_context);
    m_sessions.emplace(id, session);
    // Later, so that the table can be walked while sessions end.
    connect(session, &Session::closed, this, [this, id] { remove(id); }, Qt::QueuedConnection);
    forget(login);
    admit(*session);
}

/// Deny by default: only who stands in the register now stays.
void Worker::admit(Session &session)
{
    const auto person = m_persons->byFingerprint(session.peer().fingerprint);
    if (person && !person->revokedAt) {
        session.setPerson(*person);
        return;
    }
    const bool ours = !person && person.error().kind != Failure::NotFound; // our trouble, not the peer's
    m_log.warning("access-denied"_L1,
        { { u"peer"_s, session.peer().address },
            { u"reason"_s,
                ours         ? person.error().detail
                    : person ? u"revoked"_s
                             : u"unknown certificate"_s } });
    session.end(ours ? SessionEnded::Reason::Stopping : SessionEnded::Reason::Revoked,
        ours ? CloseCode::Stopping : CloseCode::Revoked);
}

void Worker::remove(SessionId session)
{
    m_sessions.erase(session);
    finishIfEmpty();
}

// --- time
// -------------------------------------------------------------------------------------------------------------

void Worker::tick()
{
    const Instant at = now();
    while (!m_logins.empty() && at - m_logins.front()->since() > m_patience.handshake)
        refuse(m_logins.front().get(), u"the handshake took too long"_s);
    for (const auto &[id, session] : m_sessions)
        session->tick(at);
    if (m_unlogged > 0 && m_refusalLines.take(at))
        m_log.warning("connections-refused"_L1, { { u"count"_s, std::exchange(m_unlogged, 0) } });
}

void Worker::checkRegister()
{
    const auto count = m_persons->changeCount();
    if (!count || *count == m_registerCount)
        return;
    m_registerCount = *count;
    for (const auto &[id, session] : m_sessions) {
        if (!session->hasEnded())
            admit(*session);
    }
}

// --- thread
// -----------------------------------------------------------------------------------------------------------

WorkerThread::WorkerThread(std::function<std::unique_ptr<Worker>()> make)
{
    std::promise<Worker *> made;
    auto worker = made.get_future();
    m_thread = std::thread([made = std::move(made), make = std::move(make)]() mutable {
        QEventLoop loop;
        auto own = make();
        made.set_value(own.get());
        loop.exec();
        own.reset();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // its sessions
    });
    m_worker = worker.get();
}

WorkerThread::~WorkerThread()
{
    m_worker->thread()->quit();
    m_thread.join();
}

} // namespace cortege::server
