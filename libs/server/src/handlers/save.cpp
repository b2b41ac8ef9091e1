#include "handlers/handler.h"

#include <domain/geojson.h>

namespace cortege::server
{

/// The record was checked when it was read: the codec takes no other.
Outcome save(const protocol::SaveRequest &request, const Person &person, Services &services)
{
    return Write { request.request, person.author(), request.event, request.baseRevision, request.record,
        services.clock.now(), featureText(request.record) };
}

} // namespace cortege::server
