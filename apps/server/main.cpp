#include <cli/program.h>
#include <server/server.h>
#include <server/servicemanager.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <tuple>
#include <unistd.h>
#include <vector>

using namespace cortege;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kUsage = 2;
/// What a restart does not cure, as the unit knows: other keys, data that was destroyed.
constexpr int kNotAllowed = 3;

struct ServerHelp {
    Q_DECLARE_TR_FUNCTIONS(ServerHelp)
};

QList<QCommandLineOption> options()
{
    return {
        { u"database"_s, ServerHelp::tr("Journal et registre (SQLite) ; créés s’ils n’existent pas."),
            ServerHelp::tr("FICHIER") },
        { u"keys"_s,
            ServerHelp::tr("Clés qui scellent les enregistrements, hors de la base (cortege-admin keys create)."),
            ServerHelp::tr("DOSSIER") },
        { u"keys-pin-file"_s,
            ServerHelp::tr("Code PIN de la carte qui garde leur clé maîtresse (0600, ou LoadCredential de systemd)."),
            ServerHelp::tr("FICHIER") },
        { u"audit-anchor"_s,
            ServerHelp::tr(
                "Dernière entrée de l’audit, hors de la base, de préférence sur un autre disque ; sans cela, "
                "à côté des clés."),
            ServerHelp::tr("FICHIER") },
        { u"certificate"_s, ServerHelp::tr("Certificat du serveur, suivi des autorités au-dessus de lui."), u"PEM"_s },
        { u"key"_s, ServerHelp::tr("Clé de ce certificat."), u"PEM"_s },
        { u"client-authorities"_s,
            ServerHelp::tr("Autorités des certificats de personnes, chacune suivie de sa racine."), u"PEM"_s },
        { u"listen"_s, ServerHelp::tr("Où écouter ; le port 0 en prend un libre."), ServerHelp::tr("ADRESSE:PORT"),
            u"127.0.0.1:0"_s },
        { u"enrolment-listen"_s,
            ServerHelp::tr("Où un poste sans certificat demande son premier, avec un code ; sans cela, nulle part."),
            ServerHelp::tr("ADRESSE:PORT") },
        { u"workers"_s, ServerHelp::tr("Fils d’exécution pour les connexions, de 1 à 64."), u"N"_s, u"2"_s },
        { u"drain"_s, ServerHelp::tr("À l’arrêt, secondes laissées aux postes pour partir, de 0 à 3600."),
            ServerHelp::tr("SECONDES"), u"10"_s },
        { u"metrics"_s,
            ServerHelp::tr("Où répondre à GET /metrics (Prometheus) et GET /health, sur cette machine seulement ; sans "
                           "cela, nulle part."),
            ServerHelp::tr("ADRESSE:PORT|unix:CHEMIN") },
    };
}

