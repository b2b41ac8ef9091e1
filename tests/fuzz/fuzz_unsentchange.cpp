#include <client/changecodec.h>

using namespace cortege::client;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto read = decodeChange(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!read)
        return 0;
    const auto again = decodeChange(encodeChange(*read));
    if (!again || *again != *read)
        __builtin_trap();
    return 0;
}
