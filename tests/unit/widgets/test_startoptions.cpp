#include <widgets/startoptions.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace cortege::widgets;
using namespace Qt::StringLiterals;

namespace
{

/// The last profile that is named counts: the person's own one must not come in.
std::expected<StartOptions, NoStart> parsed(const QStringList &words, UnsentData unsent = UnsentData::Kept,
    const cortege::cli::ConfigurationPlace &place = { .program = u"cortege"_s, .file = {} })
{
    return parseStartOptions(QStringList { u"cortege"_s, u"--profile"_s, u"/nowhere/profile"_s } + words,
        { u"cortege"_s, u"Essai"_s, unsent }, place);
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
    CHECK(options.error().code == 2);
    CHECK_FALSE(options.error().isInFile);
    CHECK_FALSE(options.error().text.isEmpty());
    return options.error().text;
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

TEST_CASE("the person's file and the policy say what the command line does not, and a fault there is one for a window")
{
    const QTemporaryDir folder;
    const auto write = [&folder](const QString &name, const QByteArray &text) {
        QFile file(folder.filePath(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(text) == text.size());
        return file.fileName();
    };
    const cortege::cli::ConfigurationPlace place { .program = u"cortege"_s,
        .file = write(u"cortege.ini"_s, "[cortege]\nlook=contrast\ntiles=/srv/plan.mbtiles\n"),
        .policy = write(u"policy.ini"_s,
            "[default]\nlanguage=en\n[locked]\nserver=wss://plateforme.example:7443\n"
            "proxy=http://proxy.example:3128\n") };
    CHECK(chooseLanguage({ u"cortege"_s }, place) == u"en");
    CHECK(chooseLanguage({ u"cortege"_s, u"--language=fr"_s }, place) == u"fr");
    const auto options = parsed({ u"--tiles"_s, u"/srv/autre.mbtiles"_s }, UnsentData::Kept, place);
    REQUIRE(options);
    CHECK(options->look == Look::Contrast);
    CHECK(options->tiles == u"/srv/autre.mbtiles");
    CHECK(options->server == QUrl(u"wss://plateforme.example:7443"_s));
    CHECK(options->proxy == QUrl(u"http://proxy.example:3128"_s));
    CHECK(options->configuration.isLocked("server"_L1));

    const auto other = parsed({ u"--server"_s, u"wss://ailleurs.example:7443"_s }, UnsentData::Kept, place);
    REQUIRE_FALSE(other);
    CHECK(other.error().text.contains(u"policy.ini"));
    CHECK_FALSE(other.error().isInFile);
    write(u"cortege.ini"_s, "[cortege]\nproxy=proxy.example\n");
    const auto faulty = parsed({}, UnsentData::Kept, place);
    REQUIRE_FALSE(faulty);
    CHECK(faulty.error().isInFile);
    CHECK(faulty.error().text.contains(u"cortege.ini"));
}
