#pragma once

#include <domain/folding.h>

#include <QtCore/QStringList>
#include <QtCore/QStringView>

#include <optional>

/// How names are compared, on the way into a gazetteer and on the way out; spelling is set aside by domain `folded`.
namespace cortege::geodata
{

/// What an abbreviation stands for ("bd" → "boulevard", "st" → "saint"), else the word itself. Takes a folded word.
QString unabbreviated(const QString &word);
/// The whole name with its abbreviations written out: one key for "Bd. de la Libération" and "BOULEVARD DE LA
/// LIBERATION".
QString nameKey(QStringView name);

/// "rue", "boulevard", "place" …: what a name may be asked for without.
bool isStreetType(const QString &word);
/// "de", "la", "du" …: never needed to find a name.
bool isArticle(const QString &word);
/// The key without type and articles in front: "rue de rome" → "rome". The key itself when nothing else is in it.
QString nameCore(const QString &key);
/// The key without any article.
QString nameSkeleton(const QString &key);

/// "12", "12 bis", "12B" taken apart.
struct NumberParts {
    int number = 0;
    QString suffix; ///< folded; "bis", "b"

    friend bool operator==(const NumberParts &, const NumberParts &) = default;
};
std::optional<NumberParts> readNumber(QStringView text);

/// A text with a house number in it, first or last.
struct NumberedText {
    NumberParts number;
    QString rest; ///< folded
};
/// All readings, for "8 mai 1945" may be two streets and two numbers.
QList<NumberedText> numberedReadings(const QString &folded);

/// The two streets of "angle A / B", "A x B", "A et B"; the second is empty when it is yet to come. All readings.
QList<std::pair<QString, QString>> crossingReadings(QStringView text);

/// Changes of a letter, left out, put in, swapped with its neighbour, that make `typed` of `word` — or, when the typing
/// may go on, of its beginning. More than `most` comes out as `most + 1`.
int editDistance(QStringView typed, QStringView word, int most, bool mayGoOn);

} // namespace cortege::geodata
