#pragma once

#include <cli/configuration.h>
#include <client/profile.h>
#include <widgets/theme.h>

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <expected>

class QApplication;

namespace cortege::widgets
{

/// What a program with windows is told by its command line, its file and the workstation's policy.
struct StartOptions {
    QString profile; ///< folder of client::Profile
    QString data; ///< folder of the unsent work; empty for a program that keeps none
    QString territory; ///< folder of geodata::Territory; may be empty
    QString tiles; ///< a file or a URL template, the territory's file without another; empty: the schematic ground
    QString tilesAttribution;
    std::optional<Look> look; ///< nothing: as the desktop asks for
    QUrl server; ///< in place of the profile's; empty: the profile's
    QUrl proxy; ///< as in client::Profile
    cli::Configuration configuration; ///< where each of them comes from, and what is locked
};

enum class UnsentData { None, Kept }; ///< with `Kept` there is an option --data

struct StartProgram {
    QString name; ///< "cortege", "cortege-console"
    QString description; ///< stands above the help
    UnsentData unsent = UnsentData::None;
};

/// NAME.ini in the person's configuration folder, and the policy of the workstation.
cli::ConfigurationPlace usualPlace(const QString &program);

/// "fr" or "en": what is said on the command line, in the file or by the policy, French where nothing is. For
/// installLanguage, before the rest is read: the help and the faults are texts too.
QString chooseLanguage(const QStringList &arguments, const cli::ConfigurationPlace &place);

/// Why the program does not start.
struct NoStart {
    int code = 2;
    QString text {}; ///< for the terminal; empty where --check-config or --sample-config was answered there
    bool isInFile = false; ///< also for a window: nobody reads the terminal of a workstation
};
/// `--help` and `--version` end the program.
std::expected<StartOptions, NoStart> parseStartOptions(
    const QStringList &arguments, const StartProgram &program, const cli::ConfigurationPlace &place);
/// Says why, and the exit code to end with.
int endUnstarted(QApplication &application, const NoStart &why);

/// The profile, led to the server and through the proxy that are set for this workstation. Errors as of Profile::load.
Result<client::Profile> loadProfile(const StartOptions &options);

} // namespace cortege::widgets
