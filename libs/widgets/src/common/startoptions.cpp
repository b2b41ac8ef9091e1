#include <widgets/startoptions.h>

#include <cli/terminal.h>
#include <widgets/application.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

namespace cortege::widgets
{

using namespace Qt::StringLiterals;

namespace
{

struct StartTexts {
    Q_DECLARE_TR_FUNCTIONS(StartTexts)
};

constexpr auto kProfile = "profile"_L1;
constexpr auto kData = "data"_L1;
constexpr auto kLanguage = "language"_L1;
constexpr auto kServer = "server"_L1;
constexpr auto kProxy = "proxy"_L1;
constexpr auto kTerritory = "territory"_L1;
constexpr auto kTiles = "tiles"_L1;
constexpr auto kAttribution = "tiles-attribution"_L1;
constexpr auto kLook = "look"_L1;

std::optional<Look> lookOf(const QString &name)
{
    if (name == "light"_L1)
        return Look::Light;
    if (name == "dark"_L1)
        return Look::Dark;
    return name == "contrast"_L1 ? std::optional(Look::Contrast) : std::nullopt;
}

QString faultOfLanguage(const QString &value)
{
    return value == u"fr" || value == u"en" ? QString() : StartTexts::tr("langue inconnue : %1 (fr ou en)").arg(value);
}
QString faultOfLook(const QString &value)
{
    return lookOf(value) ? QString() : StartTexts::tr("aspect inconnu : %1 (light, dark ou contrast)").arg(value);
}
QString faultOfServer(const QString &value)
{
    return client::platformAddress(value) ? QString()
                                          : StartTexts::tr("« %1 » n’est pas une adresse wss://HÔTE:PORT").arg(value);
}
QString faultOfProxy(const QString &value)
{
    return client::proxyAddress(value)
        ? QString()
        : StartTexts::tr("« %1 » n’est pas une adresse http://HÔTE:PORT, sans nom ni mot de passe").arg(value);
}

std::vector<cli::Setting> settingsOf(UnsentData unsent)
{
    std::vector<cli::Setting> settings { { kProfile, u"DIR"_s,
        StartTexts::tr("Dossier du profil (profile.ini, certificat, clé)."),
        QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) } };
    if (unsent == UnsentData::Kept)
        settings.push_back({ kData, u"DIR"_s, StartTexts::tr("Dossier de ce qui n’est pas encore envoyé, chiffré."),
            QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) });
    for (cli::Setting &setting : std::vector<cli::Setting> {
             { kServer, u"wss://HOST:PORT"_s, StartTexts::tr("Adresse de la plateforme ; sans cela, celle du profil."),
                 {}, faultOfServer },
             { kProxy, u"http://HOST:PORT"_s,
                 StartTexts::tr("Mandataire (proxy) HTTP par où passer pour la plateforme et le fond de carte ; sans "
                                "cela, la plateforme est jointe directement."),
                 {}, faultOfProxy },
             { kTerritory, u"DIR"_s,
                 StartTexts::tr("Territoire fait par cortege-territory ; sans cela, celui du profil (DIR/territory) "
                                "s’il y est.") },
             { kTiles, u"FILE|URL"_s,
                 StartTexts::tr("Fond de carte : fichier MBTiles, ou adresse comme https://…/{z}/{x}/{y}.png.") },
             { kAttribution, u"TEXT"_s,
                 StartTexts::tr("Mention d’origine du fond de carte, dans le coin de la carte.") },
             { kLanguage, u"fr|en"_s, StartTexts::tr("Langue : fr ou en."), u"fr"_s, faultOfLanguage },
             { kLook, u"light|dark|contrast"_s,
                 StartTexts::tr("Aspect : light (clair), dark (sombre) ou contrast (contraste renforcé) ; sinon celui "
                                "du bureau."),
                 {}, faultOfLook } })
        settings.push_back(std::move(setting));
    return settings;
}

