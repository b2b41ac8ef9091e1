#include "readers.h"

using namespace cortege;
using namespace cortege::territory;

// Whatever the table says, every position lies on the earth and every thing has a name; nothing falls.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto table = readTable(bytes, QStringLiteral("table.csv"))) {
        for (const auto &number : table->features.numbers) {
            if (!isOnEarth(number.position) || number.street.isEmpty() || number.number.isEmpty())
                __builtin_trap();
        }
        for (const auto &place : table->features.places) {
            if (!isOnEarth(place.position) || place.name.isEmpty())
                __builtin_trap();
        }
    }
    if (const auto index = readStreetIndex(bytes)) {
        for (const auto &centre : index->features.streetCentres) {
            if (!isOnEarth(centre.position) || centre.name.isEmpty())
                __builtin_trap();
        }
    }
    return 0;
}
