#include "tilefile.h"

#include <sqlite3.h>

#include <utility>

namespace cortege::territory
{
using namespace Qt::StringLiterals;
namespace
{

template <auto Free>
struct Releaser {
    void operator()(auto *handle) const noexcept { Free(handle); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Releaser<sqlite3_finalize>>;

Statement prepare(sqlite3 *connection, const char *sql)
{
    sqlite3_stmt *handle = nullptr;
    sqlite3_prepare_v2(connection, sql, -1, &handle, nullptr);
    return Statement(handle);
}

void bind(sqlite3_stmt *statement, int at, const QByteArray &text)
{
    sqlite3_bind_text(statement, at, text.constData(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

std::unexpected<Error> trouble(sqlite3 *connection)
{
    const int code = sqlite3_errcode(connection);
    return fail(code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? Failure::Corrupt : Failure::Unavailable,
        QString::fromUtf8(sqlite3_errmsg(connection)));
}

} // namespace

TileFile::TileFile(TileFile &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) { }
TileFile &TileFile::operator=(TileFile &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}
TileFile::~TileFile() { sqlite3_close_v2(m_handle); }

Result<> TileFile::run(const char *sql)
{
    if (sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return trouble(m_handle);
    return {};
}

Result<TileFile> TileFile::open(const QString &path, const QByteArray &fingerprint)
{
    sqlite3 *handle = nullptr;
    const int opened = sqlite3_open_v2(path.toUtf8().constData(), &handle,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
    TileFile file(handle);
    if (opened != SQLITE_OK)
        return trouble(handle);
    return file.prepareTables(fingerprint).transform([&] { return std::move(file); });
}

Result<> TileFile::prepareTables(const QByteArray &fingerprint)
{
    auto made = run("CREATE TABLE IF NOT EXISTS metadata (name TEXT PRIMARY KEY, value TEXT);"
                    "CREATE TABLE IF NOT EXISTS tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
                    " tile_data BLOB, PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;"
                    "CREATE TABLE IF NOT EXISTS drawn (zoom INTEGER, x INTEGER, y INTEGER, PRIMARY KEY (zoom, x, y));");
    if (!made)
        return made;
    const Statement known = prepare(m_handle, "SELECT value FROM metadata WHERE name = 'cortege:fingerprint'");
    const bool same = sqlite3_step(known.get()) == SQLITE_ROW
        && fingerprint == reinterpret_cast<const char *>(sqlite3_column_text(known.get(), 0));
    sqlite3_reset(known.get());
    if (same)
        return {};
    if (auto emptied = run("BEGIN; DELETE FROM tiles; DELETE FROM drawn; DELETE FROM metadata;"); !emptied)
        return emptied;
    const Statement mark = prepare(m_handle, "INSERT INTO metadata VALUES ('cortege:fingerprint', ?)");
    bind(mark.get(), 1, fingerprint);
    sqlite3_step(mark.get());
    return run("COMMIT");
}

bool TileFile::has(const Square &square) const
{
    const Statement select = prepare(m_handle, "SELECT 1 FROM drawn WHERE zoom = ? AND x = ? AND y = ?");
    sqlite3_bind_int(select.get(), 1, square.zoom);
    sqlite3_bind_int(select.get(), 2, square.x);
    sqlite3_bind_int(select.get(), 3, square.y);
    return sqlite3_step(select.get()) == SQLITE_ROW;
}

Result<> TileFile::put(const Square &square, std::span<const Tile> tiles)
{
    if (auto begun = run("BEGIN"); !begun)
        return begun;
    const Statement insert = prepare(m_handle, "INSERT OR REPLACE INTO tiles VALUES (?, ?, ?, ?)");
    for (const Tile &tile : tiles) {
        sqlite3_bind_int(insert.get(), 1, tile.key.zoom);
        sqlite3_bind_int(insert.get(), 2, tile.key.x);
        sqlite3_bind_int(insert.get(), 3, (1 << tile.key.zoom) - 1 - tile.key.y); // MBTiles counts rows northwards
        sqlite3_bind_blob(insert.get(), 4, tile.png.constData(), static_cast<int>(tile.png.size()), SQLITE_STATIC);
        if (sqlite3_step(insert.get()) != SQLITE_DONE) {
            const auto failed = trouble(m_handle);
            std::ignore = run("ROLLBACK");
            return failed;
        }
        sqlite3_reset(insert.get());
    }
    const Statement mark = prepare(m_handle, "INSERT OR REPLACE INTO drawn VALUES (?, ?, ?)");
    sqlite3_bind_int(mark.get(), 1, square.zoom);
    sqlite3_bind_int(mark.get(), 2, square.x);
    sqlite3_bind_int(mark.get(), 3, square.y);
    if (sqlite3_step(mark.get()) != SQLITE_DONE)
        return trouble(m_handle);
    return run("COMMIT");
}

Result<> TileFile::finish(const TileOptions &options)
{
    const GeoBox &box = options.bounds;
    const auto degrees = [](double value) { return QByteArray::number(value, 'f', 6); };
    const QByteArray middle = degrees((box.southWest.longitude + box.northEast.longitude) / 2) + ','
        + degrees((box.southWest.latitude + box.northEast.latitude) / 2) + ','
        + QByteArray::number(std::min(options.maximumZoom, options.minimumZoom + 3));
    const std::pair<const char *, QByteArray> rows[] {
        { "name", options.name.toUtf8() },
        { "attribution", options.attribution.toUtf8() },
        { "format", "png" },
        { "type", "baselayer" },
        { "version", "1.3" },
        { "bounds",
            degrees(box.southWest.longitude) + ',' + degrees(box.southWest.latitude) + ','
                + degrees(box.northEast.longitude) + ',' + degrees(box.northEast.latitude) },
        { "center", middle },
        { "minzoom", QByteArray::number(options.minimumZoom) },
        { "maxzoom", QByteArray::number(options.maximumZoom) },
    };
    if (auto begun = run("BEGIN"); !begun)
        return begun;
    for (const auto &[name, value] : rows) {
        const Statement insert = prepare(m_handle, "INSERT OR REPLACE INTO metadata VALUES (?, ?)");
        bind(insert.get(), 1, name);
        bind(insert.get(), 2, value);
        if (sqlite3_step(insert.get()) != SQLITE_DONE)
            return trouble(m_handle);
    }
    const QByteArray outside = " NOT BETWEEN " + QByteArray::number(options.minimumZoom) + " AND "
        + QByteArray::number(options.maximumZoom) + ';';
    return run("DELETE FROM tiles WHERE zoom_level" + outside + "DELETE FROM drawn WHERE zoom" + outside + "COMMIT;");
}

} // namespace cortege::territory
