#include "handlers/handler.h"

namespace cortege::server
{
using namespace Qt::StringLiterals;

Outcome copy(const protocol::CopyRequest &request, const Person &person, Services &services)
{
    services.log.info("copy-made"_L1,
        { { u"person"_s, person.id.toString() }, { u"form"_s, jsonName(request.form) },
            { u"purpose"_s, jsonName(request.purpose) }, { u"events"_s, request.events } });
    return protocol::CopyAnswer { services.clock.now() };
}

} // namespace cortege::server
