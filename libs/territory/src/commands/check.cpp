#include "texts.h"

#include <territory/build.h>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
namespace
{

class Check final : public cli::ImmediateCommand
{
    QString name() const override { return u"check"_s; }
    QString description() const override
    {
        return Tool::tr(
            "ouvre chaque partie d’un territoire, la compare à son empreinte et nomme celles qui sont abîmées");
    }
    std::vector<cli::Option> options() const override { return {}; }
    std::optional<cli::Argument> argument() const override
    {
        return cli::Argument { Tool::tr("DOSSIER"), Tool::tr("le territoire") };
    }

    cli::Outcome run(const cli::Arguments &arguments, const cli::Context &context) override
    {
        const auto territory = geodata::Territory::open(arguments.argument());
        if (!territory)
            return cli::failed(territory.error());
        const auto faults = check(*territory);
        for (const auto &[part, error] : faults)
            context.terminal.complain(Tool::tr("%1 : abîmé (%2)").arg(part, error.detail));
        if (!faults.empty())
            return cli::failed(Tool::tr("ce territoire est à reconstruire"));
        context.terminal.say(Tool::tr("%1 : tout est en ordre").arg(territory->name));
        return {};
    }
};

} // namespace

std::unique_ptr<cli::Command> checkCommand() { return std::make_unique<Check>(); }

} // namespace cortege::territory
