#include "../command.h"
#include "../register.h"

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class PersonRevoke final : public ImmediateCommand
{
    QString name() const override { return u"person revoke"_s; }
    QString description() const override
    {
        return Admin::tr("retire tout accès à une personne ; ses sessions ouvertes sont coupées");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once } };
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
        const auto persons = storage::SqlitePersonRegister::open(
            arguments.value("database"_L1), storage::SqlitePersonRegister::Access::ReadWrite);
        if (!persons)
            return failed(persons.error());
        const auto person = findPerson(**persons, *id);
        if (!person)
            return failed(person.error());
        if (person->revokedAt) {
            context.terminal.say(Admin::tr("L’accès de %1 était déjà retiré, depuis le %2.")
                    .arg(person->name, wallTime(*person->revokedAt)));
            return {};
        }
        if (const auto revoked = (*persons)->revoke(*id, context.clock.now()); !revoked)
            return failed(revoked.error());
        context.terminal.say(Admin::tr("%1 n’a plus accès à la plateforme.").arg(person->name));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> personRevoke() { return std::make_unique<PersonRevoke>(); }

} // namespace cortege::admincli
