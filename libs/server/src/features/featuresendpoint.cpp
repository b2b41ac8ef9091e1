#include "featuresendpoint.h"

#include "handlers/handler.h"
#include "serverlimits.h"

#include <storage/sqlitefacts.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QUrl>

#include <future>
#include <utility>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

/// "https://HOST:PORT" as the client named us, where that is a host and no more; else the address that it reached.
QString originOf(const HttpRequest &request, const QSslSocket &socket)
{
    const QString named = QString::fromLatin1(request.host.value_or(QByteArray()));
    const QUrl url(u"https://"_s + named, QUrl::StrictMode);
    const bool isHost = !named.isEmpty() && url.isValid() && url.authority() == named && url.userInfo().isEmpty();
    if (isHost)
        return u"https://"_s + named;
    QUrl reached;
    reached.setScheme(u"https"_s);
    reached.setHost(socket.localAddress().toString());
    reached.setPort(socket.localPort());
    return reached.toString();
}

} // namespace

FeaturesEndpoint::FeaturesEndpoint(std::shared_ptr<const Gate> gate, const Clock &clock, const Log &log)
    : m_clock(clock), m_log(log),
      m_door(std::move(gate), { limits::kFeaturesConnections, limits::kFeaturesHandshake, limits::kFeaturesPatience }),
      m_lines(limits::kRefusalLines, now())
{
    connect(&m_door, &Door::passed, this, &FeaturesEndpoint::listenTo);
    connect(&m_door, &Door::refused, this, &FeaturesEndpoint::refuse);
    connect(&m_tick, &QTimer::timeout, this, &FeaturesEndpoint::tick);
    m_tick.start(limits::kFeaturesTick);
}

FeaturesEndpoint::~FeaturesEndpoint() = default;

// --- from other threads ---------------------------------------------------------------------------------------------

Result<> FeaturesEndpoint::open(const QString &database, const PayloadCipher &cipher, JournalThread &journal)
{
    std::promise<Result<>> opened;
    auto answer = opened.get_future();
    m_mail.post([&, opened = std::move(opened)]() mutable {
        m_journal = &journal;
        opened.set_value(openDatabase(database, cipher));
    });
    return answer.get();
}

void FeaturesEndpoint::committed(Committed batch)
{
    if (batch.replies.empty())
        return; // news is read when it is asked for
    m_mail.post([this, replies = std::move(batch.replies)] {
        for (const Committed::Reply &reply : replies)
            send(reply.session, reply.frame);
    });
}

Result<> FeaturesEndpoint::openDatabase(const QString &database, const PayloadCipher &cipher)
{
    auto events = storage::SqliteJournalReader::open(database, cipher);
    if (!events)
        return std::unexpected(events.error());
    auto facts = storage::SqliteFactReader::open(database, cipher);
    if (!facts)
        return std::unexpected(facts.error());
    auto admission = Admission::open(database, m_clock);
    if (!admission)
        return std::unexpected(admission.error());
    m_events = std::move(*events);
    m_facts = std::move(*facts);
    m_admission = std::move(*admission);
    m_service = std::make_unique<FeaturesService>(*m_events, *m_facts);
    return {};
}

// --- connections ----------------------------------------------------------------------------------------------------

void FeaturesEndpoint::listenTo(const Door::Guest &guest)
{
    const SessionId id = ++m_talksSoFar;
    m_talks.emplace(id, Talk { .guest = guest });
    guest.socket->setReadBufferSize(kHttpRequestLimit);
    connect(guest.socket, &QObject::destroyed, this, [this, id] { m_talks.erase(id); });
    connect(guest.socket, &QIODevice::readyRead, this, [this, id] { hear(id); });
    if (guest.socket->bytesAvailable() > 0)
        hear(id);
}

