#include <server/server.h>

#include "acceptor.h"
#include "enrolmentendpoint.h"
#include "features/featuresendpoint.h"
#include "journalthread.h"
#include "metricsendpoint.h"
#include "metricstext.h"
#include "opensessions.h"
#include "overduehandovers.h"
#include "serverlimits.h"
#include "worker.h"

#include <pki/files.h>
#include <pki/keyring.h>
#include <pki/signing.h>
#include <storage/sqlitedestruction.h>

#include <algorithm>
#include <sys/resource.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;
namespace
{

Result<std::shared_ptr<const Gate>> readGate(const pki::ServerTlsFiles &files)
{
    return pki::serverConfiguration(files).transform([](const QSslConfiguration &tls) {
        auto gate = std::make_shared<Gate>(tls, tls.caCertificates());
        erase_if(gate->clientAuthorities, [](const QSslCertificate &one) { return one.isSelfSigned(); });
        return std::shared_ptr<const Gate>(std::move(gate));
    });
}

/// The same server, where workstations come that have no certificate yet.
std::shared_ptr<const Gate> withoutCertificate(const Gate &gate)
{
    auto open = std::make_shared<Gate>(gate.tls, QList<QSslCertificate>(), false);
    open->tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    open->tls.setCaCertificates({});
    open->tls.setMissingCertificateIsFatal(false);
    return open;
}

/// Of receipts: the key is the certificate's.
Result<std::unique_ptr<pki::Keyring>> openKeys(const ServerSettings &settings)
{
    if (settings.keysPinFile.isEmpty())
        return pki::Keyring::open(settings.keys);
    return pki::Pin::fromFile(settings.keysPinFile).and_then([&](const pki::Pin &pin) {
        return pki::Keyring::unlock(settings.keys, pin);
    });
}

Result<std::shared_ptr<const pki::Signer>> readSigner(const pki::ServerTlsFiles &files)
{
    auto signer = pki::readPemFile(files.key).and_then(pki::Signer::fromPem);
    if (!signer)
        return fail(signer.error().kind, u"%1: %2"_s.arg(files.key, signer.error().detail));
    return std::shared_ptr<const pki::Signer>(std::move(*signer));
}

/// Without keys: were they destroyed with the data, or are they elsewhere?
Error noKeys(const QString &database, const Error &error)
{
    const auto begun
        = storage::SqliteDestruction::open(database, storage::Access::ReadOnly).and_then([](const auto &opened) {
              return opened->begunAt();
          });
    if (!begun || !*begun)
        return error;
    return { Failure::Forbidden,
        u"%1: the data was destroyed at the convention's end, from %2 on (Art. 9)"_s.arg(database, toIso(**begun)) };
}

/// Who may hold how many descriptors. Strangers never have more than half, sessions what files of ours leave them.
struct Shares {
    explicit Shares(const ServerSettings &settings)
        : workers(static_cast<size_t>(std::clamp(settings.workers, 1, limits::kWorkers)))
    {
        constexpr size_t kStages = 2; // arrivals and logins
        rlimit descriptors {};
        ::getrlimit(RLIMIT_NOFILE, &descriptors);
        const size_t all = descriptors.rlim_cur;
        const size_t strangers = all / 2 / workers;
        room.logins = std::clamp(strangers / kStages, limits::kFewestLogins, limits::kPendingLogins);
        room.arrivals
            = std::clamp(strangers - std::min(room.logins, strangers), limits::kFewestLogins, limits::kPendingArrivals);
        room.handshakes = std::min(room.logins, limits::kHandshakes);
        const size_t others = limits::kOwnDescriptors
            + workers * (limits::kWorkersDescriptors + room.logins + room.arrivals)
            + (settings.enrolment ? kStages * limits::kEnrolments : 0)
            + (settings.features ? kStages * limits::kFeaturesConnections : 0);
        const size_t left = all > others ? all - others : 1;
        sessions = static_cast<int>(std::min(left, static_cast<size_t>(settings.sessions)));
    }
    size_t workers;
    Worker::Room room {}; ///< of each
    int sessions; ///< of all workers; as many as were asked for, where they fit
};

qint64 endOf(const Gate &gate) { return gate.tls.localCertificate().expiryDate().toSecsSinceEpoch(); }

} // namespace

