#include <exchange/csv.h>

using namespace cortege::exchange;

// Whatever is read as a row is read the same once it was written again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    CsvReader reader({ data, static_cast<qsizetype>(size) });
    while (const auto row = reader.next()) {
        if (!*row)
            continue;
        const QByteArray written = csvLine((*row)->cells);
        const auto again = CsvReader(written).next();
        if (!again || !*again || (**again).cells != (*row)->cells)
            __builtin_trap();
    }
    return 0;
}
