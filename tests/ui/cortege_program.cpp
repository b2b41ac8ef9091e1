#include <client/platform.h>
#include <presentation/draft.h>

#include <catch2/catch_test_macros.hpp>

#include <support/uimain.h>
#include <ui/program.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

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
        QTest::qWait(1'000); // what is older than a second must be there
        program.kill();
    }
    Program again(u"cortege"_s, { u"--profile"_s, folder.path(), u"--data"_s, data });
    CHECK(QTest::qWaitFor([&] { return again.title().contains(u"marche du samedi"); }, kPatience));
}
