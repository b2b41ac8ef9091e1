#include "handlers/handler.h"

namespace cortege::server
{

/// The rules, and the guard among them, were asked when the request was read: the codec takes no other.
Outcome recordSource(const protocol::RecordSourceRequest &request, const Person &person, Services &services)
{
    return FactWrite { RecordSource { request.source }, person.author(), services.clock.now() };
}

} // namespace cortege::server
