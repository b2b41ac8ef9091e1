#pragma once

#include <exchange/publication.h>

#include <QtCore/QByteArray>

namespace cortege::exchange
{

/// Where no traffic passes, and when. Of an event nothing else leaves: not its subject, who organises it, how many
/// come.
struct Closure {
    QString id;
    int version = 1;
    UtcTime created {};
    UtcInterval when {};
    std::vector<GeoPoint> points; ///< of a sector closed: the last one is the first
    bool isSector = false;
    QString street; ///< as the first address says it; empty where none does
};

/// Of events that are not cancelled, have both times, and a route or a footprint.
std::vector<Closure> closuresOf(std::span<const EventVersion> events);

/// DATEX II 3.1 (EN 16157-2, -3, -7): a SituationPublication with one RoadOrCarriagewayOrLaneManagement each.
QByteArray datexII(std::span<const EventVersion> events, const Stamp &stamp);
/// Waze's Closure and Incident Feed Specification, version 2, as XML: one ROAD_CLOSED each.
QByteArray cifs(std::span<const EventVersion> events, const Stamp &stamp);

} // namespace cortege::exchange
