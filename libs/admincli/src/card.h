#pragma once

#include "command.h"

#include <client/profile.h>
#include <pki/keyring.h>

/// Keys that are on a card, wherever a command takes a key: the option is a PKCS#11 URI then, and the PIN comes from a
/// file or is asked for on the terminal.
namespace cortege::admincli
{

Option pinFileOption(); ///< --pin-file
Option keysOption(); ///< --keys
Option keysPinFileOption(); ///< --keys-pin-file, for a master key on a card

/// The key that the option names: a file, or a key on a card.
Result<pki::PrivateKey> keyFrom(const QString &where, const Arguments &arguments, const Context &context);
/// The key on a card that the option names; InvalidInput when it names none.
Result<pki::CardKey> cardFrom(const QString &uri, const Arguments &arguments, const Context &context);
/// What --profile names, its card opened.
Result<client::Profile> profileFrom(const Arguments &arguments, const Context &context);
/// The PIN of the card that keeps the master key of that folder, if one does.
Result<std::optional<pki::Pin>> keysPin(const QString &folder, const Arguments &arguments, const Context &context);
/// What --keys names.
Result<std::unique_ptr<pki::Keyring>> keysFrom(const Arguments &arguments, const Context &context);

} // namespace cortege::admincli
