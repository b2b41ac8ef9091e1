#include "errors.h"
#include "handlers/handler.h"

namespace cortege::server
{
using namespace Qt::StringLiterals;

Outcome hello(const protocol::HelloRequest &request, const Person &person, Services &services)
{
    // Annexe 1 changes by an avenant with its own notices (Art. 3, 10): another version is another meaning.
    if (request.annexe != kAnnexeVersion)
        return wireError(protocol::ErrorCode::SchemaMismatch, u"this server speaks "_s + kAnnexeVersion);
    if (!services.convention.knowsAnnexe(request.annexe))
        return wireError(protocol::ErrorCode::SchemaMismatch,
            u"no notice to both data protection officers and no impact study is recorded for "_s + kAnnexeVersion);
    const auto last = services.reader.lastSequence();
    if (!last)
        return wireError(last.error());
    const auto lineage = services.reader.lineage();
    if (!lineage)
        return wireError(lineage.error());
    return protocol::HelloAnswer { QStringLiteral("cortege-server/" CORTEGE_VERSION), kAnnexeVersion, person.id,
        person.name, person.service, person.roles, *last, services.clock.now(), services.conventionNow(), *lineage };
}

} // namespace cortege::server
