#include <domain/audit.h>
#include <protocol/codec.h>

using namespace cortege;

// What is read is written the same way again, and the rest is refused.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto note = auditNoteFrom(bytes, UtcTime {}); note && auditBody(*note) != bytes)
        __builtin_trap();
    if (const auto head = headFromAnchor(bytes); head && anchorLine(*head) != bytes)
        __builtin_trap();
    if (const auto receipt = protocol::decodeReceipt(bytes);
        receipt && protocol::decodeReceipt(protocol::encodeReceipt(*receipt)) != receipt)
        __builtin_trap();
    return 0;
}
