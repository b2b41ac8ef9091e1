#pragma once

#include <pki/tls.h>

#include <QtCore/QObject>

#include <functional>

/// The desktop's secret store (Secret Service or KWallet, by QtKeychain): it keeps the secrets that open sealed keys,
/// under the service "cortege" and the fingerprint of the key in hexadecimal.
///
/// Everything here is asynchronous, and may take as long as the person whom the store asks to unlock it. `then` is
/// called once, in the thread of `context`, and not at all once that is gone.
namespace cortege::client
{

/// Why the store does not open a key.
enum class StoreTrouble {
    NoStore, ///< none runs in this session, or it does not work
    NoSecret, ///< it says no, is locked, or has none for this key: the Secret Service does not tell these apart
    Damaged, ///< the secret does not open the file: the one or the other was changed
};
/// For the person, in a sentence.
QString textOf(StoreTrouble trouble);
template <class T = void>
using StoreResult = std::expected<T, StoreTrouble>;

using KeySealed = std::function<void(StoreResult<pki::SealedKey>)>;
using KeyUnsealed = std::function<void(StoreResult<>)>;

/// Draws a secret, has the store keep it, and seals the key under it once it is kept.
void sealKey(const QByteArray &keyPem, QObject *context, KeySealed then);
/// `files` must outlive `context`.
void unsealKey(pki::ClientTlsFiles &files, QObject *context, KeyUnsealed then);

} // namespace cortege::client
