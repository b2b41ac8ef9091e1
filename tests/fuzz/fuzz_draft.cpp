#include <presentation/draft.h>

#include <cstdint>

using namespace cortege;

/// Whatever is read can be written, and reads back as the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto draft = presentation::decodeDraft(bytes);
    if (!draft)
        return 0;
    const auto written = presentation::encode(*draft);
    if (!written)
        return 0; // CBOR may say the same in fewer bytes than we do
    const auto again = presentation::decodeDraft(*written);
    if (!again || presentation::encode(*again) != *written)
        __builtin_trap();
    return 0;
}
