#include <pki/authority.h>
#include <pki/sealing.h>

#include <algorithm>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kNow { std::chrono::sys_days { std::chrono::year { 2026 } / 5 / 1 } };
constexpr QByteArrayView kPlace = "where";

struct Own {
    SecretKey key = *SecretKey::fromBytes(QByteArray(32, 'k'));
    KeyAndRequest made = *makeRequest(u"x"_s);
    QByteArray certificate = *issueClientCertificate(
        createAuthority(u"Essai"_s, kNow)->clients, made.requestPem, PersonId::make(), u"x"_s, kNow);
    PrivateKey privateKey = *PrivateKey::fromPem(made.keyPem);
    QByteArray wrapped = *wrapKey(key, certificate);

    Result<SecretKey> unwrapped(const QByteArray &bytes) const { return unwrapKey(bytes, certificate, privateKey); }
};

QByteArray changed(QByteArray whole, qsizetype at, uint8_t by)
{
    whole[at] = static_cast<char>(whole[at] ^ by);
    return whole;
}

} // namespace

// Nobody has sealed what comes in. Sealed here, it opens as it was; with one byte another, without its end, or in
// another place it does not. A wrapped key with one byte another is the same key or none.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Own own {};
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (pki::open(own.key, bytes, kPlace) || own.unwrapped(bytes))
        __builtin_trap();
    const auto sealed = pki::seal(own.key, bytes, kPlace);
    if (!sealed)
        __builtin_trap();
    const auto opened = pki::open(own.key, *sealed, kPlace);
    if (!opened || *opened != bytes)
        __builtin_trap();
    if (size < 3)
        return 0;
    const uint8_t by = std::max<uint8_t>(data[0], 1);
    const qsizetype where = data[1] * 256 + data[2];
    const qsizetype at = where % sealed->size();
    if (pki::open(own.key, changed(*sealed, at, by), kPlace) || pki::open(own.key, sealed->first(at), kPlace)
        || pki::open(own.key, *sealed, "elsewhere"))
        __builtin_trap();
    const auto key = own.unwrapped(changed(own.wrapped, where % own.wrapped.size(), by));
    if (key && !(*key == own.key))
        __builtin_trap();
    return 0;
}
