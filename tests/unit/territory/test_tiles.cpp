#include "mercator.h"

#include <territory/tiles.h>

#include <catch2/catch_test_macros.hpp>

#include <geodata/tilesource.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>

using namespace cortege;
using namespace cortege::territory;
using namespace Qt::StringLiterals;
using geodata::AreaKind;
using geodata::StreetClass;

namespace
{

const GeoBox kBounds { { 5.36, 43.28 }, { 5.40, 43.31 } };
const GeoPoint kMiddle { 5.38, 43.295 };

TileOptions options(int minimum, int maximum, int pixels = 256)
{
    return { .name = u"Essai"_s,
        .attribution = u"© personne"_s,
        .bounds = kBounds,
        .minimumZoom = minimum,
        .maximumZoom = maximum,
        .pixels = pixels,
        .sources = "essai" };
}
Features oneStreet()
{
    Features features;
    features.streets.push_back(
        { u"Grande Rue"_s, StreetClass::Major, { { 5.375, 43.295 }, { 5.385, 43.295 } }, {}, 0 });
    return features;
}
geodata::TileKey keyAt(const GeoPoint &point, int zoom)
{
    return { zoom, mercator::column(point.longitude, zoom), mercator::row(point.latitude, zoom) };
}

class Drawn
{
public:
    Drawn(const Features &features, const TileOptions &options) : m_path(m_folder.filePath(u"t.mbtiles"_s))
    {
        again(features, options);
    }
    TileTally again(const Features &features, const TileOptions &options)
    {
        const auto tally = drawTiles(features, options, m_path);
        INFO((tally ? QString() : tally.error().detail).toStdString());
        REQUIRE(tally);
        m_source = geodata::openMbtiles(m_path).value();
        return *tally;
    }
    QImage at(const GeoPoint &point, int zoom) const
    {
        return QImage::fromData(m_source->tile(keyAt(point, zoom)).value()).convertToFormat(QImage::Format_RGB32);
    }
    /// The colour on the map at that place.
    QRgb colourAt(const GeoPoint &point, int zoom) const
    {
        const QImage tile = at(point, zoom);
        const geodata::TileKey key = keyAt(point, zoom);
        const double width = mercator::tileWidth(zoom);
        const double x = (mercator::x(point.longitude) + mercator::kHalfWorld) / width - key.x;
        const double y = (mercator::kHalfWorld - mercator::y(point.latitude)) / width - key.y;
        return tile.pixel(static_cast<int>(x * tile.width()), static_cast<int>(y * tile.height()));
    }
    bool has(const geodata::TileKey &key) const { return m_source->tile(key).has_value(); }
    const QString &path() const { return m_path; }

private:
    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<geodata::TileSource> m_source;
};

qsizetype coloursOf(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y));
    }
    return colours.size();
}
bool isBlue(QRgb colour) { return qBlue(colour) > qRed(colour) + 10; }

} // namespace

TEST_CASE("a street is drawn where it lies, in both sizes of tile")
{
    for (const int pixels : { 256, 512 }) {
        const Drawn drawn(oneStreet(), options(15, 15, pixels));
        const QImage tile = drawn.at(kMiddle, 15);
        CHECK(tile.width() == pixels);
        CHECK(coloursOf(tile) > 3);
        CHECK(coloursOf(drawn.at({ 5.361, 43.281 }, 15)) == 1);
    }
}

TEST_CASE("what is not land is sea, where it is known what land is")
{
    const GeoPoint onLand { 5.38, 43.297 };
    const GeoPoint elsewhere { 5.362, 43.282 };
    const Drawn unknown(oneStreet(), options(14, 14));
    CHECK_FALSE(isBlue(unknown.colourAt(onLand, 14)));
    CHECK_FALSE(isBlue(unknown.colourAt(elsewhere, 14)));
    Features features = oneStreet();
    features.areas.push_back(
        { {}, AreaKind::Land, { { { 5.37, 43.29 }, { 5.39, 43.29 }, { 5.39, 43.30 }, { 5.37, 43.30 } } } });
    const Drawn known(features, options(14, 14));
    CHECK_FALSE(isBlue(known.colourAt(onLand, 14)));
    CHECK(isBlue(known.colourAt(elsewhere, 14)));
}

TEST_CASE("beyond zoom 16 there are tiles near streets only")
{
    const Drawn drawn(oneStreet(), options(16, 17));
    CHECK(drawn.has(keyAt(kMiddle, 17)));
    CHECK(drawn.has(keyAt({ 5.362, 43.282 }, 16)));
    CHECK_FALSE(drawn.has(keyAt({ 5.362, 43.282 }, 17)));
}

TEST_CASE("what was drawn is kept for the same sources, whatever the zooms, and stopping keeps what there is")
{
    Drawn drawn(oneStreet(), options(13, 14));
    const TileTally more = drawn.again(oneStreet(), options(14, 15));
    CHECK(more.kept > 0);
    CHECK(more.drawn > 0);
    CHECK_FALSE(drawn.has(keyAt(kMiddle, 13)));
    TileOptions other = options(14, 15);
    other.sources = "other";
    CHECK(drawn.again(oneStreet(), other).kept == 0);

    std::stop_source stop;
    const auto broken = drawTiles(
        oneStreet(), options(10, 16), drawn.path(), [&](qsizetype, qsizetype) { stop.request_stop(); },
        stop.get_token());
    CHECK(broken.error().kind == Failure::Unavailable);
    CHECK(drawn.again(oneStreet(), options(10, 16)).kept > 0);
}

TEST_CASE("a file of something else is not drawn into")
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"t.mbtiles"_s));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, 'x'));
    file.close();
    CHECK(drawTiles(oneStreet(), options(14, 14), file.fileName()).error().kind == Failure::Corrupt);
    CHECK(drawTiles(oneStreet(), options(14, 14), u"/nowhere/t.mbtiles"_s).error().kind == Failure::Unavailable);
}
