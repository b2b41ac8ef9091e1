#include <protocol/codec.h>

using namespace cortege::protocol;

// Whatever is read is valid, and reads the same once it was written again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto read = decodeRequest(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!read)
        return 0;
    const auto again = decodeRequest(encode(read->id, read->request));
    if (!again || again->request != read->request)
        __builtin_trap();
    return 0;
}
