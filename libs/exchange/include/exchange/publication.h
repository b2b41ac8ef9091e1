#pragma once

#include <domain/copy.h>
#include <domain/event.h>
#include <domain/result.h>

#include <QtCore/QString>

#include <span>
#include <vector>

/// Events as a file for another program. Whoever opens it reads who took the data out, when and what for. Coordinates
/// are WGS 84; columns carry the names of annexe 1's GeoJSON.
///
/// GeoJSON: RFC 7946, as the platform's own messages. GeoPackage (OGC 12-128): layers parcours, emprises, lieux, and
/// sans_lieu for what was drawn nowhere. CSV: RFC 4180 with semicolons and a byte order mark, as French spreadsheets
/// open it; the column WKT has the geometry, longitude first, as GDAL and QGIS read it: the route (LINESTRING), the
/// footprint (POLYGON), or where neither is drawn the places of the addresses (MULTIPOINT). KML: OGC 12-007. iCalendar:
/// RFC 5545; events without a beginning are in no calendar. DATEX II 3.1 (EN 16157) and CIFS 2 (Waze): the roads that
/// routes and footprints of events with both times close, and nothing else of them; they may leave for those who guide
/// traffic.
namespace cortege::exchange
{

QString suffix(CopyForm
        form); ///< "geojson", "gpkg", "csv", "kml", "ics", "xml"; "pdf", "png" and "json" for what is made elsewhere

/// What is written on every copy.
struct Stamp {
    Purpose purpose {};
    QString person; ///< as in the habilitation: "Claire Martin (DOPC)"
    UtcTime at {};
};

/// Writes the events into `path`, a new file or in the place of an old one; after an error the old one is as it was.
/// Unavailable when the disk refuses. `form` is one of events, and no sheet.
Result<> publish(const QString &path, CopyForm form, std::span<const EventVersion> events, const Stamp &stamp);

/// A zone of tension for other programs.
struct PublishedZone {
    QString name; ///< "A"
    Ring outline; ///< counter-clockwise
    std::vector<Ring> holes; ///< clockwise
    double level = 0; ///< per hectare
    double highest = 0; ///< per hectare
    double amount = 0;
    double area = 0; ///< square metres
};
struct PublishedZones {
    std::vector<PublishedZone> zones;
    QString unit; ///< of amounts: "personnes"
    QString parameters; ///< what they were computed from, printed
    QString source; ///< of the ground and the data
};
/// GeoJSON (a FeatureCollection) or GeoPackage (layer zones, with a style in layer_styles that QGIS applies by itself).
/// Every zone carries the parameters and the stamp. Errors and old files as with `publish`.
Result<> publishZones(const QString &path, CopyForm form, const PublishedZones &zones, const Stamp &stamp);

} // namespace cortege::exchange
