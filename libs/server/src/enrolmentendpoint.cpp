#include "enrolmentendpoint.h"

#include "serverlimits.h"

#include <pki/authority.h>
#include <protocol/enrolment.h>
#include <storage/sqliteenrolments.h>

#include <algorithm>
#include <future>
#include <unistd.h>
#include <utility>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

bool isWrongGuess(EnrolmentAnswer::State state)
{
    using enum EnrolmentAnswer::State;
    return state == UnknownCode || state == BadRequest || state == Later;
}

} // namespace

EnrolmentEndpoint::EnrolmentEndpoint(
    std::shared_ptr<const Gate> gate, const Clock &clock, const Log &log, Metrics::Enrolment &metrics)
    : m_gate(std::move(gate)), m_clock(clock), m_log(log), m_metrics(metrics), m_arrived(limits::kEnrolments),
      m_lines(limits::kRefusalLines, now())
{
    connect(&m_tick, &QTimer::timeout, this, &EnrolmentEndpoint::tick);
    m_tick.start(limits::kEnrolmentTick);
}

EnrolmentEndpoint::~EnrolmentEndpoint() = default;

// --- mail ------------------------------------------------------------------------------------------------------------

Result<> EnrolmentEndpoint::open(const QString &database)
{
    std::promise<Result<>> opened;
    auto answer = opened.get_future();
    m_mail.post([this, database, opened = std::move(opened)]() mutable {
        auto enrolments = storage::SqliteEnrolments::open(database, storage::SqliteEnrolments::Access::ReadWrite);
        if (enrolments)
            m_enrolments = std::move(*enrolments);
        opened.set_value(enrolments ? Result<>() : std::unexpected(enrolments.error()));
    });
    return answer.get();
}

void EnrolmentEndpoint::take(qintptr descriptor)
{
    if (m_arrived.put(descriptor))
        QMetaObject::invokeMethod(this, &EnrolmentEndpoint::greetAll, Qt::QueuedConnection);
}

void EnrolmentEndpoint::makeWay()
{
    m_mail.post([this] {
        for (size_t leaving = (m_logins.size() + 1) / 2; leaving > 0; --leaving)
            dropOne();
    });
}

void EnrolmentEndpoint::change(std::shared_ptr<const Gate> gate)
{
    m_mail.post([this, gate = std::move(gate)] { m_gate = gate; });
}

// --- connections -----------------------------------------------------------------------------------------------------

void EnrolmentEndpoint::greetAll()
{
    while (const auto descriptor = m_arrived.take())
        greet(*descriptor);
    m_metrics.refused += static_cast<quint64>(m_arrived.takeClosed());
    countConnections();
}

void EnrolmentEndpoint::greet(qintptr descriptor)
{
    if (!makeRoom()) {
        ++m_metrics.refused;
        ::close(static_cast<int>(descriptor));
        return;
    }
    auto *const login = new Login(descriptor, m_gate, now());
    m_logins.emplace_back(login);
    connect(login, &Login::encrypted, this, [this, login] { listenTo(login); });
    connect(login, &Login::refused, this, [this, login](const QString &reason) {
        refuse(login->peer(), reason);
        forget(login);
    });
    connect(login, &Login::lost, this, [this, login] { forget(login); });
    if (!login->isOpen() || m_guesses.of(QHostAddress(login->peer()), now()) == GuessLimiter::Verdict::Cut)
        forget(login);
}

bool EnrolmentEndpoint::makeRoom()
{
    if (m_logins.size() + m_talks.size() < limits::kEnrolments)
        return true;
    if (m_logins.empty())
        return false;
    dropOne();
    return true;
}

void EnrolmentEndpoint::dropOne()
{
    Login *const login = leastAdvanced(m_logins);
    refuse(login->peer(), u"too many connections are waiting"_s);
    forget(login);
}

