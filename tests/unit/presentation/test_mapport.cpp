#include <presentation/mapport.h>

#include <catch2/catch_test_macros.hpp>

using namespace cortege;
using namespace cortege::presentation;
using namespace Qt::StringLiterals;

namespace
{

const GeoPoint kHere { 5.37, 43.29 };
const GeoPoint kThere { 5.38, 43.30 };

MapEvent onMap(decltype(EventRecord::particulars) particulars)
{
    EventRecord record = emptyRecord(EventKind::OfficialVisit);
    record.particulars = std::move(particulars);
    return mapEventOf({ EventId::make(), 1, 1, EventState::Active, { PersonId::make(), {} }, {}, record });
}

} // namespace

TEST_CASE("whatever its kind, an event on the map has the places of its addresses")
{
    const Address here { u"Ici"_s, kHere };
    const Address there { u"Là"_s, kThere };
    const Address nowhere { u"Quelque part"_s, std::nullopt };
    OfficialVisit visit;
    visit.addresses = { here, nowhere, there };
    CHECK(onMap(visit).places == std::vector { kHere, kThere });
    PlannedOperation operation;
    operation.addresses = { there };
    CHECK(onMap(operation).places == std::vector { kThere });
    MovingDemonstration march;
    march.departure = here;
    march.arrival = there;
    march.route = { kHere, kThere };
    CHECK(onMap(march).places == std::vector { kHere, kThere });
    CHECK(onMap(march).route == march.route);
    StaticDemonstration gathering;
    gathering.address = here;
    CHECK(onMap(gathering).places == std::vector { kHere });
}
