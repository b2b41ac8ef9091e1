#pragma once

#include <domain/geometry.h>
#include <domain/result.h>
#include <domain/time.h>

#include <QtCore/QByteArray>
#include <QtCore/QMap>
#include <QtCore/QString>

#include <vector>

/// One territory on disk: a folder that `cortege-territory build` makes, with its description in territory.json.
namespace cortege::geodata
{

struct TerritorySource {
    QString file; ///< its name without a folder
    QByteArray sha256; ///< hexadecimal
    QString attribution;
    qint64 records = 0; ///< that were used
    qint64 refused = 0;

    friend bool operator==(const TerritorySource &, const TerritorySource &) = default;
};

struct TerritoryPart {
    QByteArray sha256; ///< hexadecimal
    qint64 bytes = 0;

    friend bool operator==(const TerritoryPart &, const TerritoryPart &) = default;
};

struct Territory {
    static constexpr int kVersion = 1;
    static constexpr QLatin1StringView kDescription { "territory.json" };
    static constexpr QLatin1StringView kTiles { "tiles.mbtiles" };
    static constexpr QLatin1StringView kGazetteer { "gazetteer.sqlite" };
    static constexpr QLatin1StringView kNetwork { "streets.network" };

    QString folder;
    QString name;
    GeoBox bounds;
    QString attribution; ///< for the corner of the map
    UtcTime built {};
    int minimumZoom = 0;
    int maximumZoom = 0;
    int pixels = 256; ///< a side of a tile
    QMap<QString, qint64> counts; ///< "streets", "addresses", "places", "areas", "tiles"; "outside" of the bounds
    std::vector<TerritorySource> sources;
    QMap<QString, TerritoryPart> parts; ///< by file name

    QString tiles() const { return folder + u'/' + kTiles; }
    QString gazetteer() const { return folder + u'/' + kGazetteer; }
    QString network() const { return folder + u'/' + kNetwork; }

    /// NotFound without a description, InvalidInput when it is of another version or says too little. Looks at no part.
    static Result<Territory> open(const QString &folder);
    /// The text of territory.json.
    QByteArray toJson() const;

    friend bool operator==(const Territory &, const Territory &) = default;
};

} // namespace cortege::geodata
