#include <pki/sealedkey.h>

using namespace cortege::pki;

// Nobody has sealed what comes in: what can be read is written again as it was meant, and never opened.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const auto secret = SecretKey::make();
    const auto read = SealedKey::parse(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!read)
        return 0;
    const auto again = SealedKey::parse(read->content());
    if (!again || again->content() != read->content() || read->open(*secret))
        __builtin_trap();
    return 0;
}
