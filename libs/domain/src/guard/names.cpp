#include "guard/names.h"

#include "guard/lexicon.h"

#include <algorithm>
#include <array>

namespace cortege::guard
{
namespace
{

using namespace Qt::StringLiterals;

constexpr size_t kMostNameWords = 6;
constexpr size_t kMostAdditions = 9;
constexpr size_t kMostPlaceAdditions = 5;
constexpr Classes kName { Is::GivenName, Is::MaybeGivenName, Is::FamilyName, Is::MaybeFamilyName };
constexpr Classes kCivilTitle { Is::CivilTitle, Is::MaybeCivilTitle };

bool isAnyOf(const QString &key, auto... words) { return ((key == words) || ...); }
/// What the words of a possible name are.
struct Run {
    size_t end = 0;
    int given = 0;
    int givenUnsure = 0;
    int family = 0;
    int unknown = 0;
    int initials = 0;

    int known() const { return given + givenUnsure + family; }
    int words() const { return known() + unknown; }
};

enum class Trust {
    None, ///< only what the lists know begins a name
    Capital, ///< any word with a capital may be one
    Title, ///< any word that is not an ordinary one
};

class NameReader
{
public:
    explicit NameReader(const Text &text) : m_text(text), m_words(text.words()), m_lexicon(lexicon()) { }

    std::vector<NameSpan> read()
    {
        for (size_t i = 0; i < m_words.size();) {
            if (i >= m_placeEnd && isA(i, Is::Place))
                m_placeEnd = placeEnd(i);
            if (const auto span = spanAt(i)) {
                m_spans.push_back(*span);
                i = span->end;
            } else {
                i = std::max(i + 1, figureEnd(i));
            }
        }
        return std::move(m_spans);
    }

private:
    const Word &word(size_t i) const { return m_words[i]; }
    bool isThere(size_t i) const { return i < m_words.size(); }
    /// Whether a word follows the one before it as the next word of a phrase.
    bool joins(size_t i) const { return isThere(i) && m_text.gapBefore(i).trimmed().isEmpty() && spaces(i); }
    bool spaces(size_t i) const { return !m_text.gapBefore(i).contains(u'\n'); }
    bool hyphened(size_t i) const { return isThere(i) && m_text.gapBefore(i) == "-"_L1; }
    bool elided(size_t i) const { return isThere(i) && m_text.gapBefore(i) == "'"_L1; }
    bool linked(size_t i) const { return joins(i) || hyphened(i) || elided(i); }
    /// A capital that says something.
    bool stands(size_t i) const { return word(i).capital && word(i).cased; }

    bool isA(size_t i, Is one) const { return word(i).classes.has(one); }
    bool isAny(size_t i, Classes of) const { return word(i).classes.hasAny(of); }

    /// Counts the word where it may be part of a name.
    bool take(Run &run, size_t i, Trust trust) const
    {
        if (word(i).hasDigit || word(i).key.size() < 2)
            return false;
        const auto count = [](int &number) { return ++number > 0; };
        const bool begun = run.words() > 0;
        const bool lower = word(i).cased && !word(i).capital;
        if (isA(i, Is::GivenName) && (!lower || trust == Trust::Title || !isA(i, Is::Common)))
            return count(run.given);
        const bool ordinary = isA(i, Is::Ordinary);
        const bool unsureCounts = stands(i) || (!ordinary && (begun || trust == Trust::Title));
        if (isA(i, Is::FamilyName) && (!lower || begun || trust == Trust::Title))
            return count(run.family);
        if (isA(i, Is::MaybeGivenName) && unsureCounts && !lower)
            return count(run.givenUnsure);
        if (isA(i, Is::MaybeFamilyName) && unsureCounts && !lower)
            return count(run.family);
        if (ordinary || run.unknown >= 2)
            return false;
        if (hyphened(i) && begun)
            return count(run.unknown);
        if (word(i).cased)
            return stands(i) && (trust != Trust::None || run.given > 0) && count(run.unknown);
        const bool first = !begun && trust == Trust::Title;
        const bool second = run.given > 0 && run.family + run.unknown == 0;
        return (first || second) && count(run.unknown);
    }

    /// "J." before a name, "K." behind one.
    bool isInitial(size_t i) const
    {
        const bool dotted = m_text.gapBefore(i + 1).startsWith(u'.');
        return word(i).key.size() == 1 && !word(i).hasDigit && dotted && (word(i).capital || !word(i).cased);
    }

