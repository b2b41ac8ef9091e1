#include <tilerequest.h>

#include <geodata/tilerelay.h>

#include <support/guimain.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QBuffer>
#include <QtGui/QImage>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

#include <map>

using namespace cortege;
using namespace cortege::geodata;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatience = 20000; // milliseconds; a test that waits that long has failed
const TileKey kVieuxPort { 15, 16873, 12003 };

QByteArray picture(QRgb colour)
{
    QImage image(256, 256, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

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
