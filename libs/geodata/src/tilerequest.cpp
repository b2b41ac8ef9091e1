#include "tilerequest.h"

#include <algorithm>
#include <cstdint>

namespace cortege::geodata
{
namespace
{

constexpr int kBadRequest = 400;
constexpr int kMethodNotAllowed = 405;
constexpr int kFieldsTooLarge = 431;
constexpr int kVersionNotSupported = 505;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isTokenCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}
bool isVisible(char c) { return c > 0x20 && c < 0x7f; }
bool isToken(QByteArrayView text) { return !text.isEmpty() && std::ranges::all_of(text, isTokenCharacter); }
bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

// The next element of `rest` up to `separator`, which is taken too.
QByteArrayView takeUntil(QByteArrayView &rest, QByteArrayView separator)
{
    const qsizetype end = rest.indexOf(separator);
    const QByteArrayView element = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + separator.size());
    return element;
}

std::expected<TileRequest, int> readRequestLine(QByteArrayView line)
{
    const QByteArrayView method = takeUntil(line, " ");
    const QByteArrayView target = takeUntil(line, " ");
    const QByteArrayView version = line;
    if (!isToken(method) || !target.startsWith('/') || !std::ranges::all_of(target, isVisible))
        return std::unexpected(kBadRequest);
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDigit(version[5]) || version[6] != '.'
        || !isDigit(version[7]))
        return std::unexpected(kBadRequest);
    if (version[5] != '1')
        return std::unexpected(kVersionNotSupported);
    if (method != "GET")
        return std::unexpected(kMethodNotAllowed);
    return TileRequest { .target = target.toByteArray(), .host = {}, .keepAlive = version[7] != '0' };
}

bool announcesBody(QByteArrayView name, QByteArrayView value)
{
    return equalsIgnoringCase(name, "transfer-encoding")
        || (equalsIgnoringCase(name, "content-length") && value != "0");
}

// False for a field that makes the request one that we refuse.
bool readField(QByteArrayView line, TileRequest &request)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return false; // folded lines start with a blank and end here
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = line.sliced(colon + 1).trimmed();
    if (std::ranges::any_of(value, [](char c) { return (static_cast<uint8_t>(c) < 0x20 && c != '\t') || c == 0x7f; }))
        return false;
    if (announcesBody(name, value))
        return false;
    if (equalsIgnoringCase(name, "host")) {
        if (!request.host.isEmpty() || value.isEmpty())
            return false;
        request.host = value.toByteArray();
    }
    if (equalsIgnoringCase(name, "connection") && value.toByteArray().toLower().contains("close"))
        request.keepAlive = false;
    return true;
}

std::optional<int> takeNumber(QByteArrayView &rest, QByteArrayView separator)
{
    const QByteArrayView digits = takeUntil(rest, separator);
    if (digits.isEmpty() || digits.size() > 8 || !std::ranges::all_of(digits, isDigit)
        || (digits.size() > 1 && digits[0] == '0'))
        return std::nullopt;
    return digits.toInt();
}

} // namespace

std::expected<std::optional<TileRequest>, int> takeRequest(QByteArray &received)
{
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end > kRequestLimit || (end < 0 && received.size() > kRequestLimit))
        return std::unexpected(kFieldsTooLarge);
    if (end < 0)
        return std::nullopt;
    QByteArrayView rest = QByteArrayView(received).first(end);
    auto request = readRequestLine(takeUntil(rest, "\r\n"));
    if (!request)
        return std::unexpected(request.error());
    const bool needsHost = request->keepAlive; // HTTP/1.1 at this point, see readRequestLine
    while (!rest.isEmpty()) {
        if (!readField(takeUntil(rest, "\r\n"), *request))
            return std::unexpected(kBadRequest);
    }
    if (needsHost && request->host.isEmpty())
        return std::unexpected(kBadRequest);
    received.remove(0, end + 4);
    return *std::move(request);
}

std::optional<TileKey> tileKey(QByteArrayView target, QByteArrayView token)
{
    if (!takeUntil(target, "/").isEmpty() || takeUntil(target, "/") != token)
        return std::nullopt;
    const std::optional<int> zoom = takeNumber(target, "/");
    const std::optional<int> x = takeNumber(target, "/");
    const std::optional<int> y = takeNumber(target, ".");
    if (!zoom || !x || !y || target != "png" || *zoom > kDeepestZoom)
        return std::nullopt;
    const int side = 1 << *zoom;
    if (*x >= side || *y >= side)
        return std::nullopt;
    return TileKey { *zoom, *x, *y };
}

} // namespace cortege::geodata
