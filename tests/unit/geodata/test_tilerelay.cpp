#include "picture.h"

#include <tilerequest.h>

#include <geodata/tilerelay.h>

#include <support/guimain.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QByteArrayList>
#include <QtGui/QImage>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

#include <limits>
#include <map>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatience = 20000; // milliseconds; a test that waits that long has failed
const TileKey kVieuxPort { 15, 16873, 12003 };

/// Tiles from a map; counts what it is asked for.
class Tiles final : public TileSource
{
public:
    explicit Tiles(std::map<TileKey, QByteArray> tiles) : m_tiles(std::move(tiles)) { }
    Result<QByteArray> tile(TileKey key) override
    {
        const auto found = m_tiles.find(key);
        return found == m_tiles.end() ? Result<QByteArray>(fail(Failure::NotFound)) : found->second;
    }
    int minimumZoom() const override { return 2; }
    int maximumZoom() const override { return 6; }
    std::optional<GeoBox> extent() const override { return GeoBox { { 5, 43 }, { 6, 44 } }; }
    QString attribution() const override { return u"Essai"_s; }

private:
    std::map<TileKey, QByteArray> m_tiles;
};

struct Answer {
    int status = 0;
    QByteArray type;
    QByteArray body;

    QRgb middle() const
    {
        const QImage image = QImage::fromData(body);
        return image.pixel(image.width() / 2, image.height() / 2);
    }
};

Answer get(QNetworkAccessManager &network, const QUrl &url)
{
    QNetworkReply *reply = network.get(QNetworkRequest(url));
    QSignalSpy finished(reply, &QNetworkReply::finished);
    REQUIRE((reply->isFinished() || finished.wait(kPatience)));
    Answer answer { reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(), reply->readAll() };
    reply->deleteLater();
    return answer;
}

QUrl tileUrl(const TileRelay &relay, TileKey key)
{
    return relay.base().resolved(QUrl(u"%1/%2/%3.png"_s.arg(key.zoom).arg(key.x).arg(key.y)));
}

std::unique_ptr<TileRelay> relayOf(std::map<TileKey, QByteArray> tiles)
{
    auto relay = TileRelay::start(std::make_unique<Tiles>(std::move(tiles)));
    REQUIRE(relay);
    return *std::move(relay);
}

} // namespace

TEST_CASE("the relay serves the schematic ground")
{
    const auto relay = TileRelay::start(schematicGround());
    REQUIRE(relay);
    CHECK((*relay)->base().host() == u"127.0.0.1"_s);
    CHECK((*relay)->attribution().contains(u"schématique"_s));
    QNetworkAccessManager network;
    const Answer answer = get(network, tileUrl(**relay, kVieuxPort));
    CHECK(answer.status == 200);
    CHECK(answer.type == "image/png");
    CHECK(QImage::fromData(answer.body).size() == QSize(512, 512));
}

TEST_CASE("a missing tile is cut from its parent, or is the sea")
{
    const auto relay = relayOf({ { { 3, 4, 2 }, picture(qRgb(200, 0, 0)) } });
    QNetworkAccessManager network;
    CHECK(get(network, tileUrl(*relay, { 3, 4, 2 })).middle() == qRgb(200, 0, 0));
    CHECK(get(network, tileUrl(*relay, { 5, 17, 10 })).middle() == qRgb(200, 0, 0));
    CHECK(get(network, tileUrl(*relay, { 9, 4 << 6, 2 << 6 })).middle() == qRgb(200, 0, 0));
    const Answer blank = get(network, tileUrl(*relay, { 5, 0, 0 }));
    CHECK(blank.status == 200);
    CHECK(qBlue(blank.middle()) > qRed(blank.middle()));
    CHECK(get(network, tileUrl(*relay, { 0, 0, 0 })).body == blank.body);
    CHECK(get(network, tileUrl(*relay, { 24, 0, 0 })).body == blank.body);
}

