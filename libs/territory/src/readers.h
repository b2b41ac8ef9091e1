#pragma once

#include <territory/source.h>

/// One reader a format, one file a reader. `request.path` is there and readable.
namespace cortege::territory
{

/// `format` as libosmium writes it: "osm", "osm.gz", "pbf".
Result<Source> readOpenStreetMap(const SourceRequest &request, const char *format);
Result<Source> readLayers(const SourceRequest &request);

/// A CSV with columns for longitude and latitude: addresses of the Base Adresse Nationale when it has the columns
/// `numero` and `nom_voie`, else places. Of a table of places, the columns of name, category and position are read and
/// no others: such files hold telephone numbers and addresses of persons.
Result<Source> readTable(QByteArrayView text, const QString &fileName);
/// [{"name": …, "quartier": …, "centroid": [longitude, latitude]}, …]
Result<Source> readStreetIndex(const QByteArray &json);

/// From words of a category, of a file name or of the place's own name; French.
geodata::PlaceCategory categoryOf(QStringView words);
/// "Place", "Cours", "Esplanade" … at the beginning of a street's name.
bool isSquareName(QStringView name);

/// Of a source that does not say so itself: nobody walks on a motorway, or in a main street's tunnel.
bool isOnFoot(geodata::StreetClass streetClass, int level);

} // namespace cortege::territory
