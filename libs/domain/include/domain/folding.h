#pragma once

#include <QtCore/QString>

namespace cortege
{

/// Spelling set aside, for whoever compares names and texts: words of small letters and digits with single spaces. No
/// accents, ligatures taken apart (œ, æ, ß, ﬁ), ø and ł without their strokes; apostrophes, hyphens and other signs are
/// spaces. Folding twice changes nothing.
///
/// Gazetteers on disk hold texts that were folded: a change here is a new kGazetteerVersion.
QString folded(QStringView text);

/// Appends what `folded` makes of a letter or digit that is decomposed and small already; nothing for a mark. For
/// whoever reads a text a letter at a time and has no time for a string a word.
void appendFolded(QString &to, QChar letter);

} // namespace cortege
