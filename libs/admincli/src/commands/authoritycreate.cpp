#include "../command.h"

#include <pki/authority.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class AuthorityCreate final : public ImmediateCommand
{
    QString name() const override { return u"authority create"_s; }
    QString description() const override
    {
        return Admin::tr("crée l’autorité de certification : une racine, une autorité pour les personnes, une pour les "
                         "serveurs");
    }
    std::vector<Option> options() const override
    {
        return { { "name"_L1, Admin::tr("NOM"), Admin::tr("nom de l’autorité"), Option::Wanted::Once },
            { "directory"_L1, Admin::tr("DOSSIER"), Admin::tr("dossier à créer"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString folder = arguments.value("directory"_L1);
        const auto made
            = pki::createAuthority(arguments.value("name"_L1), context.clock.now())
                  .and_then([&](const pki::Authority &authority) { return pki::saveAuthority(authority, folder); });
        if (!made)
            return failed(made.error());
        context.terminal.say(Admin::tr("Autorité créée dans %1.").arg(folder));
        context.terminal.say(
            Admin::tr("Gardez ce dossier hors ligne : qui a ses clés peut se faire passer pour n’importe qui."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> authorityCreate() { return std::make_unique<AuthorityCreate>(); }

} // namespace cortege::admincli
