#include <exchange/mapping.h>

using namespace cortege;
using namespace cortege::exchange;

// A mapping and a file for it, with a NUL between them. A row that is accepted is valid.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype cut = std::max<qsizetype>(bytes.indexOf('\0'), 0);
    const auto mapping = Mapping::fromJson(bytes.first(cut));
    if (!mapping)
        return 0;
    const auto rows = readCsv(bytes.sliced(cut + 1), *mapping, {});
    if (!rows)
        return 0;
    for (const auto &row : *rows) {
        if (row ? !validate(row->record).empty() : row.error().empty())
            __builtin_trap();
    }
    return 0;
}
