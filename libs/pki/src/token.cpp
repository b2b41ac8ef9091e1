// EC_KEY_METHOD is deprecated, and the only way to give Qt a key that somebody else keeps: see docs/decisions/0190.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "token.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <openssl/store.h>
#include <openssl/ui.h>

#include <algorithm>
#include <array>
#include <utility>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#include <dlfcn.h>

/// The provider loads a card's module with RTLD_DEEPBIND, at which the sanitizers' runtime ends the process.
extern "C" [[gnu::visibility("default")]] void *dlopen(const char *path, int mode) noexcept
{
    static const auto kNext = reinterpret_cast<decltype(&dlopen)>(dlsym(RTLD_NEXT, "dlopen"));
    return kNext(path, mode & ~RTLD_DEEPBIND);
}
#endif

namespace cortege::pki
{
namespace
{

constexpr size_t kPointSize = 65; // of P-256, uncompressed
constexpr size_t kSecretSize = 32;
constexpr size_t kSignatureLimit = 72; // DER of two numbers of 256 bits

using ContextPtr = std::unique_ptr<OSSL_LIB_CTX, Releaser<OSSL_LIB_CTX_free>>;
using ProviderPtr = std::unique_ptr<OSSL_PROVIDER, Releaser<OSSL_PROVIDER_unload>>;
using StorePtr = std::unique_ptr<OSSL_STORE_CTX, Releaser<OSSL_STORE_close>>;
using StoredPtr = std::unique_ptr<OSSL_STORE_INFO, Releaser<OSSL_STORE_INFO_free>>;
using PromptPtr = std::unique_ptr<UI_METHOD, Releaser<UI_destroy_method>>;
using KeyContextPtr = std::unique_ptr<EVP_PKEY_CTX, Releaser<EVP_PKEY_CTX_free>>;
using EcKeyPtr = std::unique_ptr<EC_KEY, Releaser<EC_KEY_free>>;
using BytesPtr = std::unique_ptr<unsigned char, decltype([](unsigned char *bytes) { OPENSSL_free(bytes); })>;

/// Who answers when the provider asks for the PIN: once at most. No answer is an empty one: after a failure the
/// provider would ask on the terminal.
struct Prompt {
    const Pin *pin = nullptr;
    int asked = 0;
};
int answer(char *buffer, int size, int, void *data)
{
    auto &prompt = *static_cast<Prompt *>(data);
    if (++prompt.asked > 1 || !prompt.pin || prompt.pin->text().size() > size)
        return 0;
    std::ranges::copy(prompt.pin->text(), buffer);
    return static_cast<int>(prompt.pin->text().size());
}

struct Found {
    bool moduleWorks = false;
    KeyPtr key; ///< of the first object that there is
    bool wasAskedForPin = false;
};
Found find(OSSL_LIB_CTX *context, const QByteArray &uri, const Pin *pin)
{
    Prompt prompt { pin };
    const PromptPtr method(UI_UTIL_wrap_read_pem_callback(answer, 0));
    const StorePtr store(OSSL_STORE_open_ex(
        uri.constData(), context, "provider=pkcs11", method.get(), &prompt, nullptr, nullptr, nullptr));
    Found found;
    found.moduleWorks = store != nullptr;
    while (store && !found.key && !OSSL_STORE_eof(store.get())) {
        const StoredPtr stored(OSSL_STORE_load(store.get()));
        if (!stored)
            break;
        switch (OSSL_STORE_INFO_get_type(stored.get())) {
        case OSSL_STORE_INFO_PKEY:
            found.key.reset(OSSL_STORE_INFO_get1_PKEY(stored.get()));
            break;
        case OSSL_STORE_INFO_PUBKEY:
            found.key.reset(OSSL_STORE_INFO_get1_PUBKEY(stored.get()));
            break;
        case OSSL_STORE_INFO_CERT:
            found.key.reset(X509_get_pubkey(OSSL_STORE_INFO_get0_CERT(stored.get())));
            break;
        default:
            break;
        }
    }
    found.wasAskedForPin = prompt.asked > 0;
    ERR_clear_error();
    return found;
}

std::optional<QByteArray> pointOf(const EVP_PKEY *key)
{
    QByteArray point(kPointSize, Qt::Uninitialized);
    size_t size = 0;
    const bool done = EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY,
                          reinterpret_cast<unsigned char *>(point.data()), kPointSize, &size)
            == 1
        && size == kPointSize && point[0] == POINT_CONVERSION_UNCOMPRESSED;
    return done ? std::optional(point) : std::nullopt;
}

KeyPtr publicKey(OSSL_LIB_CTX *context, Token::Octets point)
{
    std::array parameters { OSSL_PARAM_construct_utf8_string(
                                OSSL_PKEY_PARAM_GROUP_NAME, const_cast<char *>(SN_X9_62_prime256v1), 0),
        OSSL_PARAM_construct_octet_string(
            OSSL_PKEY_PARAM_PUB_KEY, const_cast<unsigned char *>(point.data()), point.size()),
        OSSL_PARAM_construct_end() };
    const KeyContextPtr maker(EVP_PKEY_CTX_new_from_name(context, "EC", "provider=default"));
    EVP_PKEY *made = nullptr;
    if (!maker || EVP_PKEY_fromdata_init(maker.get()) != 1
        || EVP_PKEY_fromdata(maker.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1)
        return nullptr;
    return KeyPtr(made);
}

} // namespace

// --- what is open ----------------------------------------------------------------------------------------------------

class Token::Session
{
public:
    static TokenResult<std::unique_ptr<Session>> start(const TokenUri &uri);