    /// The words that introduce the next part of a name: "El", "de La", "d’", "O’".
    size_t afterParticles(size_t i, const Run &run, Trust trust) const
    {
        const bool weakAllowed = trust == Trust::Title && run.family + run.unknown == 0;
        if (isA(i, Is::StrongParticle) && linked(i + 1))
            return i + 1;
        if (word(i).key.size() == 1 && elided(i + 1) && (word(i).capital || (weakAllowed && run.words() > 0)))
            return i + 1;
        // "Loïc Le Goff": with a capital of its own the article is the name's, whatever introduced it.
        if (isA(i, Is::Article) && run.given > 0 && run.family + run.unknown == 0 && stands(i) && joins(i + 1)
            && stands(i + 1) && word(i).key.size() > 1)
            return i + 1;
        if (!isA(i, Is::Article) || !weakAllowed)
            return i;
        size_t next = i + 1;
        while (linked(next) && isA(next, Is::Article))
            ++next;
        return linked(next) && (stands(next) || isA(next, Is::FamilyName)) ? next : i;
    }

    Run run(size_t i, Trust trust) const
    {
        Run run { i };
        bool afterInitial = false;
        for (size_t at = i; isThere(at) && at < i + kMostNameWords;) {
            if (at > i && !linked(at) && !(afterInitial && m_text.gapBefore(at).trimmed() == "."_L1))
                break;
            afterInitial = isInitial(at);
            if (afterInitial) {
                ++run.initials;
                run.end = ++at;
                continue;
            }
            const size_t next = afterParticles(at, run, trust);
            const Trust here = next > at && trust == Trust::None ? Trust::Capital : trust;
            if (!isThere(next) || !take(run, next, here))
                break;
            run.end = at = next + 1;
        }
        // "BENSAID Farida": the family name, in capitals, before the given name.
        if (run.words() == 0 && run.initials == 0 && isThere(i) && word(i).upper && word(i).cased && joins(i + 1)
            && word(i).key.size() > 3 && !isA(i, Is::Ordinary) && !word(i).hasDigit) {
            Run rest = this->run(i + 1, trust);
            if (rest.given > 0 && !word(i + 1).upper) {
                ++rest.unknown;
                return rest;
            }
        }
        return run.words() > 0 ? run : Run { i };
    }

    // --- what is no person --------------------------------------------------------------------------------------

    /// Behind the figure of history that begins there; `i` where none does.
    size_t figureEnd(size_t i) const { return phraseEnd(m_lexicon.figures, Is::FigureBegin, i); }

    size_t phraseEnd(const Phrases &phrases, Is begin, size_t i) const
    {
        size_t end = i;
        if (!isThere(i) || !isA(i, begin))
            return end;
        QString phrase;
        for (size_t at = i; isThere(at) && at < i + static_cast<size_t>(phrases.longest); ++at) {
            if (at > i && !linked(at))
                break;
            phrase += (at > i ? u" "_s : QString()) + word(at).key;
            if (phrases.all.contains(phrase))
                end = at + 1;
        }
        return end;
    }

    bool endsWithPhrase(const Phrases &phrases, Is last, size_t end) const
    {
        if (!isA(end - 1, last))
            return false;
        QString phrase;
        for (size_t at = end; at > 0 && end - at < static_cast<size_t>(phrases.longest); --at) {
            if (at < end && !linked(at))
                break;
            phrase = word(at - 1).key + (phrase.isEmpty() ? QString() : u' ' + phrase);
            if (phrases.all.contains(phrase))
                return true;
        }
        return false;
    }

    bool isPlaceGap(size_t i) const
    {
        const QStringView gap = m_text.gapBefore(i);
        return isThere(i) && (linked(i) || gap == ". "_L1 || gap == "."_L1); // "bd. Michelet"
    }

    /// Behind the name of the place that begins with its kind: "boulevard Jean Henri Fabre".
    size_t placeEnd(size_t i) const
    {
        const auto names = [this](size_t at) {
            const Word &w = word(at);
            if (w.classes.has(Is::PlaceAddition) || w.hasDigit)
                return true;
            return w.cased ? w.capital && !w.classes.hasAny(kCivilTitle) : w.classes.hasAny(kName);
        };
        size_t end = i + 1;
        while (isPlaceGap(end) && names(end))
            ++end;
        return end;
    }

