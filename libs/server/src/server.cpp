#include <server/server.h>

#include "acceptor.h"
#include "journalthread.h"
#include "serverlimits.h"
#include "worker.h"

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
    std::unique_ptr<JournalThread> journal;
    std::vector<std::unique_ptr<WorkerThread>> workers;
    std::unique_ptr<Acceptor> acceptor;
    size_t next = 0;
    size_t stopping = 0; ///< workers that still say goodbye
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

    std::vector<CommitListener *> listeners;
    for (int i = 0; i < std::clamp(settings.workers, 1, limits::kWorkers); ++i) {
        d->workers.push_back(
            std::make_unique<WorkerThread>([i, gate = *gate, patience = settings.patience, &clock, &log] {
                return std::make_unique<Worker>(i, gate, patience, clock, log);
            }));
        listeners.push_back(&d->workers.back()->worker());
    }
    auto journal = JournalThread::start(settings.database, log, std::move(listeners));
    if (!journal)
        return fail(journal.error().kind, u"%1: %2"_s.arg(settings.database, journal.error().detail));
    d->journal = std::move(*journal);
    for (const auto &worker : d->workers) {
        if (auto opened = worker->worker().open(settings.database, *d->journal); !opened)
            return fail(opened.error().kind, u"%1: %2"_s.arg(settings.database, opened.error().detail));
    }
    d->acceptor = std::make_unique<Acceptor>(log,
        [d = d.get()](qintptr descriptor) { d->workers[d->next++ % d->workers.size()]->worker().take(descriptor); });
    if (!d->acceptor->listen(settings.address, settings.port))
        return fail(Failure::Unavailable,
            u"%1:%2: %3"_s.arg(settings.address.toString()).arg(settings.port).arg(d->acceptor->errorString()));
    return std::unique_ptr<Server>(new Server(std::move(d)));
}

quint16 Server::port() const { return d->acceptor->serverPort(); }

Result<> Server::reload()
{
    return readGate(d->settings.tls).transform([this](const std::shared_ptr<const Gate> &gate) {
        for (const auto &worker : d->workers)
            worker->worker().change(gate);
    });
}

void Server::stop()
{
    if (d->stopping > 0)
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
