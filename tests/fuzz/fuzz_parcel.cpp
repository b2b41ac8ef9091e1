#include <pki/authority.h>
#include <pki/parcel.h>

using namespace cortege;
using namespace cortege::pki;
using namespace Qt::StringLiterals;

namespace
{

const UtcTime kParcelAt { std::chrono::sys_days { std::chrono::year { 2026 } / 5 / 1 } };

struct Reader {
    Authority authority = *createAuthority(u"Essai"_s, kParcelAt);
    KeyAndRequest made = *makeRequest(u"x"_s);
    QByteArray certificate
        = *issueClientCertificate(authority.clients, made.requestPem, PersonId::make(), u"x"_s, kParcelAt);
    Result<Parcel> opened(const QByteArray &bytes) const
    {
        return openParcel(bytes, certificate, made.keyPem, certificate, kParcelAt);
    }
};

} // namespace

// Nobody has enclosed what comes in, and nobody has signed what is enclosed here.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const Reader reader {};
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (reader.opened(bytes))
        __builtin_trap();
    const auto enclosed = enclose(bytes, reader.certificate);
    if (!enclosed || reader.opened(*enclosed))
        __builtin_trap();
    return 0;
}
