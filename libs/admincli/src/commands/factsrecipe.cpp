#include "../command.h"

#include <exchange/factguess.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class FactsRecipe final : public ImmediateCommand
{
    QString name() const override { return u"facts recipe"_s; }
    QString description() const override
    {
        return Admin::tr("écrit une ébauche de recette pour un fichier : séparateur, encodage, colonnes reconnues ; à "
                         "relire et à compléter");
    }
    std::vector<Option> options() const override
    {
        return { { "source"_L1, Admin::tr("IDENTIFIANT"), Admin::tr("de la source : minuscules, chiffres et tirets"),
                     Option::Wanted::Once },
            { "layer"_L1, Admin::tr("NOM"), Admin::tr("couche à lire ; sans cela, la première qui n’est pas vide") } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("FICHIER"),
            Admin::tr("CSV, GeoJSON, GeoPackage, Shapefile, KML ou GPX, éventuellement compressé") };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto source = FactSourceId::parse(arguments.value("source"_L1));
        if (!source)
            return misused(Admin::tr("Un identifiant de source n’a que des minuscules sans accent, des chiffres et "
                                     "des tirets : %1")
                    .arg(arguments.value("source"_L1)));
        const auto look = exchange::lookInto(arguments.argument(), arguments.value("layer"_L1));
        if (!look)
            return failed(look.error());
        context.terminal.say(QString::fromUtf8(exchange::recipeText(exchange::guessRecipe(*look, *source))).trimmed());
        QStringList columns;
        for (const exchange::FileColumn &column : look->columns)
            columns.append(column.name);
        context.terminal.complain(Admin::tr("Colonnes du fichier : %1").arg(columns.join(u", "_s)));
        if (look->layers.size() > 1)
            context.terminal.complain(Admin::tr("Couches du fichier : %1").arg(look->layers.join(u", "_s)));
        context.terminal.complain(Admin::tr("Complétez name, provenance et licence ; ce que la recette ne nomme pas "
                                            "n’est pas lu."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> factsRecipe() { return std::make_unique<FactsRecipe>(); }

} // namespace cortege::admincli
