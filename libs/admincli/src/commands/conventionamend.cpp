#include "../acts.h"
#include "../day.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class ConventionAmend final : public ImmediateCommand
{
    QString name() const override { return u"convention amend"_s; }
    QString description() const override { return Admin::tr("enregistre un avenant"); }
    std::vector<Option> options() const override
    {
        return actOptions({ { "date"_L1, Admin::tr("DATE"), Admin::tr("jour de l’avenant"), Option::Wanted::Once },
            { "subject"_L1, Admin::tr("TEXTE"), Admin::tr("objet de l’avenant"), Option::Wanted::Once },
            { "annexe"_L1, Admin::tr("VERSION"),
                Admin::tr("version de l’annexe 1 qu’il apporte, déjà enregistrée par convention annexe") },
            { "last-day"_L1, Admin::tr("DATE"), Admin::tr("dernier jour de la convention, s’il l’avance") } });
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto day = dayOf(arguments, "date"_L1);
        if (!day)
            return std::unexpected(day.error());
        std::optional<QDate> lastDay;
        if (arguments.has("last-day"_L1)) {
            const auto last = dayOf(arguments, "last-day"_L1);
            if (!last)
                return std::unexpected(last.error());
            lastDay = *last;
        }
        return recordAct(arguments, context,
            Amendment { *day, arguments.value("subject"_L1).trimmed(), lastDay, arguments.value("annexe"_L1) });
    }
};

} // namespace

std::unique_ptr<Command> conventionAmend() { return std::make_unique<ConventionAmend>(); }

} // namespace cortege::admincli
