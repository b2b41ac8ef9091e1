#include <server/server.h>

#include "acceptor.h"
#include "journalthread.h"
#include "metricsendpoint.h"
#include "metricstext.h"
#include "serverlimits.h"
#include "worker.h"

#include <pki/files.h>
#include <pki/keyring.h>
#include <pki/signing.h>

#include <algorithm>

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

qint64 endOf(const Gate &gate) { return gate.tls.localCertificate().expiryDate().toSecsSinceEpoch(); }

} // namespace

/// The parts in the order in which they are built; they end in the reverse order.
class Server::Private
{
public:
    ~Private()
    {
        // The journal's thread ends first, its object last: it tells the workers of commits, they submit to it.
        if (acceptor)
            acceptor->close();
        if (journal)
            journal->join();
    }
    ServerSettings settings;
    Metrics metrics;
    std::unique_ptr<pki::Keyring> keys;
    std::unique_ptr<JournalThread> journal;
    std::vector<std::unique_ptr<WorkerThread>> workers;
    std::unique_ptr<Acceptor> acceptor;
    std::unique_ptr<MetricsEndpoint> endpoint;
    size_t next = 0;
    bool isStopping = false;
    size_t stopping = 0; ///< workers that still say goodbye

    bool isTurning() const
    {
        const Instant at = now();
        const auto turns
            = [&](const auto &worker) { return worker->worker().pulse().isFresh(at, settings.patience.pulse); };
        return metrics.journal.isFresh(at, settings.patience.pulse) && std::ranges::all_of(workers, turns);
    }
    Result<> health() const
    {
        if (isStopping)
            return fail(Failure::Unavailable, u"stopping"_s);
        if (!isTurning())
            return fail(Failure::Unavailable, u"a thread does not answer"_s);
        if (!metrics.diskTakesWrites)
            return fail(Failure::Unavailable, u"the disk takes no writes"_s);
        return {};
    }
    std::optional<HttpAnswer> page(QByteArrayView path) const
    {
        const auto healthy = health();
        if (path == "/metrics")
            return HttpAnswer { .type = kMetricsType, .body = metricsText(metrics, healthy.has_value()) };
        if (path == "/health")
            return HttpAnswer { healthy ? 200 : 503, "text/plain; charset=utf-8",
                healthy ? "ok\n" : healthy.error().detail.toUtf8() + '\n' };
        return std::nullopt;
    }
};

Server::Server(std::unique_ptr<Private> parts) : d(std::move(parts)) { }
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(const ServerSettings &settings, const Clock &clock, const Log &log)
{
    auto d = std::make_unique<Private>();
    d->settings = settings;
    const auto gate = readGate(settings.tls);
    if (!gate)
        return std::unexpected(gate.error());
    d->metrics.certificateEnd = endOf(**gate);
    auto keys = openKeys(settings);
    if (!keys)
        return std::unexpected(keys.error());
    d->keys = std::move(*keys);
    const auto signer = readSigner(settings.tls);
    if (!signer)
        return std::unexpected(signer.error());

    std::vector<CommitListener *> listeners;
    for (int i = 0; i < std::clamp(settings.workers, 1, limits::kWorkers); ++i) {
        d->workers.push_back(std::make_unique<WorkerThread>(
            [i, gate = *gate, patience = settings.patience, &clock, &log, &metrics = d->metrics] {
                return std::make_unique<Worker>(i, gate, patience, clock, log, metrics);
            }));
        listeners.push_back(&d->workers.back()->worker());
    }
    auto journal = JournalThread::start(
        { settings.database, settings.anchor, *d->keys, *signer }, log, std::move(listeners), d->metrics);
    if (!journal)
        return fail(journal.error().kind, u"%1: %2"_s.arg(settings.database, journal.error().detail));
    d->journal = std::move(*journal);
    for (const auto &worker : d->workers) {
        if (auto opened = worker->worker().open(settings.database, *d->keys, *d->journal); !opened)
            return fail(opened.error().kind, u"%1: %2"_s.arg(settings.database, opened.error().detail));
    }
    if (settings.metrics) {
        auto endpoint
            = MetricsEndpoint::open(*settings.metrics, [d = d.get()](QByteArrayView path) { return d->page(path); });
        if (!endpoint)
            return std::unexpected(endpoint.error());
        d->endpoint = std::move(*endpoint);
    }
    d->acceptor = std::make_unique<Acceptor>(log,
        [d = d.get()](qintptr descriptor) { d->workers[d->next++ % d->workers.size()]->worker().take(descriptor); });
    if (!d->acceptor->listen(settings.address, settings.port))
        return fail(Failure::Unavailable,
            u"%1:%2: %3"_s.arg(settings.address.toString()).arg(settings.port).arg(d->acceptor->errorString()));
    return std::unique_ptr<Server>(new Server(std::move(d)));
}

quint16 Server::port() const { return d->acceptor->serverPort(); }
quint16 Server::metricsPort() const { return d->endpoint ? d->endpoint->port() : quint16 { 0 }; }
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
        worker->worker().change(*gate);
    return {};
}

void Server::stop()
{
    if (std::exchange(d->isStopping, true))
        return;
    d->stopping = d->workers.size();
    d->acceptor->close();
    const auto oneStopped = [this] {
        if (--d->stopping == 0)
            Q_EMIT stopped();
    };
    const auto goodbye = [this, oneStopped] {
        for (const auto &worker : d->workers)
            worker->worker().stop([this, oneStopped] { QMetaObject::invokeMethod(this, oneStopped); });
    };
    // First what was accepted is written and answered, then everybody hears that it is over.
    d->journal->finish([this, goodbye] { QMetaObject::invokeMethod(this, goodbye); });
}

} // namespace cortege::server