    bool placeBefore(size_t i, bool enumerated = true) const
    {
        if (i == 0)
            return false;
        if (linked(i) && isA(i - 1, Is::Saint))
            return true;
        size_t at = i;
        for (size_t steps = 0; at > 0 && steps < kMostPlaceAdditions && isPlaceGap(at); ++steps) {
            if (isA(at - 1, Is::Place))
                return true;
            if (!isA(at - 1, Is::PlaceAddition) && !word(at - 1).hasDigit)
                break;
            --at;
        }
        return enumerated && placeEnumerated(i);
    }

    /// "Contact sur place Mme Roux": of the two readings the one in which nobody's title is a place's name.
    bool onTheSpot(size_t i) const
    {
        return i > 1 && word(i - 1).key == "place"_L1 && word(i - 2).key == "sur"_L1 && joins(i - 1);
    }

    /// "rues Jean Mermoz et Paul Claudel", "angle Garibaldi / Lieutaud", "métro Bougainville, National".
    bool placeEnumerated(size_t i) const
    {
        size_t at = i;
        for (size_t steps = 0; at > 0 && steps < 12; ++steps, --at) {
            const QStringView gap = m_text.gapBefore(at).trimmed();
            if (!gap.isEmpty() && gap != ","_L1 && gap != "/"_L1 && gap != "-"_L1 && gap != "'"_L1)
                return false;
            if (isA(at - 1, Is::PluralPlace))
                return true;
            if (steps > 0 && gap.isEmpty() && isA(at - 1, Is::Place) && joinedByAnd(at, i))
                return true;
            if (!word(at - 1).capital && !isA(at - 1, Is::Article) && word(at - 1).key != "et"_L1)
                return false;
        }
        return false;
    }
    /// Between a place and the name stand one "et" or slash, and no comma: "bd Romain Rolland et Paul Claudel".
    bool joinedByAnd(size_t from, size_t to) const
    {
        int joints = 0;
        for (size_t at = from; at < to; ++at) {
            joints += word(at).key == "et"_L1 ? 1 : 0;
            const QStringView gap = m_text.gapBefore(at + 1).trimmed();
            joints += gap == "/"_L1 ? 1 : 0;
            if (gap == ","_L1)
                return false;
        }
        return joints == 1;
    }

    bool organisationBefore(size_t i) const
    {
        size_t at = i;
        for (size_t steps = 0; at > 0 && steps < 4 && linked(at); ++steps) {
            if (isA(at - 1, Is::Organisation))
                return true;
            if (!isA(at - 1, Is::OrganisationAddition))
                return false;
            --at;
        }
        return false;
    }

    bool isElsewhere(size_t i) const { return i < m_placeEnd || placeBefore(i) || organisationBefore(i); }

    // --- what makes a person ------------------------------------------------------------------------------------

    std::optional<NameSpan> spanAt(size_t i) const
    {
        using Rule = std::optional<NameSpan> (NameReader::*)(size_t) const;
        for (const Rule rule : { &NameReader::civilTitle, &NameReader::rankTitle, &NameReader::office,
                 &NameReader::spokenOf, &NameReader::bare }) {
            if (auto span = (this->*rule)(i))
                return span;
        }
        return std::nullopt;
    }

    bool isCivilTitle(size_t i) const
    {
        if (!isThere(i) || !isAny(i, kCivilTitle) || !isThere(i + 1))
            return false;
        const QString &key = word(i).key;
        const QStringView gap = m_text.gapBefore(i + 1);
        const bool dotted = gap.trimmed() == "."_L1;
        if (!dotted && !joins(i + 1))
            return false;
        if (key == "m"_L1 || key == "mm"_L1) {
            const bool measure = i > 0 && word(i - 1).hasDigit && joins(i);
            const bool initial = i > 0 && m_text.gapBefore(i) == "."_L1; // "P.M."
            return !measure && !initial && (dotted || (word(i).capital && (stands(i + 1) || word(i).shouted)));
        }
        if (key == "me"_L1)
            return word(i).capital && !word(i).upper && stands(i + 1);
        return isA(i, Is::CivilTitle) || stands(i + 1);
    }

