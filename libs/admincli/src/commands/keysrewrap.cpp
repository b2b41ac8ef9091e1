#include "../card.h"
#include "../command.h"

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
        return { keysOption(), keysPinFileOption(),
            { "master"_L1, u"pkcs11:…"_s, Admin::tr("la nouvelle est sur cette carte ; sans cela, dans un fichier") },
            pinFileOption() };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString folder = arguments.value("keys"_L1);
        const auto pin = keysPin(folder, arguments, context);
        if (!pin)
            return failed(pin.error());
        std::optional<pki::CardKey> card;
        if (arguments.has("master"_L1)) {
            auto opened = cardFrom(arguments.value("master"_L1), arguments, context);
            if (!opened)
                return failed(opened.error());
            card = std::move(*opened);
        }
        if (const auto done = pki::Keyring::rewrap(folder, context.clock.now(), *pin, card); !done)
            return failed(done.error());
        context.terminal.say(card
                ? Admin::tr("Nouvelle clé maîtresse sur la carte, pour %1. Sauvegardez le dossier.").arg(folder)
                : Admin::tr("Nouvelle clé maîtresse dans %1. Sauvegardez le dossier.").arg(folder));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> keysRewrap() { return std::make_unique<KeysRewrap>(); }

} // namespace cortege::admincli
