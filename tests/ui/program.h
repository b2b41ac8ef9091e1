#pragma once

#include <catch2/catch_test_macros.hpp>

#include <QtCore/QProcess>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <support/places.h>
#include <support/testserver.h>

namespace cortege::test
{

using namespace Qt::StringLiterals;

constexpr int kPatience = 60'000;

/// A real program with a window, worked by real key presses through the X server.
class Program
{
public:
    Program(const QString &name, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_FORCE_STDERR_LOGGING"_s, u"1"_s); // not to the machine's journal
        // A person who knows the program: no tour, and no settings of the machine's own user.
        QSettings known(m_settings.filePath(u"cortege.conf"_s), QSettings::IniFormat);
        known.setValue(u"tour/seen"_s, true);
        known.sync();
        environment.insert(u"XDG_CONFIG_HOME"_s, m_settings.path());
        m_process.setProcessEnvironment(environment);
        QObject::connect(&m_process, &QProcess::readyReadStandardError, &m_process,
            [this] { m_log += m_process.readAllStandardError(); });
        m_process.start(binPath(name), arguments);
        REQUIRE(m_process.waitForStarted());
        const bool shown = QTest::qWaitFor(
            [this] {
                m_window = QString::fromLatin1(
                    output({ u"search"_s, u"--onlyvisible"_s, u"--pid"_s, QString::number(m_process.processId()) }))
                               .section(u'\n', 0, 0);
                return !m_window.isEmpty();
            },
            kPatience);
        INFO(m_log.toStdString());
        REQUIRE(shown);
        output({ u"windowfocus"_s, u"--sync"_s, m_window });
        REQUIRE(QTest::qWaitFor([this] { return output({ u"getwindowfocus"_s }) == m_window.toLatin1(); }, kPatience));
    }
    ~Program() { kill(); }
    /// SIGKILL: nothing of the program runs any more.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    void press(const QString &keys) { output({ u"key"_s, keys }); }
    void type(const QString &text) { output({ u"type"_s, u"--delay"_s, u"20"_s, text }); }
    QString title() { return QString::fromUtf8(output({ u"getwindowname"_s, m_window })); }
    /// What it wrote to stderr; arrives while the test's event loop runs.
    QByteArray log() const { return m_log; }

private:
    static QByteArray output(const QStringList &arguments)
    {
        QProcess xdotool;
        xdotool.start(u"xdotool"_s, arguments);
        xdotool.waitForFinished(kPatience);
        return xdotool.readAllStandardOutput().trimmed();
    }

    const QTemporaryDir m_settings;
    QProcess m_process;
    QString m_window;
    QByteArray m_log;
};

} // namespace cortege::test
