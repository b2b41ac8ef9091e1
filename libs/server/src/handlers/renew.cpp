#include "errors.h"
#include "handlers/handler.h"

#include <pki/authority.h>

namespace cortege::server
{
using namespace Qt::StringLiterals;

Outcome renew(const protocol::RenewRequest &request, const Person &person, Services &services)
{
    if (const auto good = pki::checkedRequest(request.request); !good)
        return wireError(protocol::ErrorCode::InvalidParams, good.error().detail);
    auto answer = services.certificates.renew(person.id, request.request, services.clock.now());
    if (!answer)
        return wireError(answer.error());
    if (answer->state == EnrolmentAnswer::State::Later)
        return wireError(protocol::ErrorCode::RateLimited, u"too many requests wait for the administrator"_s);
    return protocol::RenewAnswer { std::move(*answer) };
}

} // namespace cortege::server
