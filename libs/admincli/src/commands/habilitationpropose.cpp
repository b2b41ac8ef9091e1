#include "../day.h"
#include "../nominativelist.h"
#include "../register.h"

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class HabilitationPropose final : public ImmediateCommand
{
    QString name() const override { return u"habilitation propose"_s; }
    QString description() const override
    {
        return Admin::tr(
            "propose l’habilitation d’une personne inscrite et affiche son numéro ; rien ne s’ouvre encore");
    }
    std::vector<Option> options() const override
    {
        std::vector<Option> options {
            { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "person"_L1, Admin::tr("NUMÉRO"), Admin::tr("de la personne, voir person list"), Option::Wanted::Once },
            { "party"_L1, Admin::tr("PARTIE"), Admin::tr("ville ou prefecture, qui validera"), Option::Wanted::Once },
            { "role"_L1, Admin::tr("RÔLE"), Admin::tr("entry, consultation, analyst ou admin"),
                Option::Wanted::OnceOrMore },
            { "service"_L1, Admin::tr("SERVICE"), Admin::tr("si ce n’est pas celui de la personne") },
            { "from"_L1, Admin::tr("JOUR"), Admin::tr("premier jour, 2027-01-01 ; sans cela, tout de suite") },
            { "until"_L1, Admin::tr("JOUR"), Admin::tr("dernier jour, un an plus tard au plus"), Option::Wanted::Once }
        };
        std::ranges::move(actingOptions(), std::back_inserter(options));
        return options;
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto person = PersonId::parse(arguments.value("person"_L1));
        if (!person)
            return misused(
                Admin::tr("Ce n’est pas un numéro de personne : --person %1").arg(arguments.value("person"_L1)));
        const auto party = partyFromName(arguments.value("party"_L1));
        if (!party)
            return misused(
                Admin::tr("Partie inconnue : --party %1 (ville ou prefecture)").arg(arguments.value("party"_L1)));
        Roles roles;
        for (const QString &word : arguments.values("role"_L1)) {
            const auto role = roleFromName(word);
            if (!role)
                return misused(Admin::tr("Rôle inconnu : --role %1 (entry, consultation, analyst ou admin)").arg(word));
            roles |= *role;
        }
        UtcTime from = context.clock.now();
        if (arguments.has("from"_L1)) {
            const auto first = dayOf(arguments, "from"_L1);
            if (!first)
                return std::unexpected(first.error());
            from = midnight(*first);
        }
        const auto last = dayOf(arguments, "until"_L1);
        if (!last)
            return std::unexpected(last.error());
        return propose(arguments, { *person, {}, party, roles, { from, midnight(last->addDays(1)) } }, context);
    }

    static Outcome propose(const Arguments &arguments, Grant grant, const Context &context)
    {
        const auto acting = actingPerson(arguments, context);
        if (!acting)
            return failed(acting.error());
        const QString database = arguments.value("database"_L1);
        const auto person
            = storage::SqlitePersonRegister::open(database, storage::SqlitePersonRegister::Access::ReadOnly)
                  .and_then([&](const auto &persons) { return findPerson(*persons, grant.person); });
        if (!person)
            return failed(person.error());
        const QString service = arguments.value("service"_L1).simplified();
        grant.service = service.isEmpty() ? person->service.simplified() : service;
        const auto list = NominativeList::open(database, NominativeList::Access::ReadWrite);
        if (!list)
            return failed(list.error());
        const auto id = HabilitationId::make();
        const HabilitationAct act { id, ActKind::Propose, acting->person.id, {}, {}, {}, std::move(grant) };
        if (const auto done = (*list)->habilitations().record((*list)->acts(), act, acting->signer, context.clock);
            !done)
            return failed(done.error());
        context.terminal.say(id.toString());
        return {};
    }
};

} // namespace

std::unique_ptr<Command> habilitationPropose() { return std::make_unique<HabilitationPropose>(); }

} // namespace cortege::admincli
