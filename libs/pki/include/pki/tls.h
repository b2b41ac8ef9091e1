#pragma once

#include <domain/result.h>
#include <pki/privatekey.h>

#include <QtNetwork/QSslConfiguration>

/// TLS 1.3 only, certificates on both sides, no authority of the system. Errors name the file and what is wrong in it.
namespace cortege::pki
{

struct ServerTlsFiles {
    QString certificateChain; ///< PEM: the server's certificate first, then the authorities above it without the root
    QString key; ///< PEM, elliptic curve, not encrypted
    QString clientAuthorities; ///< PEM: each authority that signs persons' certificates, and the root above it
};
/// `checkClientCertificate` must follow each handshake: Qt accepts certificates that we do not.
Result<QSslConfiguration> serverConfiguration(const ServerTlsFiles &files);

struct ClientTlsFiles {
    QString certificateChain; ///< PEM: the person's certificate first, then the client authority
    QString key; ///< PEM, elliptic curve, not encrypted; or the PKCS#11 URI of a P-256 key
    QString serverAuthority; ///< PEM: the root, and the server authority where the server does not send it
    std::optional<PrivateKey> cardKey = std::nullopt; ///< what `unlock` has opened

    bool wantsPin() const { return TokenUri::isMeant(key) && !cardKey; }
    /// Opens the key on its card. One attempt; OtherKey when it is not the certificate's.
    TokenResult<> unlock(const Pin &pin);
};
/// From the file, or the card where it was unlocked; PinRefused where it was not.
Result<PrivateKey> privateKeyOf(const ClientTlsFiles &files);
Result<QSslConfiguration> clientConfiguration(const ClientTlsFiles &files);

} // namespace cortege::pki
