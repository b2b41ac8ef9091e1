#include "../command.h"

#include <pki/keyring.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class KeysRewrap final : public ImmediateCommand
{
    QString name() const override { return u"keys rewrap"_s; }
    QString description() const override
    {
        return Admin::tr("change la clé maîtresse qui protège les clés de données");
    }
    std::vector<Option> options() const override
    {
        return { { "keys"_L1, Admin::tr("DOSSIER"), Admin::tr("clés des données"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString folder = arguments.value("keys"_L1);
        if (const auto done = pki::Keyring::rewrap(folder); !done)
            return failed(done.error());
        context.terminal.say(Admin::tr("Nouvelle clé maîtresse dans %1. Sauvegardez le dossier.").arg(folder));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> keysRewrap() { return std::make_unique<KeysRewrap>(); }

} // namespace cortege::admincli
