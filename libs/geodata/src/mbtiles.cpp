#include "images.h"
#include "sqlite.h"

#include <geodata/tilesource.h>

#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

namespace cortege::geodata
{
using namespace Qt::StringLiterals;
namespace
{

// Guards a careless maker of files, not a limit of the format.
constexpr int kTileBytesLimit = 4 * 1024 * 1024;
constexpr int kDeepest = 30;

using sqlite::messageOf;
using sqlite::prepare;
using sqlite::Statement;
using sqlite::textOf;

std::unexpected<Error> invalid(const QString &what) { return fail(Failure::InvalidInput, what); }

using Metadata = std::map<QString, QString>;

Result<Metadata> readMetadata(sqlite3 *connection)
{
    const auto rows = prepare(connection, "SELECT name, value FROM metadata");
    if (!rows)
        return invalid(u"no metadata table: %1"_s.arg(rows.error().detail));
    Metadata metadata;
    while (sqlite3_step(rows->get()) == SQLITE_ROW)
        metadata.insert_or_assign(textOf(rows->get(), 0), textOf(rows->get(), 1));
    return metadata;
}

QString valueOf(const Metadata &metadata, const QString &name)
{
    const auto found = metadata.find(name);
    return found == metadata.end() ? QString() : found->second;
}

/// Numbers with commas between them; nothing when one of them is none, or when there are not `count`.
std::optional<std::vector<double>> readNumbers(const QString &text, qsizetype count)
{
    std::vector<double> numbers;
    for (const QString &part : text.split(u',')) {
        bool ok = false;
        numbers.push_back(part.trimmed().toDouble(&ok));
        if (!ok || !std::isfinite(numbers.back()))
            return std::nullopt;
    }
    return std::ssize(numbers) == count ? std::optional(numbers) : std::nullopt;
}

GeoPoint onEarth(double longitude, double latitude)
{
    return { std::clamp(longitude, -180.0, 180.0), std::clamp(latitude, -90.0, 90.0) };
}

// "left,bottom,right,top" in degrees. Old writers go beyond the poles, and some files lack it.
std::optional<GeoBox> readBounds(const QString &text)
{
    const auto v = readNumbers(text, 4);
    if (!v)
        return std::nullopt;
    const GeoBox box { onEarth((*v)[0], (*v)[1]), onEarth((*v)[2], (*v)[3]) };
    const bool ordered
        = box.southWest.longitude < box.northEast.longitude && box.southWest.latitude < box.northEast.latitude;
    return ordered ? std::optional(box) : std::nullopt;
}

// "longitude,latitude,zoom": what a window of about four by three tiles shows there.
std::optional<GeoBox> readCentre(const QString &text)
{
    const auto v = readNumbers(text, 3);
    if (!v || (*v)[2] < 0 || (*v)[2] > kDeepest || !isOnEarth({ (*v)[0], (*v)[1] }))
        return std::nullopt;
    const double tile = 360 / std::exp2((*v)[2]);
    const double height = tile * std::cos((*v)[1] * std::numbers::pi / 180);
    return GeoBox { onEarth((*v)[0] - 2 * tile, (*v)[1] - 1.5 * height),
        onEarth((*v)[0] + 2 * tile, (*v)[1] + 1.5 * height) };
}

struct ZoomRange {
    int minimum;
    int maximum;
};

// Asked of the tiles themselves: the metadata are optional and often wrong. MIN and MAX use the index of the tiles.
Result<ZoomRange> readZooms(sqlite3 *connection)
{
    const auto row
        = prepare(connection, "SELECT (SELECT MIN(zoom_level) FROM tiles), (SELECT MAX(zoom_level) FROM tiles)");
    if (!row)
        return invalid(u"no tiles table: %1"_s.arg(row.error().detail));
    if (sqlite3_step(row->get()) != SQLITE_ROW)
        return invalid(messageOf(connection));
    if (sqlite3_column_type(row->get(), 0) == SQLITE_NULL)
        return invalid(u"the tiles table is empty"_s);
    const qint64 minimum = sqlite3_column_int64(row->get(), 0);
    const qint64 maximum = sqlite3_column_int64(row->get(), 1);
    if (sqlite3_column_type(row->get(), 0) != SQLITE_INTEGER || sqlite3_column_type(row->get(), 1) != SQLITE_INTEGER
        || minimum < 0 || maximum > kDeepest)
        return invalid(u"zoom levels %1 to %2"_s.arg(minimum).arg(maximum));
    return ZoomRange { static_cast<int>(minimum), static_cast<int>(maximum) };
}

QByteArray blobOf(sqlite3_stmt *row, int column)
{
    const void *bytes = sqlite3_column_blob(row, column);
    return { static_cast<const char *>(bytes), sqlite3_column_bytes(row, column) };
}

// One look at a real tile: what the metadata say of the format is optional as well.
Result<> checkRaster(sqlite3 *connection, const Metadata &metadata)
{
    const QString format = valueOf(metadata, u"format"_s).toLower();
    if (format == "pbf"_L1 || format == "mvt"_L1)
        return invalid(u"vector tiles (format %1); raster tiles are needed"_s.arg(format));
    const auto row = prepare(connection, "SELECT tile_data FROM tiles LIMIT 1");
    if (!row || sqlite3_step(row->get()) != SQLITE_ROW)
        return invalid(messageOf(connection));
    if (!imageType(blobOf(row->get(), 0)))
        return invalid(u"tiles that are neither PNG, JPEG nor WebP"_s);
    return {};
}

class Mbtiles final : public TileSource
{
public:
    Mbtiles(sqlite::Connection connection, Statement select, ZoomRange zooms, const Metadata &metadata)
        : m_connection(std::move(connection)), m_select(std::move(select)), m_zooms(zooms),
          m_extent(readBounds(valueOf(metadata, u"bounds"_s))), m_home(readCentre(valueOf(metadata, u"center"_s))),
          m_attribution(valueOf(metadata, u"attribution"_s))
    {
    }

