#pragma once

#include "openssl.h"

#include <pki/privatekey.h>

#include <mutex>
#include <span>

namespace cortege::pki
{

/// One key of a token, through OpenSSL's PKCS#11 provider in a library context of its own: nothing else in the process
/// knows of it. When a use fails, everything is let go and opened again once.
class Token
{
public:
    static TokenResult<std::shared_ptr<Token>> open(const TokenUri &uri, const Pin &pin);
    ~Token();
    Q_DISABLE_COPY_MOVE(Token)

    const QByteArray &publicPoint() const { return m_publicPoint; } ///< 04 | x | y
    std::optional<TokenTrouble> takeTrouble();

    using Octets = std::span<const unsigned char>;
    /// ECDSA in DER over a digest; nothing when the token does not do it.
    std::optional<QByteArray> sign(Octets digest);
    /// The shared secret of ECDH with that point.
    std::optional<QByteArray> derive(Octets peerPoint);

private:
    class Session;
    using Use = std::optional<QByteArray> (Session::*)(Octets) const;

    Token(TokenUri uri, const Pin &pin);
    std::optional<QByteArray> use(Use what, Octets input);
    TokenResult<> reopen();

    const TokenUri m_uri;
    QByteArray m_publicPoint;
    std::mutex m_mutex; ///< guards what follows
    Pin m_pin;
    std::unique_ptr<Session> m_session;
    std::optional<TokenTrouble> m_trouble;
    bool m_pinWasRefused = false;
};

/// An EVP_PKEY that Qt and the rest of OpenSSL take for an ordinary EC key, whose work the token does. Qt 6.8 crashes
/// with a provider's own key.
KeyPtr keyOver(const std::shared_ptr<Token> &token);
/// Makes an empty handle such a key as well; false when `from` is none.
bool copyCardKey(EVP_PKEY *into, EVP_PKEY *from);

} // namespace cortege::pki