void EnrolmentEndpoint::listenTo(Login *login)
{
    const QString peer = login->peer();
    const Instant since = login->since();
    const auto left = limits::kEnrolmentPatience - std::chrono::duration_cast<std::chrono::milliseconds>(now() - since);
    QSslSocket *const socket = login->release();
    forget(login);
    socket->setParent(this);
    socket->setReadBufferSize(protocol::limits::kEnrolmentBytes);
    m_talks.emplace(socket, since);
    connect(socket, &QObject::destroyed, this, [this](const QObject *gone) {
        m_talks.erase(gone);
        countConnections();
    });
    connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(std::max(left, std::chrono::milliseconds { 0 }), socket, [socket] {
        socket->abort();
        socket->deleteLater();
    });
    connect(socket, &QIODevice::readyRead, this,
        [this, socket, peer, line = QByteArray()]() mutable { heard(socket, peer, line); });
    if (socket->state() != QAbstractSocket::ConnectedState)
        socket->deleteLater();
}

void EnrolmentEndpoint::heard(QSslSocket *socket, const QString &peer, QByteArray &line)
{
    const QByteArray bytes = socket->readAll();
    const bool isOver = line.contains('\n');
    if (isOver)
        return; // unread bytes at the end would take the answer away from the peer
    line += bytes;
    if (!line.contains('\n') && line.size() < protocol::limits::kEnrolmentBytes)
        return;
    const EnrolmentAnswer answer = answerTo(line.first(std::max(line.indexOf('\n'), qsizetype { 0 })), peer);
    line = "\n";
    m_metrics.answers.add(answer.state);
    socket->write(protocol::encode(answer) + '\n');
    socket->disconnectFromHost(); // after what was written
}

EnrolmentAnswer EnrolmentEndpoint::answerTo(const QByteArray &line, const QString &peer)
{
    using State = EnrolmentAnswer::State;
    const QHostAddress address(peer);
    EnrolmentAnswer answer { State::Later, {} };
    if (m_guesses.of(address, now()) == GuessLimiter::Verdict::Heard) {
        const auto call = protocol::decodeEnrolmentCall(line);
        if (!call || !pki::checkedRequest(call->request)) {
            answer.state = State::BadRequest;
        } else if (auto kept = m_enrolments->enrol(call->code, call->request, peer, m_clock.now())) {
            answer = std::move(*kept);
        } else {
            m_log.error("enrolment-failed"_L1, { { u"detail"_s, kept.error().detail } });
            return answer; // our trouble, not a guess
        }
    }
    if (isWrongGuess(answer.state))
        m_guesses.wrong(address, now());
    if (m_lines.take(now()))
        m_log.info("enrolment"_L1, { { u"peer"_s, peer }, { u"state"_s, name(answer.state) } });
    return answer;
}

void EnrolmentEndpoint::forget(Login *login)
{
    login->disconnect(this);
    login->abort();
    m_logins.remove_if([login](const auto &one) { return one.get() == login; });
}

void EnrolmentEndpoint::refuse(const QString &peer, const QString &reason)
{
    ++m_metrics.refused;
    if (m_lines.take(now()))
        m_log.warning("enrolment-refused"_L1, { { u"peer"_s, peer }, { u"reason"_s, reason } });
}

void EnrolmentEndpoint::countConnections()
{
    m_metrics.connections = static_cast<qint64>(m_logins.size() + m_talks.size());
    const Instant at = now();
    Instant oldest = m_logins.empty() ? at : m_logins.front()->since();
    for (const auto &[socket, since] : m_talks)
        oldest = std::min(oldest, since);
    m_metrics.oldestConnection = std::chrono::duration_cast<std::chrono::milliseconds>(at - oldest).count();
}

void EnrolmentEndpoint::countRequests()
{
    const Instant at = now();
    if (!m_enrolments || at - m_counted < limits::kEnrolmentLook)
        return;
    m_counted = at;
    const auto waiting = m_enrolments->waiting();
    if (!waiting)
        return; // the workers say that the database cannot be read
    m_metrics.waiting = waiting->count;
    m_metrics.oldestAskedAt
        = waiting->oldest ? std::chrono::floor<std::chrono::seconds>(*waiting->oldest).time_since_epoch().count() : 0;
}

void EnrolmentEndpoint::tick()
{
    m_metrics.pulse.beat();
    while (!m_logins.empty() && now() - m_logins.front()->since() > limits::kEnrolmentPatience) {
        refuse(m_logins.front()->peer(), u"the handshake took too long"_s);
        forget(m_logins.front().get());
    }
    countConnections();
    countRequests();
}

} // namespace cortege::server
