#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <vector>

/// An INI text, line by line, so that a fault can be named by its line. Other than QSettings, which knows no lines, a
/// value goes to the end of its line, with commas and semicolons; spaces around it belong to it in double quotes only.
/// A comment is a line of its own that begins with ; or #.
namespace cortege::cli
{

struct IniEntry {
    QString section; ///< empty before the first one
    QString key;
    QString value;
    int line = 0; ///< from 1

    friend bool operator==(const IniEntry &, const IniEntry &) = default;
};

struct IniFault {
    int line = 0;
    QString text; ///< in the language of the interface

    friend bool operator==(const IniFault &, const IniFault &) = default;
};

struct IniFile {
    std::vector<IniEntry> entries; ///< in the order of the text; a key may stand there twice
    std::vector<IniFault> faults;
};

/// A file may be so long.
inline constexpr qsizetype kIniLimit = qsizetype { 64 } * 1024;

/// Takes any bytes; those that are no UTF-8 are a fault of their line, and so is what is over the limit.
IniFile readIni(QByteArrayView text);
/// The line "key=value" that `readIni` reads as that value, which has no line feed.
QString iniLine(const QString &key, const QString &value);

} // namespace cortege::cli
