#include "calendar.h"

#include <exchange/columns.h>

#include <domain/geojson.h>

#include <libical/ical.h>

#include <cstdlib>
#include <memory>

namespace cortege::exchange
{
using namespace Qt::StringLiterals;
namespace
{

icaltimetype utc(UtcTime time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    return icaltime_from_timet_with_zone(seconds, 0, icaltimezone_get_utc_timezone());
}

QString placeOf(const EventRecord &record)
{
    QStringList texts;
    for (const Address &address : addressesOf(record)) {
        if (!address.text.isEmpty())
            texts << address.text;
    }
    return texts.join(u" – "_s);
}

icalcomponent *entryOf(const EventVersion &event, const Stamp &stamp)
{
    const EventRecord &record = event.record;
    icalcomponent *entry = icalcomponent_new_vevent();
    const auto add = [entry](icalproperty *property) { icalcomponent_add_property(entry, property); };
    const auto text = [](const QString &value) { return value.toUtf8(); };
    add(icalproperty_new_uid(text(event.id.toString())));
    add(icalproperty_new_dtstamp(utc(stamp.at)));
    add(icalproperty_new_lastmodified(utc(event.recordedAt)));
    add(icalproperty_new_sequence(event.revision - 1));
    add(icalproperty_new_dtstart(utc(*record.begins)));
    if (record.ends && *record.ends > *record.begins)
        add(icalproperty_new_dtend(utc(*record.ends)));
    add(icalproperty_new_summary(text(record.subject)));
    add(icalproperty_new_categories(text(label(record.kind()))));
    if (!record.description.isEmpty())
        add(icalproperty_new_description(text(record.description)));
    if (const QString place = placeOf(record); !place.isEmpty())
        add(icalproperty_new_location(text(place)));
    if (const auto points = pointsOf(record); !points.empty())
        add(icalproperty_new_geo({ points.front().latitude, points.front().longitude }));
    add(icalproperty_new_status(event.state == EventState::Cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    return entry;
}

} // namespace

QByteArray calendar(std::span<const EventVersion> events, const Stamp &stamp)
{
    const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> file(
        icalcomponent_new_vcalendar(), &icalcomponent_free);
    icalcomponent_add_property(file.get(), icalproperty_new_version("2.0"));
    icalcomponent_add_property(file.get(), icalproperty_new_prodid("-//Cortège//Cortège//FR"));
    for (const auto &[name, value] : stampColumns(stamp)) {
        icalproperty *property = icalproperty_new_x(value.toUtf8());
        icalproperty_set_x_name(property, ("X-CORTEGE-" + name.toUpper().toLatin1()).constData());
        icalcomponent_add_property(file.get(), property);
    }
    for (const EventVersion &event : events) {
        if (event.record.begins)
            icalcomponent_add_component(file.get(), entryOf(event, stamp));
    }
    const std::unique_ptr<char, decltype(&std::free)> text(icalcomponent_as_ical_string_r(file.get()), &std::free);
    return text.get();
}

} // namespace cortege::exchange
