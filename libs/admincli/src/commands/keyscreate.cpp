#include "../command.h"

#include <pki/keyring.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class KeysCreate final : public ImmediateCommand
{
    QString name() const override { return u"keys create"_s; }
    QString description() const override { return Admin::tr("crée les clés qui chiffrent les données du serveur"); }
    std::vector<Option> options() const override
    {
        return { { "directory"_L1, Admin::tr("DOSSIER"), Admin::tr("dossier à créer"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString folder = arguments.value("directory"_L1);
        if (const auto done = pki::Keyring::create(folder, context.clock.now()); !done)
            return failed(done.error());
        context.terminal.say(Admin::tr("Clés créées dans %1.").arg(folder));
        context.terminal.say(Admin::tr(
            "Sauvegardez ce dossier à part de la base : sans lui, elle ne se lit plus ; avec lui, elle se lit."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> keysCreate() { return std::make_unique<KeysCreate>(); }

} // namespace cortege::admincli