void FeaturesEndpoint::hear(SessionId id)
{
    Talk &talk = m_talks.at(id);
    const QByteArray bytes = talk.guest.socket->readAll();
    if (talk.isAnswered)
        return; // unread bytes at the end would take the answer away from the peer
    talk.received += bytes;
    const auto request = readHttpRequest(talk.received);
    if (request && !*request)
        return;
    talk.isAnswered = true;
    if (request)
        answer(id, **request);
    else
        send(id, bytesOf(problem(request.error(), u"not a request that is understood here"_s)));
}

void FeaturesEndpoint::answer(SessionId id, const HttpRequest &request)
{
    const Talk &talk = m_talks.at(id);
    const auto refuseWith = [&](int status, const QString &detail) { send(id, bytesOf(problem(status, detail))); };
    const auto person = admit(talk);
    if (!person) {
        const bool ours = person.error().kind != Failure::Forbidden;
        return refuseWith(ours ? 503 : 403, ours ? u"try again later"_s : person.error().detail);
    }
    if (!isInTime(person->id))
        return refuseWith(429, u"too many requests a second"_s);
    const auto asked = readFeaturesRequest(request);
    if (!asked)
        return refuseWith(asked.error().status, asked.error().detail);
    auto reply = m_service->answer(*asked, *person, originOf(request, *talk.guest.socket), m_clock.now());
    QByteArray bytes = bytesOf(reply.answer);
    if (!reply.note)
        return send(id, bytes);
    const JournalThread::Ticket ticket { this, id, 0, bytes.size() };
    const QByteArray unwritten = bytesOf(problem(503, u"the audit cannot be written now"_s));
    if (!m_journal->submit(
            ticket, Audited { .note = std::move(*reply.note), .frame = std::move(bytes), .otherwise = unwritten }))
        send(id, unwritten);
}

/// Forbidden is the peer's trouble, and noted; anything else is ours.
Result<Person> FeaturesEndpoint::admit(const Talk &talk)
{
    const auto person = m_admission->update()
                            .and_then([&] { return m_admission->personOf(talk.guest.fingerprint); })
                            .and_then([&](Person found) {
                                return m_admission->withRoles(std::move(found), talk.guest.certificateEnds);
                            })
                            .and_then([&](Person found) -> Result<Person> {
                                if (!m_admission->convention().status(m_clock.now()).isInForce())
                                    return fail(Failure::Forbidden, u"the convention is not in force"_s);
                                return mayReadEvents(found) ? Result<Person>(std::move(found))
                                                            : fail(Failure::Forbidden, u"the role does not allow it"_s);
                            });
    if (person)
        return person;
    if (m_lines.take(now()))
        m_log.warning("features-denied"_L1, { { u"peer"_s, talk.guest.peer }, { u"reason"_s, person.error().detail } });
    if (const auto known = m_admission->knownAs(talk.guest.fingerprint);
        known && person.error().kind == Failure::Forbidden && isInTime(known->id))
        m_journal->note({ .action = AuditAction::Refused,
            .at = m_clock.now(),
            .person = known,
            .detail = u"features: "_s + person.error().detail });
    return person;
}

bool FeaturesEndpoint::isInTime(const PersonId &person)
{
    return m_requests.try_emplace(person, limits::kFeaturesPerSecond, now()).first->second.take(now());
}

void FeaturesEndpoint::send(SessionId id, const QByteArray &bytes)
{
    const auto talk = m_talks.find(id);
    if (talk == m_talks.end())
        return; // gone meanwhile
    talk->second.guest.socket->write(bytes);
    talk->second.guest.socket->disconnectFromHost(); // after what was written
}

void FeaturesEndpoint::refuse(const QString &peer, const QString &reason)
{
    if (m_lines.take(now()))
        m_log.warning("features-refused"_L1, { { u"peer"_s, peer }, { u"reason"_s, reason } });
}

void FeaturesEndpoint::tick()
{
    m_pulse.beat();
    m_door.turnOutLate();
    if (m_requests.size() > limits::kFeaturesPersons)
        m_requests.clear(); // a full bucket each, once in a long while
}

} // namespace cortege::server
