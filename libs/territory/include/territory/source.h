#pragma once

#include <domain/result.h>
#include <geodata/mapfeatures.h>

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

/// Other people's files, read into what a territory is made of.
namespace cortege::territory
{

enum class SourceFormat {
    OpenStreetMap, ///< .osm, .osm.gz, .pbf
    Layers, ///< GeoJSON, GeoPackage, Shapefile and their like, through GDAL
    AddressBase, ///< CSV of the Base Adresse Nationale
    PlaceTable, ///< CSV with a name and a position
    StreetIndex, ///< JSON: street names with centre and quarter
};

/// What the features of a file are, where the person knows better than its columns.
struct Role {
    enum class Kind { Guess, Streets, Places, Areas };
    Kind kind = Kind::Guess;
    geodata::AreaKind area = geodata::AreaKind::Quarter; ///< for `Areas`
};
struct SourceRequest {
    QString path;
    Role role;
};

/// Why a record was left out.
enum class Fault {
    NoGeometry,
    WrongGeometry, ///< a point where a line was wanted
    OffEarth, ///< not a number, beyond the poles, or far from where the coordinate system is meant for
    TooShort, ///< fewer points than the shape needs
    NoName,
    NoStreet, ///< a house number that says no street
    NoPosition,
    MissingNodes, ///< the extract holds the way and not all of its points
    BrokenArea, ///< rings that do not close
    WrongCells, ///< a row with fewer cells than its header
    NotUtf8,
    Unreadable, ///< of a layer; what the format's own reader says is in `detail`
};
struct Refusal {
    QString record; ///< "12" for a line or a feature, "way 4711"
    Fault fault {};
    QString detail; ///< for `Unreadable`

    friend bool operator==(const Refusal &, const Refusal &) = default;
};

struct Features {
    std::vector<geodata::Street> streets;
    std::vector<geodata::HouseNumber> numbers;
    std::vector<geodata::NamedPlace> places;
    std::vector<geodata::Area> areas;
    /// Streets that are known by name and centre alone: the category says square or other.
    std::vector<geodata::NamedPlace> streetCentres;

    qsizetype count() const;
    void append(Features &&more);
};

struct Source {
    SourceFormat format {};
    /// Of the file as it is on disk, hexadecimal; with files beside it, of all of them one after another.
    QByteArray sha256;
    QStringList beside; ///< paths of what belongs to it, by name: a Shapefile's .cpg, .dbf, .prj and .shx
    QString attribution; ///< what the format obliges to say; empty when nothing is known
    Features features;
    std::vector<Refusal> refusals; ///< every record that could not be used, in the order of the file
    std::optional<GeoBox> bounds; ///< what the file says that it covers
};

/// The format is known by the content. NotFound or Forbidden for the file, InvalidInput when no reader knows it or when
/// not one record can be used; Corrupt when it is damaged as a whole.
Result<Source> readSource(const SourceRequest &request);

} // namespace cortege::territory
