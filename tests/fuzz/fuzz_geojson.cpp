#include <domain/geojson.h>
#include <exchange/importrow.h>

using namespace cortege;

// A row that is accepted is valid, and its record survives being written.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto rows = exchange::readFeatureCollection(bytes);
    if (!rows)
        return 0;
    for (const auto &row : *rows) {
        if (!row)
            continue;
        const auto again = recordFromFeature(toFeature(row->record));
        if (!validate(row->record).empty() || !again || *again != row->record)
            __builtin_trap();
    }
    return 0;
}
