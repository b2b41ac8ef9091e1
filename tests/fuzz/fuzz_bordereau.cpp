#include <domain/destruction.h>
#include <pki/signing.h>

using namespace cortege;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    // What was signed is these bytes and no others.
    if (const auto bordereau = bordereauFromJson(bytes); bordereau && toJson(*bordereau) != bytes)
        __builtin_trap();
    if (const auto deed = destructionDeedFromCbor(bytes); deed && toCbor(*deed) != bytes)
        __builtin_trap();
    (void)pki::checkDetached("content", bytes);
    return 0;
}
