#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <expected>
#include <optional>

namespace cortege::server
{

/// What the server's endpoints understand of HTTP/1.1 (RFC 9112): one GET without a body.
struct HttpRequest {
    QByteArray path; ///< "/metrics"
    QByteArray query; ///< behind the question mark, as it was sent
    std::optional<QByteArray> host; ///< the field, if there is one

    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

/// A request may be so long, its fields included; Prometheus sends some 300 bytes.
inline constexpr qsizetype kHttpRequestLimit = 4096;

/// Reads the request that these bytes begin with. Nothing: the rest has yet to come. The error is the HTTP status to
/// refuse with.
std::expected<std::optional<HttpRequest>, int> readHttpRequest(QByteArrayView received);

/// Is that Host this machine itself? A page in a browser of this machine can reach us under a name of its own (DNS
/// rebinding), never under these.
bool isOwnName(QByteArrayView host);

} // namespace cortege::server
