#pragma once

#include <geodata/tilesource.h>

#include <QtCore/QByteArray>
#include <QtCore/QCache>

#include <functional>
#include <memory>

namespace cortege::geodata
{

inline size_t qHash(TileKey key, size_t seed = 0) { return qHashMulti(seed, key.zoom, key.x, key.y); }

/// Where the desk gets its tiles. `done` is called once, at once or later, in the desk's thread.
class TileProvider
{
public:
    using Done = std::function<void(Result<QByteArray>)>;

    virtual ~TileProvider() = default;
    /// NotFound: there is no such tile, an ancestor may do. Anything else: no answer for now.
    virtual void fetch(TileKey key, Done done) = 0;
};

struct ZoomLevels {
    int minimum = 0;
    int maximum = 0;
};

/// Has a picture for every tile: the provider's own, a part of an ancestor, or the bare sea.
class TileDesk
{
public:
    using Done = std::function<void(const QByteArray &)>;

    TileDesk(std::unique_ptr<TileProvider> provider, ZoomLevels zooms);
    void serve(TileKey key, Done done);

private:
    enum class Reach { Provider, CacheOnly };

    void look(TileKey wanted, TileKey at, Reach reach, Done done);
    void lookHigher(TileKey wanted, TileKey at, Reach reach, const Done &done);
    void found(TileKey wanted, TileKey at, Reach reach, const QByteArray &bytes, const Done &done);
    void remember(TileKey key, const QByteArray &bytes);

    std::unique_ptr<TileProvider> m_provider;
    ZoomLevels m_zooms;
    QByteArray m_blank;
    QCache<TileKey, QByteArray> m_cache;
};

} // namespace cortege::geodata
