#pragma once

#include <domain/result.h>
#include <domain/time.h>
#include <pki/sealedkey.h>

#include <QtNetwork/QSslConfiguration>

#include <future>

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
    QString key; ///< PEM, elliptic curve, not encrypted; or a `SealedKey`; or the PKCS#11 URI of a P-256 key
    QString serverAuthority; ///< PEM: the root, and the server authority where the server does not send it
    std::optional<PrivateKey> openedKey = std::nullopt; ///< what `unlock` or `unseal` has opened

    bool wantsPin() const { return TokenUri::isMeant(key) && !openedKey; }
    /// Opens the key on its card. One attempt; OtherKey when it is not the certificate's.
    TokenResult<> unlock(const Pin &pin);

    /// The sealed key in the file; none where the key is of another kind. NotFound, Forbidden or Corrupt.
    Result<std::optional<SealedKey>> sealedKey() const;
    /// Opens it. Corrupt when that is not its secret or the file was changed.
    Result<> unseal(const SecretKey &secret);
};
/// From the file, or what was opened; PinRefused where a card was not, Unavailable where a sealed file was not.
Result<PrivateKey> privateKeyOf(const ClientTlsFiles &files);
Result<QSslConfiguration> clientConfiguration(const ClientTlsFiles &files);
/// InvalidInput unless the key is that certificate's; of a sealed one, its public half is enough.
Result<> checkOwnKey(const ClientTlsFiles &files, const QByteArray &certificatePem);
/// Of the first certificate of a PEM text; asks nothing of Qt's TLS.
Result<UtcTime> certificateEnds(const QByteArray &pem);
/// Before a program's first TLS, Qt reads the certificates of all authorities that the machine trusts, though we trust
/// none of them: a fifth of what a window's start takes. Called early, that goes on in another thread; whoever needs
/// TLS meanwhile waits for it.
std::future<void> prepareTls();
/// What `clientConfiguration` will say once the key is opened.
Result<> checkClientFiles(const ClientTlsFiles &files);

} // namespace cortege::pki
