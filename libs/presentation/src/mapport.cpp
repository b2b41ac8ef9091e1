#include <presentation/mapport.h>

namespace cortege::presentation
{

MapEvent mapEventOf(const EventVersion &version)
{
    const EventRecord &record = version.record;
    MapEvent event { version.id, record.kind(), version.state, record.subject, record.begins, record.ends, {}, {},
        placesOf(record) };
    if (const auto *moving = std::get_if<MovingDemonstration>(&record.particulars))
        event.route = moving->route;
    if (const auto *standing = std::get_if<StaticDemonstration>(&record.particulars))
        event.footprint = standing->footprint;
    return event;
}

} // namespace cortege::presentation