    /// What the token shows to anybody: its public key, or the certificate of it.
    TokenResult<QByteArray> shownPoint(const TokenUri &uri) const;
    TokenResult<> login(const TokenUri &uri, const Pin &pin);
    std::optional<QByteArray> sign(Octets digest) const;
    std::optional<QByteArray> derive(Octets peerPoint) const;

private:
    ContextPtr m_context;
    ProviderPtr m_ordinary; // digests, and others' public keys
    ProviderPtr m_pkcs11;
    KeyPtr m_key;
};

TokenResult<std::unique_ptr<Token::Session>> Token::Session::start(const TokenUri &uri)
{
    auto session = std::make_unique<Session>();
    session->m_context.reset(OSSL_LIB_CTX_new());
    if (!session->m_context)
        return std::unexpected(TokenTrouble::NoProvider);
    // A key that wants the PIN at each use is asked for on the terminal otherwise.
    UI_set_default_method(UI_null());
    session->m_ordinary.reset(OSSL_PROVIDER_load(session->m_context.get(), "default"));
    QByteArray module = uri.modulePath();
    std::array parameters { OSSL_PARAM_construct_utf8_string("pkcs11-module-path", module.data(), 0),
        OSSL_PARAM_construct_end() };
    session->m_pkcs11.reset(OSSL_PROVIDER_load_ex(
        session->m_context.get(), "pkcs11", module.isEmpty() ? parameters.data() + 1 : parameters.data()));
    ERR_clear_error();
    if (!session->m_ordinary || !session->m_pkcs11)
        return std::unexpected(TokenTrouble::NoProvider);
    return session;
}

TokenResult<QByteArray> Token::Session::shownPoint(const TokenUri &uri) const
{
    Found found = find(m_context.get(), uri.forType(TokenUri::Type::Public), nullptr);
    if (!found.moduleWorks)
        return std::unexpected(TokenTrouble::NoModule);
    const bool isThere = found.key || found.wasAskedForPin; // it asks at a token that it knows
    if (!found.key)
        found = find(m_context.get(), uri.forType(TokenUri::Type::Certificate), nullptr);
    if (!found.key)
        return std::unexpected(isThere || found.wasAskedForPin ? TokenTrouble::NoKey : TokenTrouble::NoToken);
    const auto point = isP256Key(found.key.get()) ? pointOf(found.key.get()) : std::nullopt;
    ERR_clear_error();
    return point ? TokenResult<QByteArray>(*point) : std::unexpected(TokenTrouble::NotP256);
}

TokenResult<> Token::Session::login(const TokenUri &uri, const Pin &pin)
{
    const QByteArray object = uri.forType(TokenUri::Type::Private);
    m_key = find(m_context.get(), object, &pin).key;
    if (m_key)
        return {};
    // The provider tells nobody why. It asks again, in vain, where the PIN has not opened the token.
    return std::unexpected(
        find(m_context.get(), object, nullptr).wasAskedForPin ? TokenTrouble::PinRefused : TokenTrouble::NoKey);
}

std::optional<QByteArray> Token::Session::sign(Octets digest) const
{
    const KeyContextPtr signer(EVP_PKEY_CTX_new_from_pkey(m_context.get(), m_key.get(), nullptr));
    QByteArray signature(kSignatureLimit, Qt::Uninitialized);
    size_t size = kSignatureLimit;
    if (!signer || EVP_PKEY_sign_init(signer.get()) != 1
        || EVP_PKEY_sign(
               signer.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, digest.data(), digest.size())
            != 1)
        return std::nullopt;
    signature.truncate(static_cast<qsizetype>(size));
    return signature;
}

std::optional<QByteArray> Token::Session::derive(Octets peerPoint) const
{
    const KeyPtr peer = publicKey(m_context.get(), peerPoint);
    const KeyContextPtr deriver(EVP_PKEY_CTX_new_from_pkey(m_context.get(), m_key.get(), "provider=pkcs11"));
    QByteArray secret(kSecretSize, Qt::Uninitialized);
    size_t size = kSecretSize;
    if (!peer || !deriver || EVP_PKEY_derive_init(deriver.get()) != 1
        || EVP_PKEY_derive_set_peer_ex(deriver.get(), peer.get(), 0) != 1
        || EVP_PKEY_derive(deriver.get(), reinterpret_cast<unsigned char *>(secret.data()), &size) != 1
        || size != kSecretSize)
        return std::nullopt;
    return secret;
}

// --- the token -------------------------------------------------------------------------------------------------------

Token::Token(TokenUri uri, const Pin &pin) : m_uri(std::move(uri)), m_pin(pin) { }
Token::~Token() = default;

TokenResult<std::shared_ptr<Token>> Token::open(const TokenUri &uri, const Pin &pin)
{
    std::shared_ptr<Token> token(new Token(uri, pin));
    return token->reopen().transform([&] { return token; });
}

TokenResult<> Token::reopen()
{
    m_session.reset(); // before the next one begins: its end closes the module, which the process has once
    auto session = Session::start(m_uri);
    if (!session)
        return std::unexpected(session.error());
    const auto point = (*session)->shownPoint(m_uri);
    if (!point)
        return std::unexpected(point.error());
    if (!m_publicPoint.isEmpty() && *point != m_publicPoint)
        return std::unexpected(TokenTrouble::OtherKey); // another card has another PIN
    if (const auto opened = (*session)->login(m_uri, m_pin); !opened)
        return opened;
    m_publicPoint = *point;
    m_session = std::move(*session);
    return {};
}

std::optional<TokenTrouble> Token::takeTrouble()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_trouble, std::nullopt);
}

