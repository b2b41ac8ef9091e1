#pragma once

#include <domain/result.h>
#include <territory/source.h>

#include <functional>
#include <stop_token>

/// Raster tiles of a territory, drawn with Mapnik after the style resources/territory/style.xml.
namespace cortege::territory
{

struct TileOptions {
    QString name;
    QString attribution;
    GeoBox bounds; ///< every tile that touches it is drawn
    int minimumZoom = 10;
    int maximumZoom = 16; ///< to 18; from 17 on only where there are streets
    int pixels = 256; ///< a side; 512 draws the same at twice the density
    QByteArray sources; ///< says what is drawn: tiles of a file with the same sources and style are kept
};

struct TileTally {
    qsizetype drawn = 0;
    qsizetype kept = 0; ///< had been drawn before

    friend bool operator==(const TileTally &, const TileTally &) = default;
};

/// Called from the threads that draw, one at a time.
using Progress = std::function<void(qsizetype done, qsizetype total)>;

inline constexpr int kDeepestZoom = 18;

/// Into an MBTiles file, with as many threads as there are processors. A file that is there is gone on with when it was
/// drawn from the same sources after the same style, else drawn anew. Unavailable when it cannot be written, when a
/// font is missing, or when it was stopped: what was drawn until then is kept.
Result<TileTally> drawTiles(const Features &features, const TileOptions &options, const QString &path,
    const Progress &progress = {}, const std::stop_token &stop = {});

} // namespace cortege::territory
