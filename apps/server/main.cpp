#include <cli/configuration.h>
#include <cli/program.h>
#include <server/server.h>
#include <server/servicemanager.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
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

QString faultOfAddress(const QString &value)
{
    return server::readAddressAndPort(value) ? QString()
                                             : ServerHelp::tr("« %1 » n’est pas une ADRESSE:PORT").arg(value);
}
QString faultOfMetrics(const QString &value)
{
    return server::readMetricsAddress(value)
        ? QString()
        : ServerHelp::tr("« %1 » n’est ni unix:CHEMIN, ni l’ADRESSE:PORT de cette machine seule").arg(value);
}

std::vector<cli::Setting> settings()
{
    const QString file = ServerHelp::tr("FICHIER");
    const QString address = ServerHelp::tr("ADRESSE:PORT");
    return {
        { .name = "database"_L1,
            .value = file,
            .description
            = ServerHelp::tr("Journal et registre : un fichier SQLite, ou postgresql:MOTS (postgresql:host=bd1 "
                             "dbname=cortege) ; créés s’ils n’existent pas."),
            .isWanted = true },
        { .name = "keys"_L1,
            .value = ServerHelp::tr("DOSSIER"),
            .description
            = ServerHelp::tr("Clés qui scellent les enregistrements, hors de la base (cortege-admin keys create)."),
            .isWanted = true },
        { "keys-pin-file"_L1, file,
            ServerHelp::tr("Code PIN de la carte qui garde leur clé maîtresse (0600, ou LoadCredential de systemd).") },
        { "audit-anchor"_L1, file,
            ServerHelp::tr(
                "Dernière entrée de l’audit, hors de la base, de préférence sur un autre disque ; sans cela, "
                "à côté des clés.") },
        { .name = "certificate"_L1,
            .value = u"PEM"_s,
            .description = ServerHelp::tr("Certificat du serveur, suivi des autorités au-dessus de lui."),
            .isWanted = true },
        { .name = "key"_L1,
            .value = u"PEM"_s,
            .description = ServerHelp::tr("Clé de ce certificat."),
            .isWanted = true },
        { .name = "client-authorities"_L1,
            .value = u"PEM"_s,
            .description = ServerHelp::tr("Autorités des certificats de personnes, chacune suivie de sa racine."),
            .isWanted = true },
        { "listen"_L1, address, ServerHelp::tr("Où écouter ; le port 0 en prend un libre."), u"127.0.0.1:0"_s,
            faultOfAddress },
        { "enrolment-listen"_L1, address,
            ServerHelp::tr("Où un poste sans certificat demande son premier, avec un code ; sans cela, nulle part."),
            {}, faultOfAddress },
        { "features-listen"_L1, address,
            ServerHelp::tr("Où répondre aux SIG de la plateforme (OGC API – Features), en lecture, avec les mêmes "
                           "certificats ; sans cela, nulle part."),
            {}, faultOfAddress },
        { "workers"_L1, u"N"_s, ServerHelp::tr("Fils d’exécution pour les connexions, de 1 à 64."), u"2"_s,
            [](const QString &value) { return cli::faultOfNumber(value, 1, 64); } },
        { "sessions"_L1, u"N"_s,
            ServerHelp::tr("Sessions ouvertes à la fois sur ce serveur, de 1 à 100000 ; moins si les descripteurs n’y "
                           "suffisent pas."),
            u"4000"_s, [](const QString &value) { return cli::faultOfNumber(value, 1, 100'000); } },
        { "sessions-per-person"_L1, u"N"_s,
            ServerHelp::tr("Sessions ouvertes à la fois par personne sur ce serveur, de 1 à 10000 ; celle de trop est "
                           "refusée."),
            u"16"_s, [](const QString &value) { return cli::faultOfNumber(value, 1, 10'000); } },
        { "drain"_L1, ServerHelp::tr("SECONDES"),
            ServerHelp::tr("À l’arrêt, secondes laissées aux postes pour partir, de 0 à 3600."), u"10"_s,
            [](const QString &value) { return cli::faultOfNumber(value, 0, 3'600); } },
        { "metrics"_L1, ServerHelp::tr("ADRESSE:PORT|unix:CHEMIN"),
            ServerHelp::tr("Où répondre à GET /metrics (Prometheus) et GET /health, sur cette machine seulement ; sans "
                           "cela, nulle part."),
            {}, faultOfMetrics },
    };
}

/// Nothing: the program ends with `code`.
struct Told {
    std::optional<cli::Configuration> configuration;
    int code = kUsage;
};

/// Help and faults are for a person, in the language that was asked for. The log is for programs: English, Qt's
/// messages in it as well, so that the translations are gone again afterwards.
Told readConfiguration(const QCoreApplication &app)
{
    const cli::SpokenLanguage language(cli::chooseLanguage(app.arguments().sliced(1), cli::languageOfEnvironment()));
    QCommandLineParser parser;
    parser.setApplicationDescription(ServerHelp::tr(
        "Le serveur de la plateforme : les personnes entrent par certificat, les événements vont à tous."));
    parser.addHelpOption();
    parser.addVersionOption();
    cli::addOptions(parser, settings());
    parser.addOption(
        { u"language"_s, ServerHelp::tr("Langue de cette aide ; le journal d’exécution est en anglais."), u"fr|en"_s });
    parser.process(app);

    QFile out;
    QFile errors;
    if (!out.open(stdout, QIODevice::WriteOnly) || !errors.open(stderr, QIODevice::WriteOnly))
        return {};
    cli::Terminal terminal(out, errors, false);
    const cli::ConfigurationPlace place { .program = app.applicationName(), .file = u"/etc/cortege/server.ini"_s };
    auto checked = cli::readConfiguration(parser, settings(), place);
    if (const auto code = cli::answerQuestion(parser, place, checked, terminal))
        return { {}, *code };
    if (!checked.isGood()) {
        cli::sayChecked(checked, terminal);
        return {};
    }
    return { std::move(checked.configuration) };
}

/// What was checked when it was read.
server::ServerSettings settingsFrom(const cli::Configuration &told)
{
    const auto addressOf = [&told](QLatin1StringView name) -> std::optional<std::pair<QHostAddress, quint16>> {
        const auto read = server::readAddressAndPort(told.text(name));
        return read ? std::optional(*read) : std::nullopt;
    };
    server::ServerSettings settings;
    settings.database = told.text("database"_L1);
    settings.keys = told.text("keys"_L1);
    settings.keysPinFile = told.text("keys-pin-file"_L1);
    settings.anchor = told.text("audit-anchor"_L1);
    if (settings.anchor.isEmpty())
        settings.anchor = QDir(settings.keys).filePath(u"audit-anchor"_s);
    settings.tls = { told.text("certificate"_L1), told.text("key"_L1), told.text("client-authorities"_L1) };
    settings.workers = told.number("workers"_L1);
    settings.sessions = told.number("sessions"_L1);
    settings.sessionsPerPerson = told.number("sessions-per-person"_L1);
    settings.patience.drain = std::chrono::seconds { told.number("drain"_L1) };
    std::tie(settings.address, settings.port) = *addressOf("listen"_L1);
    settings.enrolment = addressOf("enrolment-listen"_L1);
    settings.features = addressOf("features-listen"_L1);
    if (const auto metrics = server::readMetricsAddress(told.text("metrics"_L1)))
        settings.metrics = *metrics;
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
    const Told told = readConfiguration(app);
    if (!told.configuration)
        return told.code;
    const auto wanted = settingsFrom(*told.configuration);

    const SystemClock clock;
    const server::Log log(clock);
    g_qtLog = &log;
    qInstallMessageHandler(logQtMessage);
    const auto server = server::Server::start(wanted, clock, log);
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
        { { u"address"_s, wanted.address.toString() }, { u"port"_s, (*server)->port() },
            { u"metricsPort"_s, (*server)->metricsPort() }, { u"enrolmentPort"_s, (*server)->enrolmentPort() },
            { u"featuresPort"_s, (*server)->featuresPort() } });
    service.ready();
    const int code = app.exec();
    log.info("stopped"_L1);
    return code;
}