namespace
{

/// An upstream tile server, or any other: answers by path, counts what it is asked.
class Upstream final : public QTcpServer
{
public:
    Upstream()
    {
        REQUIRE(listen(QHostAddress::LocalHost, 0));
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        });
    }
    QString address(const QString &path) const { return u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path); }

    std::map<QByteArray, QByteArray> answers; ///< path -> status line and fields, an empty line, body
    QByteArrayList asked;

    static QByteArray ok(const QByteArray &body)
    {
        return "200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray path = socket->readAll().split(' ').value(1);
        asked.append(path);
        const auto found = answers.find(path);
        const QByteArray rest = found == answers.end() ? "404 Not Found\r\nContent-Length: 0\r\n\r\n" : found->second;
        socket->write("HTTP/1.1 " + rest);
    }
};

std::unique_ptr<TileRelay> proxyOf(const QString &urlTemplate)
{
    auto relay = TileRelay::startProxy(urlTemplate, u"Essai"_s, 18);
    REQUIRE(relay);
    return *std::move(relay);
}

/// Everything the relay answers to raw bytes until it closes or `atLeast` bytes have come.
QByteArray talk(
    const TileRelay &relay, const QByteArray &bytes, qsizetype atLeast = std::numeric_limits<qsizetype>::max())
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(relay.base().port()));
    socket.write(bytes);
    QByteArray answer;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    QSignalSpy read(&socket, &QTcpSocket::readyRead);
    while (answer.size() < atLeast && closed.isEmpty()) {
        if (atLeast != std::numeric_limits<qsizetype>::max())
            REQUIRE((read.wait(kPatience) || !closed.isEmpty()));
        else
            REQUIRE((closed.wait(kPatience) || !closed.isEmpty()));
    }
    return answer;
}

QByteArray requestFor(const TileRelay &relay, const QByteArray &target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(relay.base().port()) + "\r\n\r\n";
}

} // namespace

