#include "connection.h"
#include "receiptfile.h"

#include <client/erasure.h>
#include <client/platform.h>

#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QPointer>

namespace cortege::client
{
using namespace Qt::StringLiterals;
using namespace protocol;
namespace
{

/// Of the requests that a session may have in flight, the outbox leaves half to the windows.
constexpr int kSendingAtOnce = protocol::limits::kRequestsInFlight / 2;
constexpr std::chrono::milliseconds kRateTick { 100 };
constexpr std::chrono::milliseconds kFirstPause { 500 };
constexpr std::chrono::milliseconds kLongestPause { 30'000 };
/// How often the end of the convention is looked at: a timer does not go on while a workstation sleeps.
constexpr std::chrono::milliseconds kOftenest { 1'000 };
constexpr std::chrono::milliseconds kSeldomest { 60'000 };

Request requestFor(const PendingChange &pending)
{
    if (const auto *record = std::get_if<EventRecord>(&pending.change))
        return SaveRequest { pending.request, pending.event, pending.baseRevision, *record };
    return CancelRequest { pending.request, pending.event, pending.baseRevision };
}

std::unexpected<Error> nothingIsKept()
{
    return fail(Failure::Forbidden, u"nothing is kept on this workstation after the convention's end"_s);
}

WireError notConnected() { return { ErrorCode::Unavailable, u"no connection"_s, {}, {} }; }

} // namespace

class Platform::Private
{
public:
    using Reply = std::expected<Answer, WireError>;

    Private(const Profile &profile, const QSslConfiguration &tls, const QString &program, const Clock &theClock,
        const Timing &timing)
        : clock(theClock), owner(profile.tls), lastQuestion(timing.lastQuestion),
          pause(kFirstPause, kLongestPause, [] { return 1.0; }),
          connection(profile.server, tls, program, theClock, timing, profile.tls.openedKey)
    {
        connection.setProxy(profile.proxy);
    }

    Result<> openKept(const QString &dataFolder);
    void attach(Platform *platform);
    void onPhase();
    void onGreeted(const HelloAnswer &answer, std::chrono::milliseconds offset);
    void onVersions(const std::vector<EventVersion> &versions);
    void onConvention(const ConventionStatus &status);
    void onConventionChanged(const ConventionChanged &told);
    void watchConvention();
    void hearConvention(const ConventionStatus &status);
    void keepAgain();
    void watchErasure();
    Result<> erase();
    void empty();
    void take(const std::vector<EventVersion> &versions, bool live);
    void sayLink();

    void call(const Request &request, AnswerHandler handler)
    {
        handlers.emplace(connection.send(request), std::move(handler));
    }
    void pump();
    void onSent(const RequestId &request, const Reply &reply);
    Result<> kept(Result<> done);
    void sayPending();
    Basis basisOf(const EventId &event, const std::optional<EventVersion> &startedFrom) const;

    Platform *q = nullptr;
    PlatformClock clock;
    std::unique_ptr<Outbox> outbox; // none for programs that keep nothing, nor after the erasure
    std::optional<ReceiptFile> receipts; // beside the outbox
    QString folder;
    pki::ClientTlsFiles owner;
    std::optional<Erasure> erasure; // where there is, or was, an outbox
    std::optional<Error> erasureTrouble;
    QTimer erasing;
    std::chrono::milliseconds lastQuestion;
    QDeadlineTimer asking { QDeadlineTimer::Forever }; // from the start on
    bool heardEnd = false; // since this program began
    Replica replica;
    std::optional<HelloAnswer> greeting;
    std::optional<ConventionStatus> convention;
    QTimer conventionEnds;
    std::optional<Sequence> catchUpTo; // from the answer to subscribe
    std::optional<Error> diskTrouble;
    QHash<MessageId, AnswerHandler> handlers;
    QTimer pumping; // once the answers that came together are all in
    QTimer rate;
    int maySend = 0; // tokens: the server's limit is per second
    Backoff pause;
    QTimer paused; // the platform has asked for one
    Connection connection; // first to go
};

/// What was begun to be erased is finished before anything else; what nobody can open any more goes when it is due.
Result<> Platform::Private::openKept(const QString &dataFolder)
{
    folder = dataFolder;
    erasure.emplace(folder);
    if (const auto term = erasure->told())
        convention = ConventionStatus { ConventionState::Ended, term };
    if (erasure->hasBegun()) {
        if (const auto done = erasure->carryOut(clock.now()); !done)
            erasureTrouble = done.error();
    } else if (!erasure->erasedAt()) {
        auto opened = Outbox::open(folder, owner);
        const bool isLocked = !opened && opened.error().kind == Failure::Conflict;
        if (!opened && !isLocked && erasure->isDue(clock.now())) {
            if (auto done = erasure->carryOut(clock.now()); !done)
                return done;
        } else if (!opened) {
            return std::unexpected(opened.error());
        } else {
            outbox = std::move(*opened);
        }
    }
    receipts.emplace(QDir(folder).filePath(u"receipt.json"_s));
    return {};
}

// --- the link --------------------------------------------------------------------------------------------------------

void Platform::Private::attach(Platform *platform)
{
    q = platform;
    pumping.setSingleShot(true);
    paused.setSingleShot(true);
    conventionEnds.setSingleShot(true);
    QObject::connect(&conventionEnds, &QTimer::timeout, q, [this] { watchConvention(); });
    erasing.setSingleShot(true);
    QObject::connect(&erasing, &QTimer::timeout, q, [this] { watchErasure(); });
    QObject::connect(&pumping, &QTimer::timeout, q, [this] { pump(); });
    QObject::connect(&paused, &QTimer::timeout, q, [this] { pump(); });
    QObject::connect(&rate, &QTimer::timeout, q, [this] {
        // Nine tenths of the limit: the windows ask as well.
        const int most = protocol::limits::requestsPerSecond(greeting->roles) * 9 / 10;
        maySend = std::min(most, maySend + std::max(1, most * static_cast<int>(kRateTick.count()) / 1000));
        pump();
    });
    QObject::connect(&connection, &Connection::phaseChanged, q, [this] { onPhase(); });
    QObject::connect(&connection, &Connection::greeted, q,
        [this](const HelloAnswer &answer, std::chrono::milliseconds offset) { onGreeted(answer, offset); });
    QObject::connect(&connection, &Connection::answered, q, [this](const IncomingAnswer &answer) {
        if (const auto handler = handlers.take(answer.id))
            handler(answer.answer);
    });
    QObject::connect(&connection, &Connection::notified, q, [this](const Notification &notification) {
        if (const auto *changed = std::get_if<EventChanged>(&notification))
            onVersions(changed->versions);
        else if (const auto *told = std::get_if<ConventionChanged>(&notification))
            onConventionChanged(*told);
        else if (const auto *facts = std::get_if<FactSourcesChanged>(&notification))
            Q_EMIT q->factSourcesChanged(facts->sources);
    });
    QObject::connect(&connection, &Connection::factsArrived, q, &Platform::factsArrived);
}

void Platform::Private::onPhase()
{
    if (connection.phase() != Connection::Phase::Open) {
        catchUpTo.reset();
        rate.stop();
        if (outbox)
            outbox->connectionLost();
        const auto unanswered = std::exchange(handlers, {});
        for (const AnswerHandler &handler : unanswered)
            handler(std::unexpected(notConnected()));
        watchConvention(); // after a sleep of the computer days may have gone, and the timers know nothing of it
        watchErasure();
    }
    Q_EMIT q->linkChanged();
}

void Platform::Private::onConvention(const ConventionStatus &status)
{
    if (convention == status)
        return;
    convention = status;
    if (!status.isInForce())
        empty();
    watchConvention();
    Q_EMIT q->conventionChanged();
}

/// Use stops at the end, also where the server cannot say so (Art. 9).
void Platform::Private::watchConvention()
{
    conventionEnds.stop();
    if (!convention || !convention->isInForce())
        return;
    const auto left = convention->term->ends - clock.now();
    if (left.count() <= 0 && connection.phase() != Connection::Phase::Open)
        onConvention({ ConventionState::Ended, convention->term });
    else
        conventionEnds.start(std::clamp(left, kOftenest, kSeldomest));
}

// --- the end of what is kept (Art. 9) --------------------------------------------------------------------------------

/// The platform's own word, over a connection whose certificate was verified: only this begins, changes or takes back
/// an erasure.
void Platform::Private::hearConvention(const ConventionStatus &status)
{
    if (erasure) {
        const auto before = q->aftermath();
        heardEnd = status.state == ConventionState::Ended;
        if (const auto heard = erasure->hear(status, clock.now()); !heard)
            erasureTrouble = heard.error(); // and what was told is told again at the next try
        if (!erasure->told())
            keepAgain();
        if (convention == status && q->aftermath() != before)
            Q_EMIT q->conventionChanged();
    }
    onConvention(status);
    watchErasure();
}

/// During a session hello's answer has told the platform's time better: this may have waited in a queue.
void Platform::Private::onConventionChanged(const ConventionChanged &told)
{
    if (told.now && connection.phase() != Connection::Phase::Open)
        clock.hear(*told.now);
    hearConvention(told.convention);
}

/// The end was a mistake: there is entry again, on a store as empty as a new one.
void Platform::Private::keepAgain()
{
    erasing.stop();
    erasureTrouble.reset();
    if (outbox)
        return;
    auto opened = Outbox::open(folder, owner);
    if (opened)
        outbox = std::move(*opened);
    else
        diskTrouble = opened.error();
}

void Platform::Private::watchErasure()
{
    erasing.stop();
    if (!erasure || !erasure->told() || erasure->erasedAt())
        return;
    const UtcTime now = clock.now();
    const bool mayBegin = heardEnd || asking.hasExpired();
    if (erasure->hasBegun() || (erasure->isDue(now) && mayBegin)) {
        if (!erase())
            erasing.start(kSeldomest);
        else if (convention->isInForce())
            hearConvention(*convention); // told meanwhile, when there was no way back
    } else if (erasure->isDue(now)) {
        const auto left = std::min<std::chrono::nanoseconds>(asking.remainingTimeAsDuration(), kSeldomest);
        erasing.start(std::chrono::ceil<std::chrono::milliseconds>(left));
    } else {
        erasing.start(std::clamp(erasure->due() - now, kOftenest, kSeldomest));
    }
}

Result<> Platform::Private::erase()
{
    const UtcTime now = clock.now();
    if (auto begun = erasure->begin(now); !begun) {
        erasureTrouble = begun.error();
        Q_EMIT q->conventionChanged();
        return begun;
    }
    const std::vector<PendingChange> gone = q->allPending();
    outbox.reset(); // its lock goes with it, and what it has in memory
    auto done = erasure->carryOut(now);
    erasureTrouble = done ? std::nullopt : std::optional(done.error());
    for (const PendingChange &change : gone)
        Q_EMIT q->pendingChanged(change.event);
    Q_EMIT q->keptErased();
    Q_EMIT q->conventionChanged();
    return done;
}

void Platform::Private::empty()
{
    replica = {};
    if (outbox)
        outbox->arrived(0);
    Q_EMIT q->replicaReset();
}

void Platform::Private::onGreeted(const HelloAnswer &answer, std::chrono::milliseconds offset)
{
    const bool isOther = greeting && greeting->journal != answer.journal;
    greeting = answer;
    clock.setOffset(offset);
    if (isOther || answer.lastSequence < replica.upTo())
        empty();
    hearConvention(answer.convention);
    Q_EMIT q->linkChanged();
    call(SubscribeRequest { replica.upTo() }, [this](const Reply &reply) {
        if (const auto *subscribed = reply ? std::get_if<SubscribeAnswer>(&*reply) : nullptr) {
            catchUpTo = subscribed->upTo;
            if (replica.upTo() >= *catchUpTo)
                Q_EMIT q->linkChanged();
        } else if (connection.phase() == Connection::Phase::Open) {
            connection.restart({ Failure::Unavailable, u"the platform does not let us follow its journal"_s });
        }
    });
    maySend = protocol::limits::requestsPerSecond(answer.roles) / 2;
    rate.start(kRateTick);
    pumping.start(0);
}

void Platform::Private::onVersions(const std::vector<EventVersion> &versions)
{
    const auto news = std::ranges::find_if(
        versions, [this](const EventVersion &version) { return catchUpTo && version.sequence > *catchUpTo; });
    if (news == versions.begin() || news == versions.end()) {
        take(versions, news == versions.begin());
        return;
    }
    take({ versions.begin(), news }, false);
    take({ news, versions.end() }, true);
}

void Platform::Private::take(const std::vector<EventVersion> &versions, bool live)
{
    if (versions.empty())
        return;
    std::vector<EventId> erased;
    for (const EventVersion &version : versions) {
        if (version.state != EventState::Erased)
            continue;
        // A replay has each of its rows; an event of which only a draft is here is told of once.
        if (replica.find(version.id)
            || (outbox && outbox->keeps(version.id) && !std::ranges::contains(erased, version.id)))
            erased.push_back(version.id);
    }
    if (!replica.apply(versions)) {
        connection.restart({ Failure::Corrupt,
            u"versions from %1 came after %2"_s.arg(versions.front().sequence).arg(replica.upTo()) });
        return;
    }
    if (outbox)
        outbox->arrived(replica.upTo());
    const auto stands = [this](const EventVersion &version) { return replica.find(version.id) != nullptr; };
    if (std::ranges::all_of(versions, stands)) {
        Q_EMIT q->versionsArrived(versions, live);
    } else {
        std::vector<EventVersion> standing;
        std::ranges::copy_if(versions, std::back_inserter(standing), stands);
        Q_EMIT q->versionsArrived(standing, live);
    }
    for (const EventId &event : erased) {
        if (outbox) // it was typed on top of what is over
            (void)kept(outbox->dropPaper(Paper::Draft, event));
    }
    if (!erased.empty())
        Q_EMIT q->eventsErased(erased);
    sayPending();
    if (!live && catchUpTo && replica.upTo() >= *catchUpTo)
        Q_EMIT q->linkChanged();
}

// --- unsent work -----------------------------------------------------------------------------------------------------

void Platform::Private::pump()
{
    if (outbox && outbox->inFlight() == 0)
        (void)receipts->keep(); // evidence, not work: without room on the disk the next one will do
    if (!outbox || connection.phase() != Connection::Phase::Open || paused.isActive() || !outbox->hasWork())
        return;
    const int most = std::max(0, std::min(kSendingAtOnce - outbox->inFlight(), maySend));
    if (most == 0 && !outbox->hasUnwritten())
        return; // the next answer or the next second lets more go
    const auto taken = outbox->take(most);
    if (!kept(taken.transform([](const auto &) { })))
        paused.start(pause.next());
    if (!taken)
        return;
    for (const PendingChange &change : *taken) {
        --maySend;
        call(requestFor(change), [this, request = change.request](const Reply &reply) { onSent(request, reply); });
    }
    sayPending();
}

void Platform::Private::onSent(const RequestId &request, const Reply &reply)
{
    if (connection.phase() != Connection::Phase::Open)
        return; // the connection broke: the outbox knows
    const auto *saved = reply ? std::get_if<SavedAnswer>(&*reply) : nullptr;
    if (saved) {
        pause.reset();
        outbox->acknowledged(request, saved->version);
        if (saved->receipt)
            receipts->heard(*saved->receipt);
    } else if (outbox->refused(request, reply ? WireError { ErrorCode::InternalError, {}, {}, {} } : reply.error())) {
        if (!paused.isActive())
            paused.start(pause.next());
    }
    sayPending();
    if (!pumping.isActive())
        pumping.start(0);
}

/// Remembers when the disk says no, for the indicator.
Result<> Platform::Private::kept(Result<> done)
{
    const bool failed = !done && done.error().kind == Failure::Unavailable;
    if (failed != diskTrouble.has_value() && (failed || done)) {
        diskTrouble = failed ? std::optional(done.error()) : std::nullopt;
        Q_EMIT q->linkChanged();
    }
    sayPending();
    if (done && connection.phase() == Connection::Phase::Open && !pumping.isActive())
        pumping.start(0);
    return done;
}

void Platform::Private::sayPending()
{
    if (!outbox)
        return;
    for (const EventId &event : outbox->takeChanged())
        Q_EMIT q->pendingChanged(event);
}

Basis Platform::Private::basisOf(const EventId &event, const std::optional<EventVersion> &startedFrom) const
{
    if (startedFrom)
        return Basis::of(*startedFrom);
    const EventVersion *newest = replica.find(event);
    return newest ? Basis::of(*newest) : Basis {};
}

// --- the face --------------------------------------------------------------------------------------------------------

Platform::Platform(std::unique_ptr<Private> p) : d(std::move(p)) { d->attach(this); }

/// Whoever closes the program before the last question was answered keeps nothing by it.
Platform::~Platform()
{
    d->connection.disconnect(this);
    if (d->outbox && !d->asking.isForever() && d->erasure->isDue(d->clock.now()) && !d->erasureTrouble) {
        d->outbox.reset();
        eraseOverdue(d->folder, d->clock);
    }
}

Result<std::unique_ptr<Platform>> Platform::open(const Profile &profile, const QString &program, const Clock &clock,
    UnsentWork unsent, const QString &dataFolder, const Timing &timing)
{
    const auto tls = pki::clientConfiguration(profile.tls);
    if (!tls)
        return std::unexpected(tls.error());
    auto parts = std::make_unique<Private>(profile, *tls, program, clock, timing);
    if (unsent == UnsentWork::Kept) {
        if (const auto opened = parts->openKept(dataFolder); !opened)
            return std::unexpected(opened.error());
    }
    return std::unique_ptr<Platform>(new Platform(std::move(parts)));
}

void Platform::start()
{
    d->connection.start();
    d->asking.setRemainingTime(d->lastQuestion);
    d->watchErasure();
}
void Platform::stop() { d->connection.stop(); }

Result<> Platform::use(const pki::ClientTlsFiles &files)
{
    return pki::clientConfiguration(files).transform([&](const QSslConfiguration &tls) {
        d->owner = files;
        d->connection.use(tls);
    });
}

Link Platform::link() const
{
    using Phase = Connection::Phase;
    const Phase phase = d->connection.phase();
    if (phase == Phase::Open)
        return d->catchUpTo && d->replica.upTo() >= *d->catchUpTo ? Link::Online : Link::CatchingUp;
    if (d->connection.denied())
        return Link::Denied;
    return phase == Phase::Opening || phase == Phase::Greeting ? Link::Connecting : Link::Offline;
}

std::optional<Error> Platform::trouble() const
{
    if (d->connection.trouble())
        return d->connection.trouble();
    if (d->diskTrouble)
        return d->diskTrouble;
    if (d->outbox && d->outbox->damaged() > 0)
        return Error { Failure::Corrupt,
            u"%1 entries of the unsent work cannot be read; they stay on this disk"_s.arg(d->outbox->damaged()) };
    return std::nullopt;
}

const std::optional<HelloAnswer> &Platform::greeting() const { return d->greeting; }
const std::optional<ConventionStatus> &Platform::convention() const { return d->convention; }
std::optional<Aftermath> Platform::aftermath() const
{
    if (!d->erasure || !d->erasure->told())
        return std::nullopt;
    const KeptCount kept = d->outbox ? d->outbox->kept() : KeptCount {};
    const bool isWaiting = !d->erasure->hasBegun() && !d->erasure->erasedAt();
    return Aftermath { kept, isWaiting ? d->erasure->lastDay() : QDate(), d->erasure->erasedAt(), d->erasureTrouble };
}

Result<> Platform::eraseNow()
{
    if (!d->erasure || !d->erasure->told())
        return fail(Failure::Forbidden, u"the platform has not said that the convention has ended"_s);
    if (d->erasure->erasedAt())
        return {};
    auto done = d->erase();
    d->watchErasure();
    return done;
}

std::chrono::milliseconds Platform::clockOffset() const { return d->clock.offset(); }
const Clock &Platform::clock() const { return d->clock; }
const Replica &Platform::replica() const { return d->replica; }

Result<> Platform::save(const EventId &event, const EventRecord &record, const std::optional<EventVersion> &startedFrom)
{
    Q_ASSERT(d->erasure);
    if (!d->outbox)
        return nothingIsKept();
    return d->kept(d->outbox->save(event, record, d->basisOf(event, startedFrom), d->clock.now()));
}

Result<> Platform::cancel(const EventId &event)
{
    Q_ASSERT(d->erasure);
    if (!d->outbox)
        return nothingIsKept();
    return d->kept(d->outbox->cancel(event, d->basisOf(event, std::nullopt), d->clock.now()));
}

Result<> Platform::resolve(const EventId &event, const EventRecord &record)
{
    Q_ASSERT(d->erasure);
    if (!d->outbox)
        return nothingIsKept();
    return d->kept(d->outbox->resolve(event, record, d->clock.now()));
}

Result<> Platform::giveUp(const EventId &event)
{
    Q_ASSERT(d->erasure);
    if (!d->outbox)
        return nothingIsKept();
    return d->kept(d->outbox->giveUp(event));
}

std::optional<PendingChange> Platform::pending(const EventId &event) const
{
    return d->outbox ? d->outbox->pending(event) : std::nullopt;
}

std::vector<PendingChange> Platform::allPending() const
{
    return d->outbox ? d->outbox->allPending() : std::vector<PendingChange> {};
}

int Platform::pendingCount() const { return d->outbox ? d->outbox->pendingCount() : 0; }

Result<> Platform::keepPaper(Paper paper, const EventId &id, const QByteArray &content)
{
    Q_ASSERT(d->erasure);
    if (!d->outbox)
        return nothingIsKept();
    return d->kept(d->outbox->keepPaper(paper, id, content));
}

Result<> Platform::dropPaper(Paper paper, const EventId &id)
{
    Q_ASSERT(d->erasure);
    if (!d->outbox)
        return nothingIsKept();
    return d->kept(d->outbox->dropPaper(paper, id));
}

Result<QHash<EventId, QByteArray>> Platform::papers(Paper paper) const
{
    Q_ASSERT(d->erasure);
    if (!d->outbox)
        return {};
    return d->outbox->papers(paper);
}

void Platform::request(const Request &request, QObject *context, AnswerHandler handler)
{
    // Always later, so that a handler may do anything, and dropped with its context.
    auto later = [context = QPointer(context), handler = std::move(handler)](const Private::Reply &reply) {
        if (context)
            QMetaObject::invokeMethod(context, [handler, reply] { handler(reply); }, Qt::QueuedConnection);
    };
    if (d->connection.phase() == Connection::Phase::Open)
        d->call(request, std::move(later));
    else
        later(std::unexpected(notConnected()));
}

} // namespace cortege::client
