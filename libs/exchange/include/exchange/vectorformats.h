#pragma once

#include <exchange/drawings.h>
#include <exchange/factrecipe.h>
#include <exchange/publication.h>

#include <QtCore/QtPlugin>

#include <expected>
#include <functional>
#include <stop_token>
#include <vector>

/// Formats of other people's maps, read and written by GDAL. GDAL brings some 130 libraries, which took a third of a
/// window's start: it is in a library of its own (libs/vectorfiles), loaded when somebody opens or writes such a file.
namespace cortege::exchange
{

struct RawFault {
    QString reason;
    QString field {}; ///< empty: the whole row
    QString value {};
};
/// A row of a table or a record of a layer alike: the cells that were chosen, and where it is.
struct RawRow {
    int line = 0;
    QStringList cells; ///< trimmed, in the order of `FactRecipe::columns`
    std::expected<GeoPoint, RawFault> place; ///< WGS 84
    std::optional<RawFault> fault {}; ///< nothing of it can be read
};

/// The beginning of a layer.
struct LayerLook {
    QStringList layers; ///< of the file
    QString layer; ///< the one that was looked at
    QStringList columns;
    std::vector<QStringList> rows; ///< trimmed cells
};

class VectorFormats
{
public:
    virtual ~VectorFormats() = default;
    VectorFormats(const VectorFormats &) = delete;
    VectorFormats &operator=(const VectorFormats &) = delete;

    /// The program's own, or its values are not these.
    virtual QString version() const = 0;
    /// As the function of that name.
    virtual Result<Drawings> readDrawings(const QString &path) const = 0;
    /// Without a layer's name, the first that has records. Errors as of `lookInto`.
    virtual Result<LayerLook> lookIntoLayer(const QString &path, const QString &layer, int rows) const = 0;
    /// Rows of a table as well: their places may be in any coordinate system. Errors as of `readFacts`.
    virtual Result<> forEachRow(const QString &path, const FactRecipe &recipe,
        const std::function<void(const RawRow &row)> &take, const std::stop_token &stop) const
        = 0;
    /// GeoPackage or KML; nothing may be at `path` yet.
    virtual Result<> writeEvents(
        const QString &path, CopyForm form, std::span<const EventVersion> events, const Stamp &stamp) const
        = 0;
    /// GeoPackage with a style for QGIS; nothing may be at `path` yet.
    virtual Result<> writeZones(const QString &path, const PublishedZones &zones, const Stamp &stamp) const = 0;
    /// Route, footprint or, where neither is drawn, the places of the addresses (MULTIPOINT), as the layers have them:
    /// WKT (ISO 19125), longitude first. Empty when nothing is on the map.
    virtual QString wktOf(const EventRecord &record) const = 0;

protected:
    VectorFormats() = default;
};

/// Loads the library, if nobody has: Unavailable where it is not installed, or is of another version. It stays until
/// the program ends.
Result<const VectorFormats *> vectorFormats();

} // namespace cortege::exchange

#define CortegeVectorFormatsIid "fr.marseille.cortege.VectorFormats/1" // a macro, because moc reads it
Q_DECLARE_INTERFACE(cortege::exchange::VectorFormats, CortegeVectorFormatsIid)
