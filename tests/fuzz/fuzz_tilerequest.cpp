#include <tilerequest.h>

using namespace cortege::geodata;

// Whatever comes over the socket: bytes are only taken off the front, and what was taken was a GET line.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray sent(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    QByteArray received = sent;
    while (true) {
        const qsizetype before = received.size();
        const auto request = takeRequest(received);
        if (!request || !*request) {
            if (received.size() != before || !sent.endsWith(received))
                __builtin_trap();
            return 0;
        }
        if (received.size() >= before || !sent.endsWith(received) || !(*request)->target.startsWith('/'))
            __builtin_trap();
        const auto key = tileKey((*request)->target, "t");
        if (key
            && (key->zoom > kDeepestZoom || key->x >= (1 << key->zoom) || key->y >= (1 << key->zoom) || key->x < 0
                || key->y < 0))
            __builtin_trap();
    }
}
