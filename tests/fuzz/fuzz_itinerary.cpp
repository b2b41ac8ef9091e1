#include <folding.h>
#include <geodata/itinerary.h>

using namespace cortege::geodata;

// What an agent types or pastes: names without blanks around them; readings that hold something.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    for (const QString &name : readItinerary(text)) {
        if (name.isEmpty() || name != name.simplified() || cortege::folded(name).isEmpty())
            __builtin_trap();
    }
    return 0;
}
