#include <widgets/startoptions.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

namespace cortege::widgets
{

using namespace Qt::StringLiterals;

namespace
{

std::optional<Look> lookOf(const QString &name)
{
    if (name == "light"_L1)
        return Look::Light;
    if (name == "dark"_L1)
        return Look::Dark;
    return name == "contrast"_L1 ? std::optional(Look::Contrast) : std::nullopt;
}

} // namespace

std::expected<StartOptions, QString> parseStartOptions(
    const QStringList &arguments, const QString &description, UnsentData unsent)
{
    const QCommandLineOption profile(u"profile"_s, u"Dossier du profil (profile.ini, certificat, clé)."_s, u"DIR"_s,
        QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation));
    const QCommandLineOption data(u"data"_s, u"Dossier de ce qui n’est pas encore envoyé, chiffré."_s, u"DIR"_s,
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QCommandLineOption language(u"language"_s, u"Langue : fr (par défaut) ou en."_s, u"fr|en"_s, u"fr"_s);
    const QCommandLineOption tiles(
        u"tiles"_s, u"Fond de carte : fichier MBTiles, ou adresse comme https://…/{z}/{x}/{y}.png."_s, u"FILE|URL"_s);
    const QCommandLineOption territory(u"territory"_s,
        u"Territoire fait par cortege-territory ; sans cela, celui du profil (DIR/territory) s’il y est."_s, u"DIR"_s);
    const QCommandLineOption attribution(
        u"tiles-attribution"_s, u"Mention d’origine du fond de carte, dans le coin de la carte."_s, u"TEXT"_s);
    const QCommandLineOption look(u"look"_s,
        u"Aspect : light (clair), dark (sombre) ou contrast (contraste renforcé) ; sinon celui du bureau."_s,
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
        return std::unexpected(u"argument inconnu : %1"_s.arg(parser.positionalArguments().constFirst()));
    StartOptions options { parser.value(profile), unsent == UnsentData::Kept ? parser.value(data) : QString(),
        parser.value(language), parser.value(territory), parser.value(tiles), parser.value(attribution),
        lookOf(parser.value(look)) };
    if (const QString own = options.profile + u"/territory"_s; options.territory.isEmpty() && QFileInfo(own).isDir())
        options.territory = own;
    if (options.tiles.isEmpty() && !options.territory.isEmpty())
        options.tiles = options.territory + u"/tiles.mbtiles"_s;
    if (options.language != u"fr" && options.language != u"en")
        return std::unexpected(u"langue inconnue : %1 (fr ou en)"_s.arg(options.language));
    if (parser.isSet(look) && !options.look)
        return std::unexpected(u"aspect inconnu : %1 (light, dark ou contrast)"_s.arg(parser.value(look)));
    return options;
}

} // namespace cortege::widgets
