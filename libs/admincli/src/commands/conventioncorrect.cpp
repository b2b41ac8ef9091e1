#include "../acts.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class ConventionCorrect final : public ImmediateCommand
{
    QString name() const override { return u"convention correct"_s; }
    QString description() const override
    {
        return Admin::tr("déclare qu’un acte a été enregistré par erreur ; il reste inscrit et ne compte plus");
    }
    std::vector<Option> options() const override { return actOptions({}); }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("NUMÉRO"), Admin::tr("de l’acte, voir convention show") };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        bool good = false;
        const int number = arguments.argument().toInt(&good);
        if (!good)
            return misused(Admin::tr("Ce n’est pas un numéro d’acte : %1").arg(arguments.argument()));
        if (!arguments.has("reference"_L1))
            return misused(Admin::tr("Une correction a une référence : --reference"));
        return recordAct(arguments, context, Correction { number });
    }
};

} // namespace

std::unique_ptr<Command> conventionCorrect() { return std::make_unique<ConventionCorrect>(); }

} // namespace cortege::admincli
