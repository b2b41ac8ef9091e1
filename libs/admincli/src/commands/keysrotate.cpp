#include "../card.h"
#include "../command.h"

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
    std::vector<Option> options() const override { return { keysOption(), keysPinFileOption() }; }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString folder = arguments.value("keys"_L1);
        const auto done = keysPin(folder, arguments, context).and_then([&](const std::optional<pki::Pin> &pin) {
            return pki::Keyring::rotate(folder, context.clock.now(), pin);
        });
        if (!done)
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
