#pragma once

#include <QtCore/QProcess>
#include <QtCore/QStringList>

namespace cortege::bench
{

/// A program that runs beside us; it ends with this object, and with this process.
class Program
{
public:
    /// Waits until `ready` stands in what it writes to stderr, which goes to a file in `folder`.
    Program(const QString &program, const QStringList &arguments, const QByteArray &ready, const QString &folder);
    ~Program(); ///< SIGINT, then SIGKILL

    qint64 pid() const { return m_process.processId(); }
    QByteArray log() const;

private:
    QProcess m_process;
    QString m_logFile;
};
/// Runs a program to its end.
void runToEnd(const QString &program, const QStringList &arguments, const QString &folder);

} // namespace cortege::bench
