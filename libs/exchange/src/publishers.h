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
/// What is said of a zone, in GeoJSON and in the layer alike.
struct ZoneColumns {
    Columns texts;
    std::vector<std::pair<QString, double>> numbers;
};
ZoneColumns columnsOf(const PublishedZone &zone, const PublishedZones &all, const Stamp &stamp);
/// Nothing may be at `path` yet.
Result<> writeZoneLayer(const QString &path, const PublishedZones &zones, const Stamp &stamp);
/// A style of QGIS (QML) for the layer zones: darker where the density is higher, the letter in the middle.
QString zoneStyle(const PublishedZones &zones);
/// GeoPackage or KML, through GDAL; nothing may be at `path` yet.
Result<> writeLayers(const QString &path, CopyForm form, std::span<const EventVersion> events, const Stamp &stamp);

} // namespace cortege::exchange
