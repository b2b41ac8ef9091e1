#include "../acts.h"
#include "../day.h"

#include <domain/event.h>

#include <tuple>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class ConventionAnnexe final : public ImmediateCommand
{
    QString name() const override { return u"convention annexe"_s; }
    QString description() const override
    {
        return Admin::tr(
            "enregistre une version de l’annexe 1, ses avis aux délégués à la protection des données et son "
            "étude d’impact ; sans cela le serveur la refuse");
    }
    std::vector<Option> options() const override
    {
        return actOptions({ { "version"_L1, Admin::tr("VERSION"),
                                Admin::tr("par exemple %1, celle de ce programme").arg(kAnnexeVersion),
                                Option::Wanted::Once },
            { "dpo-ville"_L1, Admin::tr("RÉFÉRENCE"), Admin::tr("avis au délégué de la Ville"), Option::Wanted::Once },
            { "dpo-ville-date"_L1, Admin::tr("DATE"), Admin::tr("jour de cet avis"), Option::Wanted::Once },
            { "dpo-prefecture"_L1, Admin::tr("RÉFÉRENCE"), Admin::tr("avis au délégué de la Préfecture de Police"),
                Option::Wanted::Once },
            { "dpo-prefecture-date"_L1, Admin::tr("DATE"), Admin::tr("jour de cet avis"), Option::Wanted::Once },
            { "impact-study"_L1, Admin::tr("RÉFÉRENCE"), Admin::tr("étude d’impact"), Option::Wanted::Once } });
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        AnnexeVersion annexe { arguments.value("version"_L1).trimmed(), {}, {},
            arguments.value("impact-study"_L1).trimmed() };
        for (const auto &[notice, reference, date] : { std::tuple(&annexe.city, "dpo-ville"_L1, "dpo-ville-date"_L1),
                 std::tuple(&annexe.prefecture, "dpo-prefecture"_L1, "dpo-prefecture-date"_L1) }) {
            const auto day = dayOf(arguments, date);
            if (!day)
                return std::unexpected(day.error());
            *notice = { *day, arguments.value(reference).trimmed() };
        }
        return recordAct(arguments, context, annexe);
    }
};

} // namespace

std::unique_ptr<Command> conventionAnnexe() { return std::make_unique<ConventionAnnexe>(); }

} // namespace cortege::admincli
