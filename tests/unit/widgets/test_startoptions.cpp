#include <widgets/startoptions.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

using namespace cortege::widgets;
using namespace Qt::StringLiterals;

namespace
{

/// The last profile that is named counts: the person's own one must not come in.
std::expected<StartOptions, QString> parsed(const QStringList &words, UnsentData unsent = UnsentData::Kept)
{
    return parseStartOptions(
        QStringList { u"cortege"_s, u"--profile"_s, u"/nowhere/profile"_s } + words, u"Essai"_s, unsent);
}

StartOptions given(const QStringList &words, UnsentData unsent = UnsentData::Kept)
{
    const auto options = parsed(words, unsent);
    INFO(words.join(u' ').toStdString());
    REQUIRE(options);
    return *options;
}

/// The reason, which is a text of the interface.
QString refused(const QStringList &words, UnsentData unsent = UnsentData::Kept)
{
    const auto options = parsed(words, unsent);
    INFO(words.join(u' ').toStdString());
    REQUIRE_FALSE(options);
    CHECK_FALSE(options.error().isEmpty());
    return options.error();
}

} // namespace

TEST_CASE("without a word about it the ground is the schematic one, and the look the desktop's")
{
    const StartOptions options = given({});
    CHECK(options.profile == u"/nowhere/profile"_s);
    CHECK(options.territory.isEmpty());
    CHECK(options.tiles.isEmpty());
    CHECK(options.tilesAttribution.isEmpty());
    CHECK_FALSE(options.look);
    CHECK_FALSE(options.data.isEmpty());
    CHECK(given({}, UnsentData::None).data.isEmpty());
}

TEST_CASE("the ground and where it comes from are taken as they are given")
{
    const StartOptions file = given({ u"--tiles"_s, u"/srv/plan de ville.mbtiles"_s });
    CHECK(file.tiles == u"/srv/plan de ville.mbtiles"_s);
    CHECK(file.tilesAttribution.isEmpty());
    const QString address = u"https://tiles.prefecture.example/plan/{z}/{x}/{-y}.png?v=1"_s;
    const StartOptions server = given({ u"--tiles="_s + address, u"--tiles-attribution"_s, u"© Ville de Marseille"_s });
    CHECK(server.tiles == address);
    CHECK(server.tilesAttribution == u"© Ville de Marseille"_s);
    CHECK(given({ u"--data"_s, u"/srv/unsent"_s }).data == u"/srv/unsent"_s);
    CHECK(given({ u"--look"_s, u"light"_s }).look == Look::Light);
    CHECK(given({ u"--look"_s, u"dark"_s }).look == Look::Dark);
    CHECK(given({ u"--look"_s, u"contrast"_s }).look == Look::Contrast);
}

TEST_CASE("a territory brings its ground, unless another one is given")
{
    const StartOptions alone = given({ u"--territory"_s, u"/srv/territory"_s });
    CHECK(alone.territory == u"/srv/territory"_s);
    CHECK(alone.tiles == u"/srv/territory/tiles.mbtiles"_s);
    const StartOptions both = given({ u"--territory"_s, u"/srv/territory"_s, u"--tiles"_s, u"/srv/plan.mbtiles"_s });
    CHECK(both.territory == u"/srv/territory"_s);
    CHECK(both.tiles == u"/srv/plan.mbtiles"_s);
}

TEST_CASE("the territory in the profile's folder is taken where none is given")
{
    const QTemporaryDir profile;
    const QString own = profile.filePath(u"territory"_s);
    const QStringList words { u"--profile"_s, profile.path() };
    CHECK(given(words).territory.isEmpty());
    REQUIRE(QDir().mkpath(own));
    CHECK(given(words).territory == own);
    CHECK(given(words).tiles == own + u"/tiles.mbtiles"_s);
    CHECK(given(words + QStringList { u"--territory"_s, u"/srv/other"_s }).territory == u"/srv/other"_s);
    CHECK(given(words + QStringList { u"--tiles"_s, u"/srv/plan.mbtiles"_s }).tiles == u"/srv/plan.mbtiles"_s);
}

TEST_CASE("words that mean nothing are refused, and named")
{
    CHECK(refused({ u"--look"_s, u"purple"_s }).contains(u"purple"));
    CHECK(refused({ u"plan.mbtiles"_s }).contains(u"plan.mbtiles"));
    CHECK(refused({ u"--tile"_s, u"/srv/plan.mbtiles"_s }).contains(u"tile"));
    for (const QString &option : { u"--tiles"_s, u"--tiles-attribution"_s, u"--territory"_s, u"--look"_s })
        CHECK(refused({ option }).contains(option)); // nothing stands behind it
    CHECK(refused({ u"--data"_s, u"/srv/unsent"_s }, UnsentData::None).contains(u"data"));
}