QString listOf(const std::vector<cli::ConfigurationFault> &faults)
{
    QStringList lines;
    for (const cli::ConfigurationFault &fault : faults) {
        if (!fault.isRemark)
            lines << fault.toString();
    }
    return lines.join(u'\n');
}

StartOptions optionsFrom(const cli::Configuration &read, UnsentData unsent)
{
    StartOptions options { read.text(kProfile), unsent == UnsentData::Kept ? read.text(kData) : QString(),
        read.text(kTerritory), read.text(kTiles), read.text(kAttribution), lookOf(read.text(kLook)),
        client::platformAddress(read.text(kServer)).value_or(QUrl()),
        client::proxyAddress(read.text(kProxy)).value_or(QUrl()), read };
    if (const QString own = options.profile + u"/territory"_s; options.territory.isEmpty() && QFileInfo(own).isDir())
        options.territory = own;
    if (options.tiles.isEmpty() && !options.territory.isEmpty())
        options.tiles = options.territory + u"/tiles.mbtiles"_s;
    return options;
}

/// On the terminal, where there is one.
std::optional<int> answerQuestion(
    const QCommandLineParser &parser, const cli::ConfigurationPlace &place, const cli::Configuration::Checked &checked)
{
    QFile out;
    QFile errors;
    if (!out.open(stdout, QIODevice::WriteOnly) || !errors.open(stderr, QIODevice::WriteOnly))
        return std::nullopt;
    cli::Terminal terminal(out, errors, false);
    return cli::answerQuestion(parser, place, checked, terminal);
}

} // namespace

cli::ConfigurationPlace usualPlace(const QString &program)
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation));
    return { .program = program,
        .file = folder.filePath(program + u".ini"_s),
        .policy = QString(cli::kPolicyFile),
        .others = { kData } };
}

QString chooseLanguage(const QStringList &arguments, const cli::ConfigurationPlace &place)
{
    const std::vector<cli::Setting> settings = settingsOf(UnsentData::Kept);
    QCommandLineParser parser;
    cli::addOptions(parser, settings);
    parser.parse(arguments); // what is wrong is told by parseStartOptions, in this language
    return cli::readConfiguration(parser, settings, place).configuration.text(kLanguage);
}

std::expected<StartOptions, NoStart> parseStartOptions(
    const QStringList &arguments, const StartProgram &program, const cli::ConfigurationPlace &place)
{
    const std::vector<cli::Setting> settings = settingsOf(program.unsent);
    QCommandLineParser parser;
    parser.setApplicationDescription(program.description);
    parser.addHelpOption();
    parser.addVersionOption();
    cli::addOptions(parser, settings);
    if (!parser.parse(arguments))
        return std::unexpected(NoStart { .text = parser.errorText() });
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        return std::unexpected(
            NoStart { .text = StartTexts::tr("argument inconnu : %1").arg(parser.positionalArguments().constFirst()) });
    const auto checked = cli::readConfiguration(parser, settings, place);
    if (const auto code = answerQuestion(parser, place, checked))
        return std::unexpected(NoStart { .code = *code });
    if (!checked.isGood())
        return std::unexpected(NoStart { .text = listOf(checked.faults),
            .isInFile = std::ranges::any_of(
                checked.faults, [](const auto &fault) { return !fault.isRemark && !fault.file.isEmpty(); }) });
    return optionsFrom(checked.configuration, program.unsent);
}

int endUnstarted(QApplication &application, const NoStart &why)
{
    if (why.isInFile) {
        const Error error { Failure::InvalidInput, why.text };
        endWith(application,
            StartTexts::tr("Les réglages de ce poste ont un défaut : prévenez le service informatique."), error);
    } else if (!why.text.isEmpty()) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(QCoreApplication::applicationName()), qPrintable(why.text));
    }
    return why.code;
}

Result<client::Profile> loadProfile(const StartOptions &options)
{
    return client::Profile::load(options.profile).transform([&](client::Profile profile) {
        if (!options.server.isEmpty())
            profile.server = options.server;
        profile.proxy = options.proxy;
        return profile;
    });
}

} // namespace cortege::widgets
