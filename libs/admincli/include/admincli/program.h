#pragma once

#include <admincli/terminal.h>
#include <domain/time.h>

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <memory>

namespace cortege::admincli
{

enum class ExitCode {
    Done = 0,
    Failed = 1, ///< the command was understood and could not be done, or found faults
    Misused = 2, ///< unknown command, missing or wrong option
};

/// "fr" or "en": what --language says, else English where LC_ALL, LC_MESSAGES or LANG (the first that is set) name it,
/// else French.
QString chooseLanguage(const QStringList &arguments, const QString &environment);
/// The first of LC_ALL, LC_MESSAGES and LANG that is set.
QString languageOfEnvironment();

class Command;

/// cortege-admin: GROUP COMMAND options. One run an object.
class Program final : public QObject
{
    Q_OBJECT
public:
    Program(const Clock &clock, Terminal &terminal);
    ~Program() override;

    /// `arguments` without the program's own name. Ends with `finished`, perhaps before it returns.
    void start(const QStringList &arguments);
    /// Ends soon and cleanly: what is on its way is waited for, nothing new is begun.
    void interrupt();

Q_SIGNALS:
    void finished(int exitCode);

private:
    void help(const QString &group);
    void end(ExitCode code);

    const Clock &m_clock;
    Terminal &m_terminal;
    std::vector<std::unique_ptr<Command>> m_commands;
    Command *m_running = nullptr;
};

} // namespace cortege::admincli
