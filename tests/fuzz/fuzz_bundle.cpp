#include <exchange/bundle.h>

using namespace cortege;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto files = exchange::unbundle(bytes);
    if (!files)
        return 0;
    for (const exchange::BundledFile &file : *files) {
        if (file.name.contains(u'/') || file.name.startsWith(u'.')) // they become files in a folder
            __builtin_trap();
    }
    return 0;
}
