#include "../nominativelist.h"

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HabilitationReview final : public ImmediateCommand
{
    QString name() const override { return u"habilitation review"_s; }
    QString description() const override
    {
        return Admin::tr("affiche les habilitations actives par date de fin ; « à revoir » : six mois sans décision");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "json"_L1, {}, Admin::tr("en JSON, avec les actes") } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        auto lines = linesOf(arguments.value("database"_L1), context.clock.now());
        if (!lines)
            return failed(lines.error());
        std::erase_if(*lines, [](const ListLine &line) { return line.state != HabilitationState::Active; });
        std::ranges::stable_sort(*lines, {}, [](const ListLine &line) { return line.habilitation.grant.period.end; });
        context.terminal.say(arguments.has("json"_L1) ? jsonOf(*lines) : tableOf(*lines).join(u'\n'));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> habilitationReview() { return std::make_unique<HabilitationReview>(); }

} // namespace cortege::admincli
