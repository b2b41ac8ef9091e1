#include "../card.h"
#include "../retentionplan.h"

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QString categoryNames()
{
    QStringList names;
    for (const RetentionCategory category : kRetentionCategories)
        names << name(category);
    return names.join(u", "_s);
}

class RetentionSetCommand final : public ImmediateCommand
{
    QString name() const override { return u"retention set"_s; }
    QString description() const override
    {
        return Admin::tr("fixe la durée de conservation d’une catégorie, par un acte signé ; n’efface rien encore");
    }
    std::vector<Option> options() const override
    {
        std::vector<Option> options { databaseOption(), keysOption(), keysPinFileOption(),
            { "category"_L1, Admin::tr("CATÉGORIE"), categoryNames(), Option::Wanted::Once },
            { "months"_L1, Admin::tr("N"),
                Admin::tr("mois après la fin de l’événement ; sans elle, jusqu’à la fin de la convention") },
            { "reference"_L1, Admin::tr("TEXTE"), Admin::tr("de la décision"), Option::Wanted::Once } };
        std::ranges::move(actingOptions(), std::back_inserter(options));
        return options;
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto category = retentionCategoryFromName(arguments.value("category"_L1));
        if (!category)
            return misused(Admin::tr("Catégorie inconnue : --category %1 (%2)")
                    .arg(arguments.value("category"_L1), categoryNames()));
        RetentionSet set { *category, std::nullopt, arguments.value("reference"_L1).simplified() };
        if (arguments.has("months"_L1)) {
            bool isNumber = false;
            set.months = arguments.value("months"_L1).toInt(&isNumber);
            if (!isNumber)
                return misused(Admin::tr("Nombre de mois refusé : --months %1").arg(arguments.value("months"_L1)));
        }
        const auto acting = actingSteward(arguments, context);
        if (!acting)
            return failed(acting.error());
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const auto data = DataRegister::open(arguments.value("database"_L1), **keys);
        if (!data)
            return failed(data.error());
        DataActs &acts = (*data)->acts();
        if (const auto recorded
            = acts.record((*data)->store(), set, acting->person.author(), acting->signer, context.clock).and_then([&] {
                  return acts.update((*data)->store());
              });
            !recorded)
            return failed(recorded.error());
        context.terminal.say(
            Admin::tr("%1 : %2").arg(textOf(*category), durationText(acts.retention().rule(*category))));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> retentionSet() { return std::make_unique<RetentionSetCommand>(); }

} // namespace cortege::admincli
