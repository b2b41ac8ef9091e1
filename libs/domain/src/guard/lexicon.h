#pragma once

#include <QtCore/QHash>
#include <QtCore/QSet>
#include <QtCore/QString>

namespace cortege::guard
{

/// What a word may be: the sections of resources/guard, and ends of their phrases.
enum class Is : quint8 {
    GivenName,
    MaybeGivenName, ///< that is also something else
    FamilyName,
    MaybeFamilyName,
    CivilTitle,
    MaybeCivilTitle,
    RankTitle,
    RankAddition,
    Office,
    OfficeComplement,
    Role,
    RoleAddition,
    LeadEnd,
    RemembranceEnd,
    PersonPhraseBegin,
    FigureBegin,
    Place,
    PlaceAddition,
    PluralPlace,
    Saint,
    Organisation,
    OrganisationAddition,
    NoName,
    Common,
    Article,
    StrongParticle,
    Ordinary, ///< of all these, what is no name in itself
};

/// Everything that one word may be. One number: the rules ask some twenty questions of each word, and the server reads
/// every text of every save.
class Classes
{
public:
    constexpr Classes() = default;
    constexpr Classes(std::initializer_list<Is> classes)
    {
        for (const Is one : classes)
            m_bits |= bit(one);
    }
    constexpr bool has(Is one) const { return (m_bits & bit(one)) != 0; }
    constexpr bool hasAny(Classes others) const { return (m_bits & others.m_bits) != 0; }
    constexpr void add(Classes others) { m_bits |= others.m_bits; }

private:
    static constexpr quint32 bit(Is one) { return quint32 { 1 } << static_cast<int>(one); }
    quint32 m_bits = 0;
};

/// Of a section whose lines are phrases.
struct Phrases {
    QSet<QString> all;
    qsizetype longest = 0; ///< words
};

/// resources/guard/*.txt: constant, read once.
struct Lexicon {
    QHash<QString, Classes> words;
    Phrases leads, remembrances, personPhrases, figures;

    Classes classesOf(const QString &key) const { return words.value(key); }
};
const Lexicon &lexicon();

} // namespace cortege::guard