TEST_CASE("what is no proper request is refused, and the connection ended")
{
    const auto relay = relayOf({ { { 3, 4, 2 }, picture(qRgb(200, 0, 0)) } });
    const QByteArray base = relay->base().path().toLatin1();
    const QByteArray good = base + "3/4/2.png";
    const QByteArray host = "Host: 127.0.0.1:" + QByteArray::number(relay->base().port()) + "\r\n";
    const auto status = [&](const QByteArray &bytes) { return talk(*relay, bytes).mid(9, 3).toInt(); };
    CHECK(status("GET " + good + " HTTP/1.1\r\nConnection: close\r\n" + host + "\r\n") == 200);
    CHECK(status("GET " + good + " HTTP/1.0\r\n\r\n") == 200);
    CHECK(status("GET " + good + " HTTP/1.1\r\n\r\n") == 400); // no Host
    CHECK(status("GET " + good + " HTTP/1.1\r\n" + host + host + "\r\n") == 400);
    CHECK(status("GET " + good + " HTTP/1.1\r\nHost: tiles.example\r\n\r\n") == 404); // another name for 127.0.0.1
    CHECK(status("GET  " + good + " HTTP/1.1\r\n" + host + "\r\n") == 400);
    CHECK(status("GET " + good + " HTTP/1.1\r\n" + host + " folded\r\n\r\n") == 400);
    CHECK(status("GET " + good + " HTTP/1.1\r\n" + host + "Content-Length: 5\r\n\r\nhello") == 400);
    CHECK(status("GET " + good + " HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 400);
    CHECK(status("GET " + good + " HTTP/2.0\r\n" + host + "\r\n") == 505);
    CHECK(status("POST " + good + " HTTP/1.1\r\n" + host + "\r\n") == 405);
    CHECK(status("\x16\x03\x01 not for us\r\n\r\n") == 400);
    CHECK(status("GET " + base + QByteArray(20000, 'a') + " HTTP/1.1\r\n" + host + "\r\n") == 431);
    CHECK(status(requestFor(*relay, "/0123456789abcdef0123456789abcdef/3/4/2.png")) == 404);
    CHECK(status(requestFor(*relay, "/")) == 404);
    CHECK(status(requestFor(*relay, base + "3/4/8.png")) == 404); // beyond the pyramid
    CHECK(status(requestFor(*relay, base + "3/04/2.png")) == 404);
    CHECK(status(requestFor(*relay, base + "../3/4/2.png")) == 404);
    CHECK(status(requestFor(*relay, base + "3/4/2.jpg")) == 404);
    CHECK(status(requestFor(*relay, base + "99999999999/4/2.png")) == 404);
}

TEST_CASE("a request may come in pieces, and two in one")
{
    QByteArray received = "GET /a HTTP/1.1\r\nHost: x\r\n";
    CHECK(takeRequest(received).value() == std::nullopt);
    received += "\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nrest";
    CHECK(takeRequest(received).value() == TileRequest { "/a", "x", true });
    CHECK(takeRequest(received).value() == TileRequest { "/b", "x", false });
    CHECK(received == "rest");

    const auto relay = relayOf({ { { 3, 4, 2 }, picture(qRgb(200, 0, 0)) } });
    const QByteArray request = requestFor(*relay, relay->base().path().toLatin1() + "3/4/2.png");
    const qsizetype one = talk(*relay, request, 1).size();
    CHECK(talk(*relay, request + request, 2 * one).count("HTTP/1.1 200") == 2);
}

TEST_CASE("connections that dawdle do not keep others out")
{
    const auto relay = relayOf({ { { 3, 4, 2 }, picture(qRgb(200, 0, 0)) } });
    std::vector<std::unique_ptr<QTcpSocket>> slow;
    for (int i = 0; i < 150; ++i) {
        slow.push_back(std::make_unique<QTcpSocket>());
        slow.back()->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(relay->base().port()));
        slow.back()->write("GET / HTTP/1.1\r\nX-");
    }
    QNetworkAccessManager network;
    CHECK(get(network, tileUrl(*relay, { 3, 4, 2 })).status == 200);
    // The first of them had to make room.
    QSignalSpy cut(slow.front().get(), &QTcpSocket::disconnected);
    CHECK((slow.front()->state() == QAbstractSocket::UnconnectedState || cut.wait(kPatience)));
}

TEST_CASE("a proxy fetches once, and counts rows either way")
{
    Upstream upstream;
    upstream.answers["/t/3/4/2.png"] = Upstream::ok(picture(qRgb(0, 90, 0)));
    upstream.answers["/tms?z=3&x=4&y=5"] = Upstream::ok(picture(qRgb(90, 0, 0)));
    QNetworkAccessManager network;
    const auto relay = proxyOf(upstream.address(u"/t/{z}/{x}/{y}.png"_s));
    CHECK(relay->attribution() == u"Essai"_s);
    CHECK(relay->maximumZoom() == 18);
    for (int i = 0; i < 3; ++i)
        CHECK(get(network, tileUrl(*relay, { 3, 4, 2 })).middle() == qRgb(0, 90, 0));
    CHECK(upstream.asked.count("/t/3/4/2.png") == 1);
    const auto southwards = proxyOf(upstream.address(u"/tms?z={z}&x={x}&y={-y}"_s));
    CHECK(get(network, tileUrl(*southwards, { 3, 4, 2 })).middle() == qRgb(90, 0, 0));
}

TEST_CASE("a proxy follows no redirect to elsewhere")
{
    Upstream elsewhere;
    elsewhere.answers["/3/4/2.png"] = Upstream::ok(picture(qRgb(90, 0, 0)));
    Upstream upstream;
    upstream.answers["/3/4/2.png"]
        = "302 Found\r\nContent-Length: 0\r\nLocation: " + elsewhere.address(u"/3/4/2.png"_s).toLatin1() + "\r\n\r\n";
    upstream.answers["/3/4/3.png"] = "302 Found\r\nContent-Length: 0\r\nLocation: /moved.png\r\n\r\n";
    upstream.answers["/moved.png"] = Upstream::ok(picture(qRgb(0, 0, 90)));
    QNetworkAccessManager network;
    const auto relay = proxyOf(upstream.address(u"/{z}/{x}/{y}.png"_s));
    const Answer answer = get(network, tileUrl(*relay, { 3, 4, 2 }));
    CHECK(answer.status == 200);
    CHECK(answer.middle() != qRgb(90, 0, 0));
    CHECK(elsewhere.asked.isEmpty());
    CHECK(get(network, tileUrl(*relay, { 3, 4, 3 })).middle() == qRgb(0, 0, 90));
}

TEST_CASE("a proxy makes do with the parent, or with the sea")
{
    Upstream upstream;
    upstream.answers["/2/2/1.png"] = Upstream::ok(picture(qRgb(0, 90, 0)));
    upstream.answers["/5/0/0.png"] = "500 Oops\r\nContent-Length: 0\r\n\r\n";
    upstream.answers["/5/1/0.png"] = Upstream::ok("<html>no picture</html>");
    QNetworkAccessManager network;
    const auto relay = proxyOf(upstream.address(u"/{z}/{x}/{y}.png"_s));
    CHECK(get(network, tileUrl(*relay, { 3, 4, 2 })).middle() == qRgb(0, 90, 0)); // 404, then its parent
    const QRgb sea = get(network, tileUrl(*relay, { 5, 0, 0 })).middle();
    CHECK(qBlue(sea) > qRed(sea));
    CHECK(get(network, tileUrl(*relay, { 5, 1, 0 })).middle() == sea);
    CHECK_FALSE(upstream.asked.contains("/4/0/0.png")); // a server in trouble is not asked for more
    upstream.answers["/5/0/0.png"] = Upstream::ok(picture(qRgb(90, 0, 0)));
    CHECK(get(network, tileUrl(*relay, { 5, 0, 0 })).middle() == qRgb(90, 0, 0)); // trouble is not remembered
    upstream.close();
    CHECK(get(network, tileUrl(*relay, { 3, 4, 2 })).middle() == qRgb(0, 90, 0));
}

TEST_CASE("only a plain tile address makes a proxy")
{
    const auto refused = [](const QString &urlTemplate) {
        const auto relay = TileRelay::startProxy(urlTemplate, u"Essai"_s, 18);
        return !relay && relay.error().kind == Failure::InvalidInput;
    };
    CHECK_FALSE(refused(u"https://tiles.prefecture.example/{z}/{x}/{y}.png"_s));
    CHECK(refused(u"https://tiles.example/{z}/{x}.png"_s));
    CHECK(refused(u"https://tiles.example/{z}/{x}/{y}/{-y}.png"_s));
    CHECK(refused(u"https://{x}.tiles.example/{z}/{x}/{y}.png"_s));
    CHECK(refused(u"https://t{z}.example/{x}/{y}.png"_s));
    CHECK(refused(u"https://somebody:secret@tiles.example/{z}/{x}/{y}.png"_s));
    CHECK(refused(u"file:///tiles/{z}/{x}/{y}.png"_s));
    CHECK(refused(u"/tiles/{z}/{x}/{y}.png"_s));
    CHECK(refused(u"https://tiles.example/#{z}/{x}/{y}"_s));
    CHECK_FALSE(TileRelay::startProxy(u"https://tiles.example/{z}/{x}/{y}"_s, {}, 99));
}

TEST_CASE("a relay ends while it is being asked")
{
    Upstream upstream; // accepts, and answers nothing while nobody runs its event loop
    auto relay = proxyOf(upstream.address(u"/{z}/{x}/{y}.png"_s));
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(relay->base().port()));
    socket.write(requestFor(*relay, relay->base().path().toLatin1() + "3/4/2.png"));
    REQUIRE(socket.waitForBytesWritten(kPatience));
    relay.reset();
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    CHECK((socket.state() == QAbstractSocket::UnconnectedState || closed.wait(kPatience)));
}
