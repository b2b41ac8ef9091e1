#include "handlers/handler.h"

namespace cortege::server
{

Outcome withdrawSource(const protocol::WithdrawSourceRequest &request, const Person &person, Services &services)
{
    return FactWrite { WithdrawSource { request.source }, person.author(), services.clock.now() };
}

} // namespace cortege::server
