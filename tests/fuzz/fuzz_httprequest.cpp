#include <httprequest.h>

using namespace cortege::server;

// Whatever comes over the socket: what was read is a path, and further bytes change nothing of it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto read = readHttpRequest(bytes);
    if (read && !*read) {
        if (bytes.size() >= kHttpRequestLimit)
            __builtin_trap();
        return 0;
    }
    if (read && (!(*read)->path.startsWith('/') || (*read)->path.contains('?')))
        __builtin_trap();
    if (read && (*read)->host)
        isOwnName(*(*read)->host);
    if (readHttpRequest(bytes + "more") != read)
        __builtin_trap();
    return 0;
}
