#include "../acts.h"
#include "../day.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class ConventionNotify final : public ImmediateCommand
{
    QString name() const override { return u"convention notify"_s; }
    QString description() const override
    {
        return Admin::tr("enregistre la notification de la convention : elle commence ce jour à 0 h");
    }
    std::vector<Option> options() const override
    {
        return actOptions(
            { { "date"_L1, Admin::tr("DATE"), Admin::tr("jour de la notification"), Option::Wanted::Once } });
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto day = dayOf(arguments, "date"_L1);
        if (!day)
            return std::unexpected(day.error());
        return recordAct(arguments, context, ConventionNotified { *day });
    }
};

} // namespace

std::unique_ptr<Command> conventionNotify() { return std::make_unique<ConventionNotify>(); }

} // namespace cortege::admincli
