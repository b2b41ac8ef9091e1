#include "texts.h"

#include <QtCore/QLocale>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
namespace
{

class Info final : public cli::ImmediateCommand
{
    QString name() const override { return u"info"_s; }
    QString description() const override { return Tool::tr("dit ce qu’est un territoire et de quoi il a été fait"); }
    std::vector<cli::Option> options() const override { return { { "json"_L1, {}, Tool::tr("en JSON") } }; }
    std::optional<cli::Argument> argument() const override
    {
        return cli::Argument { Tool::tr("DOSSIER"), Tool::tr("le territoire") };
    }

    cli::Outcome run(const cli::Arguments &arguments, const cli::Context &context) override
    {
        const auto territory = geodata::Territory::open(arguments.argument());
        if (!territory)
            return cli::failed(territory.error());
        const auto say = [&](const QString &line) { context.terminal.say(line); };
        if (arguments.has("json"_L1)) {
            say(QString::fromUtf8(territory->toJson()).trimmed());
            return {};
        }
        say(territory->name);
        say(Tool::tr("étendue : %1").arg(shown(territory->bounds)));
        say(Tool::tr("construit le %1").arg(QLocale().toString(toParis(territory->built), QLocale::ShortFormat)));
        say(Tool::tr("mention d’origine : %1").arg(territory->attribution));
        say(Tool::tr("tuiles : %1, zooms %2 à %3, %4 pixels")
                .arg(shown(territory->counts.value(u"tiles"_s)))
                .arg(territory->minimumZoom)
                .arg(territory->maximumZoom)
                .arg(territory->pixels));
        say(Tool::tr("tronçons de voie : %1, adresses : %2, lieux : %3, surfaces : %4")
                .arg(shown(territory->counts.value(u"streets"_s)), shown(territory->counts.value(u"addresses"_s)),
                    shown(territory->counts.value(u"places"_s)), shown(territory->counts.value(u"areas"_s))));
        for (const geodata::TerritorySource &source : territory->sources)
            say(Tool::tr("source : %1, %2 retenus, %3 refusés, SHA-256 %4")
                    .arg(
                        source.file, shown(source.records), shown(source.refused), QString::fromLatin1(source.sha256)));
        return {};
    }
};

} // namespace

std::unique_ptr<cli::Command> infoCommand() { return std::make_unique<Info>(); }

} // namespace cortege::territory
