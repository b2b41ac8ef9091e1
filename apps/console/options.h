#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <expected>

/// What stands on the command line of cortege-console.
struct Options {
    QString profile; ///< folder of client::Profile
    QString language; ///< "fr" or "en"
    QString tiles; ///< a file or a URL template; empty: the schematic ground
    QString tilesAttribution;
};

/// The error is for the terminal. `--help` and `--version` end the program.
std::expected<Options, QString> parseOptions(const QStringList &arguments);
