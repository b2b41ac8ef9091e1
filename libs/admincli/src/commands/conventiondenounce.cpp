#include "../acts.h"
#include "../day.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class ConventionDenounce final : public ImmediateCommand
{
    QString name() const override { return u"convention denounce"_s; }
    QString description() const override
    {
        return Admin::tr("enregistre une dénonciation : la convention prend fin deux mois après sa réception");
    }
    std::vector<Option> options() const override
    {
        return actOptions({ { "by"_L1, Admin::tr("PARTIE"), Admin::tr("ville ou prefecture"), Option::Wanted::Once },
            { "received"_L1, Admin::tr("DATE"), Admin::tr("jour de la réception par l’autre partie"),
                Option::Wanted::Once } });
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto party = partyFromName(arguments.value("by"_L1));
        if (!party)
            return misused(Admin::tr("Partie inconnue : --by %1 (ville ou prefecture)").arg(arguments.value("by"_L1)));
        const auto day = dayOf(arguments, "received"_L1);
        if (!day)
            return std::unexpected(day.error());
        return recordAct(arguments, context, Denunciation { *party, *day });
    }
};

} // namespace

std::unique_ptr<Command> conventionDenounce() { return std::make_unique<ConventionDenounce>(); }

} // namespace cortege::admincli
