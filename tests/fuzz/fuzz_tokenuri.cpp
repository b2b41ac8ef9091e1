#include <pki/tokenuri.h>

using namespace cortege::pki;
using namespace Qt::StringLiterals;

// What is accepted is as it was written, never holds a PIN, and asks the provider for one type of object in plain
// ASCII.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text
        = u"pkcs11:"_s + QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto uri = TokenUri::parse(text);
    if (!uri)
        return 0;
    if (uri->text() != text || text.contains(u"pin-value="_s) || text.contains(u"pin-source="_s)
        || uri->modulePath().contains('\0'))
        __builtin_trap();
    for (const auto type : { TokenUri::Type::Public, TokenUri::Type::Private, TokenUri::Type::Certificate }) {
        const QByteArray asked = uri->forType(type);
        if (asked.count(";type=") != 1 || asked.contains('?') || asked.contains('\0')
            || !TokenUri::parse(QString::fromLatin1(asked)))
            __builtin_trap();
    }
    return 0;
}
