#pragma once

#include <widgets/theme.h>

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <expected>

namespace cortege::widgets
{

/// What stands on the command line of a program with windows.
struct StartOptions {
    QString profile; ///< folder of client::Profile
    QString data; ///< folder of the unsent work; empty for a program that keeps none
    QString territory; ///< folder of geodata::Territory; may be empty
    QString tiles; ///< a file or a URL template, the territory's file without another; empty: the schematic ground
    QString tilesAttribution;
    std::optional<Look> look; ///< nothing: as the desktop asks for
};

/// "fr" or "en": what --language says, French without it. For installLanguage, before the rest is read: the help and
/// the errors below are texts too.
QString chooseLanguage(const QStringList &arguments);

enum class UnsentData { None, Kept }; ///< with `Kept` there is an option --data
/// The error is for the terminal. `--help` and `--version` end the program; `description` stands above the help.
std::expected<StartOptions, QString> parseStartOptions(
    const QStringList &arguments, const QString &description, UnsentData unsent);

} // namespace cortege::widgets
