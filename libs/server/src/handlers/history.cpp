#include "errors.h"
#include "handlers/handler.h"

#include <domain/geojson.h>
#include <protocol/codec.h>

namespace cortege::server
{
namespace
{
/// What stands round the versions in an answer.
constexpr qsizetype kEnvelopeBytes = 256;
} // namespace

Outcome history(const protocol::HistoryRequest &request, const Person &, Services &services)
{
    auto versions = services.reader.history(request.event, protocol::limits::kMessageBytes);
    if (!versions)
        return wireError(versions.error());
    qsizetype room = protocol::limits::kMessageBytes - kEnvelopeBytes;
    auto oldest = versions->end();
    while (oldest != versions->begin()) {
        room -= featureText(*std::prev(oldest)).size() + 1;
        if (room < 0)
            break;
        --oldest;
    }
    versions->erase(versions->begin(), oldest);
    return protocol::HistoryAnswer { std::move(*versions) };
}

} // namespace cortege::server
