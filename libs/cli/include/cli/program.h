#pragma once

#include <cli/configuration.h>
#include <cli/terminal.h>
#include <domain/time.h>

#include <QtCore/QLocale>
#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <functional>
#include <memory>
#include <vector>

class QTranslator;

namespace cortege::cli
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

/// While one lives, texts for a person are in that language, Qt's own as well. To be made after the application, and
/// gone before it.
class SpokenLanguage
{
public:
    explicit SpokenLanguage(const QString &language);
    ~SpokenLanguage();
    Q_DISABLE_COPY_MOVE(SpokenLanguage)

private:
    QLocale m_before;
    std::vector<std::unique_ptr<QTranslator>> m_translators; ///< each takes itself out of the application
};

class Command;

/// PROGRAM COMMAND options, or PROGRAM GROUP COMMAND options. One run an object.
class Program final : public QObject
{
    Q_OBJECT
public:
    Program(QString name, std::vector<std::unique_ptr<Command>> commands, const Clock &clock, Terminal &terminal);
    ~Program() override;

    /// Options of those names need not be written where the program's INI file says them: --config FILE names another
    /// one than `file`, --check-config and --sample-config are answered. Before `start`.
    void configure(std::vector<Setting> settings, const QString &file);

    /// `arguments` without the program's own name. Ends with `finished`, perhaps before it returns.
    void start(const QStringList &arguments);
    /// Ends soon and cleanly: what is on its way is waited for, nothing new is begun.
    void interrupt();

Q_SIGNALS:
    void finished(int exitCode);

private:
    void help(const QString &group);
    Command *find(QStringList &words) const;
    void end(ExitCode code);

    const QString m_name;
    const Clock &m_clock;
    Terminal &m_terminal;
    std::vector<std::unique_ptr<Command>> m_commands;
    std::vector<Setting> m_settings;
    ConfigurationPlace m_place; ///< without a file where the program has none
    Command *m_running = nullptr;
};

/// A whole main(): language, signals, event loop. Ctrl-C interrupts the command; a second one ends the program.
/// `prepare` is called before the program starts.
int runProgram(int argc, char **argv, const QString &name, std::vector<std::unique_ptr<Command>> commands,
    const std::function<void(Program &)> &prepare = {});

} // namespace cortege::cli
