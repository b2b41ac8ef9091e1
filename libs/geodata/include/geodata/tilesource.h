#pragma once

#include <domain/geometry.h>
#include <domain/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QUrl>

#include <compare>
#include <memory>
#include <optional>

namespace cortege::geodata
{

/// A tile of the Web Mercator pyramid (EPSG:3857) in the XYZ scheme: y grows southwards.
struct TileKey {
    int zoom = 0;
    int x = 0;
    int y = 0;

    friend auto operator<=>(const TileKey &, const TileKey &) = default;
};

/// Where the pictures of the ground come from. Used by one thread at a time.
class TileSource
{
public:
    virtual ~TileSource() = default;
    /// PNG, JPEG or WebP, 256 or 512 pixels wide. NotFound when there is no such tile.
    virtual Result<QByteArray> tile(TileKey key) = 0;
    virtual int minimumZoom() const = 0;
    virtual int maximumZoom() const = 0;
    /// The area that has tiles; nothing when unknown.
    virtual std::optional<GeoBox> extent() const = 0;
    /// What a map shows first; the whole extent unless there is a better place to begin.
    virtual std::optional<GeoBox> home() const { return extent(); }
    /// Shown in the corner of the map: "Fond schématique", "© les contributeurs d’OpenStreetMap" …
    virtual QString attribution() const = 0;
};

enum class GroundPalette { Light, Dark };
/// Marseille as it can be drawn from general knowledge: coast, islands, Vieux-Port, arrondissements, main axes, places.
/// Needs nothing on disk, and a QGuiApplication for the fonts. Its extent is what to show first.
std::unique_ptr<TileSource> schematicGround(GroundPalette palette = GroundPalette::Light);
/// MBTiles 1.3 with raster tiles (https://github.com/mapbox/mbtiles-spec). InvalidInput names what is wrong with it.
Result<std::unique_ptr<TileSource>> openMbtiles(const QString &path);

} // namespace cortege::geodata
