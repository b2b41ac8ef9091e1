#include "../card.h"
#include "../command.h"

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
        return { { "directory"_L1, Admin::tr("DOSSIER"), Admin::tr("dossier à créer"), Option::Wanted::Once },
            { "master"_L1, u"pkcs11:…"_s, Admin::tr("la clé maîtresse est sur cette carte ; sans cela, un fichier") },
            pinFileOption() };
    }
    Outcome run(const Arguments &arguments, const Context &context) override
    {
        const QString folder = arguments.value("directory"_L1);
        std::optional<pki::CardKey> card;
        if (arguments.has("master"_L1)) {
            auto opened = cardFrom(arguments.value("master"_L1), arguments, context);
            if (!opened)
                return failed(opened.error());
            card = std::move(*opened);
        }
        if (const auto done = pki::Keyring::create(folder, context.clock.now(), card); !done)
            return failed(done.error());
        context.terminal.say(Admin::tr("Clés créées dans %1.").arg(folder));
        context.terminal.say(card
                ? Admin::tr("Sauvegardez ce dossier : sans lui et sans la carte, la base ne se lit plus.")
                : Admin::tr("Sauvegardez ce dossier à part de la base : sans lui, elle ne se lit plus ; avec lui, elle "
                            "se lit."));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> keysCreate() { return std::make_unique<KeysCreate>(); }

} // namespace cortege::admincli
