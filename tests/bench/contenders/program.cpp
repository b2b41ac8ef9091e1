#include "program.h"

#include "figures.h"

#include <QtCore/QFile>

#include <csignal>

#include <sys/prctl.h>

namespace cortege::bench
{
using namespace Qt::StringLiterals;
namespace
{
constexpr int kStartMs = 60'000;
constexpr int kLookMs = 20;
constexpr int kEndMs = 20'000;
} // namespace

Program::Program(const QString &program, const QStringList &arguments, const QByteArray &ready, const QString &folder)
    : m_logFile(folder + u"/log"_s)
{
    m_process.setWorkingDirectory(folder);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(m_logFile); // a pipe that nobody empties would stop it
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(program, arguments);
    for (int waited = 0; !log().contains(ready); waited += kLookMs) {
        const bool ended = m_process.waitForFinished(kLookMs) || m_process.state() == QProcess::NotRunning;
        demand(!ended && waited < kStartMs, u"%1 does not start: %2"_s.arg(program, QString::fromUtf8(log())));
    }
}

QByteArray Program::log() const
{
    QFile file(m_logFile);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

Program::~Program()
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
    if (!m_process.waitForFinished(kEndMs))
        m_process.kill();
}

void runToEnd(const QString &program, const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.waitForFinished(kStartMs);
    demand(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
        u"%1 fails: %2"_s.arg(program, QString::fromUtf8(process.readAllStandardError())));
}

} // namespace cortege::bench
