#include "httprequest.h"

#include <catch2/catch_test_macros.hpp>

#include <support/generators.h>

using namespace cortege::server;

namespace
{

/// The status of a refusal, 0 for a request that was read.
int status(const QByteArray &bytes)
{
    const auto read = readHttpRequest(bytes);
    return read ? 0 : read.error();
}
QByteArray withField(const QByteArray &field) { return "GET /health HTTP/1.1\r\n" + field + "\r\n\r\n"; }

} // namespace

TEST_CASE("a request as Prometheus sends it is read once it is whole")
{
    const QByteArray request = "GET /metrics?x=1 HTTP/1.1\r\nHost: 127.0.0.1:9464\r\nUser-Agent: Prometheus/2.53.3\r\n"
                               "Accept: text/plain;version=0.0.4;q=0.5,*/*;q=0.1\r\nAccept-Encoding: gzip\r\n"
                               "X-Prometheus-Scrape-Timeout-Seconds: 10\r\n\r\n";
    for (qsizetype size = 0; size < request.size(); ++size) {
        const auto part = readHttpRequest(QByteArrayView(request).first(size));
        REQUIRE(part);
        REQUIRE_FALSE(*part);
    }
    const auto whole = readHttpRequest(request);
    REQUIRE(whole);
    CHECK((*whole)->path == "/metrics");
    CHECK((*whole)->query == "x=1");
    CHECK((*whole)->host == "127.0.0.1:9464");
    CHECK((*readHttpRequest("GET /health HTTP/1.0\r\n\r\n"))->path == "/health");
}

TEST_CASE("what is no GET without a body is refused with the reason")
{
    CHECK(status("POST /metrics HTTP/1.1\r\n\r\n") == 405);
    CHECK(status("get /metrics HTTP/1.1\r\n\r\n") == 405);
    CHECK(status("GET /metrics HTTP/2.0\r\n\r\n") == 505);
    CHECK(status("POST /metrics HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc") == 405);
    CHECK(status("GET /metrics\r\n\r\n") == 400);
    CHECK(status("GET metrics HTTP/1.1\r\n\r\n") == 400);
    CHECK(status("GET http://127.0.0.1/metrics HTTP/1.1\r\n\r\n") == 400);
    CHECK(status("GET /a b HTTP/1.1\r\n\r\n") == 400);
    CHECK(status("\r\n\r\n") == 400);
    CHECK(status(QByteArray("GET /\0 HTTP/1.1\r\n\r\n", 19)) == 400);
    CHECK(status(QByteArray(kHttpRequestLimit, 'x')) == 431);

    CHECK(status(withField("Content-Length: 3")) == 400);
    CHECK(status(withField("Transfer-Encoding: chunked")) == 400);
    CHECK(status(withField("no field")) == 400);
    CHECK(status(withField(" folded: x")) == 400);
    CHECK(status(withField("A: b\x01")) == 400);
    CHECK(status(withField("Content-Length: 0")) == 0);
}

TEST_CASE("a page in a browser does not get in under a name of its own")
{
    const auto isOwn = [](const char *host) {
        const auto read = readHttpRequest(withField(QByteArray("hOST: ") + host));
        REQUIRE(read);
        REQUIRE((*read)->host == host);
        return isOwnName(host);
    };
    for (const char *own : { "localhost", "LOCALHOST:9464", "127.0.0.1", "127.0.0.1:9464", "[::1]", "[::1]:9464" })
        CHECK(isOwn(own));
    for (const char *other : { "attacker.example", "127.0.0.1.attacker.example:9464", "192.0.2.1", "", "[" })
        CHECK_FALSE(isOwn(other));
    CHECK(status(withField("Host: a\r\nHost: b")) == 400);
}

TEST_CASE("any bytes are read or refused, and more bytes change no refusal but the one for want of a whole")
{
    REQUIRE(rc::check([] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::element('G', 'E', 'T', ' ', '/', ':', '\r', '\n', 'H', '1', '.', '\0', '\xff'));
        const QByteArray bytes = QByteArray::fromStdString(text);
        const auto read = readHttpRequest(bytes);
        if (read && *read)
            RC_ASSERT((*read)->path.startsWith('/'));
        const bool isSettled = !read || *read;
        const bool isSame = readHttpRequest(bytes + "more") == read;
        RC_ASSERT(!isSettled || isSame);
    }));
}
