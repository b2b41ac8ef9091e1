#include "handlers/handler.h"

namespace cortege::server
{

Outcome addFacts(const protocol::AddFactsRequest &request, const Person &person, Services &services)
{
    return FactWrite { AddFacts { request.source, request.block }, person.author(), services.clock.now() };
}

} // namespace cortege::server
