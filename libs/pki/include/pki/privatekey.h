#pragma once

#include <pki/pin.h>
#include <pki/tokenuri.h>

#include <memory>
#include <optional>

struct evp_pkey_st;

namespace cortege::pki
{

/// Why a key on a card or token cannot be used.
enum class TokenTrouble {
    BadAddress, ///< not a PKCS#11 URI that we take
    NoProvider, ///< OpenSSL's PKCS#11 provider is not installed
    NoModule, ///< the card's own library is not there, or none
    NoToken, ///< no such card or token in any reader
    NoKey, ///< it holds no such key
    NotP256, ///< RSA, another curve
    PinRefused, ///< wrong, or the card is locked; nothing tries again by itself
    OtherKey, ///< not the key of the certificate, or another card than before
    Refused, ///< it does not do what it is asked with the key
};
/// For the person, in a sentence.
QString textOf(TokenTrouble trouble);
/// CardAbsent, PinRefused or InvalidInput.
Error errorOf(TokenTrouble trouble, QStringView where);
template <class T = void>
using TokenResult = std::expected<T, TokenTrouble>;

class Token;

/// A private key on P-256 or a larger NIST curve, read from a file or kept by a card or token. A value: copies share
/// the key. Any thread.
class PrivateKey
{
public:
    /// InvalidInput unless it is such a key, not encrypted.
    static Result<PrivateKey> fromPem(const QByteArray &pem);
    /// A P-256 key that stays where it is: each use is a question to the card. The PIN is given to it once; a wrong one
    /// is one attempt of the few that a card allows. It is kept in memory for a card that was taken out and comes back,
    /// and given to that card only, which is known by its public key.
    ///
    /// Nothing of PKCS#11 is loaded before the first call. A card's module is shared by the keys of a process.
    static TokenResult<PrivateKey> onToken(const TokenUri &uri, const Pin &pin);

    /// What the last use of a card's key met, told once; nothing after success, and for a key from a file.
    std::optional<TokenTrouble> takeTrouble() const;
    bool isOnToken() const { return m_token != nullptr; }
    bool belongsTo(const QByteArray &certificatePem) const;

    evp_pkey_st *handle() const { return m_key.get(); } ///< for OpenSSL; never null

private:
    PrivateKey(evp_pkey_st *key, std::shared_ptr<Token> token);
    std::shared_ptr<evp_pkey_st> m_key;
    std::shared_ptr<Token> m_token;
};

/// A card's key, opened, and where it is.
struct CardKey {
    TokenUri uri;
    PrivateKey key;
};

} // namespace cortege::pki
