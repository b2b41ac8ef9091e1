#include <domain/dataacts.h>

using namespace cortege;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto act = dataActFromCbor(bytes);
    if (act && toCbor(*act) != bytes) // what is signed is these bytes and no others
        __builtin_trap();
    return 0;
}