/// The parts in the order in which they are built; they end in the reverse order.
class Server::Private
{
public:
    Private(const ServerSettings &wanted, const Clock &time)
        : clock(time), settings(wanted), shares(wanted), openSessions(wanted.sessionsPerPerson, shares.sessions)
    {
    }
    ~Private()
    {
        // The journal's thread ends first, its object last: it tells the workers of commits, they submit to it.
        for (Acceptor *const one : { acceptor.get(), enrolmentAcceptor.get(), featuresAcceptor.get() }) {
            if (one)
                one->close();
        }
        if (journal)
            journal->join();
    }
    const Clock &clock;
    const ServerSettings settings;
    const Shares shares;
    Metrics metrics;
    OpenSessions openSessions;
    std::unique_ptr<pki::Keyring> keys;
    std::unique_ptr<JournalThread> journal;
    std::jthread handovers;
    std::vector<std::unique_ptr<WorkerThread>> workers;
    std::unique_ptr<Acceptor> acceptor;
    std::unique_ptr<OwnThread<EnrolmentEndpoint>> enrolment; ///< where it was asked for
    std::unique_ptr<Acceptor> enrolmentAcceptor;
    std::unique_ptr<OwnThread<FeaturesEndpoint>> features; ///< where it was asked for
    std::unique_ptr<Acceptor> featuresAcceptor;
    std::unique_ptr<MetricsEndpoint> endpoint;
    size_t next = 0;
    bool isStopping = false;
    size_t stopping = 0; ///< workers that still say goodbye

    bool isTurning() const
    {
        const Instant at = now();
        const auto turns
            = [&](const auto &thread) { return thread->object().pulse().isFresh(at, settings.patience.pulse); };
        return metrics.journal.isFresh(at, settings.patience.pulse)
            && (!enrolment || metrics.enrolment.pulse.isFresh(at, settings.patience.pulse))
            && (!features || turns(features)) && std::ranges::all_of(workers, turns);
    }
    Result<> health() const
    {
        if (isStopping)
            return fail(Failure::Unavailable, u"stopping"_s);
        if (!isTurning())
            return fail(Failure::Unavailable, u"a thread does not answer"_s);
        if (!metrics.diskTakesWrites)
            return fail(Failure::Unavailable, u"the disk takes no writes"_s);
        const UtcTime due { std::chrono::seconds { metrics.destructionDue } };
        if (due != UtcTime() && clock.now() >= due)
            return fail(Failure::Unavailable, u"the data is to be destroyed and was not (Art. 9)"_s);
        return {};
    }
    /// What the server cannot mend, and is no worse for.
    QByteArray duty() const
    {
        const qint64 overdue = metrics.overdueHandovers;
        return overdue == 0 ? QByteArray() : "handovers overdue: " + QByteArray::number(overdue) + '\n';
    }
    Result<> openEnrolment(const std::shared_ptr<const Gate> &gate, const Log &log)
    {
        const auto &[address, port] = *settings.enrolment;
        enrolment = std::make_unique<OwnThread<EnrolmentEndpoint>>([this, open = withoutCertificate(*gate), &log] {
            return std::make_unique<EnrolmentEndpoint>(open, clock, log, metrics.enrolment);
        });
        if (auto opened = enrolment->object().open(settings.database); !opened)
            return fail(opened.error().kind, u"%1: %2"_s.arg(settings.database, opened.error().detail));
        enrolmentAcceptor = std::make_unique<Acceptor>(
            log, [this](qintptr descriptor) { enrolment->object().door().take(descriptor); },
            [this] { enrolment->object().door().makeWay(); });
        if (!enrolmentAcceptor->listen(address, port))
            return fail(Failure::Unavailable,
                u"%1:%2: %3"_s.arg(address.toString()).arg(port).arg(enrolmentAcceptor->errorString()));
        return {};
    }
    Result<> openFeatures(const Log &log)
    {
        const auto &[address, port] = *settings.features;
        if (auto opened = features->object().open(settings.database, *keys, *journal); !opened)
            return fail(opened.error().kind, u"%1: %2"_s.arg(settings.database, opened.error().detail));
        featuresAcceptor = std::make_unique<Acceptor>(
            log, [this](qintptr descriptor) { features->object().door().take(descriptor); },
            [this] { features->object().door().makeWay(); });
        if (!featuresAcceptor->listen(address, port))
            return fail(Failure::Unavailable,
                u"%1:%2: %3"_s.arg(address.toString()).arg(port).arg(featuresAcceptor->errorString()));
        return {};
    }
    std::optional<HttpAnswer> page(QByteArrayView path) const
    {
        const auto healthy = health();
        if (path == "/metrics")
            return HttpAnswer { .type = kMetricsType, .body = metricsText(metrics, healthy.has_value()) };
        if (path == "/health")
            return HttpAnswer { healthy ? 200 : 503, "text/plain; charset=utf-8",
                (healthy ? "ok\n" : healthy.error().detail.toUtf8() + '\n') + duty() };
        return std::nullopt;
    }
};

