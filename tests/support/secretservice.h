#pragma once

#include "station.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>

namespace cortege::test
{

/// gnome-keyring on a session bus that has nothing else, in a home of its own: nobody's own secrets are touched, and no
/// prompt comes up anywhere. See `runOnBus`.
class SecretService
{
public:
    enum class State { Open, Locked };
    explicit SecretService(State state)
    {
        QStringList arguments { QStringLiteral("--foreground"), QStringLiteral("--components=secrets") };
        if (state == State::Open)
            arguments += QStringLiteral("--unlock");
        m_daemon.setProcessChannelMode(QProcess::MergedChannels);
        m_daemon.start(QStringLiteral("gnome-keyring-daemon"), arguments);
        REQUIRE(m_daemon.waitForStarted());
        m_daemon.write("essai\n"); // the password, of the first start on
        m_daemon.closeWriteChannel();
        REQUIRE(waitUntil([] { return isThere(); }));
    }
    ~SecretService()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    /// Skips the test where there is no bus of its own.
    static void need()
    {
        if (qEnvironmentVariableIsEmpty(kMark))
            SKIP("dbus-run-session or gnome-keyring-daemon is not installed");
    }

    /// For main(): runs this program again on such a bus; its exit code. Nothing where that is so already, or cannot
    /// be.
    static std::optional<int> runOnBus(int argc, char **argv)
    {
        if (!qEnvironmentVariableIsEmpty(kMark)
            || QStandardPaths::findExecutable(QStringLiteral("dbus-run-session")).isEmpty()
            || QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
            return std::nullopt;
        const QTemporaryDir home;
        QFile configuration(home.filePath(QStringLiteral("bus.conf")));
        if (!configuration.open(QIODevice::WriteOnly) || configuration.write(kBus) < 0)
            return 1;
        configuration.close();
        QProcess inner;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kMark), QStringLiteral("1"));
        for (const auto *name : { "HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR" })
            environment.insert(QString::fromLatin1(name), home.path());
        environment.remove(QStringLiteral("XDG_CURRENT_DESKTOP")); // KWallet would be another test
        inner.setProcessEnvironment(environment);
        inner.setProcessChannelMode(QProcess::ForwardedChannels);
        QStringList arguments { QStringLiteral("--config-file=") + configuration.fileName(), QStringLiteral("--") };
        for (int i = 0; i < argc; ++i)
            arguments += QString::fromLocal8Bit(argv[i]);
        inner.start(QStringLiteral("dbus-run-session"), arguments);
        inner.waitForFinished(-1);
        return inner.exitStatus() == QProcess::NormalExit ? inner.exitCode() : 1;
    }

private:
    static constexpr auto kMark = "CORTEGE_TEST_BUS";
    static constexpr auto kBus
        = "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
          "  \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
          "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>\n"
          "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\n"
          "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n";

    static bool isThere()
    {
        QProcess question;
        question.start(QStringLiteral("dbus-send"),
            { QStringLiteral("--session"), QStringLiteral("--print-reply"),
                QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                QStringLiteral("string:org.freedesktop.secrets") });
        question.waitForFinished();
        return question.readAllStandardOutput().contains("boolean true");
    }

    QProcess m_daemon;
};

} // namespace cortege::test
