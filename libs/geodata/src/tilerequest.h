#pragma once

#include <geodata/tilesource.h>

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <expected>
#include <optional>

namespace cortege::geodata
{

/// What the relay understands of HTTP/1.1 (RFC 9112): GET, without a body.
struct TileRequest {
    QByteArray target; ///< "/TOKEN/Z/X/Y.png", as sent
    QByteArray host; ///< the Host field; empty only for HTTP/1.0
    bool keepAlive = false;

    friend bool operator==(const TileRequest &, const TileRequest &) = default;
};

/// A request line and its fields may be this long together.
inline constexpr qsizetype kRequestLimit = qsizetype { 8 } * 1024;
/// Deeper than any tile pyramid in use; x and y then fit an int.
inline constexpr int kDeepestZoom = 24;

/// Takes one whole request off the front of `received`. Nothing: the rest has yet to come. The error is the HTTP status
/// to refuse with; whatever follows in the stream cannot be trusted then.
std::expected<std::optional<TileRequest>, int> takeRequest(QByteArray &received);

/// Reads "/TOKEN/Z/X/Y.png". Numbers are plain digits without leading zeros, and the tile is one of the pyramid.
std::optional<TileKey> tileKey(QByteArrayView target, QByteArrayView token);

} // namespace cortege::geodata