    std::optional<NameSpan> civilTitle(size_t i) const
    {
        if (!isCivilTitle(i) || (placeBefore(i, false) && !onTheSpot(i)))
            return std::nullopt;
        size_t at = i + 1;
        bool several = isAnyOf(word(i).key, "mm"_L1, "mmes"_L1, "mlles"_L1, "messieurs"_L1, "mesdames"_L1);
        if (word(at).key == "et"_L1 && isCivilTitle(at + 1)) {
            at += 2;
            several = true;
        }
        while (isCivilTitle(at) && word(at).key.size() > 1)
            ++at;
        if (isThere(at) && isA(at, Is::RankTitle))
            ++at;
        if (!isThere(at) || isA(at, Is::NoName) || isA(at, Is::Office) || figureEnd(at) == at + 1)
            return std::nullopt;
        Run name = run(at, Trust::Title);
        if (name.words() == 0 || name.end == at)
            return std::nullopt;
        // "m." is also short for "mit", "mètres".
        const bool small = word(i).cased && !word(i).capital;
        if ((small || (word(at).cased && !word(at).capital)) && name.known() == 0)
            return std::nullopt;
        size_t end = name.end;
        while (several && isThere(end) && word(end).key == "et"_L1 && isThere(end + 1)) {
            const Run other = run(end + 1, Trust::Title);
            if (other.words() == 0)
                break;
            end = other.end;
        }
        return NameSpan { i, end, NameReason::CivilTitle, i, several };
    }

    std::optional<NameSpan> rankTitle(size_t i) const
    {
        if (!isA(i, Is::RankTitle) || !isThere(i + 1) || isElsewhere(i) || figureEnd(i) > i)
            return std::nullopt;
        size_t at = i + 1;
        if (m_text.gapBefore(at).trimmed() != "."_L1 && !linked(at))
            return std::nullopt;
        while (linked(at) && isA(at, Is::RankAddition) && (hyphened(at) || !stands(at)) && isThere(at + 1))
            ++at;
        if (!isThere(at) || figureEnd(at) > at || isA(at, Is::Article) || isA(at - 1, Is::Article))
            return std::nullopt;
        const Run name = run(at, Trust::Title);
        const bool capital = isThere(at) && (stands(at) || (name.end > at && stands(name.end - 1)));
        if (name.words() == 0 || (!capital && name.given + name.family == 0))
            return std::nullopt;
        if (!word(at).cased && name.given + name.family == 0)
            return std::nullopt;
        return NameSpan { i, name.end, NameReason::RankTitle, at - 1, false };
    }

    std::optional<NameSpan> office(size_t i) const
    {
        if (!isA(i, Is::Office) || placeBefore(i, false))
            return std::nullopt;
        size_t at = i + 1;
        while (linked(at) && at < i + kMostAdditions && isA(at, Is::OfficeComplement))
            ++at;
        if (!joins(at) || isA(at - 1, Is::Article) || isAnyOf(word(at - 1).key, "a"_L1, "au"_L1, "aux"_L1, "et"_L1)
            || figureEnd(at) > at)
            return std::nullopt;
        const Run name = run(at, Trust::Capital);
        const bool sure = stands(at) ? name.words() > 0 : name.given + name.family > 0;
        if (!sure || (organisationBefore(at) && name.known() == 0))
            return std::nullopt;
        return NameSpan { at, name.end, NameReason::Office, at - 1, false };
    }

    /// A name that the lists know, behind what a person does or what is done to a person.
    std::optional<NameSpan> spokenOf(size_t i) const
    {
        const bool open = stands(i);
        const Run name = run(i, open ? Trust::Capital : Trust::None);
        if (name.end == i || figureEnd(i) > i || isElsewhere(i))
            return std::nullopt;
        const auto reason = reasonBefore(i);
        if (!reason)
            return std::nullopt;
        // No list holds every name: two capitals are enough here, and one where somebody is remembered.
        const bool written = open && (name.words() >= 2 || reason->first == NameReason::Remembrance);
        if (!written && !isKnown(name, i))
            return std::nullopt;
        return withBrother(NameSpan { i, name.end, reason->first, reason->second, false });
    }

    bool isKnown(const Run &name, size_t i) const
    {
        if (stands(i) || word(i).shouted)
            return name.known() > 0;
        return name.given > 0 || (name.family > 0 && (name.initials > 0 || !word(i).cased));
    }

