#include "../command.h"

#include <storage/sqliteregister.h>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr qsizetype kNameLimit = 64; // of a certificate's common name (RFC 5280)

bool isNameable(const QString &text)
{
    return text.toUcs4().size() <= kNameLimit && std::ranges::all_of(text, [](QChar c) { return c.isPrint(); });
}

class PersonAdd final : public ImmediateCommand
{
    QString name() const override { return u"person add"_s; }
    QString description() const override
    {
        return Admin::tr("inscrit une personne et affiche son numéro ; sans habilitation, rien ne s’ouvre");
    }
    std::vector<Option> options() const override
    {
        return { { "database"_L1, Admin::tr("FICHIER"), Admin::tr("base du serveur"), Option::Wanted::Once },
            { "name"_L1, Admin::tr("NOM"), Admin::tr("prénom et nom"), Option::Wanted::Once },
            { "service"_L1, Admin::tr("SERVICE"), Admin::tr("service, par exemple DOPC"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const Person person { PersonId::make(), arguments.value("name"_L1).trimmed(),
            arguments.value("service"_L1).trimmed(), {}, std::nullopt };
        if (!isNameable(person.name))
            return misused(Admin::tr("Nom refusé : --name a %1 caractères visibles au plus").arg(kNameLimit));
        if (!isNameable(person.service))
            return misused(Admin::tr("Nom refusé : --service a %1 caractères visibles au plus").arg(kNameLimit));
        const auto added = storage::SqlitePersonRegister::open(
            arguments.value("database"_L1), storage::SqlitePersonRegister::Access::ReadWrite)
                               .and_then([&](const auto &persons) { return persons->add(person); });
        if (!added)
            return failed(added.error());
        context.terminal.say(person.id.toString());
        return {};
    }
};

} // namespace

std::unique_ptr<Command> personAdd() { return std::make_unique<PersonAdd>(); }

} // namespace cortege::admincli
