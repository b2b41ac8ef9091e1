#include <cli/program.h>
#include <server/server.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace cortege;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kUsage = 2;

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
        { u"workers"_s, ServerHelp::tr("Fils d’exécution pour les connexions, de 1 à 64."), u"N"_s, u"2"_s },
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

Result<> readListen(const QString &text, server::ServerSettings &settings)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString address = text.left(colon);
    if (address.startsWith(u'[') && address.endsWith(u']')) // [::1]:7443
        address = address.sliced(1, address.size() - 2);
    bool good = false;
    settings.port = text.sliced(colon + 1).toUShort(&good);
    if (colon < 0 || !good || !settings.address.setAddress(address))
        return fail(Failure::InvalidInput, u"--listen %1: not an address and a port"_s.arg(text));
    return {};
}

Result<server::ServerSettings> readOptions(const QCommandLineParser &parser)
{
    for (const QCommandLineOption &option : options()) {
        if (parser.value(option).isEmpty() && !option.names().contains(u"audit-anchor"_s))
            return fail(Failure::InvalidInput, u"--%1 is missing"_s.arg(option.names().first()));
    }
    server::ServerSettings settings;
    settings.database = parser.value(u"database"_s);
    settings.keys = parser.value(u"keys"_s);
    settings.anchor = parser.value(u"audit-anchor"_s);
    if (settings.anchor.isEmpty())
        settings.anchor = QDir(settings.keys).filePath(u"audit-anchor"_s);
    settings.tls = { parser.value(u"certificate"_s), parser.value(u"key"_s), parser.value(u"client-authorities"_s) };
    bool good = false;
    settings.workers = parser.value(u"workers"_s).toInt(&good);
    if (!good || settings.workers < 1 || settings.workers > 64)
        return fail(
            Failure::InvalidInput, u"--workers %1: not a number from 1 to 64"_s.arg(parser.value(u"workers"_s)));
    if (auto listen = readListen(parser.value(u"listen"_s), settings); !listen)
        return std::unexpected(listen.error());
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

/// SIGTERM and SIGINT as a readable descriptor. Before any thread: threads inherit the mask.
int stopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

const server::Log *g_qtLog = nullptr; // Qt's handler is a plain function
void logQtMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtDebugMsg)
        g_qtLog->warning("qt"_L1, { { u"message"_s, message } });
}

} // namespace

int main(int argc, char **argv)
{
    // GLib's event loop writes into its wake-up descriptor at each event that is posted, four times a notification and
    // session; Qt's own once. There is nothing of GLib in here. Read when a thread's first loop is made.
    qputenv("QT_NO_GLIB", "1");
    const int signalDescriptor = stopSignals();
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
        return EXIT_FAILURE;
    }
    QObject::connect(server->get(), &server::Server::stopped, &app, &QCoreApplication::quit);
    QSocketNotifier stop(signalDescriptor, QSocketNotifier::Read);
    QObject::connect(&stop, &QSocketNotifier::activated, server->get(), [&] {
        stop.setEnabled(false);
        log.info("stopping"_L1);
        (*server)->stop();
    });
    log.info("listening"_L1, { { u"address"_s, settings->address.toString() }, { u"port"_s, (*server)->port() } });
    const int code = app.exec();
    log.info("stopped"_L1);
    return code;
}
