#include "errors.h"
#include "handlers/handler.h"

namespace cortege::server
{
using namespace Qt::StringLiterals;

Outcome subscribe(const protocol::SubscribeRequest &request, const Person &, Services &services)
{
    const auto last = services.reader.lastSequence();
    if (!last)
        return wireError(last.error());
    // Then the client knows another journal: ours was restored from a backup, say. It must begin again at 0.
    if (request.since > *last)
        return wireError(protocol::ErrorCode::InvalidParams, u"the journal ends at %1"_s.arg(*last));
    return Follow { request.since, { *last } };
}

} // namespace cortege::server