    Result<QByteArray> tile(TileKey key) override;
    int minimumZoom() const override { return m_zooms.minimum; }
    int maximumZoom() const override { return m_zooms.maximum; }
    std::optional<GeoBox> extent() const override { return m_extent; }
    std::optional<GeoBox> home() const override { return m_home ? m_home : m_extent; }
    QString attribution() const override { return m_attribution; }

private:
    sqlite::Connection m_connection;
    Statement m_select;
    ZoomRange m_zooms;
    std::optional<GeoBox> m_extent;
    std::optional<GeoBox> m_home;
    QString m_attribution;
};

Result<QByteArray> Mbtiles::tile(TileKey key)
{
    if (key.zoom < m_zooms.minimum || key.zoom > m_zooms.maximum)
        return fail(Failure::NotFound);
    sqlite3_stmt *select = m_select.get();
    sqlite3_bind_int(select, 1, key.zoom);
    sqlite3_bind_int(select, 2, key.x);
    sqlite3_bind_int64(select, 3, (int64_t { 1 } << key.zoom) - 1 - key.y); // MBTiles counts rows northwards (TMS)
    const int step = sqlite3_step(select);
    QByteArray bytes = step == SQLITE_ROW ? blobOf(select, 0) : QByteArray();
    sqlite3_reset(select);
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        return fail(Failure::Corrupt, messageOf(m_connection.get()));
    if (!imageType(bytes))
        return fail(Failure::NotFound);
    return bytes;
}

} // namespace

Result<std::unique_ptr<TileSource>> openMbtiles(const QString &path)
{
    auto connection = sqlite::openReadOnly(path);
    if (!connection)
        return std::unexpected(connection.error());
    sqlite3 *handle = connection->get();
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kTileBytesLimit);
    const auto named = [&path](const Error &error) { return fail(error.kind, u"%1: %2"_s.arg(path, error.detail)); };
    const auto zooms = readZooms(handle);
    if (!zooms)
        return named(zooms.error());
    const auto metadata = readMetadata(handle);
    if (!metadata)
        return named(metadata.error());
    if (const auto raster = checkRaster(handle, *metadata); !raster)
        return named(raster.error());
    auto select
        = prepare(handle, "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?");
    if (!select)
        return named(select.error());
    return std::make_unique<Mbtiles>(*std::move(connection), *std::move(select), *zooms, *metadata);
}

} // namespace cortege::geodata
