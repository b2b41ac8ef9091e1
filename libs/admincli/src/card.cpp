#include "card.h"

#include <pki/files.h>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

constexpr auto kPinFile = "pin-file"_L1;
constexpr auto kKeysPinFile = "keys-pin-file"_L1;

Result<pki::Pin> pinOf(const QString &uri, QLatin1StringView option, const Arguments &arguments, const Context &context)
{
    if (arguments.has(option))
        return pki::Pin::fromFile(arguments.value(option));
    auto typed = context.terminal.askUnseen(Admin::tr("Code PIN de %1 :").arg(uri));
    if (!typed)
        return fail(Failure::PinRefused, Admin::tr("donnez --%1 FICHIER").arg(option));
    auto pin = pki::Pin::from(*typed);
    typed->fill('\0');
    return pin;
}

Error sealedKeyError()
{
    return { Failure::Unavailable,
        Admin::tr(
            "cette clé ne s’ouvre que par le coffre de secrets d’une session de bureau, que cortege-admin n’interroge "
            "pas : donnez une clé dans un fichier ou sur une carte") };
}

Result<pki::PrivateKey> plainKey(const QByteArray &content)
{
    if (pki::SealedKey::isMeant(content))
        return std::unexpected(sealedKeyError());
    return pki::PrivateKey::fromPem(content);
}

} // namespace

Option pinFileOption()
{
    return { kPinFile, Admin::tr("FICHIER"),
        Admin::tr("code PIN de la carte, si la clé est sur une carte ; sans cela, il est demandé") };
}

Option keysOption() { return { "keys"_L1, Admin::tr("DOSSIER"), Admin::tr("clés des données"), Option::Wanted::Once }; }

Option keysPinFileOption()
{
    return { kKeysPinFile, Admin::tr("FICHIER"),
        Admin::tr("code PIN de la carte, si la clé maîtresse est sur une carte ; sans cela, il est demandé") };
}

Result<pki::CardKey> cardFrom(const QString &uri, const Arguments &arguments, const Context &context)
{
    const auto parsed = pki::TokenUri::parse(uri);
    if (!parsed)
        return std::unexpected(errorOf(pki::TokenTrouble::BadAddress, uri));
    return pinOf(uri, kPinFile, arguments, context).and_then([&](const pki::Pin &pin) -> Result<pki::CardKey> {
        const auto key = pki::PrivateKey::onToken(*parsed, pin);
        if (!key)
            return std::unexpected(errorOf(key.error(), uri));
        return pki::CardKey { *parsed, *key };
    });
}

Result<pki::PrivateKey> keyFrom(const QString &where, const Arguments &arguments, const Context &context)
{
    if (!pki::TokenUri::isMeant(where))
        return pki::readPemFile(where).and_then(plainKey);
    return cardFrom(where, arguments, context).transform([](const pki::CardKey &card) { return card.key; });
}

Result<client::Profile> profileFrom(const Arguments &arguments, const Context &context)
{
    auto profile = client::Profile::load(arguments.value("profile"_L1));
    if (!profile)
        return profile;
    if (const auto sealed = profile->tls.sealedKey(); sealed && *sealed)
        return std::unexpected(sealedKeyError());
    if (!profile->tls.wantsPin())
        return profile;
    return pinOf(profile->tls.key, kPinFile, arguments, context).and_then([&](const pki::Pin &pin) {
        return profile->tls.unlock(pin).transform([&] { return *profile; }).transform_error([&](auto trouble) {
            return errorOf(trouble, profile->tls.key);
        });
    });
}

Result<std::optional<pki::Pin>> keysPin(const QString &folder, const Arguments &arguments, const Context &context)
{
    return pki::Keyring::cardOf(folder).and_then(
        [&](const std::optional<pki::TokenUri> &card) -> Result<std::optional<pki::Pin>> {
            if (!card)
                return std::nullopt;
            return pinOf(card->text(), kKeysPinFile, arguments, context);
        });
}

Result<std::unique_ptr<pki::Keyring>> keysFrom(const Arguments &arguments, const Context &context)
{
    const QString folder = arguments.value("keys"_L1);
    return keysPin(folder, arguments, context).and_then([&](const std::optional<pki::Pin> &pin) {
        return pki::Keyring::unlock(folder, pin);
    });
}

} // namespace cortege::admincli
