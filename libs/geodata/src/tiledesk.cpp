#include "tiledesk.h"

#include "images.h"

#include <algorithm>

namespace cortege::geodata
{
namespace
{

constexpr qsizetype kCacheBytes = qsizetype { 32 } * 1024 * 1024;
constexpr int kHighestAncestor = 6; // levels up: one pixel is then 64 wide, more tells nothing

TileKey ancestor(TileKey key, int zoom)
{
    const int levels = key.zoom - zoom;
    return { zoom, key.x >> levels, key.y >> levels };
}

} // namespace

TileDesk::TileDesk(std::unique_ptr<TileProvider> provider, ZoomLevels zooms)
    : m_provider(std::move(provider)), m_zooms(zooms), m_blank(blankTile()), m_cache(kCacheBytes)
{
}

void TileDesk::serve(TileKey key, Done done)
{
    look(key, ancestor(key, std::min(key.zoom, m_zooms.maximum)), Reach::Provider, std::move(done));
}

void TileDesk::look(TileKey wanted, TileKey at, Reach reach, Done done)
{
    if (at.zoom < m_zooms.minimum || wanted.zoom - at.zoom > kHighestAncestor)
        return done(m_blank);
    if (const QByteArray *known = m_cache.object(at))
        return found(wanted, at, reach, *known, done);
    if (reach == Reach::CacheOnly)
        return lookHigher(wanted, at, reach, done);
    m_provider->fetch(at, [this, wanted, at, done = std::move(done)](const Result<QByteArray> &tile) {
        if (tile) {
            remember(at, *tile);
            found(wanted, at, Reach::Provider, *tile, done);
        } else {
            lookHigher(wanted, at, tile.error().kind == Failure::NotFound ? Reach::Provider : Reach::CacheOnly, done);
        }
    });
}

void TileDesk::lookHigher(TileKey wanted, TileKey at, Reach reach, const Done &done)
{
    if (at.zoom == 0)
        return done(m_blank);
    look(wanted, ancestor(at, at.zoom - 1), reach, done);
}

void TileDesk::found(TileKey wanted, TileKey at, Reach reach, const QByteArray &bytes, const Done &done)
{
    if (at.zoom == wanted.zoom)
        return done(bytes);
    const auto part = cropToTile(bytes, at.zoom, wanted);
    if (!part)
        return lookHigher(wanted, at, reach, done);
    if (reach == Reach::Provider) // else the tile itself may come another time
        remember(wanted, *part);
    done(*part);
}

void TileDesk::remember(TileKey key, const QByteArray &bytes)
{
    m_cache.insert(key, new QByteArray(bytes), bytes.size()); // QCache owns it
}

} // namespace cortege::geodata
