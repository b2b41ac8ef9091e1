#include "enrolmentendpoint.h"

#include "serverlimits.h"

#include <pki/authority.h>
#include <protocol/enrolment.h>
#include <storage/sqliteenrolments.h>

#include <future>
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
    : m_clock(clock), m_log(log), m_metrics(metrics),
      m_door(std::move(gate), { limits::kEnrolments, limits::kEnrolmentPatience, limits::kEnrolmentPatience }),
      m_lines(limits::kRefusalLines, now())
{
    m_door.setUnwelcome(
        [this](const QString &peer) { return m_guesses.of(QHostAddress(peer), now()) == GuessLimiter::Verdict::Cut; });
    connect(&m_door, &Door::passed, this, &EnrolmentEndpoint::listenTo);
    connect(&m_door, &Door::refused, this, &EnrolmentEndpoint::refuse);
    connect(&m_door, &Door::changed, this, &EnrolmentEndpoint::countConnections);
    connect(&m_tick, &QTimer::timeout, this, &EnrolmentEndpoint::tick);
    m_tick.start(limits::kEnrolmentTick);
}

EnrolmentEndpoint::~EnrolmentEndpoint() = default;

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

void EnrolmentEndpoint::listenTo(const Door::Guest &guest)
{
    QSslSocket *const socket = guest.socket;
    socket->setReadBufferSize(protocol::limits::kEnrolmentBytes);
    connect(socket, &QIODevice::readyRead, this,
        [this, socket, peer = guest.peer, line = QByteArray()]() mutable { heard(socket, peer, line); });
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

void EnrolmentEndpoint::refuse(const QString &peer, const QString &reason)
{
    ++m_metrics.refused;
    if (m_lines.take(now()))
        m_log.warning("enrolment-refused"_L1, { { u"peer"_s, peer }, { u"reason"_s, reason } });
}

void EnrolmentEndpoint::countConnections()
{
    const Instant at = now();
    m_metrics.connections = static_cast<qint64>(m_door.connections());
    m_metrics.oldestConnection
        = std::chrono::duration_cast<std::chrono::milliseconds>(at - m_door.oldest().value_or(at)).count();
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
    m_door.turnOutLate();
    countConnections();
    countRequests();
}

} // namespace cortege::server
