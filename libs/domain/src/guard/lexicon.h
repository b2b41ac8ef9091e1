#pragma once

#include <QtCore/QSet>
#include <QtCore/QString>

namespace cortege::guard
{

/// Words of a section; `unsure` are those that are also something else.
struct Words {
    QSet<QString> sure;
    QSet<QString> unsure;
    QSet<QString> heads; ///< first words of phrases
    QSet<QString> tails; ///< last words of phrases
    qsizetype longest = 0; ///< words in the longest phrase

    bool contains(const QString &word) const { return sure.contains(word) || unsure.contains(word); }
};

/// resources/guard/*.txt: constant, read once.
struct Lexicon {
    Words given, family;
    Words civilTitles, rankTitles, rankAdditions, offices, officeComplements, roles, roleAdditions;
    Words leads, remembrances, places, placeAdditions, organisations, organisationAdditions, personPhrases;
    Words noNames, common, months, acronyms, figures;
    QSet<QString> ordinary; ///< of all these, what is no name in itself
};
const Lexicon &lexicon();

} // namespace cortege::guard