std::optional<QByteArray> Token::use(Use what, Octets input)
{
    const std::lock_guard lock(m_mutex);
    m_trouble.reset();
    if (m_pinWasRefused) { // three times, and the card is locked
        m_trouble = TokenTrouble::PinRefused;
        return std::nullopt;
    }
    std::optional<QByteArray> output;
    if (m_session)
        output = (m_session.get()->*what)(input);
    if (!output) {
        if (const auto opened = reopen(); !opened) {
            m_trouble = opened.error();
            m_pinWasRefused = opened.error() == TokenTrouble::PinRefused;
        } else if (output = (m_session.get()->*what)(input); !output) {
            m_trouble = TokenTrouble::Refused;
        }
    }
    ERR_clear_error();
    return output;
}

std::optional<QByteArray> Token::sign(Octets digest) { return use(&Session::sign, digest); }
std::optional<QByteArray> Token::derive(Octets peerPoint) { return use(&Session::derive, peerPoint); }

// --- as OpenSSL's and Qt's key ---------------------------------------------------------------------------------------

namespace
{

using Holder = std::shared_ptr<Token>;

void releaseHolder(void *, void *holder, CRYPTO_EX_DATA *, int, long, void *) { delete static_cast<Holder *>(holder); }
int copyHolder(CRYPTO_EX_DATA *, const CRYPTO_EX_DATA *, void **holder, int, long, void *)
{
    if (*holder)
        *holder = new Holder(*static_cast<Holder *>(*holder));
    return 1;
}
int holderIndex()
{
    static const int kIndex = EC_KEY_get_ex_new_index(0, nullptr, nullptr, copyHolder, releaseHolder);
    return kIndex;
}
Token &tokenOf(const EC_KEY *key) { return **static_cast<Holder *>(EC_KEY_get_ex_data(key, holderIndex())); }

int signByToken(int, const unsigned char *digest, int size, unsigned char *signature, unsigned int *signatureSize,
    const BIGNUM *, const BIGNUM *, EC_KEY *key)
{
    const auto made = tokenOf(key).sign({ digest, static_cast<size_t>(size) });
    if (!made)
        return 0;
    std::ranges::copy(*made, reinterpret_cast<char *>(signature));
    *signatureSize = static_cast<unsigned int>(made->size());
    return 1;
}

/// OpenSSL frees the secret.
int deriveByToken(unsigned char **secret, size_t *secretSize, const EC_POINT *peer, const EC_KEY *key)
{
    unsigned char *octets = nullptr;
    const size_t size
        = EC_POINT_point2buf(EC_KEY_get0_group(key), peer, POINT_CONVERSION_UNCOMPRESSED, &octets, nullptr);
    const BytesPtr point(octets);
    auto made = size == kPointSize ? tokenOf(key).derive({ octets, size }) : std::nullopt;
    if (!made)
        return 0;
    *secret = static_cast<unsigned char *>(OPENSSL_memdup(made->constData(), static_cast<size_t>(made->size())));
    *secretSize = static_cast<size_t>(made->size());
    OPENSSL_cleanse(made->data(), *secretSize);
    return *secret != nullptr;
}

const EC_KEY_METHOD *tokenMethod()
{
    static const EC_KEY_METHOD *const kMethod = [] {
        EC_KEY_METHOD *const method = EC_KEY_METHOD_new(EC_KEY_OpenSSL());
        EC_KEY_METHOD_set_sign(method, signByToken, nullptr, nullptr);
        EC_KEY_METHOD_set_compute_key(method, deriveByToken);
        return method;
    }();
    return kMethod; // for good: any key may be the last one that needs it
}

} // namespace

