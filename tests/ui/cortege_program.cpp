#include <client/platform.h>
#include <presentation/draft.h>

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtTest/QTest>

#include <support/testserver.h>
#include <support/uimain.h>

using namespace cortege;
using namespace cortege::test;
using namespace Qt::StringLiterals;

namespace
{

constexpr int kPatience = 60'000;

QByteArray output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(kPatience);
    return process.readAllStandardOutput().trimmed();
}

/// The real program, worked by real key presses through the X server.
class Program
{
public:
    Program(const QString &profile, const QString &data)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(CORTEGE_BIN_DIR "/cortege"), { u"--profile"_s, profile, u"--data"_s, data });
        REQUIRE(m_process.waitForStarted());
        REQUIRE(QTest::qWaitFor(
            [this] {
                m_window = QString::fromLatin1(
                    output(u"xdotool"_s,
                        { u"search"_s, u"--onlyvisible"_s, u"--pid"_s, QString::number(m_process.processId()) }))
                               .section(u'\n', 0, 0);
                return !m_window.isEmpty();
            },
            kPatience));
        xdotool({ u"windowfocus"_s, u"--sync"_s, m_window });
    }
    ~Program() { kill(); }
    void kill() // SIGKILL: nothing of the program runs any more
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void press(const QString &keys) { xdotool({ u"key"_s, keys }); }
    void type(const QString &text) { xdotool({ u"type"_s, u"--delay"_s, u"20"_s, text }); }
    QString title() { return QString::fromUtf8(output(u"xdotool"_s, { u"getwindowname"_s, m_window })); }

private:
    static void xdotool(const QStringList &arguments) { output(u"xdotool"_s, arguments); }

    QProcess m_process;
    QString m_window;
};

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
        Program program(folder.path(), data);
        REQUIRE(QTest::qWaitFor([&] { return program.title() == u"Cortège"_s; }, kPatience));
        program.press(u"ctrl+n"_s);
        program.press(u"Return"_s);
        program.type(u"marche du samedi"_s);
        REQUIRE(QTest::qWaitFor([&] { return program.title().contains(u"marche du samedi"); }, kPatience));
        QTest::qWait(1'000); // what is older than a second must be there
        program.kill();
    }
    Program again(folder.path(), data);
    CHECK(QTest::qWaitFor([&] { return again.title().contains(u"marche du samedi"); }, kPatience));
}
