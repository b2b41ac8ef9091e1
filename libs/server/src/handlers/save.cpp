#include "handlers/handler.h"

#include <domain/geojson.h>
#include <domain/personaldata.h>

#include <QtCore/QSet>

namespace cortege::server
{
namespace
{

using namespace Qt::StringLiterals;

/// Where and of which kind; never what was found.
void logSuspicions(const EventId &event, const std::vector<PersonalDataAt> &found, const Log &log)
{
    QSet<std::pair<Field, PersonalKind>> told;
    for (const PersonalDataAt &at : found) {
        if (told.contains({ at.field, at.finding.kind }))
            continue;
        told.insert({ at.field, at.finding.kind });
        log.info("personal-data-suspected"_L1,
            { { u"id"_s, event.toString() }, { u"field"_s, jsonName(at.field) },
                { u"kind"_s, name(at.finding.kind) } });
    }
}

} // namespace

/// Annexe 1 was checked when the record was read: the codec takes no other. The guard is asked here, and not there,
/// because what the journal has accepted once must stay readable.
Outcome save(const protocol::SaveRequest &request, const Person &person, Services &services)
{
    const auto found = findPersonalData(request.record);
    if (auto issues = personalDataIssues(found); !issues.empty())
        return protocol::WireError { protocol::ErrorCode::InvalidEvent, u"personal data (Art. 3)"_s, std::move(issues),
            {} };
    logSuspicions(request.event, found, services.log);
    return Write { request.request, person.author(), request.event, request.baseRevision, request.record,
        services.clock.now(), featureText(request.record) };
}

} // namespace cortege::server