/// Help and errors of the command line are for a person, in the language that was asked for. The log is for programs:
/// English, Qt's messages in it as well, so that the translations are gone again afterwards.
void readCommandLine(const QCoreApplication &app, QCommandLineParser &parser)
{
    const cli::SpokenLanguage language(cli::chooseLanguage(app.arguments().sliced(1), cli::languageOfEnvironment()));
    parser.setApplicationDescription(ServerHelp::tr(
        "Le serveur de la plateforme : les personnes entrent par certificat, les événements vont à tous."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(options());
    parser.addOption(
        { u"language"_s, ServerHelp::tr("Langue de cette aide ; le journal d’exécution est en anglais."), u"fr|en"_s });
    parser.process(app);
}

Result<int> readNumber(const QCommandLineParser &parser, const QString &option, int least, int most)
{
    bool good = false;
    const int number = parser.value(option).toInt(&good);
    if (!good || number < least || number > most)
        return fail(Failure::InvalidInput,
            u"--%1 %2: not a number from %3 to %4"_s.arg(option, parser.value(option)).arg(least).arg(most));
    return number;
}

/// What is wrong with the option's value, after its name.
std::unexpected<Error> wrong(const QString &option, const Error &error)
{
    return fail(error.kind, u"--%1 %2"_s.arg(option, error.detail));
}

Result<server::ServerSettings> readOptions(const QCommandLineParser &parser)
{
    static const QStringList kOptional { u"keys-pin-file"_s, u"audit-anchor"_s, u"enrolment-listen"_s, u"metrics"_s };
    for (const QCommandLineOption &option : options()) {
        const QString name = option.names().constFirst();
        if (parser.value(option).isEmpty() && !kOptional.contains(name))
            return fail(Failure::InvalidInput, u"--%1 is missing"_s.arg(name));
    }
    server::ServerSettings settings;
    settings.database = parser.value(u"database"_s);
    settings.keys = parser.value(u"keys"_s);
    settings.keysPinFile = parser.value(u"keys-pin-file"_s);
    settings.anchor = parser.value(u"audit-anchor"_s);
    if (settings.anchor.isEmpty())
        settings.anchor = QDir(settings.keys).filePath(u"audit-anchor"_s);
    settings.tls = { parser.value(u"certificate"_s), parser.value(u"key"_s), parser.value(u"client-authorities"_s) };
    const auto workers = readNumber(parser, u"workers"_s, 1, 64);
    if (!workers)
        return std::unexpected(workers.error());
    settings.workers = *workers;
    const auto drain = readNumber(parser, u"drain"_s, 0, 3'600);
    if (!drain)
        return std::unexpected(drain.error());
    settings.patience.drain = std::chrono::seconds { *drain };
    const auto listen = server::readAddressAndPort(parser.value(u"listen"_s));
    if (!listen)
        return wrong(u"listen"_s, listen.error());
    std::tie(settings.address, settings.port) = *listen;
    if (const QString where = parser.value(u"enrolment-listen"_s); !where.isEmpty()) {
        const auto enrolment = server::readAddressAndPort(where);
        if (!enrolment)
            return wrong(u"enrolment-listen"_s, enrolment.error());
        settings.enrolment = *enrolment;
    }
    if (const QString where = parser.value(u"metrics"_s); !where.isEmpty()) {
        const auto metrics = server::readMetricsAddress(where);
        if (!metrics)
            return wrong(u"metrics"_s, metrics.error());
        settings.metrics = *metrics;
    }
    return settings;
}

/// One descriptor a connection: the usual 1,024 would be the first limit that is met.
void raiseDescriptorLimit()
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/// SIGTERM and SIGINT to stop, SIGHUP to reload, as a readable descriptor. Before any thread: threads inherit the mask.
int watchSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    for (const int one : { SIGTERM, SIGINT, SIGHUP })
        sigaddset(&signals, one);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

/// The signals that have come, in their order.
std::vector<uint32_t> takeSignals(int descriptor)
{
    std::vector<uint32_t> signals;
    signalfd_siginfo one {};
    while (::read(descriptor, &one, sizeof one) == sizeof one)
        signals.push_back(one.ssi_signo);
    return signals;
}

const server::Log *g_qtLog = nullptr; // Qt's handler is a plain function
void logQtMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtDebugMsg)
        g_qtLog->warning("qt"_L1, { { u"message"_s, message } });
}

/// The server and who wants to know of it: the log, systemd, whoever sends a signal.
class Service
{
public:
    Service(server::Server &server, const server::Log &log) : m_server(server), m_log(log)
    {
        QObject::connect(&m_watchdog, &QTimer::timeout, &server, [this] {
            if (m_server.isTurning()) // else systemd does what its WatchdogSec is for
                tell(m_manager.alive());
        });
    }
    void ready()
    {
        tell(m_manager.ready());
        if (const auto interval = m_manager.watchdogInterval())
            m_watchdog.start(*interval);
    }
    void reload()
    {
        tell(m_manager.reloading());
        if (const auto reloaded = m_server.reload())
            m_log.info("reloaded"_L1);
        else
            m_log.error("reload-failed"_L1, { { u"detail"_s, reloaded.error().detail } });
        tell(m_manager.ready());
    }
    void stop()
    {
        tell(m_manager.stopping());
        m_log.info("stopping"_L1);
        m_server.stop();
    }

private:
    void tell(const Result<> &told)
    {
        if (!told)
            m_log.warning("notify-failed"_L1, { { u"detail"_s, told.error().detail } });
    }
    server::Server &m_server;
    const server::Log &m_log;
    server::ServiceManager m_manager;
    QTimer m_watchdog;
};

} // namespace

int main(int argc, char **argv)
{
    // GLib's event loop writes into its wake-up descriptor at each event that is posted, four times a notification and
    // session; Qt's own once. There is nothing of GLib in here. Read when a thread's first loop is made.
    qputenv("QT_NO_GLIB", "1");
    const int signalDescriptor = watchSignals();
    raiseDescriptorLimit();
    QCoreApplication app(argc, argv);
    app.setApplicationName(u"cortege-server"_s);
    app.setApplicationVersion(QStringLiteral(CORTEGE_VERSION));
    QCommandLineParser parser;
    readCommandLine(app, parser);

    const SystemClock clock;
    const server::Log log(clock);
    const auto settings = readOptions(parser);
    if (!settings) {
        log.error("bad-option"_L1, { { u"detail"_s, settings.error().detail } });
        return kUsage;
    }
    g_qtLog = &log;
    qInstallMessageHandler(logQtMessage);
    const auto server = server::Server::start(*settings, clock, log);
    if (!server) {
        log.error("start-failed"_L1, { { u"detail"_s, server.error().detail } });
        return server.error().kind == Failure::Forbidden ? kNotAllowed : EXIT_FAILURE;
    }
    QObject::connect(server->get(), &server::Server::stopped, &app, &QCoreApplication::quit);
    Service service(**server, log);
    bool isStopping = false;
    QSocketNotifier signalled(signalDescriptor, QSocketNotifier::Read);
    QObject::connect(&signalled, &QSocketNotifier::activated, server->get(), [&] {
        for (const uint32_t signal : takeSignals(signalDescriptor)) {
            if (isStopping)
                return;
            isStopping = signal != SIGHUP;
            if (isStopping)
                service.stop();
            else
                service.reload();
        }
    });
    log.info("listening"_L1,
        { { u"address"_s, settings->address.toString() }, { u"port"_s, (*server)->port() },
            { u"metricsPort"_s, (*server)->metricsPort() }, { u"enrolmentPort"_s, (*server)->enrolmentPort() } });
    service.ready();
    const int code = app.exec();
    log.info("stopped"_L1);
    return code;
}
