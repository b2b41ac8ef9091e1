// A parameter set from anywhere: read or refused, and what was read is written and read the same.
#include <tension/parameters.h>

using namespace cortege::tension;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto set = parametersFromJson(QByteArrayView(data, static_cast<qsizetype>(size)));
    if (set && parametersFromJson(toJson(*set)) != set)
        __builtin_trap();
    return 0;
}
