#include "httprequest.h"

#include <QtNetwork/QHostAddress>

#include <algorithm>

namespace cortege::server
{
namespace
{

enum HttpStatus {
    BadRequest = 400,
    Forbidden = 403,
    MethodNotAllowed = 405,
    FieldsTooLarge = 431,
    VersionNotSupported = 505,
};

bool isVisible(char c) { return c > 0x20 && c < 0x7f; }
bool isNameCharacter(char c) { return isVisible(c) && !QByteArrayView("\"(),/:;<=>?@[\\]{}").contains(c); }
bool isFieldCharacter(char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); }

QByteArrayView takeUntil(QByteArrayView &rest, QByteArrayView separator)
{
    const qsizetype end = rest.indexOf(separator);
    const QByteArrayView element = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + separator.size());
    return element;
}

/// A page in a browser of this machine can reach us under a name of its own (DNS rebinding), never under these.
bool isOwnName(QByteArrayView host)
{
    if (const qsizetype colon = host.lastIndexOf(':'); colon >= 0 && !host.endsWith(']'))
        host = host.first(colon);
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.sliced(1, host.size() - 2);
    return host.compare("localhost", Qt::CaseInsensitive) == 0 || QHostAddress(QString::fromLatin1(host)).isLoopback();
}

std::optional<int> faultOfField(QByteArrayView field)
{
    const qsizetype colon = field.indexOf(':');
    if (colon <= 0 || !std::ranges::all_of(field.first(colon), isNameCharacter)
        || !std::ranges::all_of(field, isFieldCharacter))
        return BadRequest;
    const QByteArrayView value = field.sliced(colon + 1).trimmed();
    const auto is = [name = field.first(colon)](
                        const char *other) { return name.compare(QByteArrayView(other), Qt::CaseInsensitive) == 0; };
    if (is("transfer-encoding") || (is("content-length") && value != "0"))
        return BadRequest; // a body
    if (is("host") && !isOwnName(value))
        return Forbidden;
    return std::nullopt;
}

} // namespace

std::expected<std::optional<HttpRequest>, int> readHttpRequest(QByteArrayView received)
{
    const qsizetype end = received.first(std::min(received.size(), kHttpRequestLimit)).indexOf("\r\n\r\n");
    if (end < 0 && received.size() >= kHttpRequestLimit)
        return std::unexpected(FieldsTooLarge);
    if (end < 0)
        return std::nullopt;
    QByteArrayView fields = received.first(end);
    QByteArrayView line = takeUntil(fields, "\r\n");
    const QByteArrayView method = takeUntil(line, " ");
    QByteArrayView target = takeUntil(line, " ");
    const QByteArrayView version = line;
    if (method.isEmpty() || !std::ranges::all_of(method, isNameCharacter) || !target.startsWith('/')
        || !std::ranges::all_of(target, isVisible) || version.size() != 8 || !version.startsWith("HTTP/"))
        return std::unexpected(BadRequest);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return std::unexpected(VersionNotSupported);
    if (method != "GET")
        return std::unexpected(MethodNotAllowed);
    while (!fields.isEmpty()) {
        if (const auto fault = faultOfField(takeUntil(fields, "\r\n")))
            return std::unexpected(*fault);
    }
    return HttpRequest { takeUntil(target, "?").toByteArray() };
}

} // namespace cortege::server
