#pragma once

#include <exchange/publication.h>

#include <utility>
#include <vector>

namespace cortege::exchange
{

/// Names and values of a flat table, in the order of annexe 1; the same names for every event.
using Columns = std::vector<std::pair<QString, QString>>;
Columns columnsOf(const EventVersion &event);
Columns columnsOfNothing();
Columns stampColumns(const Stamp &stamp);

/// What is said of a zone, in GeoJSON and in the layer alike.
struct ZoneColumns {
    Columns texts;
    std::vector<std::pair<QString, double>> numbers;
};
ZoneColumns columnsOf(const PublishedZone &zone, const PublishedZones &all, const Stamp &stamp);

} // namespace cortege::exchange