    std::optional<std::pair<NameReason, size_t>> reasonBefore(size_t i) const
    {
        if (i == 0)
            return std::nullopt;
        const QStringView gap = m_text.gapBefore(i);
        const QStringView mark = gap.trimmed();
        if (!spaces(i) || (!mark.isEmpty() && mark != ":"_L1 && mark != ","_L1 && mark != "-"_L1 && mark != "("_L1))
            return std::nullopt;
        if (mark.isEmpty() || mark == ":"_L1) {
            if (endsWithPhrase(m_lexicon.remembrances, Is::RemembranceEnd, i))
                return std::pair(NameReason::Remembrance, i - 1);
            if (endsWithPhrase(m_lexicon.leads, Is::LeadEnd, i) && (word(i - 1).key != "et"_L1 || followsName(i - 1)))
                return std::pair(NameReason::Lead, i - 1);
        }
        if (followsName(i) && mark != ":"_L1 && !mark.isEmpty())
            return std::pair(m_spans.back().reason == NameReason::CivilTitle ? NameReason::Bare : m_spans.back().reason,
                m_spans.back().because);
        return roleBefore(i, mark);
    }

    std::optional<std::pair<NameReason, size_t>> roleBefore(size_t i, QStringView mark) const
    {
        size_t at = i;
        for (size_t steps = 0; at > 0 && steps < kMostAdditions; ++steps, --at) {
            const QStringView gap = m_text.gapBefore(at).trimmed();
            if (at < i && !gap.isEmpty() && gap != "'"_L1 && gap != "-"_L1)
                return std::nullopt;
            if (isA(at - 1, Is::Role)) {
                // "les responsables de la CGT, Solidaires": one steps over additions to a name that stands apart.
                const bool direct = at == i || !mark.isEmpty() || word(i - 1).key == "est"_L1;
                return direct || !isA(i - 1, Is::Article) ? std::optional(std::pair(NameReason::Role, at - 1))
                                                          : std::nullopt;
            }
            if (!isA(at - 1, Is::RoleAddition))
                return std::nullopt;
        }
        return std::nullopt;
    }

    bool followsName(size_t i) const { return !m_spans.empty() && m_spans.back().end == i; }

    /// "Karim et Sofiane Hamdi".
    NameSpan withBrother(NameSpan span) const
    {
        const size_t et = span.end;
        if (!joins(et) || word(et).key != "et"_L1 || !joins(et + 1) || span.end - span.first != 1)
            return span;
        const Run other = run(et + 1, Trust::None);
        if (other.given == 0 || other.words() < 2 || figureEnd(et + 1) > et + 1)
            return span;
        span.end = other.end;
        span.several = true;
        return span;
    }

    std::optional<NameSpan> bare(size_t i) const
    {
        const Run name = run(i, Trust::None);
        if (name.end == i || figureEnd(i) > i || isElsewhere(i) || (i > 0 && hyphened(i)))
            return std::nullopt;
        const bool lower = word(i).cased && !word(i).capital;
        const bool pair = name.given > 0 && name.words() >= 2 && (!lower || name.given + name.family >= 2);
        const bool unsurePair = stands(i) && name.givenUnsure > 0 && name.family > 0 && name.words() >= 2;
        const bool initialed = name.initials > 0 && (name.given > 0 || (name.family > 0 && word(i).capital));
        const bool acts
            = name.words() == 1 && (name.given > 0 || (name.givenUnsure > 0 && word(i).capital)) && actsAt(name.end);
        if (!pair && !unsurePair && !initialed && !acts)
            return std::nullopt;
        return withBrother(NameSpan { i, name.end, NameReason::Bare, i, false });
    }

    bool actsAt(size_t i) const
    {
        const bool near = joins(i) || (isThere(i) && m_text.gapBefore(i) == ", "_L1);
        return near && phraseEnd(m_lexicon.personPhrases, Is::PersonPhraseBegin, i) > i;
    }

    const Text &m_text;
    const std::vector<Word> &m_words;
    const Lexicon &m_lexicon;
    std::vector<NameSpan> m_spans;
    size_t m_placeEnd = 0;
};

} // namespace

std::vector<NameSpan> findNames(const Text &text) { return NameReader(text).read(); }

} // namespace cortege::guard