Server::Server(std::unique_ptr<Private> parts) : d(std::move(parts)) { }
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(const ServerSettings &settings, const Clock &clock, const Log &log)
{
    auto d = std::make_unique<Private>(settings, clock);
    const auto gate = readGate(settings.tls);
    if (!gate)
        return std::unexpected(gate.error());
    d->metrics.certificateEnd = endOf(**gate);
    auto keys = openKeys(settings);
    if (!keys)
        return std::unexpected(noKeys(settings.database, keys.error()));
    d->keys = std::move(*keys);
    const auto signer = readSigner(settings.tls);
    if (!signer)
        return std::unexpected(signer.error());

    std::vector<CommitListener *> listeners;
    const Shares &shares = d->shares;
    if (shares.sessions < settings.sessions)
        log.warning("few-descriptors"_L1, { { u"sessions"_s, shares.sessions }, { u"wanted"_s, settings.sessions } });
    d->metrics.mostSessions = shares.sessions;
    for (int i = 0; std::cmp_less(i, shares.workers); ++i) {
        d->workers.push_back(
            std::make_unique<WorkerThread>([i, room = shares.room, gate = *gate, patience = settings.patience,
                                               &open = d->openSessions, &clock, &log, &metrics = d->metrics] {
                return std::make_unique<Worker>(i, room, gate, patience, open, clock, log, metrics);
            }));
        listeners.push_back(&d->workers.back()->object());
    }
    if (settings.features) {
        d->features = std::make_unique<OwnThread<FeaturesEndpoint>>(
            [gate = *gate, &clock, &log] { return std::make_unique<FeaturesEndpoint>(gate, clock, log); });
        listeners.push_back(&d->features->object());
    }
    auto journal = JournalThread::start(
        { settings.database, settings.anchor, *d->keys, *signer }, log, std::move(listeners), d->metrics);
    if (!journal)
        return fail(journal.error().kind, u"%1: %2"_s.arg(settings.database, journal.error().detail));
    d->journal = std::move(*journal);
    for (const auto &worker : d->workers) {
        if (auto opened = worker->object().open(settings.database, *d->keys, *d->journal); !opened)
            return fail(opened.error().kind, u"%1: %2"_s.arg(settings.database, opened.error().detail));
    }
    d->handovers = watchHandovers(settings.database, clock, log, d->metrics);
    if (settings.metrics) {
        auto endpoint
            = MetricsEndpoint::open(*settings.metrics, [d = d.get()](QByteArrayView path) { return d->page(path); });
        if (!endpoint)
            return std::unexpected(endpoint.error());
        d->endpoint = std::move(*endpoint);
    }
    if (settings.enrolment) {
        if (auto opened = d->openEnrolment(*gate, log); !opened)
            return std::unexpected(opened.error());
    }
    if (settings.features) {
        if (auto opened = d->openFeatures(log); !opened)
            return std::unexpected(opened.error());
    }
    d->acceptor = std::make_unique<Acceptor>(
        log,
        [d = d.get()](qintptr descriptor) { d->workers[d->next++ % d->workers.size()]->object().take(descriptor); },
        [d = d.get()] {
            for (const auto &worker : d->workers)
                worker->object().makeWay();
        });
    if (!d->acceptor->listen(settings.address, settings.port))
        return fail(Failure::Unavailable,
            u"%1:%2: %3"_s.arg(settings.address.toString()).arg(settings.port).arg(d->acceptor->errorString()));
    return std::unique_ptr<Server>(new Server(std::move(d)));
}

quint16 Server::port() const { return d->acceptor->serverPort(); }
quint16 Server::metricsPort() const { return d->endpoint ? d->endpoint->port() : quint16 { 0 }; }
quint16 Server::enrolmentPort() const
{
    return d->enrolmentAcceptor ? d->enrolmentAcceptor->serverPort() : quint16 { 0 };
}
quint16 Server::featuresPort() const { return d->featuresAcceptor ? d->featuresAcceptor->serverPort() : quint16 { 0 }; }
bool Server::isTurning() const { return d->isTurning(); }
Result<> Server::health() const { return d->health(); }

Result<> Server::reload()
{
    const auto gate = readGate(d->settings.tls);
    if (!gate)
        return std::unexpected(gate.error());
    const auto signer = readSigner(d->settings.tls);
    if (!signer)
        return std::unexpected(signer.error());
    d->metrics.certificateEnd = endOf(**gate);
    d->journal->change(*signer);
    for (const auto &worker : d->workers)
        worker->object().change(*gate);
    if (d->enrolment)
        d->enrolment->object().door().change(withoutCertificate(**gate));
    if (d->features)
        d->features->object().door().change(*gate);
    return {};
}

void Server::stop()
{
    if (std::exchange(d->isStopping, true))
        return;
    d->stopping = d->workers.size();
    d->acceptor->close();
    if (d->enrolmentAcceptor)
        d->enrolmentAcceptor->close();
    if (d->featuresAcceptor)
        d->featuresAcceptor->close();
    const auto oneStopped = [this] {
        if (--d->stopping == 0)
            Q_EMIT stopped();
    };
    const auto goodbye = [this, oneStopped] {
        for (const auto &worker : d->workers)
            worker->object().stop([this, oneStopped] { QMetaObject::invokeMethod(this, oneStopped); });
    };
    // First what was accepted is written and answered, then everybody hears that it is over.
    d->journal->finish([this, goodbye] { QMetaObject::invokeMethod(this, goodbye); });
}

} // namespace cortege::server
