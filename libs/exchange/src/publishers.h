#pragma once

#include <exchange/publication.h>

#include <QtCore/QByteArray>

#include <utility>
#include <vector>

namespace cortege::exchange
{

/// Names and values of a flat table, in the order of annexe 1; the same names for every event.
using Columns = std::vector<std::pair<QString, QString>>;
Columns columnsOf(const EventVersion &event);
Columns columnsOfNothing();
Columns stampColumns(const Stamp &stamp);

QByteArray calendar(std::span<const EventVersion> events, const Stamp &stamp);
/// Route, footprint or, where neither is drawn, the places of the addresses (MULTIPOINT), as the layers have them: WKT
/// (ISO 19125), longitude first. Empty when nothing is on the map.
QString wktOf(const EventRecord &record);
/// GeoPackage or KML, through GDAL; nothing may be at `path` yet.
Result<> writeLayers(const QString &path, CopyForm form, std::span<const EventVersion> events, const Stamp &stamp);

} // namespace cortege::exchange
