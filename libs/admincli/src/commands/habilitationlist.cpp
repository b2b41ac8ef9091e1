#include "../nominativelist.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HabilitationList final : public ImmediateCommand
{
    QString name() const override { return u"habilitation list"_s; }
    QString description() const override
    {
        return Admin::tr(
            "affiche la liste nominative, chaque signature vérifiée : tout ce qui a été proposé, avec son état");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "json"_L1, {}, Admin::tr("en JSON, avec les actes") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto lines = linesOf(arguments.value("database"_L1), context.clock.now());
        if (!lines)
            return failed(lines.error());
        context.terminal.say(arguments.has("json"_L1) ? jsonOf(*lines) : tableOf(*lines).join(u'\n'));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> habilitationList() { return std::make_unique<HabilitationList>(); }

} // namespace cortege::admincli
