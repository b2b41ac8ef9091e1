#include "../nominativelist.h"
#include "../register.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class PersonAuthority final : public ImmediateCommand
{
    QString name() const override { return u"person authority"_s; }
    QString description() const override
    {
        return Admin::tr("déclare une personne autorité d’habilitation d’une partie, ou met fin à ce mandat");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "party"_L1, Admin::tr("PARTIE"), Admin::tr("ville ou prefecture") },
            { "deed"_L1, Admin::tr("RÉFÉRENCE"), Admin::tr("de l’acte qui la désigne, par exemple un arrêté") },
            { "end"_L1, {}, Admin::tr("met fin à son mandat") } };
    }
    std::optional<Argument> argument() const override
    {
        return Argument { Admin::tr("NUMÉRO"), Admin::tr("de la personne, voir person list") };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto id = PersonId::parse(arguments.argument());
        if (!id)
            return misused(Admin::tr("Ce n’est pas un numéro de personne : %1").arg(arguments.argument()));
        const bool ends = arguments.has("end"_L1);
        const auto party = partyFromName(arguments.value("party"_L1));
        if (!ends && !party)
            return misused(
                Admin::tr("Partie inconnue : --party %1 (ville ou prefecture)").arg(arguments.value("party"_L1)));
        if (!ends && !arguments.has("deed"_L1))
            return misused(Admin::tr("Un mandat a la référence de son acte : --deed RÉFÉRENCE"));
        const auto acts = storage::SqliteHabilitations::open(
            arguments.value("database"_L1), storage::SqliteHabilitations::Access::ReadWrite);
        if (!acts)
            return failed(acts.error());
        const UtcTime now = context.clock.now();
        if (const auto done = ends
                ? (*acts)->endMandate(*id, now)
                : (*acts)->declare({ *id, *party, arguments.value("deed"_L1).trimmed(), now, std::nullopt });
            !done)
            return failed(done.error());
        context.terminal.say(ends ? Admin::tr("Cette personne n’est plus autorité d’habilitation.")
                                  : Admin::tr("Autorité d’habilitation : %1").arg(textOf(*party)));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> personAuthority() { return std::make_unique<PersonAuthority>(); }

} // namespace cortege::admincli
