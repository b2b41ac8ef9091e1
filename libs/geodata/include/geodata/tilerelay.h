#pragma once

#include <geodata/tilesource.h>

#include <QtCore/QUrl>

#include <memory>

namespace cortege::geodata
{

/// Gives Qt Location its tiles: HTTP on 127.0.0.1, any free port, under a path that nobody can guess, in a thread of
/// its own. A tile that the source lacks is cut from its parent, or is a blank one: never an error, which Qt Location
/// would ask for again and again.
class TileRelay
{
public:
    static Result<std::unique_ptr<TileRelay>> start(std::unique_ptr<TileSource> source);
    /// Fetches from `urlTemplate` ("https://tiles.prefecture.example/{z}/{x}/{y}.png") and from nowhere else, through
    /// the HTTP proxy "http://HOST:PORT"; without one as the workstation does.
    static Result<std::unique_ptr<TileRelay>> startProxy(
        const QString &urlTemplate, const QString &attribution, int maximumZoom, const QUrl &proxy = {});
    /// What a person asks for by `tiles`: a URL template when "{z}" is in it, else an MBTiles file; empty, the
    /// schematic ground in this palette. `attribution` is for the template, and takes the place of the one in an
    /// MBTiles file unless it is empty.
    static Result<std::unique_ptr<TileRelay>> startFor(
        const QString &tiles, const QString &attribution, GroundPalette palette, const QUrl &proxy = {});
    ~TileRelay();

    /// "http://127.0.0.1:PORT/TOKEN/": Qt Location appends "Z/X/Y.png".
    QUrl base() const;
    QString attribution() const;
    int minimumZoom() const;
    int maximumZoom() const;
    std::optional<GeoBox> extent() const;
    std::optional<GeoBox> home() const;

private:
    class Private;
    explicit TileRelay(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace cortege::geodata
