#pragma once

#include <geodata/tilesource.h>
#include <territory/tiles.h>

#include <memory>
#include <span>
#include <vector>

struct sqlite3;

namespace cortege::territory
{

/// The MBTiles file that is being drawn: what was put into it stays, whatever happens next. One thread at a time.
class TileFile
{
public:
    struct Tile {
        geodata::TileKey key;
        QByteArray png;
    };
    /// A square of tiles that are drawn as one picture; `x` and `y` in units of squares.
    struct Square {
        int zoom = 0;
        int x = 0;
        int y = 0;
    };
    /// Empties it when it was drawn for something else than `fingerprint`.
    static Result<TileFile> open(const QString &path, const QByteArray &fingerprint);
    TileFile(TileFile &&) noexcept;
    TileFile &operator=(TileFile &&) noexcept;
    ~TileFile();

    bool has(const Square &square) const;
    Result<> put(const Square &square, std::span<const Tile> tiles);
    /// Writes the metadata, and leaves out what lies outside the zooms that are asked for now.
    Result<> finish(const TileOptions &options);

private:
    explicit TileFile(sqlite3 *handle) : m_handle(handle) { }
    Result<> run(const char *sql);
    Result<> prepareTables(const QByteArray &fingerprint);
    sqlite3 *m_handle;
};

} // namespace cortege::territory
