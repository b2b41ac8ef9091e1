#include <widgets/startoptions.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
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

QCommandLineOption languageOption()
{
    return { u"language"_s, StartTexts::tr("Langue : fr (par défaut) ou en."), u"fr|en"_s, u"fr"_s };
}

std::optional<Look> lookOf(const QString &name)
{
    if (name == "light"_L1)
        return Look::Light;
    if (name == "dark"_L1)
        return Look::Dark;
    return name == "contrast"_L1 ? std::optional(Look::Contrast) : std::nullopt;
}

} // namespace

QString chooseLanguage(const QStringList &arguments)
{
    const QCommandLineOption language = languageOption();
    QCommandLineParser parser;
    parser.addOption(language);
    parser.parse(arguments); // the other options are unknown here, which is told by whoever knows them
    return parser.value(language) == u"en" ? u"en"_s : u"fr"_s;
}

std::expected<StartOptions, QString> parseStartOptions(
    const QStringList &arguments, const QString &description, UnsentData unsent)
{
    const QCommandLineOption profile(u"profile"_s, StartTexts::tr("Dossier du profil (profile.ini, certificat, clé)."),
        u"DIR"_s, QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation));
    const QCommandLineOption data(u"data"_s, StartTexts::tr("Dossier de ce qui n’est pas encore envoyé, chiffré."),
        u"DIR"_s, QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QCommandLineOption language = languageOption();
    const QCommandLineOption tiles(u"tiles"_s,
        StartTexts::tr("Fond de carte : fichier MBTiles, ou adresse comme https://…/{z}/{x}/{y}.png."), u"FILE|URL"_s);
    const QCommandLineOption territory(u"territory"_s,
        StartTexts::tr("Territoire fait par cortege-territory ; sans cela, celui du profil (DIR/territory) s’il y "
                       "est."),
        u"DIR"_s);
    const QCommandLineOption attribution(u"tiles-attribution"_s,
        StartTexts::tr("Mention d’origine du fond de carte, dans le coin de la carte."), u"TEXT"_s);
    const QCommandLineOption look(u"look"_s,
        StartTexts::tr("Aspect : light (clair), dark (sombre) ou contrast (contraste renforcé) ; sinon celui du "
                       "bureau."),
        u"light|dark|contrast"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(description);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(profile);
    if (unsent == UnsentData::Kept)
        parser.addOption(data);
    parser.addOptions({ language, territory, tiles, attribution, look });
    if (!parser.parse(arguments))
        return std::unexpected(parser.errorText());
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        return std::unexpected(StartTexts::tr("argument inconnu : %1").arg(parser.positionalArguments().constFirst()));
    StartOptions options { parser.value(profile), unsent == UnsentData::Kept ? parser.value(data) : QString(),
        parser.value(territory), parser.value(tiles), parser.value(attribution), lookOf(parser.value(look)) };
    if (const QString own = options.profile + u"/territory"_s; options.territory.isEmpty() && QFileInfo(own).isDir())
        options.territory = own;
    if (options.tiles.isEmpty() && !options.territory.isEmpty())
        options.tiles = options.territory + u"/tiles.mbtiles"_s;
    if (const QString wanted = parser.value(language); wanted != u"fr" && wanted != u"en")
        return std::unexpected(StartTexts::tr("langue inconnue : %1 (fr ou en)").arg(wanted));
    if (parser.isSet(look) && !options.look)
        return std::unexpected(StartTexts::tr("aspect inconnu : %1 (light, dark ou contrast)").arg(parser.value(look)));
    return options;
}

} // namespace cortege::widgets
