#include <presentation/draft.h>

#include <cstdint>

using namespace cortege;

namespace
{

/// Whatever is read can be written, and reads back as the same.
template <class Decode>
void check(const QByteArray &bytes, Decode decode)
{
    const auto read = decode(bytes);
    if (!read)
        return;
    const auto written = presentation::encode(*read);
    if (!written)
        return; // CBOR may say the same in fewer bytes than we do
    const auto again = decode(*written);
    if (!again || presentation::encode(*again) != *written)
        __builtin_trap();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    check(bytes, presentation::decodeDraft);
    check(bytes, presentation::decodeModel);
    check(bytes, presentation::decodeFilter);
    return 0;
}
