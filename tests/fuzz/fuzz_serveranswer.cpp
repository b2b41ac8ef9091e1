#include <protocol/codec.h>

using namespace cortege::protocol;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto read = decodeFromServer(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    if (!read)
        return 0;
    if (const auto *notification = std::get_if<Notification>(&*read)) {
        const auto again = decodeFromServer(encode(*notification));
        if (!again || std::get<Notification>(*again) != *notification)
            __builtin_trap();
    }
    return 0;
}
