#include "../command.h"

#include <pki/keyring.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

class KeysRotate final : public ImmediateCommand
{
    QString name() const override { return u"keys rotate"_s; }
    QString description() const override
    {
        return Admin::tr("fait une nouvelle clé de données ; un serveur en marche la prend aussitôt");
    }
    std::vector<Option> options() const override
    {
        return { { "keys"_L1, Admin::tr("DOSSIER"), Admin::tr("clés des données"), Option::Wanted::Once } };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString folder = arguments.value("keys"_L1);
        if (const auto done = pki::Keyring::rotate(folder, context.clock.now()); !done)
            return failed(done.error());
        context.terminal.say(
            Admin::tr("Nouvelle clé de données dans %1 ; les anciennes restent pour lire ce qu’elles ont "
                      "chiffré. Sauvegardez le dossier.")
                .arg(folder));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> keysRotate() { return std::make_unique<KeysRotate>(); }

} // namespace cortege::admincli
