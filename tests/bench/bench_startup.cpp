// From exec to the first window of Cortège and of the console, beside an empty window of Qt and QGIS; then what each of
// them takes while nobody does anything. At the end what was asked for: target, figure, ratio, met or not; it ends with
// 0 whatever the figures are.
//
// All four are measured in the same way and from outside, by the X server's word that a window is mapped: a time that
// the program took itself would leave out its loading, which is most of an empty window's, and QGIS says none. What
// is drawn into the window comes after that, the first map of three of them too. The programs take turns, so that
// whatever else the machine does befalls all; a first round is not counted, after which the files are in memory. Ours
// have a profile, a server on this machine that lets them in, and the schematic ground; QGIS is as it comes, with
// neither splash screen nor a look for newer versions.
//
// Idle is a minute: the console's window of time follows the clock by minutes, so ten seconds hold all of that or none.
//
// arguments: [--rounds N] (9) [--idle SECONDS] (60) [--no-peers]
#include "contenders/cortege.h"
#include "contenders/setting.h"
#include "startup/display.h"
#include "targets.h"

#include <client/profile.h>
#include <support/places.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <thread>

#include <sys/prctl.h>
#include <unistd.h>

using namespace cortege;
using namespace cortege::bench;
using namespace Qt::StringLiterals;

namespace
{

constexpr std::chrono::seconds kWindowPatience { 120 };
constexpr std::chrono::seconds kSettling { 10 }; ///< the first frames, the session, the tiles in sight
constexpr int kLastWordMs = 10'000;
constexpr double kOfEmpty = 2;
constexpr double kOfQgis = 0.15;
constexpr double kIdlePercent = 0.5; ///< of one processor: thirty ticks of the kernel's clock in a minute
constexpr std::string_view kQgis = "QGIS";
constexpr double kMebibyte = 1024 * 1024;

struct Subject {
    std::string name;
    QString program;
    QStringList arguments;
    bool isOurs = false;
    Samples windows {};
    double idlePercent = 0;
    double bytes = 0;

    double median() const { return windows.percentile(0.5); }
};

/// One of them, in a process group of its own: /usr/bin/qgis may be a script.
class Running
{
public:
    Running(const Subject &subject, const QString &folder)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, folder);
        environment.insert(u"XDG_CONFIG_HOME"_s, folder + u"/config"_s);
        environment.insert(u"XDG_DATA_HOME"_s, folder + u"/data"_s);
        environment.insert(u"XDG_CACHE_HOME"_s, folder + u"/cache"_s);
        m_process.setProcessEnvironment(environment);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(folder + u"/log"_s);
        m_process.setChildProcessModifier([] {
            ::setpgid(0, 0);
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        });
        m_process.start(subject.program, subject.arguments);
    }
    ~Running()
    {
        const auto group = static_cast<pid_t>(m_process.processId());
        if (group == 0)
            return;
        ::kill(-group, SIGTERM);
        if (!m_process.waitForFinished(kLastWordMs)) {
            ::kill(-group, SIGKILL);
            m_process.waitForFinished(kLastWordMs);
        }
    }
    Running(const Running &) = delete;
    Running &operator=(const Running &) = delete;
    qint64 pid() const { return m_process.processId(); }

private:
    QProcess m_process;
};

void demandWindow(Display &display, const Running &running, const Subject &subject, const QString &home)
{
    if (running.pid() != 0 && display.waitForWindow(running.pid(), kWindowPatience))
        return;
    QFile log(home + u"/log"_s);
    const QByteArray said = log.open(QFile::ReadOnly) ? log.readAll() : QByteArray();
    throw SetupFault(u"%1 shows no window: %2"_s.arg(QString::fromStdString(subject.name), QString::fromUtf8(said)));
}

/// A profile of that person in `folder`.
QStringList profileFor(const Credentials::Identity &identity, quint16 port, const QString &folder)
{
    client::Profile profile;
    profile.folder = folder;
    profile.server = QUrl(u"wss://127.0.0.1:%1"_s.arg(port));
    profile.tls = identity.files;
    demand(QDir().mkpath(folder) && profile.save().has_value(), u"no profile could be made"_s);
    return { u"--profile"_s, folder };
}

/// Where nobody has used any of them yet, but has seen the tour.
QString makeHome(const RunFolder &folder)
{
    const QString home = folder.of("home"_L1);
    QDir().mkpath(home + u"/config"_s);
    QSettings known(home + u"/config/cortege.conf"_s, QSettings::IniFormat);
    known.setValue(u"tour/seen"_s, true);
    return home;
}