KeyPtr keyOver(const std::shared_ptr<Token> &token)
{
    const QByteArray &point = token->publicPoint();
    const EcKeyPtr key(EC_KEY_new_by_curve_name(NID_X9_62_prime256v1));
    auto holder = std::make_unique<Holder>(token);
    if (!key
        || EC_KEY_oct2key(key.get(), reinterpret_cast<const unsigned char *>(point.constData()),
               static_cast<size_t>(point.size()), nullptr)
            != 1
        || EC_KEY_set_method(key.get(), tokenMethod()) != 1
        || EC_KEY_set_ex_data(key.get(), holderIndex(), holder.get()) != 1)
        return nullptr;
    std::ignore = holder.release(); // the key's, until releaseHolder
    KeyPtr wrapped(EVP_PKEY_new());
    return wrapped && EVP_PKEY_set1_EC_KEY(wrapped.get(), key.get()) == 1 ? std::move(wrapped) : nullptr;
}

bool copyCardKey(EVP_PKEY *into, EVP_PKEY *from)
{
    const EC_KEY *const key = EVP_PKEY_get0_EC_KEY(from);
    return key && EC_KEY_get_method(key) == tokenMethod()
        && EVP_PKEY_set1_EC_KEY(into, const_cast<EC_KEY *>(key)) == 1; // counts one more owner
}

} // namespace cortege::pki
