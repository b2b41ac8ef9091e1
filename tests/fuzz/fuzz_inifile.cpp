#include <cli/inifile.h>

using namespace cortege::cli;

// Any bytes of a file: what was read stands on a line of it, and reads the same when it is written again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const qsizetype lines = bytes.count('\n') + 1;
    const IniFile read = readIni(bytes);
    for (const IniFault &fault : read.faults) {
        if (fault.line < 0 || fault.line > lines || fault.text.isEmpty())
            __builtin_trap();
    }
    for (const IniEntry &entry : read.entries) {
        if (entry.line < 1 || entry.line > lines || entry.key.isEmpty())
            __builtin_trap();
        const IniFile again = readIni(iniLine(entry.key, entry.value).toUtf8());
        if (again.entries.size() != 1 || again.entries.front().value != entry.value)
            __builtin_trap();
    }
    return 0;
}