std::vector<Subject> subjects(
    const RunFolder &folder, const Credentials &credentials, const CortegeContender &platform, bool peers)
{
    const QString entry = folder.of("entry"_L1);
    std::vector<Subject> all { { "empty window", test::binPath(u"empty_window"_s), {} },
        { "cortege", test::binPath(u"cortege"_s),
            profileFor(credentials.writer(), platform.port(), entry) + QStringList { u"--data"_s, entry + u"/data"_s },
            true },
        { "cortege-console", test::binPath(u"cortege-console"_s),
            profileFor(credentials.reader(), platform.port(), folder.of("analysis"_L1)), true } };
    const QString qgis = peers ? QStandardPaths::findExecutable(u"qgis"_s) : QString();
    if (!qgis.isEmpty())
        all.push_back({ std::string(kQgis), qgis,
            { u"--nologo"_s, u"--noversioncheck"_s, u"--profiles-path"_s, folder.of("qgis"_L1) } });
    return all;
}

void measureWindows(std::vector<Subject> &all, Display &display, const QString &home, int rounds)
{
    for (int round = 0; round <= rounds; ++round) {
        for (Subject &subject : all) {
            const auto begun = SteadyClock::now();
            const Running running(subject, home);
            demandWindow(display, running, subject, home);
            if (round > 0)
                subject.windows.add(SteadyClock::now() - begun);
        }
    }
}

void measureIdle(Subject &subject, Display &display, const QString &home, std::chrono::seconds span)
{
    const Running running(subject, home);
    demandWindow(display, running, subject, home);
    std::this_thread::sleep_for(kSettling);
    const double before = cpuSecondsOf(running.pid());
    const auto begun = SteadyClock::now();
    std::this_thread::sleep_for(span);
    const std::chrono::duration<double> passed = SteadyClock::now() - begun;
    subject.idlePercent = 100 * (cpuSecondsOf(running.pid()) - before) / passed.count();
    subject.bytes = residentBytesOf(running.pid());
}

auto qgisIn(const std::vector<Subject> &all) { return std::ranges::find(all, kQgis, &Subject::name); }

void print(const std::vector<Subject> &all, int rounds)
{
    std::printf("%d rounds %s\n", rounds, aboutMachine().c_str());
    std::printf("  %-16s %30s %14s %12s\n", "", "first window, ms: least median most", "idle, % of one", "memory, MiB");
    for (const Subject &subject : all)
        std::printf("  %-16s %12.0f %11.0f %11.0f %14.2f %12.1f\n", subject.name.c_str(), subject.windows.percentile(0),
            subject.median(), subject.windows.percentile(1), subject.idlePercent, subject.bytes / kMebibyte);
}

std::vector<Target> targetsOf(const std::vector<Subject> &all)
{
    const double empty = all.front().median();
    const auto qgis = qgisIn(all);
    std::vector<Target> targets;
    for (const Subject &subject : all) {
        if (!subject.isOurs)
            continue;
        targets.push_back(
            { subject.name + ": first window, of an empty one", subject.median() / empty, kOfEmpty, "x" });
        if (qgis != all.end())
            targets.push_back(
                { subject.name + ": first window, of QGIS", subject.median() / qgis->median(), kOfQgis, "x" });
        targets.push_back({ subject.name + ": idle, of one processor", subject.idlePercent, kIdlePercent, "%" });
    }
    return targets;
}

void measure(int rounds, std::chrono::seconds idle, bool peers)
{
    const RunFolder folder;
    const Credentials credentials(folder.of("keys"_L1));
    const CortegeContender platform(credentials, folder.of("cortege"_L1), emptyRecord(EventKind::OfficialVisit));
    const QString home = makeHome(folder);
    auto all = subjects(folder, credentials, platform, peers);
    Display display;
    measureWindows(all, display, home, rounds);
    for (Subject &subject : all)
        measureIdle(subject, display, home, idle);
    print(all, rounds);
    printTargets(targetsOf(all));
    if (peers && qgisIn(all) == all.end())
        std::printf("QGIS is not installed: the targets beside it are not measured\n");
}

} // namespace

int main(int argc, char **argv)
try {
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({ { u"rounds"_s, u"how many"_s, u"N"_s, u"9"_s },
        { u"idle"_s, u"how long nobody does anything"_s, u"SECONDS"_s, u"60"_s },
        { u"no-peers"_s, u"without QGIS"_s } });
    parser.process(app);
    prepareProcess();
    measure(std::clamp(parser.value(u"rounds"_s).toInt(), 1, 1'000),
        std::chrono::seconds { std::clamp(parser.value(u"idle"_s).toInt(), 1, 3'600) }, !parser.isSet(u"no-peers"_s));
    return 0;
} catch (const std::exception &fault) {
    std::fprintf(stderr, "bench_startup: %s\n", fault.what());
    return 1;
}
