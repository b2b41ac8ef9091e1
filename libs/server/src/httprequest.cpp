#include "httprequest.h"

#include <QtNetwork/QHostAddress>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>

namespace cortege::server
{
namespace
{

namespace http = boost::beast::http;

enum HttpStatus {
    BadRequest = 400,
    MethodNotAllowed = 405,
    FieldsTooLarge = 431,
    VersionNotSupported = 505,
};

bool isVisible(char c) { return c > 0x20 && c < 0x7f; }

/// The parser knows a fault of the version only as one: another version that is written rightly is not a bad request.
int statusOfVersion(QByteArrayView received)
{
    const QByteArrayView line = received.first(std::max(received.indexOf("\r\n"), qsizetype { 0 }));
    const QByteArrayView version = line.sliced(line.lastIndexOf(' ') + 1);
    const bool isVersion = std::ranges::count(line, ' ') == 2 && version.size() == 8 && version.startsWith("HTTP/")
        && version[6] == '.' && version[5] >= '0' && version[5] <= '9' && version[7] >= '0' && version[7] <= '9';
    return isVersion ? VersionNotSupported : BadRequest;
}

std::expected<HttpRequest, int> requestFrom(const http::request<http::empty_body> &read)
{
    const QByteArrayView target(read.target().data(), static_cast<qsizetype>(read.target().size()));
    if (!target.startsWith('/') || !std::ranges::all_of(target, isVisible))
        return std::unexpected(BadRequest);
    if (read.method() != http::verb::get)
        return std::unexpected(MethodNotAllowed);
    if (read.count(http::field::host) > 1)
        return std::unexpected(BadRequest); // RFC 9112 §3.2
    const qsizetype mark = target.indexOf('?');
    HttpRequest request { (mark < 0 ? target : target.first(mark)).toByteArray(),
        mark < 0 ? QByteArray() : target.sliced(mark + 1).toByteArray(), std::nullopt };
    if (const auto host = read.find(http::field::host); host != read.end())
        request.host = QByteArray(host->value().data(), static_cast<qsizetype>(host->value().size()));
    return request;
}

} // namespace

std::expected<std::optional<HttpRequest>, int> readHttpRequest(QByteArrayView received)
{
    // The whole head at once: however the bytes come, they are read alike.
    const qsizetype end = received.first(std::min(received.size(), kHttpRequestLimit)).indexOf("\r\n\r\n");
    if (end < 0 && received.size() >= kHttpRequestLimit)
        return std::unexpected(FieldsTooLarge);
    if (end < 0)
        return std::nullopt;
    const QByteArrayView head = received.first(end + 4);
    http::request_parser<http::empty_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(kHttpRequestLimit));
    boost::system::error_code fault;
    const size_t taken = parser.put(boost::asio::buffer(head.data(), static_cast<size_t>(head.size())), fault);
    if (fault == http::error::bad_version)
        return std::unexpected(statusOfVersion(head));
    if (fault || !parser.is_header_done() || taken != static_cast<size_t>(head.size()))
        return std::unexpected(BadRequest);
    return requestFrom(parser.get()).and_then([&parser](HttpRequest request) -> std::expected<HttpRequest, int> {
        if (!parser.is_done()) // a body, in whatever way it is announced
            return std::unexpected(BadRequest);
        return request;
    });
}

bool isOwnName(QByteArrayView host)
{
    if (const qsizetype colon = host.lastIndexOf(':'); colon >= 0 && !host.endsWith(']'))
        host = host.first(colon);
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.sliced(1, host.size() - 2);
    return host.compare("localhost", Qt::CaseInsensitive) == 0 || QHostAddress(QString::fromLatin1(host)).isLoopback();
}

} // namespace cortege::server
