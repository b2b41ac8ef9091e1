#pragma once

#include "guard/lexicon.h"

#include <QtCore/QString>

#include <vector>

namespace cortege::guard
{

/// A run of letters and digits.
struct Word {
    qsizetype begin = 0;
    qsizetype end = 0;
    QString key; ///< as `folded` writes it
    Classes classes; ///< of the key
    bool hasDigit = false;
    bool capital = false; ///< begins with one
    bool upper = false; ///< two capitals or more, and nothing else
    bool cased = false; ///< capitals mean something in its line
    bool shouted = false; ///< its line is in capitals
};

/// A text as the rules read it. Positions are those of the text itself.
class Text
{
public:
    explicit Text(QStringView text);

    QStringView original() const { return m_original; }
    /// As long as the text: lower case, no accents, plain digits, spaces, apostrophes and hyphens.
    const QString &flat() const { return m_flat; }
    const std::vector<Word> &words() const { return m_words; }
    /// What stands between a word and the one before it, flat.
    QStringView gapBefore(size_t word) const;
    /// The first word that does not end before that position.
    size_t wordAt(qsizetype position) const;

private:
    void split();
    void judgeLines();

    QStringView m_original;
    QString m_flat;
    std::vector<Word> m_words;
};

} // namespace cortege::guard
