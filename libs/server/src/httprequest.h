#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <expected>
#include <optional>

namespace cortege::server
{

/// What the endpoint for figures understands of HTTP/1.1 (RFC 9112): one GET without a body, from this machine.
struct HttpRequest {
    QByteArray path; ///< "/metrics", without what follows a question mark
    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

/// A request may be so long, its fields included; Prometheus sends some 300 bytes.
inline constexpr qsizetype kHttpRequestLimit = 4096;

/// Reads the request that these bytes begin with. Nothing: the rest has yet to come. The error is the HTTP status to
/// refuse with.
std::expected<std::optional<HttpRequest>, int> readHttpRequest(QByteArrayView received);

} // namespace cortege::server
