#include "handlers/handler.h"

namespace cortege::server
{

Outcome cancel(const protocol::CancelRequest &request, const Person &person, Services &services)
{
    return Write { request.request, person.author(), request.event, request.baseRevision, Cancellation {},
        services.clock.now() };
}

} // namespace cortege::server
