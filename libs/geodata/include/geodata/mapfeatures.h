#pragma once

#include <domain/geometry.h>

#include <QtCore/QString>

#include <vector>

/// What a territory is made of, whatever file it came from: OpenStreetMap, a city's own layers, the Base Adresse
/// Nationale. All positions in WGS 84. The readers give these values; the writers of tiles, gazetteer and street
/// network take them.
namespace cortege::geodata
{

/// Decides the width of a street on the map and nothing else: a demonstration may go through any of them.
enum class StreetClass { Motorway, Major, Minor, Service, Pedestrian };

/// One stretch of street; a street of a city is many of them with the same name.
struct Street {
    QString name; ///< empty where the source has none
    StreetClass streetClass = StreetClass::Minor;
    /// Two points or more; a single one where the source knows only where the street is, which can be found and not
    /// walked.
    LineString line;
    QString district; ///< quarter or arrondissement, commune; may be empty
    /// Bridges and tunnels meet the street they cross without a way from one to the other.
    int level = 0;
    /// False for motorways and the road tunnels of main streets: drawn, and found by one who writes the whole name, but
    /// no route is led along them.
    bool onFoot = true;

    friend bool operator==(const Street &, const Street &) = default;
};

/// One line of an address base.
struct HouseNumber {
    QString number; ///< with its suffix, "12 bis"
    QString street;
    QString postcode;
    QString commune;
    GeoPoint position;

    friend bool operator==(const HouseNumber &, const HouseNumber &) = default;
};

enum class PlaceCategory {
    Square,
    Station,
    School,
    Culture,
    Sport,
    Health,
    PublicService,
    Worship,
    Park,
    Monument,
    Other
};

/// Something people name when they say where: a square, a station, a stadium.
struct NamedPlace {
    QString name;
    PlaceCategory category = PlaceCategory::Other;
    GeoPoint position;
    QString district; ///< may be empty

    friend bool operator==(const NamedPlace &, const NamedPlace &) = default;
};

enum class AreaKind { Land, Quarter, Water, Park, Building, Square };

/// A surface, outer ring first, then its holes; one of several parts is several areas with the same name.
struct Area {
    QString name; ///< may be empty
    AreaKind kind = AreaKind::Quarter;
    std::vector<Ring> rings;

    friend bool operator==(const Area &, const Area &) = default;
};

} // namespace cortege::geodata
