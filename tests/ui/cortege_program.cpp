#include <client/platform.h>
#include <presentation/draft.h>

#include <catch2/catch_test_macros.hpp>

#include <support/uimain.h>
#include <ui/program.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

void enterMarch(Program &program)
{
    program.press(u"ctrl+n"_s);
    // The menu may not be there yet when the key is.
    REQUIRE(QTest::qWaitFor(
        [&] {
            if (program.title().contains(u"Manifestation"))
                return true;
            program.press(u"Return"_s);
            return false;
        },
        kPatience));
    program.type(u"marche du samedi"_s);
    REQUIRE(QTest::qWaitFor([&] { return program.title().contains(u"marche du samedi"); }, kPatience));
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

TEST_CASE("what was typed before the program was killed is there again after its start")
{
    if (QGuiApplication::platformName() != u"xcb")
        SKIP("needs an X server");
    TestServer server;
    server.start();
    const TestPerson claire = server.person(u"Claire Martin"_s, Role::Entry);
    QTemporaryDir folder;
    client::Profile profile = server.profileOf(claire);
    profile.folder = folder.path();
    REQUIRE(profile.save());
    const QString data = folder.filePath(u"data"_s);

    {
        Program program(u"cortege"_s, { u"--profile"_s, folder.path(), u"--data"_s, data });
        REQUIRE(QTest::qWaitFor([&] { return program.title() == u"Cortège"_s; }, kPatience));
        enterMarch(program);
        QTest::qWait(1'000); // what is older than a second must be there
        program.kill();
    }
    Program again(u"cortege"_s, { u"--profile"_s, folder.path(), u"--data"_s, data });
    CHECK(QTest::qWaitFor([&] { return again.title().contains(u"marche du samedi"); }, kPatience));
}

TEST_CASE("a damaged territory does not keep anybody from entering events")
{
    if (QGuiApplication::platformName() != u"xcb")
        SKIP("needs an X server");
    TestServer server;
    server.start();
    QTemporaryDir folder;
    client::Profile profile = server.profileOf(server.person(u"Claire Martin"_s, Role::Entry));
    profile.folder = folder.path();
    REQUIRE(profile.save());
    const QString territory = folder.filePath(u"territory"_s);
    REQUIRE(QDir().mkpath(territory));
    for (const QString &part : { u"tiles.mbtiles"_s, u"gazetteer.sqlite"_s, u"streets.bin"_s })
        write(territory + u'/' + part, "not what it should be");
    write(territory + u"/territory.json"_s, "{");
    Program program(u"cortege"_s, { u"--profile"_s, folder.path(), u"--data"_s, folder.filePath(u"data"_s) });
    CHECK(QTest::qWaitFor([&] { return program.log().contains("territory:"); }, kPatience));
    CHECK(program.log().contains("ground:"));
    enterMarch(program);
    CHECK(program.isRunning());
}
