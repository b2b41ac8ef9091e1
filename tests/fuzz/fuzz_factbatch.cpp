#include <protocol/codec.h>

using namespace cortege;

// What is read as a batch is written as the same bytes' meaning: columns of one length, each fact by the rules.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto batch = protocol::decodeFactBatch(bytes);
    if (!batch)
        return 0;
    const QByteArray written = protocol::encodeFactBatch({ batch->block, batch->source, columnBytes(batch->columns) });
    const auto again = protocol::decodeFactBatch(written);
    if (!again || *again != *batch)
        __builtin_trap();
    for (size_t i = 0; i < batch->columns.size(); ++i) {
        if (!validate(batch->columns.at(i), size_t { 1 } << 16).empty())
            __builtin_trap();
    }
    return 0;
}
