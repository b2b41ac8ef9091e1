#include <exchange/gzip.h>

using namespace cortege::exchange;

// Whatever the bytes, the answer stays within its limit.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    constexpr qsizetype kLimit = 1024 * 1024;
    const auto content = gunzip({ data, static_cast<qsizetype>(size) }, kLimit);
    if (content && content->size() > kLimit)
        __builtin_trap();
    return 0;
}
