#include "../acts.h"
#include "../dataregister.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

/// In French whatever the terminal speaks, as the convention.
QString mailFor(const Handover &handover, HandoverState state)
{
    const HandedOver &what = handover.what;
    const bool late = state == HandoverState::Overdue;
    return u"À : %1, %2\n"
           "Objet : %3\n"
           "\n"
           "Madame, Monsieur,\n"
           "\n"
           "Des données de la plateforme Cortège vous ont été remises le %4 pour un temps (convention de mise à\n"
           "disposition de données, article 8) :\n"
           "\n"
           "%5"
           "\n"
           "%6 Merci de détruire toutes les copies, sauvegardes et données dérivées\n"
           "comprises, et de nous adresser une attestation de destruction écrite, datée et signée, qui rappelle le\n"
           "numéro de la remise.\n"_s.arg(what.contact, what.provider,
               late ? u"Données à détruire : échéance dépassée"_s
                    : u"Données à détruire au plus tard le %1"_s.arg(shownDay(what.until)),
               shownDay(toParis(handover.at).date()), dutyText(what),
               late ? u"L’échéance du %1 est passée et nous n’avons pas reçu votre attestation."_s.arg(
                          shownDay(what.until))
                    : u"L’échéance approche."_s);
}

class HandoverRemind final : public ImmediateCommand
{
    QString name() const override { return u"handover remind"_s; }
    QString description() const override
    {
        return Admin::tr("écrit le courriel qui rappelle au prestataire ce qu’il doit détruire, et pour quand");
    }
    std::vector<Option> options() const override { return { databaseOption() }; }
    std::optional<Argument> argument() const override { return handoverArgument(); }

    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const auto id = handoverIn(arguments);
        if (!id)
            return std::unexpected(id.error());
        const auto data = DataRegister::open(arguments.value("database"_L1));
        if (!data)
            return failed(data.error());
        const Handover *const handover = (*data)->acts().find(*id);
        if (!handover)
            return failed(Error { Failure::NotFound, id->toString() });
        if (handover->end)
            return failed(Admin::tr("L’attestation de cette remise est classée : il n’y a rien à rappeler."));
        context.terminal.say(mailFor(*handover, handover->state(context.clock.now())).trimmed());
        return {};
    }
};

} // namespace

std::unique_ptr<Command> handoverRemind() { return std::make_unique<HandoverRemind>(); }

} // namespace cortege::admincli
