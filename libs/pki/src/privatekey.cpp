#include "token.h"

#include <QtCore/QCoreApplication>

namespace cortege::pki
{
using namespace Qt::StringLiterals;
namespace
{

struct Pki {
    Q_DECLARE_TR_FUNCTIONS(Pki)
};

Failure kindOf(TokenTrouble trouble)
{
    switch (trouble) {
    case TokenTrouble::NoToken:
        return Failure::CardAbsent;
    case TokenTrouble::PinRefused:
        return Failure::PinRefused;
    case TokenTrouble::NoProvider:
    case TokenTrouble::NoModule:
    case TokenTrouble::Refused:
        return Failure::Unavailable;
    case TokenTrouble::BadAddress:
    case TokenTrouble::NoKey:
    case TokenTrouble::NotP256:
    case TokenTrouble::OtherKey:
        break;
    }
    return Failure::InvalidInput;
}

} // namespace

QString textOf(TokenTrouble trouble)
{
    switch (trouble) {
    case TokenTrouble::BadAddress:
        return Pki::tr("L’adresse de la clé n’est pas de la forme pkcs11:token=…;object=… (sans code PIN).");
    case TokenTrouble::NoProvider:
        return Pki::tr("Le paquet pkcs11-provider n’est pas installé.");
    case TokenTrouble::NoModule:
        return Pki::tr("Le pilote de la carte (module PKCS#11) est absent ou ne fonctionne pas.");
    case TokenTrouble::NoToken:
        return Pki::tr("Carte absente : insérez-la dans le lecteur.");
    case TokenTrouble::NoKey:
        return Pki::tr("La carte ne contient pas cette clé, ou ne montre ni sa clé publique ni son certificat.");
    case TokenTrouble::NotP256:
        return Pki::tr("La clé de la carte n’est pas une clé P-256 : RSA et les autres courbes ne sont pas admises.");
    case TokenTrouble::PinRefused:
        return Pki::tr("La carte refuse ce code PIN ; après quelques essais, elle se bloque.");
    case TokenTrouble::OtherKey:
        return Pki::tr("La clé de cette carte n’est pas celle du certificat.");
    case TokenTrouble::Refused:
        return Pki::tr("La carte refuse d’utiliser sa clé.");
    }
    Q_UNREACHABLE_RETURN({});
}

Error errorOf(TokenTrouble trouble, QStringView where)
{
    return { kindOf(trouble), u"%1: %2"_s.arg(where, textOf(trouble)) };
}

PrivateKey::PrivateKey(EVP_PKEY *key, std::shared_ptr<Token> token)
    : m_key(key, EVP_PKEY_free), m_token(std::move(token))
{
}

Result<PrivateKey> PrivateKey::fromPem(const QByteArray &pem)
{
    return readPrivateKey(pem).and_then([](KeyPtr key) -> Result<PrivateKey> {
        if (!isStrongCurveKey(key.get())) {
            opensslError();
            return fail(Failure::InvalidInput, u"not a key on P-256 or a larger NIST curve"_s);
        }
        return PrivateKey(key.release(), nullptr);
    });
}

TokenResult<PrivateKey> PrivateKey::onToken(const TokenUri &uri, const Pin &pin)
{
    return Token::open(uri, pin).and_then([](const std::shared_ptr<Token> &token) -> TokenResult<PrivateKey> {
        KeyPtr key = keyOver(token);
        if (!key) {
            opensslError();
            return std::unexpected(TokenTrouble::NotP256);
        }
        return PrivateKey(key.release(), token);
    });
}

std::optional<TokenTrouble> PrivateKey::takeTrouble() const { return m_token ? m_token->takeTrouble() : std::nullopt; }

bool PrivateKey::belongsTo(const QByteArray &certificatePem) const
{
    const auto certificate = readCertificate(certificatePem);
    const bool belongs = certificate && X509_check_private_key(certificate->get(), m_key.get()) == 1;
    opensslError();
    return belongs;
}

} // namespace cortege::pki
